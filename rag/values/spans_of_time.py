"""Dates at a distance: "two weeks ago", "in three days' time", "the past few weeks", "a day later".

A distance is as exact as its unit: "two days ago" is one day, "two weeks ago" that day and three
to either side, "two years ago" may be any day of that year. What is counted from something else
("two days later", "the day before") stays open, unless a date follows: "one day after April 2".
"""

import re
from collections.abc import Iterator
from datetime import date

from rag.values.calendar_words import GAP
from rag.values.days import months_on, moved, year_of
from rag.values.numbers import ONES
from rag.values.reading import Found, holds
from rag.values.relative import OTHER_DAY, UNKNOWN_DAY
from rag.values.tense import Tense, tense
from rag.values.value import Dates, Days

_UNIT = r"(?P<unit>minute|hour|day|week|fortnight|month|year|decade)s?"
_COUNT = (
    r"(?P<count>[0-9]{1,3}|an?|several|a\sfew|few|a\scouple\sof|couple\sof"
    r"|some|two\sor\sthree|(?:twenty|thirty|forty|fifty)(?:-[a-z]{3,5})?|"
    + "|".join(sorted((word for word, at in ONES.items() if 0 < at < 20), key=len, reverse=True))
    + ")"
)
_AGO = re.compile(
    rf"\b(?:the{GAP}(?=day|week))?(?:{_COUNT}(?:{GAP}|-))?\b{_UNIT}{GAP}"
    r"(?P<way>ago|hence|from\s(?:now|today)|earlier|later|before|after|previously)\b",
    re.IGNORECASE,
)
_IN = re.compile(
    rf"\b(?P<lead>in|within){GAP}(?:(?:about|around|just|less{GAP}than){GAP})?{_COUNT}{GAP}{_UNIT}"
    rf"(?P<time>[’']s?{GAP}time|{GAP}time)?\b(?![-’'])",
    re.IGNORECASE,
)
_RUNNING = re.compile(
    rf"\b(?:(?P<which>past|last|previous|recent|coming|next){GAP}(?:{_COUNT}{GAP})?{_UNIT})\b",
    re.IGNORECASE,
)
_UNITS = ("minute", "hour", "day", "week", "fortnight", "month", "year", "decade")
_WAY = re.compile(r"[ynkhre]s?\s{1,4}(?:ago|hence|from|earlier|later|before|after|previously)\b")
_WHICH = ("past", "last", "previous", "recent", "coming", "next")
_VAGUE = {
    "few": (2, 6),
    "several": (3, 10),
    "couple of": (2, 3),
    "some": (2, 10),
    "two or three": (2, 3),
}
_DAYS = {"minute": 0, "hour": 0, "day": 1, "week": 7, "fortnight": 14}
_LOOSE = {"day": 10, "week": 60, "month": 365, "year": 3653, "hour": 1, "minute": 0}
_MONTHS = {"month": 1, "year": 12, "decade": 120}


def distant_dates(text: str, published: date | None, slack: int) -> Iterator[Found]:
    """Every date that is given by its distance from publication, or from something else."""
    lower = text.lower()
    if not holds(lower, _UNITS):
        return
    for match in _AGO.finditer(text) if _WAY.search(lower) else ():
        found = _ago(match, published, slack)
        if found is not None:
            yield found
    for match in _IN.finditer(text) if "in" in lower else ():
        sense = tense(text, *match.span())
        if not match["time"] and sense is not Tense.FUTURE:
            continue  # "the first in two years", "built in six months": a duration
        low, high = _numbers(match["count"])
        if published is None:
            yield Found(*match.span(), Dates(), UNKNOWN_DAY)
            continue
        days = _away(match["unit"].lower(), low, high, published, 1)
        if match["lead"].lower() == "within":
            days = Days(moved(published, -slack), days.last)
        yield Found(*match.span(), Dates((days,)), "from the article's date")
    for match in _RUNNING.finditer(text) if holds(lower, _WHICH) else ():
        found = _running(match, published)
        if found is not None:
            yield found


