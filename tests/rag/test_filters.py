"""What a person may write as a filter, and what is said of it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UsageError
from index.selection import Selected, Selection
from rag.filters import Filters, filters_from, left_out

KNOWN = ("Associated Press", "CBC News", "CTV News", "NPR", "Reuters", "The Canadian Press")
MOMENTS = st.none() | st.datetimes(
    datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)
)
FILTERS = st.builds(Filters, MOMENTS, MOMENTS, MOMENTS, st.lists(st.text(max_size=9)).map(tuple))


def moment(day: int, *clock: int) -> datetime:
    return datetime(2025, 3, day, *clock, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("2025-03-28T18:00", moment(28, 18)),
        ("2025-03-28 18:00:30", moment(28, 18, 0, 30)),
        (" 2025-03-28T18:00Z ", moment(28, 18)),
        ("2025-03-28T18:00-04:00", moment(28, 22)),
        ("2025-03-28T23:00-04:00", moment(29, 3)),
        ("2025-03-28", moment(28, 23, 59, 59, 999_999)),
    ],
)
def test_a_moment_without_a_zone_is_utc_and_a_day_ends_at_its_end(
    written: str, wanted: datetime
) -> None:
    found = filters_from(as_of=written, until=written)
    assert found.as_of == found.until == wanted


def test_since_begins_with_its_day() -> None:
    assert filters_from(since="2025-03-28").since == moment(28)
    assert filters_from(since="2025-03-28T18:00").since == moment(28, 18)


@pytest.mark.parametrize(
    "written", ["", "yesterday", "28.3.2025", "2025-02-30", "2025", "3/4/2025"]
)
@pytest.mark.parametrize("field", ["as_of", "since", "until"])
def test_what_is_no_date_is_said_to_be_none(field: str, written: str) -> None:
    with pytest.raises(UsageError) as caught:
        filters_from(**{field: written}, called=lambda name: f"the field {name}")  # type: ignore[arg-type]
    assert str(caught.value).startswith(f"the field {field}: “{written}” is no date; write 2025-")


@given(st.text(max_size=60) | st.datetimes().map(str) | st.dates().map(str))
def test_any_text_is_a_moment_or_one_sentence(written: str) -> None:
    try:
        found = filters_from(as_of=written, since=written)
    except UsageError as error:
        assert str(error).isprintable()
    else:
        assert found.as_of is not None and found.since is not None
        assert found.since <= found.as_of
        assert found.as_of.utcoffset() == timedelta(0)


def test_a_moment_without_a_zone_is_refused_in_code() -> None:
    with pytest.raises(ValueError, match="aware"):
        Filters(until=datetime(2025, 3, 28))


@pytest.mark.parametrize("asked", ["Reuters", "reuters", " REUTERS ", "Reut", "r"])
def test_an_outlet_is_meant_by_its_name_or_a_unique_beginning(asked: str) -> None:
    assert Filters(outlets=(asked,)).among_outlets(KNOWN).outlets == ("Reuters",)


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [("canadian", KNOWN[5]), ("canadian  press", KNOWN[5]), ("npr", KNOWN[3]), ("CBC", KNOWN[1])],
)
def test_an_outlet_is_meant_by_a_unique_word(asked: str, wanted: str) -> None:
    assert Filters(outlets=(asked,)).among_outlets(KNOWN).outlets == (wanted,)


@pytest.mark.parametrize("asked", ["press", "news", "C"])
def test_a_word_of_several_outlets_names_them(asked: str) -> None:
    with pytest.raises(UsageError, match=r"could be .+, .+: name one$"):
        Filters(outlets=(asked,)).among_outlets(KNOWN)


@pytest.mark.parametrize("asked", ["Times", "", " ", "eut", "the the", ".*", "(", "a\x1b[2J\nb"])
def test_an_unknown_outlet_names_those_that_there_are(asked: str) -> None:
    with pytest.raises(UsageError) as caught:
        Filters(outlets=("NPR", asked)).among_outlets(KNOWN)
    assert str(caught.value).endswith(f"the outlets are: {', '.join(KNOWN)}")
    assert str(caught.value).isprintable()


def test_many_outlets_are_not_all_named() -> None:
    with pytest.raises(UsageError, match=r"Outlet 9 and 15 more$"):
        Filters(outlets=("x",)).among_outlets([f"Outlet {at}" for at in range(25)])


def test_no_outlet_at_all_is_said() -> None:
    with pytest.raises(UsageError, match=r"no article names its outlet$"):
        Filters(outlets=("x",)).among_outlets([])


def test_names_that_differ_in_case_are_one_outlet() -> None:
    known = ("REUTERS", "Reuters", "Reuters Canada")
    found = Filters(outlets=("reuters", "canada")).among_outlets(known)
    assert found.outlets == known
    assert Filters(outlets=("re",)).among_outlets(known[:2]).outlets == known[:2]
    assert found.among_outlets(known) == found


@given(FILTERS, FILTERS)
def test_what_a_line_sets_wins(line: Filters, flags: Filters) -> None:
    found = line.over(flags)
    for field in ("as_of", "since", "until", "outlets"):
        own = getattr(line, field)
        assert getattr(found, field) == (own or getattr(flags, field))
    assert bool(found) == (bool(line) or bool(flags))
    assert line.over(Filters()) == Filters().over(line) == line


def test_the_earlier_end_counts() -> None:
    both = Filters(as_of=moment(28, 18), until=moment(30), since=moment(1), outlets=("NPR",))
    assert both.selection == Selection(moment(1), moment(28, 18), ("NPR",))
    assert Filters(as_of=moment(30), until=moment(28)).selection.latest == moment(28)
    assert not Filters().selection


def test_limits_are_said_in_words() -> None:
    west = timezone(timedelta(hours=-4))
    said = filters_from(as_of="2025-03-28T18:00", since="2025-03-01", outlets=["A", "B\x1b\n"])
    assert str(said) == "published from 1 March 2025 on and by 28 March 2025, 18:00 UTC, of A or B"
    assert str(filters_from(until="2025-03-28")) == "published by 28 March 2025"
    late = Filters(since=datetime(2025, 3, 28, 22, 30, tzinfo=west))
    assert str(late) == "published from 29 March 2025, 02:30 UTC on"
    assert str(Filters(outlets=("NPR",))) == "of NPR"


@pytest.mark.parametrize(
    ("undated", "unnamed", "wanted"),
    [
        (0, 0, ()),
        (1, 0, ("1 article without a date was left out.",)),
        (3, 0, ("3 articles without a date were left out.",)),
        (0, 1, ("1 article that names no outlet was left out.",)),
        (
            1_200,
            2,
            (
                "1,200 articles without a date were left out.",
                "2 articles that name no outlet were left out.",
            ),
        ),
    ],
)
def test_what_is_left_out_is_said(undated: int, unnamed: int, wanted: tuple[str, ...]) -> None:
    assert left_out(Selected(None, undated, unnamed)) == wanted  # type: ignore[arg-type]
