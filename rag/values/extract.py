"""From a text to its values: each kind in turn, overlaps settled, relations and normal forms added.

Dates and times go before amounts, so that the 3 of "April 3" is no count, and amounts before
names. Within a kind the form that is listed first wins, then the longer one.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TypeVar

from rag.values.absolute import absolute_dates
from rag.values.amounts import amounts
from rag.values.clock import clock_times
from rag.values.gazetteer import places
from rag.values.name_words import GIVEN, HEADS, plain
from rag.values.names import names
from rag.values.normal import normal
from rag.values.reading import Found, FoundAmount, FoundName
from rag.values.relative import relative_dates
from rag.values.spans_of_time import anchored, direction, distant_dates
from rag.values.value import Clock, Dates, Person, Place, Relation, Value, ValueKind
from rag.values.year_words import period_dates, year_dates

_Item = TypeVar("_Item", Found, FoundAmount, FoundName)
ALL = frozenset(ValueKind)
_NAMES = frozenset((ValueKind.PERSON, ValueKind.PLACE, ValueKind.NAME))
_DATED = frozenset((ValueKind.DATE, ValueKind.TIME))
_LIMIT = 20_000  # characters read; an answer or a passage is far shorter
_SENTENCE = 1_000  # characters; longer texts are not remembered
_RELATION = re.compile(
    r"\b(?:(?P<after>after|following|(?<!no\s)(?<!not\s)later\sthan|(?:not|no)\s(?:before|until|earlier\sthan))"
    r"|(?P<before>before|ahead\sof|prior\sto)"
    r"|(?P<by>(?:no|not)\slater\sthan|by|until|till|through|up\sto))\s(?:the\s)?$",
    re.IGNORECASE,
)
_ABOUT_A_THING = re.compile(r"[’']s\b|[’'](?=\s)")


def values(
    text: str, published: datetime | date | None, kinds: Collection[ValueKind] = ALL
) -> list[Value]:
    """The values in `text`, in order, not overlapping; `published` is what "Wednesday" hangs on.

    Only the first 20,000 characters are read. Never raises, whatever the text.
    """
    read = _remembered if len(text) <= _SENTENCE else _values
    return list(read(text[:_LIMIT], *_day(published), frozenset(kinds)))


@lru_cache(maxsize=4096)
def _remembered(
    text: str, day: date | None, slack: int, wanted: frozenset[ValueKind]
) -> tuple[Value, ...]:
    """The same sentences are read for one question after another."""
    return _values(text, day, slack, wanted)


def _values(
    text: str, day: date | None, slack: int, wanted: frozenset[ValueKind]
) -> tuple[Value, ...]:
    taken = _Taken()
    found: list[Value] = []
    for item in _anchored(text, taken.keep(_dates(text, day, slack))):
        kind = ValueKind.TIME if isinstance(item.form, Clock) else ValueKind.DATE
        found.append(_value(text, kind, _related(text, item)))
    if wanted - _DATED:
        kept = taken.keep(amounts(text))
        found.extend(_value(text, amount.kind, amount) for amount in kept)
    if wanted & _NAMES:
        found.extend(_value(text, _name_kind(name), name) for name in taken.keep(names(text)))
    kept_kinds = (value for value in found if value.kind in wanted)
    return tuple(sorted(kept_kinds, key=lambda value: value.start))


def parse_value(words: str, published: datetime | date | None) -> Value | None:
    """The value of the words of a short answer as a whole; None when they hold none.

    The longest value among them; an office, a place or a full name in lower case counts here.
    """
    bare = words.strip().rstrip(".")
    found = values(words, published) or _after_for(words, published)
    plain_words = 0 < len(bare.split()) <= 5 and bare.replace(" ", "").isalpha()
    sure = any(value.kind not in _NAMES or _is_named(value) for value in found)
    if plain_words and not sure and (not found or bare.split()[-1] in HEADS):
        return _from_lower_case(words, bare)
    return max(found, key=lambda value: (value.end - value.start, -value.start), default=None)


def _after_for(words: str, published: datetime | date | None) -> list[Value]:
    """ "A month" alone is read as in "for a month"."""
    if not words[:3].lower().startswith(("a ", "an ")):
        return []
    found = values(f"for {words}", published, [ValueKind.DURATION])
    return [replace(value, start=value.start - 4, end=value.end - 4) for value in found]


def _is_named(value: Value) -> bool:
    return isinstance(value.form, Person) and bool(value.form.names)


def _from_lower_case(words: str, bare: str) -> Value | None:
    """An office, a listed place, or a name that begins with a common given name."""
    start = words.index(bare)
    parts = [plain(part) for part in bare.split()]
    parts = parts[1:] if parts[0] == "the" else parts
    place = places().get(" ".join(parts))
    form: Person | Place
    if place is not None:
        form = Place(*place)
    elif parts and parts[-1] in HEADS:
        form = Person((), " ".join(parts))
    elif len(parts) in (2, 3) and parts[0] in GIVEN:
        form = Person(tuple(parts))
    else:
        return None
    kind = ValueKind.PLACE if isinstance(form, Place) else ValueKind.PERSON
    shown = normal(kind, form, bare)
    return Value(kind, bare, start, start + len(bare), form, shown, "words in lower case")


class _Taken:
    """Which characters belong to a value already."""

    def __init__(self) -> None:
        self._at: set[int] = set()

    def keep(self, found: Iterable[_Item]) -> list[_Item]:
        """Those that do not overlap with what was kept before, in their order."""
        kept = []
        for item in found:
            places = range(item.start, item.end)
            if item.end > item.start and self._at.isdisjoint(places):
                self._at.update(places)
                kept.append(item)
        return kept


def _dates(text: str, day: date | None, slack: int) -> Iterator[Found]:
    yield from absolute_dates(text, day)
    yield from clock_times(text)
    yield from period_dates(text, day)
    near = [*distant_dates(text, day, slack), *relative_dates(text, day, slack)]
    yield from sorted(near, key=lambda item: (item.start, item.start - item.end))
    yield from year_dates(text, day)


def _anchored(text: str, found: list[Found]) -> Iterator[Found]:
    """ "One day after" and the date behind it are one date."""
    waiting: Found | None = None
    for item in sorted(found, key=lambda item: item.start):
        if waiting is not None:
            joined = _join(text, waiting, item)
            if joined is not None:
                waiting = joined
                continue
            yield waiting
        waiting = item
    if waiting is not None:
        yield waiting


def _join(text: str, offset: Found, anchor: Found) -> Found | None:
    if not isinstance(offset.form, Dates) or not isinstance(anchor.form, Dates):
        return None
    if offset.form != Dates() or not anchor.form.candidates or anchor.start - offset.end > 5:
        return None
    if text[offset.end : anchor.start].strip() not in ("", "on", "the"):
        return None
    words = text[offset.start : offset.end]
    days = [anchored(words, each) for each in anchor.form.candidates]
    if direction(words) == 0 or words.lower().split()[-1] in ("earlier", "later"):
        return None
    kept = tuple(sorted({each for each in days if each is not None}))
    how = f"counted from another date, {anchor.resolved_by}"
    return Found(offset.start, anchor.end, Dates(kept), how) if kept else None


def _related(text: str, item: Found) -> Found:
    """Adds an "after", "before" or "by" that stands right before; not to "after Friday's call"."""
    if not isinstance(item.form, Dates) or _ABOUT_A_THING.match(text, item.end):
        return item
    before = _RELATION.search(text[max(0, item.start - 20) : item.start])
    if before is None or item.form == Dates():
        return item
    relation = Relation(before.lastgroup or "on")
    return replace(item, form=replace(item.form, relation=relation))


def _day(published: datetime | date | None) -> tuple[date | None, int]:
    """The day of publication, and how many days earlier it may have been where it was written.

    The small hours of UTC are the evening before in America; midnight sharp is a date alone.
    """
    if not isinstance(published, datetime):
        return published, 0
    utc = published.tzinfo is not None and published.utcoffset() == timedelta(0)
    clock = published.astimezone(UTC).time() if utc else published.time()
    small_hours = utc and 0 < clock.hour * 60 + clock.minute < 8 * 60
    return published.date(), 1 if small_hours else 0


def _name_kind(found: FoundName) -> ValueKind:
    match found.form:
        case Person():
            return ValueKind.PERSON
        case Place():
            return ValueKind.PLACE
    return ValueKind.NAME


def _value(text: str, kind: ValueKind, item: Found | FoundAmount | FoundName) -> Value:
    words = text[item.start : item.end]
    iso = item.low_text if isinstance(item, FoundAmount) else ""
    shown = normal(kind, item.form, words, iso)
    return Value(kind, words, item.start, item.end, item.form, shown, item.resolved_by)
