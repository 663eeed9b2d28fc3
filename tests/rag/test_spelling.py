"""Slips of the keyboard in a question, mended by what the articles write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.spelling import mended

_HELD = {"tariffs": 40, "carney": 20, "resources": 9, "nakasone": 5, "worked": 8, "cary": 1}


def mend(question: str) -> str:
    return mended(question, lambda word: _HELD.get(word, 0))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("when do the tarifs start", "when do the tariffs start"),
        ("Who is Mr Carny?", "Who is Mr Carney?"),
        ("Which resuorces?", "Which resources?"),
        ("What did Nakasoni say?", "What did Nakasone say?"),
        ("wich tarifs, waht tariffs", "which tariffs, waht tariffs"),
        ("Waht is it?", "What is it?"),
    ],
)
def test_a_slip_becomes_the_word_of_the_articles(typed: str, meant: str) -> None:
    assert mend(typed) == meant


@pytest.mark.parametrize(
    "question",
    [
        "How is the goal worded?",  # a form of a listed word
        "What did Carneys Ltd. say about NAKASONI?",  # an abbreviation is as it is
        "Who is Xarney?",  # the first letter is taken to be right
        "What did Nakasonet say?",  # a name with another end is another name
        "Who is Caryy?",  # too seldom in the articles to be what was meant
    ],
)
def test_what_may_be_another_word_stays(question: str) -> None:
    assert "Carney " not in mend(question) and "worked" not in mend(question)
    assert mend(question).split()[-1] == question.rsplit(maxsplit=1)[-1]


@given(st.text(max_size=60))
def test_where_nothing_is_known_only_the_asking_word_changes(question: str) -> None:
    changed = mended(question, lambda _: 0)
    assert changed.split(" ")[1:] == question.split(" ")[1:]


@given(st.text(max_size=60))
def test_mending_twice_is_mending_once(question: str) -> None:
    once = mend(question)
    assert mend(once) == once
