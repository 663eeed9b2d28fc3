"""Whether passages carry a sentence: what must be found in them, and what must not differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.verify import check, supports
from tests.rag.evals.texts import TEXT

PASSAGES = (
    "“It was an extremely productive call,” Trump wrote on March 28.",
    "A 25 percent tariff on vehicles takes effect on April 3, said Dominic LeBlanc.",
    "The leaders had not spoken since Carney was sworn in on March 14.",
)


@pytest.mark.parametrize(
    "sentence",
    [
        "A 25 percent tariff on vehicles takes effect on April 3, said Dominic LeBlanc.",
        "A 25 percent tariff on vehicles takes effect on April 3",
        '"It was an extremely productive call," Trump wrote on March 28.',  # straight marks
        "A  25 percent\ntariff on vehicles",
        "A tariff of 25 percent on vehicles takes effect on April 3.",  # another order
        "Tariffs on vehicles take effect on April 3.",
    ],
)
def test_what_is_said_is_carried(sentence: str) -> None:
    assert supports(sentence, PASSAGES[:2])
    assert any(supports(sentence, [passage]) for passage in PASSAGES[:2])


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "  ",
        "A 35 percent tariff on vehicles takes effect on April 3.",
        "A 25 percent tariff on vehicles takes effect on April 30.",
        "A 5 percent tariff on vehicles takes effect on April 3.",
        "A 25 percent tariff on vehicles takes effect on April 3, said Mary LeBlanc.",
        "A 25 percent tariff on vehicles never takes effect on April 3.",
        "Trump wrote of “a productive call” on March 28.",
        "The minister met reporters in Windsor.",
        "productive cal",
    ],
)
def test_what_is_not_said_is_not_carried(sentence: str) -> None:
    assert not supports(sentence, PASSAGES[:2])


def test_passages_carry_together_what_none_does_alone() -> None:
    sentence = "Trump wrote on March 28 that a tariff on vehicles takes effect on April 3."
    assert supports(sentence, PASSAGES[:2])
    assert not any(supports(sentence, [passage]) for passage in PASSAGES)


def test_a_denial_is_no_statement_of_the_thing() -> None:
    assert supports("The leaders had not spoken since March 14.", PASSAGES[2:])
    assert not supports("The leaders had spoken since March 14.", PASSAGES[2:])


@given(TEXT, st.lists(TEXT, max_size=3))
def test_any_text_can_be_asked_about(sentence: str, passages: list[str]) -> None:
    assert not supports(sentence, [])
    found = supports(sentence, [*passages, sentence])
    assert found is bool(sentence.split())


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("A 26 percent tariff on vehicles takes effect on April 3.", 'the figure "26"'),
        ("A 25 percent tariff on vehicles takes effect on May 3.", 'the date "May 3"'),
        ("A 25 percent tariff on vehicles took effect on April 3.", "took effect"),
        ("A tariff takes effect on April 3, said Windsor.", 'the name "Windsor"'),
        ("Trump wrote of “a productive call”.", "the quoted words"),
        ("A 25 percent tariff on vehicles does not take effect on April 3.", "not"),
    ],
)
def test_a_refusal_names_what_is_not_carried(sentence: str, reason: str) -> None:
    found = check(sentence, PASSAGES)
    assert not found.supported
    assert any(reason in each for each in found.reasons)


@given(TEXT.filter(lambda text: bool(text.split())), st.lists(TEXT, max_size=3))
def test_a_sentence_supports_itself_beside_anything(sentence: str, others: list[str]) -> None:
    assert check(sentence, [sentence]).supported
    assert check(sentence, [*others, sentence]).supported
    assert check(sentence, [sentence, *others]).supported


@given(st.sampled_from(PASSAGES))
def test_a_passage_beside_does_not_change_what_stands_there(passage: str) -> None:
    beside = "Snow fell on the harbour while a brass band rehearsed."
    assert supports(passage, [passage, beside]) and supports(passage, [beside, passage])
    assert not supports(passage, [beside])
