"""The nouns: what a stretch of text says, in a form that can be compared.

A value never says more than its words. What stays open is open in its form: two candidate days,
a month and a day without a year, a weekday alone, "the day before" of nobody knows what.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ValueKind(StrEnum):
    """What sort of thing a value is."""

    DATE = "date"
    TIME = "time"  # a time of day
    MONEY = "money"
    PERCENT = "percent"  # percent, percentage points and basis points
    COUNT = "count"  # a number of something, or a bare number
    ORDINAL = "ordinal"
    AGE = "age"
    DURATION = "duration"
    PERSON = "person"
    PLACE = "place"
    NAME = "name"  # capitalised, and nothing tells whether a person, a place or an organisation


class Relation(StrEnum):
    """How what happened lies to the date that is named."""

    ON = "on"
    AFTER = "after"
    BEFORE = "before"
    BY = "by"  # that day or before


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """The days from `first` to `last`, both included. A day has the two equal."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"not an interval: {self.first} to {self.last}")

    def overlaps(self, other: "Days") -> bool:
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        """ISO 8601: "2025-04-03", or "2025-03-31/2025-04-06"."""
        one = self.first.isoformat()
        return one if self.first == self.last else f"{one}/{self.last.isoformat()}"


@dataclass(frozen=True, slots=True)
class Dates:
    """Some day within one of the `candidates`.

    No candidate: `month` (1 to 12), `day` and `weekday` (0 is Monday) hold what is known; when
    those are None too, the words hang on something that they do not name ("the day before").
    """

    candidates: tuple[Days, ...] = ()  # in order of time, no two equal
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    relation: Relation = Relation.ON

    @property
    def known(self) -> bool:
        """Whether one interval is meant, and which."""
        return len(self.candidates) == 1


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, in minutes since midnight; `first` and `last` are included."""

    first: int
    last: int
    utc_offset: int | None = None  # minutes; None when the zone is not given or not known


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range of numbers, in `unit`.

    `low` and `high` are as written; `least` and `most` are what the words leave room for, with
    "about", "more than" or a rounded million. Durations are in days, ages in years, percent in
    percent. A unit is an ISO 4217 code or "$" (a dollar of unknown country), "%", "pp", "bp",
    "day", "year", or the noun that was counted, in the singular; "" where none is given.
    """

    low: float
    high: float
    least: float
    most: float
    unit: str = ""
    qualifier: str | None = None  # "about", "more than", ...


@dataclass(frozen=True, slots=True)
class Person:
    """A person by name, by office, or both, in lower case and without accents."""

    names: tuple[str, ...] = ()  # given names first; the last one is the family name
    office: str | None = None  # "international trade minister"


@dataclass(frozen=True, slots=True)
class Place:
    """A place. `within` holds what is known to surround it, nearest first."""

    name: str  # "united states", "ottawa"; one name for all aliases
    within: tuple[str, ...] = ()
    listed: bool = True  # in this package's list of places; else known by its form only


@dataclass(frozen=True, slots=True)
class Name:
    """A name of which more is not known, as lower-case words without accents."""

    names: tuple[str, ...]


Form = Dates | Clock | Quantity | Person | Place | Name


@dataclass(frozen=True, slots=True)
class Value:
    """What `text[start:end]` says."""

    kind: ValueKind
    words: str  # text[start:end]
    start: int  # characters; half-open
    end: int
    form: Form
    normal: str  # one string for one form: "2025-04-03", "25 %", "USD 1000000000", "--04-03"
    resolved_by: str  # "as written", "year from the article's date", ...

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end

    @property
    def ambiguous(self) -> bool:
        """Whether the words leave more than one reading, or none."""
        return isinstance(self.form, Dates) and not self.form.known
