"""When what a sentence tells took place: the date of its main event, else of one told in an aside.

A date is in an aside when a word such as "since", "who" or "after" opens the clause that holds it:
"the first call since Carney was sworn in on March 9" dates the swearing-in, not the call.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rag.copies import is_copy
from rag.values import Dates, Days, Relation, ValueKind, values
from rag.words import stem_set

_LONGEST = 2_000  # characters
_PERIOD = 366  # days; what is only known to lie in a longer time dates nothing
_FRONT = 12  # characters; a date that begins before them opens the sentence
_FRONTED = 100  # characters of a clause that stands before what came of it
_PLACED = frozenset((Relation.ON, Relation.BY))
_OPENS = re.compile(
    r"\b(?:since|after|before|until|till|following|ahead of|when|while|once|who|whose|whom|which"
    r"|where|whether|because|as (?=(?:he|she|it|they|we|the|part)\b)|that|than|if|though|although"
    r"|compared (?:to|with)|against|prior to|referring to"
    r"|due to (?=(?:the|a|an|its|his|her|their)\b))\b",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:said|says|say|saying|added|adding|told|announced|reported|noted|agreed|decided|confirmed"
    r"|believe[sd]?|expects?|expected|informed|so|now)\b[^,;]{0,60}\bthat\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[,;:()]\s|\s[–—-]\s|—")
_YEAR_LEADS = re.compile(
    r"\b(?:in|since|during|until|by|late|early|mid|back in|of)[\s-]+$", re.IGNORECASE
)
_YEAR = re.compile(r"[0-9]{4}")
_LOOSE = re.compile(
    r"\b(?:recent|few|several|next|coming|past|year ago|year earlier)\b", re.IGNORECASE
)
_FIGURES_OF = re.compile(  # "the January figures", "its April delivery": when, but of no event
    r"[’']?s?\s+(?:figures?|data|deliver(?:y|ies)|contracts?|futures|quarter|crop|sales|budget"
    r"|deficit|surplus|imports|exports|earnings|results|quotas?|terms|accord|agreement|pact|law|act"
    r"|convention|census|year)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(  # "from 16,673 last year", "than the 480 mln it spent in"
    r"\b(?:from|than|with|against|versus)\s(?:[^,;]{0,20}\s)?[$£]?[0-9][^;]{0,30}$", re.IGNORECASE
)
_PARTICIPLE = re.compile(r"(?:[a-z]+ed|born|built|held|made)\b")
_STARTS = re.compile(  # what one report words so, another words so
    r"\b(?:start(?:s|ed|ing)?|beg[ia]ns?|begun|beginning|kick(?:s|ed|ing)? in"
    r"|(?:take|takes|took|taking|go|goes|went|going|come|comes|came|coming)"
    r" (?:in ?to )?(?:effect|force|place)"
    r"|enter(?:s|ed)? into force)\b",
    re.IGNORECASE,
)
_SET = re.compile(
    r"\b(?:set|scheduled|due|expected|planned|slated|announced|supposed) (?:to|for)\b|\bon\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"^on\s+|\s+(?:on|in|for|from|by|at|of)$", re.IGNORECASE)
_FEW = 2  # stems from which two clauses can be told to be of one event
_SAME = 0.8  # share of the shorter clause's stems at which they are


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event took place, or is to."""

    days: Days
    words: str  # the sentence's own: "March 12"
    start: int  # of them, in characters of the sentence
    end: int
    aside: bool  # told in passing; the sentence is about something else
    event: frozenset[str]  # stems of the clause that holds the date, without the date's own
    clause: str  # the words of that clause


def event_date(sentence: str, published: datetime | None) -> EventDate | None:
    """The date of the main event, else of one in an aside; None when no day can be placed.

    The narrower date wins, then the one that comes first.
    """
    found = event_dates(sentence, published)
    return min(found, key=lambda each: (each.aside, _width(each.days), each.start), default=None)


