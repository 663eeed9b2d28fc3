"""The period that a question limits events to."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.period import period
from rag.values import Days

TODAY = date(2025, 3, 28)
ALWAYS = (date.min, date.max)


@pytest.mark.parametrize(
    ("text", "first", "last", "rest"),
    [
        ("tariffs in March", date(2025, 3, 1), date(2025, 3, 31), "tariffs"),
        ("tariffs in March 2024", date(2024, 3, 1), date(2024, 3, 31), "tariffs"),
        ("tariffs since January", date(2025, 1, 1), date.max, "tariffs"),
        ("tariffs after March 12", date(2025, 3, 13), date.max, "tariffs"),
        ("tariffs before March 12", date.min, date(2025, 3, 11), "tariffs"),
        ("tariffs until March 12", date.min, date(2025, 3, 12), "tariffs"),
        ("the row between March 1 and April 2", date(2025, 3, 1), date(2025, 4, 2), "the row"),
        ("the row from March 1 to April 2", date(2025, 3, 1), date(2025, 4, 2), "the row"),
        ("the row in February and March", date(2025, 2, 1), date(2025, 3, 31), "the row"),
        ("the row in 1987", date(1987, 1, 1), date(1987, 12, 31), "the row"),
    ],
)
def test_a_period_is_read_and_cut_out(text: str, first: date, last: date, rest: str) -> None:
    found = period(text, TODAY)
    assert (found.first, found.last, found.rest) == (first, last, rest)
    assert found.words is None


def test_words_that_hang_on_the_day_are_named() -> None:
    found = period("the row last week", TODAY)
    assert (found.first, found.last) == (date(2025, 3, 17), date(2025, 3, 23))
    assert found.words == "last week"


@pytest.mark.parametrize("text", ["the row", "the road to the April 2 tariffs", ""])
def test_what_names_no_period_is_no_limit(text: str) -> None:
    found = period(text, TODAY)
    assert (found.first, found.last, found.rest) == (*ALWAYS, text)


def test_last_week_is_no_limit_where_nobody_knows_the_day() -> None:
    found = period("the row last week", None)
    assert (found.first, found.last, found.rest) == (*ALWAYS, "the row last week")


def test_the_middle_of_an_interval_decides() -> None:
    march = period("in March", TODAY)
    assert march.holds(Days(date(2025, 3, 24), date(2025, 3, 30)))
    assert not march.holds(Days(date(2025, 3, 31), date(2025, 4, 6)))
    assert not march.holds(Days(date(2025, 1, 1), date(2025, 12, 31)))


@given(text=st.text(max_size=60), today=st.none() | st.dates())
def test_any_question_has_a_period(text: str, today: date | None) -> None:
    found = period(text, today)
    assert found.first <= found.last
