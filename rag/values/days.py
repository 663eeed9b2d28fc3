"""Arithmetic of days that never leaves the calendar: years 1 to 9999."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from rag.values.value import Dates, Days


def one_day(year: int, month: int, day: int) -> Days | None:
    """That day, or None when there is no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Days(found, found)


def month_of(year: int, month: int) -> Days:
    """All days of a month. A month beyond 1 to 12 counts on into the years around."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    year = min(max(year, 1), 9999)
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def year_of(year: int, years: int = 1) -> Days:
    """All days of a year, or of as many as `years` from it."""
    first = min(max(year, 1), 9999)
    return Days(date(first, 1, 1), date(min(max(year + years - 1, first), 9999), 12, 31))


def quarter_of(year: int, quarter: int) -> Days:
    """All days of a calendar quarter; quarters beyond 1 to 4 count on into the years around."""
    month = 3 * quarter - 2
    return Days(month_of(year, month).first, month_of(year, month + 2).last)


def week_of(day: date) -> Days:
    """Monday to Sunday of the week that holds `day`."""
    monday = moved(day, -day.weekday())
    return Days(monday, moved(monday, 6))


def moved(day: date, days: int) -> date:
    """`day` and so many days; the ends of the calendar stop it."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def shifted(days: Days, by: int) -> Days:
    return Days(moved(days.first, by), moved(days.last, by))


def months_on(day: date, months: int) -> date:
    """The same day `months` later, or the last one of a month that is shorter."""
    target = month_of(day.year, day.month + months)
    return moved(target.first, min(day.day, target.last.day) - 1)


def part_of(days: Days, part: str) -> Days:
    """The "early", "mid" or "late" third of an interval; its first or last part for "start", "end".

    Thirds overlap a little: nobody counts where the middle of a month begins. A day has no parts.
    """
    length = (days.last - days.first).days
    if length < 3:
        return days
    third = -(-length * 2 // 5)  # two fifths, rounded up
    if part in ("early", "start", "beginning", "earlier"):
        return Days(days.first, moved(days.first, third))
    if part in ("late", "end", "close", "later"):
        # "The end of the year" is December; "late in the year" is more.
        share = max(length // 4, 1) if part in ("end", "close") else third
        return Days(moved(days.last, -share), days.last)
    if part in ("mid", "middle"):
        return Days(moved(days.first, length * 3 // 10), moved(days.last, -(length * 3 // 10)))
    return days


def dates(found: Iterable[Days | None]) -> Dates:
    """The candidates that exist, in order, each once."""
    return Dates(tuple(sorted({days for days in found if days is not None})))
