"""Dates, amounts and names in a text, as values that can be compared.

`values` finds them, `parse_value` reads the words of a short answer as a whole, `compatible` says
whether two of them can both be true, `same` whether they are one. Each keeps its words, its place
and how it was resolved; what the words leave open stays open.
"""

from rag.values.compare import compatible, same
from rag.values.extract import parse_value, values
from rag.values.value import (
    Clock,
    Dates,
    Days,
    Form,
    Name,
    Person,
    Place,
    Quantity,
    Relation,
    Value,
    ValueKind,
)

__all__ = [
    "Clock",
    "Dates",
    "Days",
    "Form",
    "Name",
    "Person",
    "Place",
    "Quantity",
    "Relation",
    "Value",
    "ValueKind",
    "compatible",
    "parse_value",
    "same",
    "values",
]
