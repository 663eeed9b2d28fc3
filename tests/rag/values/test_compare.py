"""Which values can both be true, and which are one."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.values import Value, compatible, parse_value, same, values
from tests.rag.values.expressions import EXPRESSIONS, FRIDAY


def read(words: str, published: datetime | None = FRIDAY) -> Value:
    """The one value of some words; a sentence is marked with [ and ]."""
    if "[" in words:
        start = words.index("[")
        found = values(words.replace("[", "").replace("]", ""), published)
        return next(each for each in found if each.start == start)
    value = parse_value(words, published)
    assert value is not None, words
    return value


WEDNESDAY = "They are to start on [Wednesday]."
COMPATIBLE = [
    ("April 3", "next week"),
    (WEDNESDAY, "next week"),
    (WEDNESDAY, "April 2"),
    ("2 April", "April 2, 2025"),
    ("March 14", "two weeks ago"),
    ("March 14", "earlier this month"),
    ("April 2", "after April 2"),
    ("next week", "after April 2"),
    ("April 3", "April"),
    ("3/4/2025", "April 3"),
    ("3/4/2025", "March 4"),
    ("the day before", "March 27"),
    ("April 2", "3 p.m."),
    ("25 %", "25 per cent"),
    ("25 percent", "25-percent levies"),
    ("twenty-five percent", "25%"),
    ("between 20 and 25 percent", "22 per cent"),
    ("about 500,000", "480,000"),
    ("more than 500,000", "520,000"),
    ("500,000 jobs", "500,000"),
    ("500,000 jobs", "half a million workers"),
    ("$1 billion", "C$1 billion"),
    ("$1 billion", "US$1 billion"),
    ("$1.2 billion", "$1,213,000,000"),
    ("60 mln Swiss francs", "60 mln francs"),
    ("a month", "30 days"),
    ("78", "78-year-old"),
    ("51st", "51st state"),
    ("two-thirds", "67 percent"),
    ("Mark Carney", "Carney"),
    ("Prime Minister Mark Carney", "Mr Carney"),
    ("mark carney", "Mark Carney"),
    ("Donald Trump", "Donald J. Trump"),
    ("the Conservative leader", "Pierre Poilievre"),
    ("US", "the United States"),
    ("U.S.", "United States of America"),
    ("Britain", "the United Kingdom"),
    ("Nanaimo", "Nanaimo, B.C."),
    ("Ottawa", "Canada"),
    ("the Oval Office", "Washington, D.C."),
    ("the White House", "the Oval Office"),
    ("noon", "12:00"),
    ("3 p.m. EDT", "1900 GMT"),
]
INCOMPATIBLE = [
    ("April 3", WEDNESDAY),
    ("April 3", "May 3"),
    ("March 9", "March 14"),
    ("March 9", "two weeks ago"),
    ("April 28", "next week"),
    ("before April 2", "after April 3"),
    ("April 3", "April 3, 2024"),
    ("25 percent", "20 percent"),
    ("1.5 percent", "1.5 percentage points"),
    ("between 20 and 25 percent", "26 per cent"),
    ("about 500,000", "300,000"),
    ("more than 500,000", "480,000"),
    ("US$1 billion", "C$1 billion"),
    ("$1 billion", "£1 billion"),
    ("$1 billion", "$2 billion"),
    ("$1.2 billion", "$1.3 billion"),
    ("a month", "two weeks"),
    ("78-year-old", "aged 60"),
    ("51st state", "50th state"),
    ("Mark Carney", "Justin Trudeau"),
    ("Donald Trump", "Melania Trump"),
    ("Dominic LeBlanc", "Howard Lutnick"),
    ("Canada", "Mexico"),
    ("Ottawa", "Toronto"),
    ("Nanaimo, B.C.", "Ontario"),
    ("April 3", "25 percent"),
    ("Mark Carney", "April 3"),
    ("noon", "3 p.m."),
]


@pytest.mark.parametrize(("one", "other"), COMPATIBLE)
def test_both_can_be_true(one: str, other: str) -> None:
    assert compatible(read(one), read(other))
    assert compatible(read(other), read(one))


@pytest.mark.parametrize(("one", "other"), INCOMPATIBLE)
def test_only_one_can_be_true(one: str, other: str) -> None:
    assert not compatible(read(one), read(other))
    assert not compatible(read(other), read(one))


def test_what_is_partly_known_fits_what_it_may_be() -> None:
    april = read("April 3", None)
    assert compatible(april, read("April 3"))
    assert not compatible(april, read("April 4"))
    assert compatible(april, read("next week"))
    weekday = read("It starts on [Wednesday].", None)
    assert compatible(weekday, read("April 2"))
    assert not compatible(weekday, read("April 3"))
    assert compatible(weekday, read("next week"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("April 3", "3 April 2025"),
        ("25 %", "25 per cent"),
        ("Carney", "Mark Carney"),
        ("US", "the United States"),
        ("500,000 jobs", "half a million jobs"),
        ("US$1 billion", "1 billion U.S. dollars"),
    ],
)
def test_two_wordings_of_one_value_are_the_same(one: str, other: str) -> None:
    assert same(read(one), read(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("April 3", "next week"),
        ("3/4/2025", "3/4/2025"),  # each may be another day
        ("$1 billion", "C$1 billion"),
        ("about 500,000 jobs", "500,000 jobs"),
        ("the day before", "the day before"),
        ("Ottawa", "Canada"),
    ],
)
def test_what_only_may_be_the_same_is_not(one: str, other: str) -> None:
    assert not same(read(one), read(other))


EVERY = [each for row in EXPRESSIONS for each in values(row.text, row.published)]


@given(st.sampled_from(EVERY), st.sampled_from(EVERY))
def test_comparing_is_symmetric_and_sameness_is_stronger(one: Value, other: Value) -> None:
    assert compatible(one, one)
    assert compatible(one, other) == compatible(other, one)
    assert same(one, other) == same(other, one)
    if same(one, other):
        assert compatible(one, other)


def test_small_hours_in_utc_may_be_the_evening_before() -> None:
    late = datetime(2025, 3, 29, 3, 10, tzinfo=UTC)
    assert compatible(read("today", late), read("March 28"))
    assert not compatible(read("today", datetime(2025, 3, 29, 15, tzinfo=UTC)), read("March 28"))
