"""What a reader of one kind of value hands over, before overlaps are settled."""

from collections.abc import Iterable
from dataclasses import dataclass

from rag.values.value import Clock, Dates, Name, Person, Place, Quantity, ValueKind


@dataclass(frozen=True, slots=True)
class Found:
    """A date or a time of day in a text, half-open."""

    start: int
    end: int
    form: Dates | Clock
    resolved_by: str


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount in a text, half-open."""

    start: int
    end: int
    kind: ValueKind
    form: Quantity
    resolved_by: str
    low_text: str = ""


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name in a text, half-open."""

    start: int
    end: int
    form: Person | Place | Name
    resolved_by: str


def holds(lower: str, words: Iterable[str]) -> bool:
    """Whether any of `words` stands in a text in lower case, so that a slow pattern is worth it."""
    for word in words:  # noqa: SIM110 -- a loop is three times as fast as any() here
        if word in lower:
            return True
    return False
