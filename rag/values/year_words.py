"""Years and what is counted in them: "in 1986", "fiscal 1987", "1986/87", "the 1990s", "Q1 2025".

Also fixed holidays, and the end of the year.
"""

import re
from collections.abc import Iterator
from datetime import date

from rag.values.calendar_words import GAP, YEAR
from rag.values.days import dates, month_of, part_of, quarter_of, year_of
from rag.values.reading import Found, holds
from rag.values.relative import UNKNOWN_DAY
from rag.values.tense import Tense, tense
from rag.values.value import Dates, Days
from rag.values.years import AS_WRITTEN, year_for

_QUARTERS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
}
_PERIOD = re.compile(
    rf"\b(?:the{GAP})?(?P<number>first|second|third|fourth|1st|2nd|3rd|4th)(?:{GAP}|-)"
    rf"(?P<unit>quarter|half|qtr)\b(?:{GAP}(?:of{GAP})?(?:(?:fiscal|calendar){GAP})?"
    rf"(?:(?P<year>{YEAR})\b|(?P<whose>this|last|next){GAP}year\b))?"
    rf"|\bQ(?P<short>[1-4])\b(?:{GAP}(?:of{GAP})?(?P<short_year>{YEAR})\b)?",
    re.IGNORECASE,
)
_DECADE = re.compile(r"(?<![\w.,$-])(?P<decade>(?:1[5-9]|20)[0-9]0)[’']?s\b")
_SEASON_YEARS = re.compile(
    r"(?<![\w.,$/-])(?P<first>(?:19|20)[0-9]{2})[/–-](?P<last>(?:(?:19|20)[0-9]{2}|[0-9]{2}))(?![\w/,.–-][0-9]|\w)"
)
_FISCAL = re.compile(
    rf"\b(?:fiscal|financial)(?:{GAP}year)?{GAP}(?P<year>{YEAR})\b|\bFY\s?(?P<short>{YEAR})\b",
    re.IGNORECASE,
)
_YEAR = re.compile(
    rf"(?:\b(?P<part>early|late|mid|end|start|beginning|middle)(?:-|{GAP})(?:(?:in|of){GAP})?)?"
    rf"(?<![\w.,$£€#/])(?<![0-9]-)(?P<year>{YEAR})(?![\w/%]|[.,:][0-9]|-[0-9])",
    re.IGNORECASE,
)
_NO_YEAR_BEFORE = re.compile(
    r"(?:\b(?:about|some|nearly|almost|over|than|of\ssome|No\.|to\sabout|least|up\sto|around\sa"
    r"|room|page|flight|article|section|route|highway|point|index)|[$£€])\s{0,2}$",
    re.IGNORECASE,
)
_NO_YEAR_AFTER = re.compile(
    r"\s?(?:%|pct|per\s?cent|percent|mln|billion|bln|dlrs|dollars|tonnes|tons|barrels|people|gmt\b"
    r"|hrs\b|hours\b|est\b|edt\b|[a-z]{3,14}(?<!s)s\b(?!\s(?:the|a)\b)|cts\b|points|metres|yen\b|marks\b)",
    re.IGNORECASE,
)
_UNIT_OF_AMOUNT = re.compile(
    r"\s?(?:%|pct|per\s?cent|mln|dlrs|dollars|people|tonnes|gmt|barrels)|-[0-9]", re.IGNORECASE
)
_IN_FRONT = re.compile(
    r"\b(?:in|since|of|by|until|during|from|the|for|through|to)\s$", re.IGNORECASE
)
_YEAR_END = re.compile(
    rf"\b(?:year|month|quarter)[\s-]end\b|\bend-(?P<year>{YEAR})\b|\bmid-?year\b", re.IGNORECASE
)
_HOLIDAYS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "canada day": (7, 1),
    "fourth of july": (7, 4),
    "boxing day": (12, 26),
    "remembrance day": (11, 11),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
}
_HOLIDAY_WORDS = ("christmas", "new year", " day", "fourth of", "halloween")
_FOUR = re.compile(r"[0-9]{4}")
_HOLIDAY = re.compile(
    r"\b(?:Christmas\s(?:Eve|Day)|Christmas|New\sYear[’']s\s(?:Eve|Day)|Canada\sDay|Fourth\sof\sJuly"
    r"|Boxing\sDay|Remembrance\sDay|Valentine[’']s\sDay|Halloween)\b(?:,?\s(?P<year>(?:19|20)[0-9]{2})\b)?"
)


