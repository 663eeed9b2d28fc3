"""Questions in the words of a passage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.rewording import reworded


@pytest.mark.parametrize(
    ("question", "passage", "made"),
    [
        (
            "When do the auto tariffs start?",
            "Levies on foreign cars kick in on Wednesday.",
            "When do the cars Levies kick in?",
        ),
        ("Who bought the mill?", "Ann purchased the mill.", "Who purchased the mill?"),
        ("Who bought the mill?", "Ann bought the mill he purchased.", "Who bought the mill?"),
        ("How many cars were sold?", "The car was sold.", "How many cars were sold?"),
        ("What did Canada say?", "Canadian ministers stated it.", "What did Canada say?"),
        ("Which place won?", "She brought it.", "Which place won?"),
        ("", "A passage.", ""),
    ],
)
def test_words_of_one_meaning_are_exchanged(question: str, passage: str, made: str) -> None:
    assert reworded(question, passage) == made


@given(st.text(max_size=80), st.text(max_size=200))
def test_whatever_is_asked_nothing_breaks(question: str, passage: str) -> None:
    made = reworded(question, passage)
    assert bool(made) == bool(question)


@given(st.text(max_size=80))
def test_a_question_is_its_own_wording(question: str) -> None:
    assert reworded(question, question) == question