def direction(words: str) -> int:
    """-1 for "two days before", 1 for "a day after", 0 for neither."""
    last = words.lower().split()[-1]
    return {"before": -1, "earlier": -1, "after": 1, "later": 1, "from": 1, "following": 1}.get(
        last, 0
    )


def anchored(words: str, anchor: Days) -> Days | None:
    """What "two days before" makes of the day that it is followed by."""
    way = direction(words)
    match = _AGO.search(words)
    if match is None or way == 0:
        return None
    low, high = _numbers(match["count"] or "a")
    unit = match["unit"].lower()
    first = _away(unit, low, high, anchor.first, way)
    last = _away(unit, low, high, anchor.last, way)
    return Days(min(first.first, last.first), max(first.last, last.last))


def _ago(match: re.Match[str], published: date | None, slack: int) -> Found | None:
    way = match["way"].lower()
    if match["count"] is None and not match.group().lower().startswith("the"):
        return None
    if way in ("earlier", "later", "before", "after", "previously"):
        if match["unit"].lower() in ("hour", "minute"):
            return None  # "24 hours before they spoke" says how long, not when
        return Found(*match.span(), Dates(), OTHER_DAY)
    if match["count"] is None:
        return None
    if published is None:
        return Found(*match.span(), Dates(), UNKNOWN_DAY)
    low, high = _numbers(match["count"])
    unit = match["unit"].lower()
    days = _away(unit, low, high, published, -1 if way == "ago" else 1)
    if slack:
        days = Days(moved(days.first, -slack), days.last)
    return Found(*match.span(), Dates((days,)), "from the article's date")


def _running(match: re.Match[str], published: date | None) -> Found | None:
    count, unit, which = match["count"], match["unit"].lower(), match["which"].lower()
    plural = match.group().lower().endswith("s")
    if not plural or (count is None and which not in ("recent", "coming", "past")):
        return None
    if which == "previous":
        return Found(*match.span(), Dates(), OTHER_DAY)
    if published is None:
        return Found(*match.span(), Dates(), UNKNOWN_DAY)
    way = 1 if which in ("coming", "next") else -1
    if count is None:
        other = moved(published, way * _LOOSE.get(unit, 3653))
    else:
        low, high = _numbers(count)
        far = _away(unit, low, high, published, way)
        other = far.last if way > 0 else far.first
    return Found(
        *match.span(),
        Dates((Days(min(other, published), max(other, published)),)),
        "from the article's date",
    )


def _numbers(count: str) -> tuple[int, int]:
    """How many, at least and at most."""
    words = " ".join(count.lower().split())
    for vague, bounds in _VAGUE.items():
        if words.endswith(vague):
            return bounds
    if words.isdigit():
        return int(words), int(words)
    if words in ("a", "an"):
        return 1, 1
    number = sum(ONES.get(part, 0) for part in words.split("-"))
    return number, number


def _away(unit: str, low: int, high: int, day: date, way: int) -> Days:
    """The days that lie so many units before (-1) or after (1) `day`, as exactly as units tell."""
    if unit in ("minute", "hour"):
        hours = high if unit == "hour" else 0
        ends = (day, moved(day, way * -(-hours // 24)), moved(day, way * (hours // 24)))
        return Days(min(ends), max(ends))
    if unit in _DAYS:
        size = _DAYS[unit]
        near, far = moved(day, way * low * size), moved(day, way * high * size)
        # Three days are half a week; beyond ten days a count of days is round.
        slack = (0 if high <= 10 else high // 10) if unit == "day" else 3 if high < 5 else 7
    else:
        months = _MONTHS[unit]
        near, far = months_on(day, way * low * months), months_on(day, way * high * months)
        slack = {"month": 10 if high == 1 else 16, "year": 61, "decade": 730}[unit]
    first = moved(min(near, far), -slack)
    last = moved(max(near, far), slack)
    if unit == "year":
        first = min(first, year_of(near.year).first, year_of(far.year).first)
        last = max(last, year_of(near.year).last, year_of(far.year).last)
    # What is past stays past, what is to come stays to come.
    return Days(first, min(last, day)) if way < 0 else Days(max(first, day), last)
