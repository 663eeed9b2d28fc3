"""Words that limit days: "as of 28 March", "since yesterday", "between 26 and 28 March"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from rag.filters import Filters
from rag.limits.days import Named, in_a_year
from rag.values.days import moved, one_day
from rag.values.value import Days

_PREPOSITION = re.compile(
    r"(?:(?P<as_of>as\s+of|as\s+at)|(?P<between>between)"
    r"|(?P<since>since|starting(?:\s+(?:on|from|in))?|from(?=\s[^,.?!]{3,30}\son(?:wards?)?\b)"
    r"|not\s+(?:before|older\s+than)|no\s+older\s+than|newer\s+than)"
    r"|(?P<after>after|later\s+than)"
    r"|(?P<until>until|till?|up\s+to|through|by|(?:no|not)\s+(?:later|newer)\s+than)"
    r"|(?P<before>before|prior\s+to|earlier\s+than|older\s+than)"
    r"|(?P<of>from|of|in|during|on|for|within))\s+(?:the\s+(?:end\s+of\s+)?)?",
    re.IGNORECASE,
)
_BARE_DAY = re.compile(r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?=\s|-|–)")
_LAST_DAY = re.compile(
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?\b(?:,?\s(?P<year>[12][0-9]{3})\b)?(?![-/.]?\w)"
)
_AND = re.compile(r"\s*(?:\band\b|\bto\b|\buntil\b|\btill\b|\bthrough\b|-|–)\s*(?:the\s+)?", re.I)
_ON = re.compile(r"\s+(?:onwards?|forward|on(?=\s*(?:$|[,.;:!?)\n])))", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"[A-Za-z]{3,9}\.?\s[0-9]")
_RANGE = re.compile(r"\b(?:to|until|till|through)\b|[–]|[0-9]\s?-\s?[0-9A-Za-z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """Where words that limit days end, what they set, and how sure it is that they limit."""

    end: int
    filters: Filters
    as_of: bool = False
    within: bool = False  # "in March", "from 28 March": days that are asked about as a rule


def span(text: str, at: int, named: Mapping[int, Named]) -> Span | None:
    """The limit of days that begins at `text[at:]`."""
    lead = _PREPOSITION.match(text, at)
    if lead is None:
        return None
    first = named.get(lead.end())
    kind = str(lead.lastgroup)
    if kind in ("between", "of"):
        both = _both(text, lead.end(), first, named)
        if both is not None:
            return Span(both[1], _days(both[0]))
        if kind == "between" or first is None:
            return None
    if first is None:
        return None
    found = _one(kind, first)
    onwards = _ON.match(text, found.end) if kind in ("of", "since") else None
    if onwards is None:
        return found
    if kind == "of" and lead.group().split()[0].lower() != "from":
        return None
    return replace(found, end=onwards.end(), filters=_since(first.days.first), within=False)


def _one(kind: str, named: Named) -> Span:
    first, last = named.days.first, named.days.last
    if kind == "as_of":
        return Span(named.end, Filters(as_of=_end(last)), as_of=True)
    if kind == "since":
        return Span(named.end, _since(first))
    if kind == "after":
        return Span(named.end, _since(moved(last, 1)))
    if kind == "until":
        return Span(named.end, Filters(until=_end(last)))
    if kind == "before":
        return Span(named.end, Filters(until=_end(moved(first, -1))))
    ranged = bool(_RANGE.search(named.words)) and first < last
    return Span(named.end, _days(named.days), within=not ranged)


def possessive(text: str, at: int, named: Mapping[int, Named]) -> Span | None:
    """ "Yesterday's", before what was published then."""
    found = named.get(at)
    if found is None or text[found.end : found.end + 2] not in ("'s", "’s"):
        return None
    return Span(found.end + 2, _days(found.days), within=True)


def _both(
    text: str, at: int, first: Named | None, named: Mapping[int, Named]
) -> tuple[Days, int] | None:
    """The days from the first to the last of two that are named, and where their words end."""
    bare = None if first else _BARE_DAY.match(text, at)
    end = first.end if first else bare.end() if bare else at
    joint = _AND.match(text, end)
    if first and first.days.first < first.days.last and _RANGE.search(first.words):
        return first.days, first.end  # "26 to 28 March"
    if joint is None or not (first or bare):
        return None
    second = named.get(joint.end())
    if second is not None and bare is not None:
        month = second.days.first
        if month != second.days.last or int(bare["day"]) >= month.day or not int(bare["day"]):
            return None
        return Days(month.replace(day=int(bare["day"])), month), second.end
    if second is not None and first is not None:
        days = first.days
        year = second.days.first.year
        if days.first > second.days.last and not re.search(r"\d{4}", first.words):
            days = in_a_year(first.words, date(year, 12, 31)) or days
        if days.first > second.days.last:
            return None
        return Days(days.first, second.days.last), second.end
    last = _LAST_DAY.match(text, joint.end())
    if first is None or last is None or first.days.first != first.days.last:
        return None
    start, year = first.days.first, int(last["year"] or first.days.first.year)
    begun, ended = (
        one_day(year, start.month, start.day),
        one_day(year, start.month, int(last["day"])),
    )
    if not _MONTH_FIRST.match(first.words) or not begun or not ended or begun.last > ended.first:
        return None
    return Days(begun.first, ended.last), last.end()


def _since(day: date) -> Filters:
    return Filters(since=datetime.combine(day, time.min, UTC))


def _end(day: date) -> datetime:
    return datetime.combine(day, time.max, UTC)


def _days(days: Days) -> Filters:
    return replace(_since(days.first), until=_end(days.last))
