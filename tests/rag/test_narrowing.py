"""What a sentence speaks of: the thing itself, a part of it, or a whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.narrowing import clause, dates_another, misses


@pytest.mark.parametrize(
    ("question", "sentence", "missed"),
    [
        ("When do car tariffs start?", "For auto parts they take effect on May 3.", True),
        ("When do car tariffs start?", "Tariffs on cars start on April 3.", False),
        ("When do car tariffs start?", "Tariffs on cars and car parts start in April.", False),
        ("When do tariffs on car parts start?", "Tariffs on cars start on April 3.", True),
        ("When do tariffs on car parts start?", "They start on May 3 for car parts.", False),
        ("When was Ann sworn in?", "Ann was sworn in on March 9.", False),
    ],
)
def test_cars_are_not_their_parts(question: str, sentence: str, missed: bool) -> None:
    assert misses(question, sentence) == missed


def test_a_clause_ends_where_another_statement_begins() -> None:
    text = "Ann said on March 24 that no call would come until the election on April 28 was over."
    at = text.index("March 24")
    assert clause(text, at, at + 8) == "Ann said on March 24 "
    at = text.index("April 28")
    assert "April 28" in clause(text, at, at + 8) and "Ann" not in clause(text, at, at + 8)


@given(st.text(max_size=120), st.data())
def test_a_clause_holds_what_it_is_the_clause_of(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert text[start:end] in clause(text, start, end)


@pytest.mark.parametrize(
    ("question", "another"),
    [
        ("When did Roe win the party leadership?", True),
        ("When was Roe sworn in as premier?", False),
        ("When did Roe become premier after winning the race?", False),
    ],
)
def test_a_date_before_a_turn_is_that_of_the_first_event(question: str, another: bool) -> None:
    sentence = "Roe was sworn in as premier on March 14 after winning the leadership race."
    assert dates_another(question, sentence, sentence.index(" after")) is another


def test_without_a_turn_a_date_is_the_sentences() -> None:
    sentence = "The race was won on March 9."
    assert not dates_another("When did the bridge open?", sentence, len(sentence) - 1)