def period_dates(text: str, published: date | None) -> Iterator[Found]:
    """Every date that is a part of a year, or several years."""
    lower = text.lower()
    for match in _PERIOD.finditer(text) if holds(lower, ("q", "half")) else ():
        yield _period(match, published)
    if not _FOUR.search(text):
        return
    for match in _FISCAL.finditer(text) if holds(lower, ("fiscal", "financial", "fy")) else ():
        year = int(match["year"] or match["short"])
        # Fiscal years end between January and December of their number.
        days = Days(month_of(year - 1, 2).first, year_of(year).last)
        yield Found(*match.span(), Dates((days,)), "fiscal year, wherever it begins")
    for match in _DECADE.finditer(text):
        yield Found(*match.span(), Dates((year_of(int(match["decade"]), 10),)), AS_WRITTEN)
    for match in _SEASON_YEARS.finditer(text):
        first = int(match["first"])
        last = int(match["last"])
        last += first // 100 * 100 if last < 100 else 0
        if 0 < last - first <= 10:
            days = Days(year_of(first).first, year_of(last).last)
            yield Found(*match.span(), Dates((days,)), AS_WRITTEN)


def year_dates(text: str, published: date | None) -> Iterator[Found]:
    """Every date that is a year or the end of one; and fixed holidays."""
    lower = text.lower()
    for match in _HOLIDAY.finditer(text) if holds(lower, _HOLIDAY_WORDS) else ():
        yield from _holiday(match, published)
    for match in _YEAR_END.finditer(text) if holds(lower, ("end", "mid")) else ():
        yield _year_end(match, published)
    for match in _YEAR.finditer(text) if _FOUR.search(text) else ():
        found = _year(match)
        if found is not None:
            yield found


def _period(match: re.Match[str], published: date | None) -> Found:
    number = int(match["short"]) if match["short"] else _QUARTERS[match["number"].lower()]
    half = (match["unit"] or "").lower() == "half"
    stated = match["year"] or match["short_year"]
    years: list[int]
    if stated:
        years, how = [int(stated)], AS_WRITTEN
    elif published is None:
        return Found(*match.span(), Dates(), UNKNOWN_DAY)
    elif match["whose"]:
        years = [published.year + {"last": -1, "this": 0, "next": 1}[match["whose"].lower()]]
        how = "year from the article's date"
    else:
        # A company's results in January are those of the year before.
        years, how = [published.year, published.year - 1], "this year's, or the last one's"
    if half and number > 2:
        return Found(*match.span(), Dates(), UNKNOWN_DAY)
    found = [
        Days(month_of(year, 6 * number - 5).first, month_of(year, 6 * number).last)
        if half
        else quarter_of(year, number)
        for year in years
    ]
    return Found(*match.span(), dates(found), how)


def _holiday(match: re.Match[str], published: date | None) -> Iterator[Found]:
    words = " ".join(match.group().lower().replace("’", "'").split(",")[0].split())
    name = next(name for name in _HOLIDAYS if words.startswith(name))
    month, day = _HOLIDAYS[name]
    if match["year"]:
        at = date(int(match["year"]), month, day)
        yield Found(*match.span(), Dates((Days(at, at),)), AS_WRITTEN)
        return
    resolved = year_for(month, day, published, match.string, *match.span())
    if resolved is not None:
        yield Found(*match.span(), *resolved)


def _year_end(match: re.Match[str], published: date | None) -> Found:
    words = match.group().lower()
    if match["year"]:
        return Found(
            *match.span(), Dates((part_of(year_of(int(match["year"])), "end"),)), AS_WRITTEN
        )
    if published is None or words.startswith(("month", "quarter")):
        return Found(*match.span(), Dates(), UNKNOWN_DAY)
    this = part_of(year_of(published.year), "mid" if words.startswith("mid") else "end")
    last: Days | None = part_of(year_of(published.year - 1), "end")
    sense = tense(match.string, *match.span())
    if words.startswith("mid") or published.month > 3 or sense is Tense.FUTURE:
        last = None
    return Found(*match.span(), dates([this, last]), "year from the article's date")


def _year(match: re.Match[str]) -> Found | None:
    text, (start, end) = match.string, match.span()
    before = text[max(0, start - 10) : start]
    if _NO_YEAR_BEFORE.search(before) or _UNIT_OF_AMOUNT.match(text, end):
        return None
    if _NO_YEAR_AFTER.match(text, end) and not _IN_FRONT.search(before):
        return None
    days = year_of(int(match["year"]))
    if match["part"]:
        days = part_of(days, match["part"].lower())
    return Found(start, end, Dates((days,)), AS_WRITTEN)
