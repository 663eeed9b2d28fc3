"""Questions with one thing exchanged."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.reading_training.exchange import Exchanges

QUESTIONS = (
    "When did Anna Berg sell the mill?",
    "Who did Tom Hill visit in the harbour?",
    "How many barges crossed the lake in 1901?",
    "How many carts passed the gate in 1877?",
    "Where did the miller buy the barley?",
)
PASSAGE = (
    "Anna Berg bought the mill in 1890. It stands beside the lake, and barges bring its grain."
)


@pytest.fixture(scope="module")
def exchanges() -> Exchanges:
    return Exchanges(QUESTIONS)


def test_a_name_gives_way_to_a_name(exchanges: Exchanges) -> None:
    asked = "When did Anna Berg sell the mill?"
    found = {exchanges.exchanged(asked, PASSAGE, Random(seed)) for seed in range(40)}
    assert found >= {"When did Tom Hill sell the mill?", "When did Anna Berg sell the barley?"}
    assert None not in found
    year = "The barges crossed in 1901."
    asked = QUESTIONS[2]
    found = {exchanges.exchanged(asked, year, Random(seed)) for seed in range(40)}
    assert asked.replace("1901", "1877") in found


def test_a_question_that_shares_nothing_stays(exchanges: Exchanges) -> None:
    assert exchanges.exchanged("Who sang?", PASSAGE, Random(1)) is None
    assert exchanges.exchanged("", PASSAGE, Random(1)) is None


@given(question=st.sampled_from(QUESTIONS) | st.text(max_size=60), seed=st.integers(0, 1_000))
def test_what_takes_the_place_stands_neither_in_the_question_nor_in_the_passage(
    question: str, seed: int
) -> None:
    found = Exchanges(QUESTIONS).exchanged(question, PASSAGE, Random(seed))
    if found is not None:
        assert found != question
        assert not set(found.lower().split()) <= set((PASSAGE + question).lower().split())
