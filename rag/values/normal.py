"""One string for one form, for contracts and for grouping.

A day is "2025-04-03", an interval "2025-03-31/2025-04-06", two candidates "2025-03-04|2025-04-03",
a date without a year "--04-03", a month "--04", a weekday "Wednesday", an open one "?" and its
words; "after" and "before" make "2025-04-02/.." and "../2025-04-02". Durations are those of ISO
8601. Amounts are number and unit, with "~", ">", "<", ">=", "<=" for what qualifies them.
"""

from rag.values.value import Clock, Dates, Form, Person, Place, Quantity, Relation, ValueKind

_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MARKS = {
    "about": "~",
    "nearly": "~",
    "more than": ">",
    "at least": ">=",
    "less than": "<",
    "at most": "<=",
}


def normal(kind: ValueKind, form: Form, words: str, iso: str = "") -> str:
    """The string for a form; `words` stand in where nothing is known, `iso` is a duration's."""
    match form:
        case Dates():
            return _dates(form, words)
        case Clock():
            return _clock(form)
        case Quantity():
            return _quantity(kind, form, iso)
        case Place():
            return form.name
        case Person():
            return " ".join(form.names) or form.office or words.lower()
    return " ".join(form.names)


def _dates(form: Dates, words: str) -> str:
    if form.candidates:
        return "|".join(_bounded(str(days), form.relation) for days in form.candidates)
    if form.month is not None:
        one = f"--{form.month:02d}" + (f"-{form.day:02d}" if form.day else "")
    elif form.weekday is not None:
        one = _WEEKDAYS[form.weekday]
    else:
        return "?" + " ".join(words.lower().split())
    return _bounded(one, form.relation)


def _bounded(one: str, relation: Relation) -> str:
    """An interval without one of its ends: "2025-04-02/.."."""
    first, _, last = one.partition("/")
    match relation:
        case Relation.AFTER:
            return f"{last or first}/.."
        case Relation.BEFORE:
            return f"../{first}"
        case Relation.BY:
            return f"../{last or first}"
    return one


def _clock(form: Clock) -> str:
    one = f"{form.first // 60:02d}:{form.first % 60:02d}"
    if form.last != form.first:
        one += f"/{form.last // 60 % 24:02d}:{form.last % 60:02d}"
    if form.utc_offset is None:
        return one
    sign = "-" if form.utc_offset < 0 else "+"
    return f"{one}{sign}{abs(form.utc_offset) // 60:02d}:{abs(form.utc_offset) % 60:02d}"


def _quantity(kind: ValueKind, form: Quantity, iso: str) -> str:
    number = _number(form.low)
    if form.high != form.low:
        number += f"/{_number(form.high)}"
    number = _MARKS.get(form.qualifier or "", "") + number
    match kind:
        case ValueKind.MONEY:
            return f"{form.unit} {number}"
        case ValueKind.ORDINAL:
            return f"#{number} {form.unit}".rstrip()
        case ValueKind.AGE:
            return f"age {number}"
        case ValueKind.DURATION:
            return (_MARKS.get(form.qualifier or "", "") + iso) if iso else f"{number} day"
    return f"{number} {form.unit}".rstrip()


def _number(value: float) -> str:
    if value == int(value) and abs(value) < 1e18:
        return str(int(value))
    return f"{value:.10g}"