def event_dates(sentence: str, published: datetime | None) -> list[EventDate]:
    """Every date in the sentence that places an event, in order.

    Of a longer text the first 2,000 characters are read.
    """
    sentence = sentence[:_LONGEST]
    found = []
    for value in values(sentence, published, [ValueKind.DATE]):
        form = value.form
        if not isinstance(form, Dates) or not form.known or form.relation not in _PLACED:
            continue
        days = form.candidates[0]
        if _width(days) > _PERIOD or _FIGURES_OF.match(sentence, value.end):
            continue
        if _width(days) > 7 and _LOOSE.search(value.words):
            continue
        if _YEAR.fullmatch(value.words) and not _YEAR_LEADS.search(sentence[: value.start]):
            continue
        if _COMPARED.search(sentence[: value.start]):
            continue
        start, aside = _clause_start(sentence, value.start)
        fronted = value.start < _FRONT
        end = _clause_end(sentence, value.end, opens_only=fronted)
        if aside and _is_fronted(sentence, start, value.end):
            aside = False
        clause = f"{sentence[start : value.start]} {sentence[value.end : end]}"
        found.append(
            EventDate(days, value.words, value.start, value.end, aside, _event(clause), clause)
        )
    return found


def opposed(one: EventDate, other: EventDate) -> bool:
    """Whether two articles date one event on two days that cannot both be right.

    Only days are compared, and only clauses that tell one event by their words.
    """
    if one.days.overlaps(other.days) or _width(one.days) or _width(other.days):
        return False
    return of_one_event(one, other)


def of_one_event(one: EventDate, other: EventDate) -> bool:
    """Whether the clauses that hold two dates tell one event, by their words."""
    smaller = min(len(one.event), len(other.event))
    if smaller < _FEW or len(one.event & other.event) < _SAME * smaller:
        return False
    return is_copy(one.clause, other.clause, one.event, other.event, _SAME)


def is_news(found: EventDate, published: datetime | None) -> bool:
    """Whether it is of the article's own day, or of one beside it: what is said as it happens."""
    if published is None:
        return False
    return abs((found.days.first - published.date()).days) <= 1


def named(found: Sequence[EventDate]) -> str:
    """What dates of one event call it: their shortest clause, without the date."""
    clauses = [" ".join(each.clause.split()).strip(" .,;") for each in found]
    return _PREPOSITION.sub("", min(clauses, key=len))


def _event(clause: str) -> frozenset[str]:
    return stem_set(_STARTS.sub(" start ", _SET.sub(" ", clause)))


def _width(days: Days) -> int:
    return (days.last - days.first).days


def _clause_start(sentence: str, at: int) -> tuple[int, bool]:
    """Where the clause that holds the character `at` begins, and whether it is an aside.

    Of "Carney, who was sworn in on March 14" it is the whole: the name before "who" belongs to it.
    """
    breaks = [match.end() for match in _BREAK.finditer(sentence, 0, at)]
    said = [match.end() for match in _SAYS.finditer(sentence, 0, at)]
    start = max([0, *breaks, *said])
    before = breaks[-2] if len(breaks) > 1 else 0
    opening = list(_OPENS.finditer(sentence, start, at))
    if not opening:
        if breaks and start == breaks[-1] and _PARTICIPLE.match(sentence, start):
            return before, True
        return (start if start in said else _joined(sentence, start)), False
    last = opening[-1]
    if last.group().lower() in ("who", "whose", "which", "whom", "where") and breaks:
        return (before if last.start() <= start + 1 else 0), True
    return last.end(), True


def _joined(sentence: str, start: int) -> int:
    """The start of the sentence, where nothing but commas lies between."""
    return 0 if not _OPENS.search(sentence, 0, start) else start


def _clause_end(sentence: str, at: int, *, opens_only: bool) -> int:
    """Where the clause ends; a date that opens a sentence dates all of it, up to a "that"."""
    breaks = None if opens_only else _BREAK.search(sentence, at)
    opens = _OPENS.search(sentence, at)
    ends = [match.start() for match in (breaks, opens) if match is not None]
    return min(ends, default=len(sentence))


def _is_fronted(sentence: str, start: int, end: int) -> bool:
    """ "Following a meeting on March 27, Carney announced ...": the rest comes right after."""
    opening = _OPENS.match(sentence)
    fronted = opening is not None and opening.end() == start
    return fronted and sentence[end : end + 1] == "," and end < _FRONTED
