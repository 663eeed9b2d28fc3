"""The days that a text names, in the year that a limit means by them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rag.values import Dates, Days, ValueKind, values
from rag.values.days import moved

_NEAR = 62  # days after the newest article that are still to come rather than a year ago
_FARTHEST = 8  # years; 29 February is never farther away
_OWN_YEAR = re.compile(r"\byear\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """The days that the words `text[start:end]` name."""

    start: int
    end: int
    words: str
    days: Days


def named_days(text: str, newest: date | None, today: date) -> Mapping[int, Named]:
    """The days that are named in `text`, by where their words begin.

    Without a year they are the latest such days that began by the day of the `newest` article, or
    those that follow on it closely. What hangs on the day, "yesterday", is counted from `today`.
    Words that leave it open name none.
    """
    kinds = [ValueKind.DATE]
    bare = {value.span: value.form for value in values(text, None, kinds)}
    found = {}
    for value in values(text, today, kinds):
        form = bare.get(value.span)
        if not isinstance(form, Dates) or not isinstance(value.form, Dates):
            continue
        if form.candidates:
            days = form.candidates[0] if form.known else None
        elif form.month is not None and not _OWN_YEAR.search(value.words):
            days = in_a_year(value.words, newest or today)
        else:
            known = value.form.known and value.form.candidates[0].first <= today
            days = value.form.candidates[0] if known else None
        if days is not None:
            found[value.start] = Named(value.start, value.end, value.words, days)
    return found


def in_a_year(words: str, newest: date) -> Days | None:
    """ "28 March" with a year: see `named_days`."""
    soon: Days | None = None
    for year in range(newest.year + 1, max(newest.year - _FARTHEST, 0), -1):
        days = _days(f"{words.rstrip('.,')} {year:04}")
        if days is None:
            continue
        if days.first <= newest:
            return soon or days
        if days.first <= moved(newest, _NEAR):
            soon = days
    return soon


def _days(words: str) -> Days | None:
    for value in values(words, None, [ValueKind.DATE]):
        if value.span == (0, len(words)) and isinstance(value.form, Dates) and value.form.known:
            return value.form.candidates[0]
    return None
