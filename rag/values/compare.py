"""Whether two values can both be true answers to one question, and whether they are one value.

What is open fits everything that it might be: a false conflict is as bad as a missed one.
"""

from datetime import date

from rag.values.days import moved
from rag.values.name_words import DEMONYMS
from rag.values.value import (
    Clock,
    Dates,
    Days,
    Name,
    Person,
    Place,
    Quantity,
    Relation,
    Value,
    ValueKind,
)

_CLOSE = 1e-9  # relative; what arithmetic on floats loses
_NAMED = (Person, Place, Name)


def compatible(one: Value, other: Value) -> bool:
    """Whether both can be true: their days overlap, their amounts meet, their names can be one's.

    A date and a time of day always can. Otherwise values of different kinds cannot, except that a
    bare number fits any amount, and a name of unknown kind any name.
    """
    match one.form, other.form:
        case Dates() as dates, Dates() as other_dates:
            return _dates_meet(dates, other_dates)
        case Clock() as clock, Clock() as other_clock:
            return _clocks_meet(clock, other_clock)
        case (Dates(), Clock()) | (Clock(), Dates()):
            return True
        case Quantity() as amount, Quantity() as other_amount:
            return _amounts_meet(one.kind, amount, other.kind, other_amount)
        case Place() as place, Place() as other_place:
            return _places_meet(place, other_place)
        case Person() as person, Person() as other_person:
            return _persons_meet(person, other_person)
    if isinstance(one.form, _NAMED) and isinstance(other.form, _NAMED):
        return _names_meet(_name_words(one.form), _name_words(other.form))
    return False


def same(one: Value, other: Value) -> bool:
    """Whether they are certainly one value, as a group of answers needs it.

    One day, one amount in one unit, one place, or a person whose names agree. Two ambiguous dates
    are never the same.
    """
    if one.ambiguous or other.ambiguous:
        return False
    if isinstance(one.form, Person) and isinstance(other.form, Person):
        return bool(one.form.names and other.form.names) and _persons_meet(one.form, other.form)
    if {one.kind, other.kind} == {ValueKind.PERSON, ValueKind.NAME}:
        return compatible(one, other)
    return one.kind is other.kind and one.normal == other.normal


def _dates_meet(one: Dates, other: Dates) -> bool:
    if one.candidates and other.candidates:
        return any(
            _reach(days, one.relation).overlaps(_reach(others, other.relation))
            for days in one.candidates
            for others in other.candidates
        )
    if one.candidates or other.candidates:
        known, partly = (one, other) if one.candidates else (other, one)
        if partly.relation is not Relation.ON:
            return True
        return any(_may_hold(_reach(days, known.relation), partly) for days in known.candidates)
    if Relation.ON is not one.relation or Relation.ON is not other.relation:
        return True
    pairs = ((one.month, other.month), (one.day, other.day), (one.weekday, other.weekday))
    return all(a is None or b is None or a == b for a, b in pairs)


def _reach(days: Days, relation: Relation) -> Days:
    """The days that "after", "before" or "by" leave open, the named ones included."""
    if relation is Relation.AFTER:
        return Days(days.first, date.max)
    if relation in (Relation.BEFORE, Relation.BY):
        return Days(date.min, days.last)
    return days


def _may_hold(days: Days, partly: Dates) -> bool:
    """Whether a partly known date, such as "April 3" of any year, may be one of `days`."""
    if (days.last - days.first).days > 366:
        return True
    day = days.first
    while day <= days.last:
        if (
            partly.month in (None, day.month)
            and partly.day in (None, day.day)
            and partly.weekday in (None, day.weekday())
        ):
            return True
        if day == date.max:
            break
        day = moved(day, 1)
    return False


def _clocks_meet(one: Clock, other: Clock) -> bool:
    shift = 0
    if one.utc_offset is not None and other.utc_offset is not None:
        shift = one.utc_offset - other.utc_offset  # the same moment on the other one's clock
    for day in (-1440, 0, 1440):
        ends = {one.first - shift + day, one.last - shift + day}
        others = {other.first, other.last}
        if one.last - one.first == 720 or other.last - other.first == 720:
            if ends & others:  # nine o'clock: one of two times, not what is between
                return True
        elif min(ends) <= other.last and other.first <= max(ends):
            return True
    return False


def _amounts_meet(kind: ValueKind, one: Quantity, other_kind: ValueKind, other: Quantity) -> bool:
    bare = ValueKind.COUNT in (kind, other_kind) and "" in (one.unit, other.unit)
    if kind is not other_kind and not bare:
        return False
    if not bare and not _units_meet(kind, one, other):
        return False
    slack = _CLOSE * max(abs(one.high), abs(other.high), 1.0)
    return one.least <= other.most + slack and other.least <= one.most + slack


def _units_meet(kind: ValueKind, one: Quantity, other: Quantity) -> bool:
    if one.unit == other.unit or "" in (one.unit, other.unit):
        return True
    if kind is ValueKind.MONEY:
        # A plain dollar may be that of any country; a franc likewise.
        currencies = {one.unit, other.unit}
        return (
            "$" in currencies and all(unit == "$" or unit.endswith("D") for unit in currencies)
        ) or ("franc" in currencies and bool(currencies & {"CHF", "FRF", "BEF", "XAF"}))
    # Two nouns for one thing: jobs and workers, cars and vehicles. The numbers decide.
    return kind in (ValueKind.COUNT, ValueKind.ORDINAL) and one.low == other.low


def _places_meet(one: Place, other: Place) -> bool:
    if one.name == other.name or one.name in other.within or other.name in one.within:
        return True
    if set(one.name.split()) & set(other.name.split()) and not (one.listed and other.listed):
        return True
    # What surrounds an unlisted place may not be known.
    return not (one.listed or one.within) or not (other.listed or other.within)


def _persons_meet(one: Person, other: Person) -> bool:
    if not one.names or not other.names:
        return True  # an office alone: who holds it is not known here
    if len(one.names) == 1 or len(other.names) == 1:
        return _names_meet(one.names, other.names)
    if set(one.names) == set(other.names):
        return True
    if one.names[-1] != other.names[-1]:
        return False
    first, second = one.names[0], other.names[0]
    return first == second or (first[0] == second[0] and 1 in (len(first), len(second)))


def _names_meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one may be a shorter form of the other."""
    small, large = sorted((set(one) - DEMONYMS, set(other) - DEMONYMS), key=len)
    return not small or small <= large or _initials(one) == other or _initials(other) == one


def _initials(words: tuple[str, ...]) -> tuple[str, ...]:
    return ("".join(word[0] for word in words if word not in ("of", "the", "and")),)


def _name_words(form: Person | Place | Name) -> tuple[str, ...]:
    return tuple(form.name.split()) if isinstance(form, Place) else form.names
