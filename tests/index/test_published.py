"""When an article was published, and how that is known."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Basis
from index.published import date_of_publication, parse_date

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = datetime(2025, 3, 28, tzinfo=UTC)
UNKNOWN = (None, Basis.UNKNOWN)
PROSE = "The two ministers spoke by phone and agreed to begin talks."


def when(body: str, *stated: object, **more: object) -> tuple[datetime | None, Basis]:
    updated = more.get("updated", ())
    url = more.get("url")
    assert isinstance(updated, tuple)
    assert url is None or isinstance(url, str)
    return date_of_publication(body, stated, updated=updated, url=url, now=NOW)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-03-28", DAY),
        ("20250328", DAY),
        ("2025-03-28T11:09:00Z", datetime(2025, 3, 28, 11, 9, tzinfo=UTC)),
        ("2025-03-28 11:09", datetime(2025, 3, 28, 11, 9, tzinfo=UTC)),
        ("Fri, 28 Mar 2025 11:09:00 GMT", datetime(2025, 3, 28, 11, 9, tzinfo=UTC)),
        ("March 28, 2025", DAY),
        ("28 March 2025", DAY),
        ("Friday, Mar. 28, 2025 at 1:26 p.m.", datetime(2025, 3, 28, 13, 26, tzinfo=UTC)),
        ("March 28, 2025 12:05 am UTC", datetime(2025, 3, 28, 0, 5, tzinfo=UTC)),
        (1743160140, datetime(2025, 3, 28, 11, 9, tzinfo=UTC)),
        (1743160140000, datetime(2025, 3, 28, 11, 9, tzinfo=UTC)),
        ("1743160140", datetime(2025, 3, 28, 11, 9, tzinfo=UTC)),
        (date(2025, 3, 28), DAY),
        (datetime(2025, 3, 28), DAY),
    ],
)
def test_date_fields(value: object, expected: datetime) -> None:
    assert parse_date(value, NOW) == expected


@pytest.mark.parametrize(
    "value",
    [
        *("3/4/2025", "03.04.2025", "March 2025", "2025", 2025, "yesterday", "", None, True, []),
        *("1899-12-31", "9999-12-31", "2026-06-03", "0001-01-01", "2025-02-30", "April 31, 2025"),
        *(float("nan"), float("inf"), 1e300, -1e300, "٣/٤/٢٠٢٥", "2025-03-28T99:99", {}),
    ],
)
def test_values_that_are_no_clear_date(value: object) -> None:
    moment = parse_date(value, NOW)
    # An impossible clock time leaves the day, which is clear.
    assert moment is None or (value == "2025-03-28T99:99" and moment == DAY)


def test_a_stated_time_zone_is_kept() -> None:
    moment = parse_date("2025-03-28T11:09:00-04:00", NOW)
    assert moment is not None and moment.utcoffset() == timedelta(hours=-4)
    assert parse_date("March 28, 2025 11:09 am EDT", NOW) == moment
    assert parse_date("March 28, 2025 11:09 am ET", NOW) == moment
    assert moment.astimezone(timezone.utc).hour == 15  # noqa: UP017


def test_a_field_wins_over_the_text() -> None:
    assert when(f"Posted March 27, 2025\n\n{PROSE}", "2025-03-28") == (DAY, Basis.STATED)


def test_the_leading_marker_is_stated() -> None:
    assert when(f" date 2025-03-28 {PROSE}") == (DAY, Basis.STATED)


def test_the_clock_time_of_the_same_day_is_taken_over() -> None:
    body = f" date 2025-03-28 A headline\n\nPosted March 28, 2025 11:09 am.\n\n{PROSE}"
    assert when(body) == (DAY.replace(hour=11, minute=9), Basis.STATED)
    assert when(body, "2025-03-28") == (DAY.replace(hour=11, minute=9), Basis.STATED)


def test_last_updated_never_replaces_posted() -> None:
    body = f"Last Updated March 29, 2025 1:26 pm.\n\nPosted March 28, 2025\n\n{PROSE}"
    assert when(body) == (DAY, Basis.STATED)


def test_last_updated_alone_is_an_inference() -> None:
    assert when(f"Last Updated March 28, 2025\n\n{PROSE}") == (DAY, Basis.INFERRED)
    assert when(PROSE, updated=("2025-03-28",)) == (DAY, Basis.INFERRED)


def test_posted_lines_of_other_stories_do_not_count() -> None:
    lines = [PROSE] * 13 + ["Posted March 27, 2025", "Posted March 28, 2025"]
    assert when("\n".join(lines)) == UNKNOWN


def test_first_published_line() -> None:
    body = f"{PROSE}\n\nThis report by The Example Press was first published March 28, 2025."
    assert when(body) == (DAY, Basis.STATED)


def test_the_signature_of_an_embedded_post() -> None:
    body = f"{PROSE}\nSo it goes\n— Some Body (@somebody) March 28, 2025\n{PROSE}"
    assert when(body) == (DAY, Basis.INFERRED)
    announced = f"{body} The vote is scheduled for 28 April, after the one of 14 March."
    assert when(announced) == (DAY, Basis.INFERRED)
    later = f"{body} The vote was held on 28 April."
    assert when(later) == UNKNOWN
    much_later = f"{body} The dispute ended in 2027."
    assert when(much_later) == UNKNOWN


def test_a_dateline_with_its_year() -> None:
    assert when(f"WASHINGTON, March 28, 2025 — {PROSE}") == (DAY, Basis.INFERRED)
    assert when(f"OTTAWA, Ontario, March 28, 2025 /Wire/ -- {PROSE}") == (DAY, Basis.INFERRED)
    assert when(f"WASHINGTON, March 28 — {PROSE}") == UNKNOWN


REPORT = (
    "The minister at her desk on March 26, 2025. Photo by Jo Doe via Getty Images\n"
    "The minister said on Example Social on March 28 that the talks had begun.\n"
    "The tariffs will take effect on April 3.\n"
)


def test_a_report_of_the_lead() -> None:
    assert when(REPORT) == (DAY, Basis.INFERRED)
    assert when(REPORT.replace("said on", "spoke on")) == UNKNOWN
    assert when(REPORT + "The tariffs took effect on April 4.\n") == UNKNOWN
    assert when(REPORT.replace("March 26, 2025", "Monday")) == UNKNOWN  # no year
    assert when(REPORT.replace("March 26, 2025", "January 28, 2025")) == UNKNOWN


def test_a_caption_or_a_date_to_come_is_no_date_of_publication() -> None:
    assert when(f"At her desk on March 26, 2025. Photo by Jo Doe\n{PROSE}") == UNKNOWN
    assert when("The new rules will apply after the announcement of April 2, 2025.") == UNKNOWN
    assert when("The firm said it called for redemption on April 10, 1987 of its bonds.") == UNKNOWN


def test_the_address_of_the_page() -> None:
    url = "https://news.example/world/2025/03/28/talks"
    assert when(PROSE, url=url) == (DAY, Basis.INFERRED)
    assert when(PROSE, url="https://news.example/2025/13/28/talks") == UNKNOWN
    assert when(PROSE, url="https://news.example/?d=/2025/03/28/") == UNKNOWN


@given(st.text(max_size=300), st.lists(st.one_of(st.text(), st.floats(), st.integers())))
def test_any_text_gives_an_aware_date_or_none(body: str, stated: list[object]) -> None:
    moment, basis = date_of_publication(body, stated, now=NOW)
    assert (moment is None) == (basis is Basis.UNKNOWN)
    if moment is not None:
        assert moment.tzinfo is not None
        assert datetime(1900, 1, 1) <= moment.replace(tzinfo=None) <= datetime(2026, 6, 3)
