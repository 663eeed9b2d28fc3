"""Dates that hang on the day of publication: "Wednesday", "next week", "two weeks ago", "today".

Without a date of publication a weekday stays a weekday, and the rest stays open.
"""

import re
from collections.abc import Iterator
from datetime import date

from rag.values.calendar_words import GAP, WEEKDAY, weekday_number
from rag.values.days import (
    dates,
    month_of,
    months_on,
    moved,
    part_of,
    quarter_of,
    shifted,
    week_of,
    year_of,
)
from rag.values.reading import Found, holds
from rag.values.tense import Tense, tense
from rag.values.value import Dates, Days

UNKNOWN_DAY = "hangs on a date of publication that is not known"
OTHER_DAY = "hangs on a day that the words do not name"
_HALF_DAY = r"(?:morning|afternoon|evening|night)"
_WEEKDAY = re.compile(
    rf"\b(?:(?P<which>this|last|next|past|coming|previous|following)(?:{GAP}(?:past|coming))?{GAP})?"
    rf"(?P<weekday>{WEEKDAY})\b(?!{GAP}(?:Times|Express|Mail|Telegraph|Mirror|Post|Herald|Star)\b)"
    rf"(?:{GAP}{_HALF_DAY}\b)?(?:(?:{GAP}of)?{GAP}(?P<week>last|next|this){GAP}week\b)?",
)
_CALENDAR = re.compile(
    r"\b(?:(?P<part>early|late|mid|earlier|later|end|start|beginning|middle)"
    rf"(?:-|{GAP})(?:(?:in|of){GAP})?)?(?P<which>this|last|next|the){GAP}(?:(?P<past>past|coming|last|next){GAP})?"
    rf"(?:(?P<fiscal>fiscal|calendar|financial){GAP})?"
    rf"(?P<unit>week(?:end)?|month|year|quarter|decade|century|{_HALF_DAY}|summer|winter|spring"
    r"|fall|autumn)\b(?![-’'])",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"\b(?:the{GAP}day{GAP}before{GAP}yesterday|the{GAP}day{GAP}after{GAP}tomorrow"
    rf"|(?:(?:earlier|later|late|early){GAP})?(?:today|yesterday|tomorrow)(?:{GAP}{_HALF_DAY})?"
    r"|tonight|overnight)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    rf"\bthe{GAP}(?:previous|following|same){GAP}(?:day|week|month|year|morning|evening"
    rf"|afternoon|night)\b|(?<!over\s)(?<!in\s)(?<!during\s)(?<!for\s)(?<!within\s)\bthe{GAP}next"
    rf"{GAP}(?:day|week|month|year|morning)\b|\bthat{GAP}(?:same{GAP})?(?:day|week|month|year|night|morning)\b"
    rf"|\b(?:the|a|one){GAP}(?:day|week|month|year){GAP}(?:before|after|earlier|later)\b",
    re.IGNORECASE,
)
_NAMED_WORDS = ("today", "yesterday", "tomorrow", "night", "overnight")
_OPEN_WORDS = (
    *("previous", "following", "same", "next", "that", "before", "after", "earlier", "later"),
)
_UNITS = (
    *("day", "week", "month", "year", "quarter", "decade", "century", "morning", "noon", "evening"),
    *("night", "summer", "winter", "spring", "fall", "autumn"),
)
_SEASON = {
    "spring": (3, 6),
    "summer": (6, 9),
    "fall": (9, 12),
    "autumn": (9, 12),
    "winter": (12, 15),
}


def relative_dates(text: str, published: date | None, slack: int) -> Iterator[Found]:
    """Every date that hangs on `published`, which may be off by up to `slack` days backwards.

    A clock in UTC that shows the small hours may be the evening before where it was written.
    """
    lower = text.lower()
    for match in _NAMED.finditer(text) if holds(lower, _NAMED_WORDS) else ():
        yield _named(match, published, slack)
    for match in _WEEKDAY.finditer(text) if "day" in lower else ():
        yield _weekday(match, published)
    units = holds(lower, _UNITS)
    for match in _CALENDAR.finditer(text) if units else ():
        found = _calendar(match, published, slack)
        if found is not None:
            yield found
    for match in _OPEN.finditer(text) if units and holds(lower, _OPEN_WORDS) else ():
        yield Found(*match.span(), Dates(), OTHER_DAY)


def _named(match: re.Match[str], published: date | None, slack: int) -> Found:
    if published is None:
        return Found(*match.span(), Dates(), UNKNOWN_DAY)
    words = match.group().lower()
    first = last = 0
    if words.startswith("the"):
        first = last = -2 if "yesterday" in words else 2
    elif "yesterday" in words:
        first = last = -1
    elif "tomorrow" in words:
        first = last = 1
    elif words == "overnight":
        first = -1
    days = Days(moved(published, first - slack), moved(published, last))
    return Found(*match.span(), Dates((days,)), "from the article's date")


def _weekday(match: re.Match[str], published: date | None) -> Found:
    start, end = match.span()
    number = weekday_number(match["weekday"])
    which = (match["which"] or "").lower()
    if published is None:
        return Found(start, end, Dates(weekday=number), "weekday; no date of publication")
    if which in ("previous", "following"):
        return Found(start, end, Dates(weekday=number), OTHER_DAY)
    monday = week_of(published).first
    if match["week"]:
        weeks = {"last": -7, "this": 0, "next": 7}[match["week"].lower()]
        day = moved(monday, weeks + number)
        return Found(start, end, dates([Days(day, day)]), "weekday of the week that is named")
    back = moved(published, -((published.weekday() - number) % 7))
    ahead = moved(published, (number - published.weekday()) % 7)
    found, how = _which_weekday(which, back, ahead, published, tense(match.string, start, end))
    return Found(start, end, dates(Days(day, day) for day in found), how)


def _which_weekday(
    which: str, back: date, ahead: date, published: date, sense: Tense
) -> tuple[list[date], str]:
    monday = week_of(published).first
    if which in ("last", "past"):
        latest = back if back < published else moved(back, -7)
        if latest >= monday:  # on a Friday, "last Wednesday" is two days or nine days ago
            return [latest, moved(latest, -7)], "last one, or that of the week before"
        return [latest], "weekday before the article's date"
    if which in ("next", "coming"):
        soonest = ahead if ahead > published else moved(ahead, 7)
        if which == "next" and soonest <= moved(monday, 6):
            return [soonest, moved(soonest, 7)], "next one, or that of the week after"
        return [soonest], "weekday after the article's date"
    if back == ahead:
        if sense is Tense.FUTURE:
            return [back, moved(back, 7)], "the article's own day, or a week later"
        return [back], "the article's own day"
    if sense is Tense.PAST:
        return [back], "weekday before the article's date"
    if sense is Tense.FUTURE:
        return [ahead], "weekday after the article's date"
    return [back, ahead], "weekday before or after the article's date"


def _calendar(match: re.Match[str], published: date | None, slack: int) -> Found | None:
    start, end = match.span()
    which, unit = match["which"].lower(), match["unit"].lower()
    part, past = (match["part"] or "").lower(), (match["past"] or "").lower()
    if which == "the" and not (part or past or unit == "weekend"):
        return None  # "the week" may be any
    if published is None:
        return Found(start, end, Dates(), UNKNOWN_DAY)
    sense = tense(match.string, start, end)
    if which == "the" and not past and part in ("end", "start", "beginning", "middle"):
        candidates = [_interval(unit, 0, published)]
    elif past:
        back = past in ("past", "last")
        candidates = [_running(unit, published, back)] if unit != "weekend" else [None]
    elif unit == "weekend" and which == "the":
        this, last = _interval(unit, 0, published), _interval(unit, -1, published)
        candidates = {Tense.PAST: [last], Tense.FUTURE: [this]}.get(sense, [last, this])
        if published.weekday() >= 5:
            candidates = [this]
    elif unit in ("morning", "afternoon", "evening", "night"):
        at = {"last": -1, "next": 1}.get(which, 0)
        candidates = [Days(moved(published, at - slack), moved(published, at))]
    else:
        at = {"last": -1, "next": 1}.get(which, 0)
        candidates = [_interval(unit, at, published)]
        if unit in _SEASON or (unit == "weekend" and which == "next"):
            candidates.append(_interval(unit, at - 1 if which == "next" else at, published))
    kept = [_cut(days, part, which, published, slack) for days in candidates if days is not None]
    how = "from the article's date"
    return Found(start, end, dates(kept), how if kept else UNKNOWN_DAY)


def _cut(days: Days, part: str, which: str, published: date, slack: int) -> Days:
    """ "Earlier this week" ends today, "later this week" begins today."""
    if not part:
        return days
    if which != "last" and days.first <= published <= days.last:
        if part == "earlier":
            return Days(min(moved(days.first, -slack), published), published)
        if part == "later":
            return Days(moved(published, -slack), days.last)
    return part_of(days, part)


def _interval(unit: str, at: int, published: date) -> Days | None:
    """The calendar's week, month, year that is `at` steps from the one of publication."""
    match unit:
        case "week":
            return shifted(week_of(published), 7 * at)
        case "weekend":
            monday = shifted(week_of(published), 7 * at).first
            return Days(moved(monday, 5), moved(monday, 6))
        case "month":
            return month_of(published.year, published.month + at)
        case "quarter":
            return quarter_of(published.year, (published.month + 2) // 3 + at)
        case "year":
            return year_of(published.year + at)
        case "decade":
            return year_of((published.year + 10 * at) // 10 * 10, 10)
        case "century":
            return year_of((published.year + 100 * at) // 100 * 100, 100)
    first, last = _SEASON[unit]
    year = published.year + at
    return Days(month_of(year, first).first, month_of(year, last).last)


def _running(unit: str, published: date, back: bool) -> Days | None:
    """ "The past week", "the coming year": it ends or begins with the article."""
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if unit == "week":
        other = moved(published, -7 if back else 7)
    elif months is not None:
        other = months_on(published, -months if back else months)
    else:
        return None
    return Days(min(other, published), max(other, published))
