"""A message as its sentences, and what in them can be checked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.claim_check.message import claimed, read_message


def test_a_message_as_slack_has_it() -> None:
    text = (
        "Hi team, some facts :wave:\n"
        "• Carney was sworn in on March 14. The election is on April 28\n"
        "2) *Tariffs* on auto parts take effect on May 3 <https://example.com/a>\n"
        "> ok?\n\n🎉\n"
    )
    assert [(each.text, each.claim) for each in read_message(text)][1:] == [
        ("• Carney was sworn in on March 14.", "Carney was sworn in on March 14."),
        ("The election is on April 28", "The election is on April 28"),
        (
            "2) *Tariffs* on auto parts take effect on May 3 <https://example.com/a>",
            "Tariffs on auto parts take effect on May 3",
        ),
        ("> ok?", ""),
    ]


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("I think that Carney won the race.", "Carney won the race."),
        ("BREAKING: Canada votes on April 28.", "Canada votes on April 28."),
        ("Carney asked: “Why now?”", "Carney asked: “Why now?”"),
        ("Who won the race", ""),
        ("I love this story", ""),
        ("Thanks, Bob!", ""),
    ],
)
def test_what_leads_up_to_a_claim_is_no_part_of_it(sentence: str, claim: str) -> None:
    assert claimed(sentence) == claim


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for sentence in read_message(text):
        assert sentence.text.strip() and sentence.text in text


@pytest.mark.parametrize(
    ("text", "claim", "pointing"),
    [
        ("On March 12 he closed the harbour.", "On March 12 he closed the harbour.", "he"),
        ("On Friday they agreed on a levy.", "On Friday they agreed on a levy.", "they"),
        (
            "The minister said he closed the harbour.",
            "The minister said he closed the harbour.",
            None,
        ),
        ("On May 3 the mayor said it was closed.", "On May 3 the mayor said it was closed.", None),
    ],
)
def test_a_pronoun_behind_a_date_names_nobody(text: str, claim: str, pointing: str | None) -> None:
    (found,) = read_message(text)
    assert (found.claim, found.pointing) == (claim, pointing)


def test_he_behind_a_date_is_the_one_person_of_the_sentence_before() -> None:
    found = read_message("Ada Ward spoke to the council. On March 12 she closed the harbour.")
    assert found[1].claim == "On March 12 Ada Ward closed the harbour."
    assert found[1].pointing is None
