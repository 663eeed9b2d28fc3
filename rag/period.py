"""The period that a question limits events to: "in March", "since January", "last week"."""

import re
from dataclasses import dataclass
from datetime import date

from rag.values import Dates, Days, ValueKind, values
from rag.values.days import moved

_LEAD = re.compile(
    r"(?:^|\b(?:(?P<since>since|from|between|starting(?: in| on)?|beginning(?: in| on)?)"
    r"|(?P<after>after|following)|(?P<before>before|ahead of|prior to)"
    r"|(?P<until>until|till|by|through|up to)"
    r"|(?:in|during|over|for|on|of|within|throughout)(?: the)?)\s+)$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:and|to|until|till|through|–|-)\s+(?:in )?", re.IGNORECASE)
_RANGE = re.compile(r"\b(?:to|until|till|through)\b|[–-]", re.IGNORECASE)
_LONGEST_LEAD = 20  # characters
_HANGING = re.compile(r"(?:this|last|past|next|today|yesterday)\b", re.IGNORECASE)
_ENDS = re.compile(  # after "the April 2 tariffs" a date names a thing, not a period
    r"\s*(?:$|[?.!,;:)–-]|(?:and|to|until|till|through|on|about|of|in|between|for|with|please)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """The days that are asked about, `first` and `last` included."""

    first: date
    last: date
    rest: str  # the question without the words that name the period
    words: str | None = None  # those that hang on what day it is, such as "last week"

    def holds(self, days: Days) -> bool:
        """Whether the middle of `days` is among them."""
        return self.first <= days.first + (days.last - days.first) / 2 <= self.last


def period(text: str, today: date | None) -> Period:
    """The period that `text` names; all days when it names none.

    A year that is left out, and words such as "last week", are counted from `today`. What cannot
    be placed is no limit and stays in `rest`.
    """
    first, last = date.min, date.max
    cuts: list[tuple[int, int]] = []
    hanging: str | None = None
    placed = {  # the dates that say at least their month or year, whatever day it is today
        bare.start
        for bare in values(text, None, [ValueKind.DATE])
        if isinstance(bare.form, Dates) and (bare.form.candidates or bare.form.month is not None)
    }
    for value in values(text, today, [ValueKind.DATE]):
        if not isinstance(value.form, Dates) or not value.form.known:
            continue
        if not _ENDS.match(text, value.end):
            continue
        days = value.form.candidates[0]
        before = max(0, value.start - _LONGEST_LEAD)
        lead = _LEAD.search(text[before : value.start])
        start = before + lead.start() if lead else value.start
        if cuts and _AND.fullmatch(text, cuts[-1][1], value.start):
            last = days.last
            start = cuts.pop()[0]
        elif lead is None and not _HANGING.match(value.words):
            continue
        elif lead and lead["since"]:
            first = days.first
            last = days.last if _RANGE.search(value.words) else last
        elif lead and lead["after"]:
            first = moved(days.last, 1)
        elif lead and lead["before"]:
            last = moved(days.first, -1)
        elif lead and lead["until"]:
            last = days.last
        else:
            first, last = days.first, days.last
        if value.start not in placed:
            hanging = value.words
        cuts.append((start, value.end))
    rest = text
    for start, end in reversed(cuts):
        rest = f"{rest[:start]} {rest[end:]}"
    rest = " ".join(rest.split()).strip(" ,;:")
    return Period(min(first, last), max(first, last), rest, hanging)
