"""Dates that name their month: "April 3", "28 March 2025", "early March", "2025-04-03", "3/4/2025".

A numeric date that may be read in two ways keeps both. dateparser was tried: it takes 10 ms a
sentence, reads 3/4/2025 as March without a doubt, makes a day of "In March 25 percent" and of
"It may 3 times", and puts "starting on Wednesday" two days into the past.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from rag.values.calendar_words import (
    DAY,
    GAP,
    MONTH,
    ORDINALS,
    UNIT_AHEAD,
    WEEKDAY_SHORT,
    YEAR,
    month_number,
    weekday_number,
)
from rag.values.days import dates, month_of, one_day, part_of
from rag.values.numbers import ONES
from rag.values.reading import Found, holds
from rag.values.value import Dates, Days
from rag.values.years import AS_WRITTEN, FROM_ARTICLE, year_for

_WORDED_DAY = (
    r"(?:Twenty|Thirty)-(?:one|two|three|four|five|six|seven|eight|nine)"
    r"|(?:four|six|seven|eight|nine)teen|thirteen|fifteen|ten|eleven|twelve|twenty|thirty"
    r"|one|two|three|four|five|six|seven|eight|nine"
)
_WHOSE = (
    rf"(?:,?{GAP}(?P<year>{YEAR})\b(?![,.][0-9])"
    rf"|{GAP}(?:of{GAP})?(?P<whose>this|last|next){GAP}year\b)?"
)
_ORDINAL_DAY = "|".join(word for word, at in ORDINALS.items() if at <= 31)
_MONTH_DAY = re.compile(
    rf"\b(?:(?P<weekday>{WEEKDAY_SHORT}),?{GAP}(?:the{GAP})?)?(?P<month>{MONTH}){GAP}(?:the{GAP})?"
    rf"(?:(?P<day>{DAY})(?:st|nd|rd|th)?(?![\w])|(?P<worded>{_WORDED_DAY}|{_ORDINAL_DAY})\b)"
    rf"(?:(?:\s?[-–]\s?|{GAP}(?:to|through|thru|until|till){GAP})(?:(?P<month2>{MONTH}){GAP})?"
    rf"(?P<day2>{DAY})(?:st|nd|rd|th)?(?![\w%]|[.,/:][0-9]|\s?(?:%|per\s?cent|pct|mln|million)))?"
    rf"{_WHOSE}",
    re.IGNORECASE,
)
_DAY_MONTH = re.compile(
    rf"(?<![\w.,$/:-])(?:(?P<weekday>{WEEKDAY_SHORT}),?{GAP}(?:the{GAP})?)?"
    rf"(?:(?P<day>{DAY})(?:st|nd|rd|th)?|(?P<worded>{_ORDINAL_DAY}))"
    rf"(?:(?:\s?[-–]\s?|{GAP}(?:to|until){GAP})(?P<day2>{DAY})(?:st|nd|rd|th)?)?"
    rf"{GAP}(?:(?:day{GAP})?of{GAP})?(?P<month>{MONTH}){_WHOSE}",
    re.IGNORECASE,
)
_PART = (
    # "will end in June" has a verb, "the end of June" a part of the month.
    rf"(?:(?P<part>early|late|mid|earlier|later|(?:end|start|beginning|middle|close)(?!{GAP}in\b))"
    rf"(?:-|{GAP})(?:(?:in|of){GAP})?(?:the{GAP})?)?"
)
_MONTH_ALONE = re.compile(
    rf"\b{_PART}(?:(?P<which>this|last|next|past|coming){GAP})?"
    rf"(?P<month>{MONTH})(?:(?:\s?[-–/]\s?|{GAP}(?:to|through){GAP})(?P<month2>{MONTH}))?{_WHOSE}",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"(?<![\w.-])(?P<year>[0-9]{4})(?P<mark>[-/])(?P<month>0?[1-9]|1[0-2])(?P=mark)"
    r"(?P<day>0?[1-9]|[12][0-9]|3[01])(?![0-9-])"
)
_NUMERIC = re.compile(
    r"(?<![\w.,/$-])(?P<one>[0-3]?[0-9])(?P<mark>[/.-])(?P<two>[0-3]?[0-9])(?P=mark)"
    r"(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})(?![\w/-]|[.,][0-9])"
)
_LEADS_IN = re.compile(
    r"\b(?:in|since|until|till|by|for|from|to|of|during|through|throughout|before|after|the|its|a"
    r"|and|or|between|around|about|this|last|next|end|mid|late|early|on|around|was|is|every)[\s-]$",
    re.IGNORECASE,
)
_FOR_SURE = re.compile(  # "in April Canada will", not "April Smith"
    r"\b(?:in|since|until|till|by|during|last|next|this|mid|early|late)[\s-]$", re.IGNORECASE
)
_ON = re.compile(
    r"\b(?:on|by|from|since|until|till|before|after|due|payable|pay|record|starts?|starting|begins?"
    r"|beginning|effective|of|expires?|ended|ending|for|to|through)\s{1,4}$",
    re.IGNORECASE,
)
_MONTH_LEADS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DIGITS = re.compile(r"[0-9]([-/.])[0-9]{1,2}\1[0-9]{1,4}")
_ANY_MONTH = re.compile(rf"\b{MONTH}", re.IGNORECASE)
_Make = Callable[[re.Match[str], date | None], Found | None]
TWO_ORDERS = "day and month in either order"


def absolute_dates(text: str, published: date | None) -> Iterator[Found]:
    """Every date that names its month, the surest forms first; the caller drops overlaps."""
    lower = text.lower()
    patterns: list[tuple[re.Pattern[str], _Make]] = []
    if _DIGITS.search(text):
        patterns += [(_ISO, _iso), (_NUMERIC, _numeric)]
    if holds(lower, _MONTH_LEADS) and _ANY_MONTH.search(text):
        patterns += [
            (_MONTH_DAY, _day_of_month),
            (_DAY_MONTH, _day_of_month),
            (_MONTH_ALONE, _month),
        ]
    for pattern, make in patterns:
        for match in pattern.finditer(text):
            found = make(match, published)
            if found is not None:
                yield found


def _iso(match: re.Match[str], _: date | None) -> Found | None:
    day = one_day(int(match["year"]), int(match["month"]), int(match["day"]))
    return Found(*match.span(), Dates((day,)), AS_WRITTEN) if day else None


def _numeric(match: re.Match[str], _: date | None) -> Found | None:
    year = int(match["year"])
    if year < 100:
        year += 1900 if year > 50 else 2000
    one, two = int(match["one"]), int(match["two"])
    found = dates((one_day(year, one, two), one_day(year, two, one)))
    if not found.candidates:
        return None
    return Found(*match.span(), found, AS_WRITTEN if found.known else TWO_ORDERS)


def _day_of_month(match: re.Match[str], published: date | None) -> Found | None:
    text, found = match.string, match.groupdict()
    if not _is_month(match, _ON) or _is_amount(match):
        return None
    start, end = match.span()
    month, day = month_number(found["month"]), _day(found)
    stated = _year(found, published)
    last_month = month_number(found["month2"]) if found.get("month2") else month
    last = int(found["day2"]) if found.get("day2") else None
    if stated is not None:
        year, how = stated
        first = one_day(year, month, day)
        if first is None:
            return None
        ended = one_day(year + (last_month < month), last_month, last) if last else None
        if ended and ended.last >= first.first:
            first = Days(first.first, ended.last)
        return Found(start, end, Dates((first,)), _with_weekday(found, Dates((first,)), how))
    resolved = year_for(month, day, published, text, start, end)
    if resolved is None:
        return None
    form, how = resolved
    if last:
        form = dates(
            Days(at.first, until.last)
            for at in form.candidates
            if (until := one_day(at.first.year + (last_month < month), last_month, last))
            and until.last >= at.first
        )
        form = form if form.candidates else Dates(month=month)
    return Found(start, end, form, _with_weekday(found, form, how))


def _with_weekday(found: dict[str, str], form: Dates, how: str) -> str:
    """Says so when the weekday beside a date is another one."""
    if not found.get("weekday") or not form.known:
        return how
    fits = form.candidates[0].first.weekday() == weekday_number(found["weekday"])
    return how if fits else f"{how}; the weekday does not fit"


def _month(match: re.Match[str], published: date | None) -> Found | None:
    text, found = match.string, match.groupdict()
    start, end = match.span()
    bare = not (found["part"] or found["which"] or found["year"] or found["whose"])
    if not _is_month(match, _LEADS_IN) or (bare and not _stands_as_month(match)):
        return None
    month = month_number(found["month"])
    last = month_number(found["month2"]) if found["month2"] else month
    stated = _year(found, published)
    if stated is not None:
        form, how = Dates((month_of(stated[0], month),)), stated[1]
    elif found["which"] and published is not None:
        form, how = _which(found["which"].lower(), month, published), "from the article's date"
    else:
        resolved = year_for(month, None, published, text, start, end)
        if resolved is None:
            return None
        form, how = resolved
    form = Dates(
        tuple(
            Days(days.first, month_of(days.first.year + (last < month), last).last)
            for days in form.candidates
        ),
        form.month,
    )
    if found["part"]:
        part = found["part"].lower()
        form = Dates(tuple(part_of(days, part) for days in form.candidates), form.month)
    return Found(start, end, form, how)


def _which(which: str, month: int, published: date) -> Dates:
    """ "Last March": the last one that is over; in the two months after it, perhaps a year more."""
    this, year = month_of(published.year, month), published.year
    if which == "this":
        return Dates((this,))
    if which in ("last", "past"):
        latest = year if this.last < published else year - 1
        near = (published - month_of(latest, month).last).days <= 62
        return dates([month_of(latest, month), month_of(latest - 1, month) if near else None])
    soonest = year if this.first > published else year + 1
    near = (month_of(soonest, month).first - published).days <= 62
    return dates([month_of(soonest, month), month_of(soonest + 1, month) if near else None])


def _is_month(match: re.Match[str], before: re.Pattern[str]) -> bool:
    """Not the verb "may" or "march", nor a person called April or June."""
    name = match["month"].rstrip(".")
    if name.isupper() and len(name) > 3:
        return True
    if name[0].isupper():
        return (
            name not in ("Mar", "MAR", "Dec", "DEC", "Jan", "JAN")
            or bool(re.search(r"[0-9]", match.group()))
            or bool(before.search(match.string[max(0, match.start() - 14) : match.start()]))
        )
    if name not in ("may", "march", "mar", "dec", "jan"):
        return True
    return bool(before.search(match.string[max(0, match.start() - 14) : match.start()])) or (
        match.group() == match.string.strip()
    )


def _stands_as_month(match: re.Match[str]) -> bool:
    """Whether a month without a day or a year stands where a month does."""
    name, text = match["month"].rstrip("."), match.string
    if len(name) > 5 or match["month2"] or match.group() == text.strip():
        return True
    after = text[match.end() : match.end() + 12]
    if re.match(r"[’']s?\b|[\s-]+(?:[a-z0-9]|$)", after) is None and name in ("April", "June"):
        return bool(_FOR_SURE.search(text[max(0, match.start() - 14) : match.start()]))
    if name.lower() in ("march", "may", "mar", "jan", "dec"):
        return bool(_LEADS_IN.search(text[max(0, match.start() - 14) : match.start()]))
    return True


def _is_amount(match: re.Match[str]) -> bool:
    """ "In March 25 percent of ..." and "In May 12 countries ..." hold no day of the month."""
    if match.groupdict().get("year") or match.groupdict().get("whose"):
        return False
    text, end = match.string, match.end()
    month_first = match.start("month") < match.start("day" if match["day"] else "worded")
    if not month_first:
        return False
    worded = (match["worded"] or "").lower()
    if UNIT_AHEAD.match(text, end) and not match.groupdict().get("day2"):
        return True
    opens = re.search(r"\b[Ii]n\s{1,4}$", text[max(0, match.start() - 6) : match.start()])
    if opens and re.match(r"\s{1,4}[a-z]{3,20}s\b(?![’'])", text[end : end + 30]):
        return True
    return worded == "one" and re.match(r"\sof\b", text[end : end + 4]) is not None


def _day(found: dict[str, str]) -> int:
    if found["day"]:
        return int(found["day"])
    worded = found["worded"].lower()
    return ORDINALS.get(worded) or sum(ONES[part] for part in worded.split("-"))


def _year(found: dict[str, str], published: date | None) -> tuple[int, str] | None:
    if found.get("year"):
        return int(found["year"]), AS_WRITTEN
    if found.get("whose") and published is not None:
        moved = {"last": -1, "this": 0, "next": 1}[found["whose"].lower()]
        return min(max(published.year + moved, 1), 9999), FROM_ARTICLE
    return None
