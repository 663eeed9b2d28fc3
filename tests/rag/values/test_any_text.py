"""Whatever the text: no error, exact spans, no overlaps, and work that grows as the text does."""

import itertools
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.values import Days, parse_value, values
from rag.values.days import month_of, months_on, moved, part_of, week_of
from tests.rag.values.expressions import EXPRESSIONS, Expression

PIECES = st.sampled_from(
    [
        *"April May March 3 31 30 0 2025 -1 / . , % $ C$ US$ £ percent pct mln dlrs".split(),
        *"billion - – to and from between about more than last next this week month".split(),
        *"year ago in two weeks Wednesday Friday on by earlier later the day before".split(),
        *"after said will twenty hundred half a million dozen st th 51st old p.m.".split(),
        *"78-year-old noon 10:30 1430 GMT Mr Mark Carney Prime Minister of Canada".split(),
        *"U.S. U. S . ’s 's İ ß ² ٣ 😀 1986/87 2024-25 29 February 9999 0001 1-1/2 ½".split(),
        *("fiscal", "Q1", "\n", "\t", "\u00a0", "\u2028", "\u200b"),
    ]
)
DAYS = st.one_of(
    st.none(),
    st.dates(),
    st.datetimes(timezones=st.sampled_from([None, UTC])),
    st.sampled_from([date.min, date.max, datetime.max, datetime.min.replace(tzinfo=UTC)]),
)


def check(text: str, published: datetime | date | None) -> None:
    found = values(text, published)
    for value in found:
        assert text[value.start : value.end] == value.words
        assert value.words.strip()
        assert value.normal
    for one, after in itertools.pairwise(found):
        assert one.end <= after.start


@given(st.text(), DAYS)
def test_any_text(text: str, published: datetime | date | None) -> None:
    check(text, published)
    parse_value(text, published)


@given(st.lists(PIECES, max_size=30), st.sampled_from([" ", "", "-"]), DAYS)
def test_any_heap_of_pieces(pieces: list[str], joint: str, published: datetime | None) -> None:
    check(joint.join(pieces), published)


@given(st.sampled_from(EXPRESSIONS), DAYS)
def test_any_day_of_publication(row: Expression, published: datetime | None) -> None:
    check(row.text, published)


HOSTILE = [
    "1", "1,", "1,111", "A", "Ab ", "Ab of ", " ", "twenty ", "early ", "in the ", "hundreded ",
    "April ", "April 3 ", "3-", "last week ", "a minister, ", "Wednesday ", "\n", "$", "A.", "a-",
    "two days before ", "'s ", "1-1/2 ", "Mr. ", "a third of ", "one day after ", "1 to ",
    "and a half ", "a million and a half ", "Canada, ", "1/2/3",
]  # fmt: skip


def _work(run: Callable[[], object]) -> int:
    """Calls made while `run` runs: a measure of work that no other process disturbs."""
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_text_is_about_twice_the_work(piece: str) -> None:
    day = datetime(2025, 3, 28, tzinfo=UTC)
    short, long = piece * (3000 // len(piece)), piece * (6000 // len(piece))
    check(short, day)
    assert _work(lambda: values(long, day)) <= 2.5 * _work(lambda: values(short, day)) + 500


@given(st.dates(), st.integers(-10_000_000, 10_000_000))
def test_the_calendar_has_ends(day: date, by: int) -> None:
    assert date.min <= moved(day, by) <= date.max
    assert months_on(day, by).day <= 31
    week = week_of(day)
    assert week.first <= day <= week.last
    month = month_of(day.year, day.month)
    for part in ("early", "mid", "late", "end"):
        inside = part_of(month, part)
        assert month.first <= inside.first <= inside.last <= month.last


def test_an_interval_runs_forward() -> None:
    with pytest.raises(ValueError, match="not an interval"):
        Days(date(2025, 4, 3), date(2025, 4, 2))
