"""Calendar dates as newspapers print them: "March 28, 2025", "28 March 2025", "2025-03-28".

A date in numbers with slashes or dots (3/4/2025) is left alone: whether it means March or April
depends on the country, and a wrong date is worse than none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?:(?P<month>{_MONTH})\s(?P<day>{_DAY})(?!\d|[:.]\d)(?:,?\s(?P<year>\d{{4}})\b)?"
    rf"|(?P<day_first>{_DAY})\s(?:of\s)?(?P<month_after>{_MONTH})(?:,?\s(?P<year_after>\d{{4}})\b)?"
    rf"|(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})(?![\d-]))",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"[\s,|·•–—T-]{0,4}(?:at\s)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?(?!\d)"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\s\(?(?P<zone>[A-Z]{1,5})\b)?",
    re.IGNORECASE,
)
# Only abbreviations that one zone owns in English-language news; "IST" or "SST" have several.
_HOURS = dict(
    **dict.fromkeys(("Z", "UTC", "GMT"), 0),
    **dict.fromkeys(("BST", "CET"), 1),
    **dict.fromkeys(("CEST", "EET"), 2),
    **dict.fromkeys(("ADT",), -3),
    **dict.fromkeys(("AST", "EDT"), -4),
    **dict.fromkeys(("EST", "CDT"), -5),
    **dict.fromkeys(("CST", "MDT"), -6),
    **dict.fromkeys(("MST", "PDT"), -7),
    **dict.fromkeys(("PST",), -8),
)
_REGIONS = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in a text. `year` is None when the text leaves it out."""

    start: int
    end: int
    month: int
    day: int
    year: int | None

    @property
    def full(self) -> date | None:
        """The calendar date, or None without a year or when there is no such day."""
        return None if self.year is None else self.in_year(self.year)

    def in_year(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day)
        except ValueError:  # 30 February, year 0
            return None


def mentions(text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
    """Every date in `text[start:end]`, in order. "May 2025" and "March" are no dates."""
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        found = match.groupdict()
        if found["iso"]:
            year, month, day = (int(part) for part in found["iso"].split("-"))
            yield Mention(match.start(), match.end(), month, day, year)
            continue
        name = (found["month"] or found["month_after"])[:3].lower()
        digits = re.match(r"\d+", found["day"] or found["day_first"])
        stated_year = found["year"] or found["year_after"]
        yield Mention(
            start=match.start(),
            end=match.end(),
            month=next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name)),
            day=int(digits.group()) if digits else 0,
            year=int(stated_year) if stated_year else None,
        )


def clock_after(text: str, position: int, day: date) -> tuple[datetime, int] | None:
    """The moment that a clock time right after a date makes of `day`, and where it ends.

    A time without a zone, or with one that this module does not know, is taken as UTC.
    """
    match = _CLOCK.match(text, position)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    zone = (match["zone"] or "").upper()
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=_zone(zone))
    return moment, match.end()


def _zone(name: str) -> tzinfo:
    if name in _REGIONS:
        return ZoneInfo(_REGIONS[name])
    hours = _HOURS.get(name, 0)
    return timezone(timedelta(hours=hours)) if hours else UTC
