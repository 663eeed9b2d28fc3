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
