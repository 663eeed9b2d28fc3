"""What sort of words a question wants: a date for a "when", an amount for a "how much"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answer import Kind
from rag.values import Value, ValueKind
from rag.words import stem_set

_DATES = frozenset({ValueKind.DATE, ValueKind.TIME})
_AMOUNTS = frozenset(
    {ValueKind.MONEY, ValueKind.PERCENT, ValueKind.COUNT, ValueKind.DURATION, ValueKind.AGE}
)
_BY_WORDING: tuple[tuple[re.Pattern[str], frozenset[ValueKind]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), frozenset(kinds))
    for pattern, kinds in (
        (r"\bhow old\b|\bage\b", {ValueKind.AGE, ValueKind.COUNT}),
        (r"\bhow long\b", {ValueKind.DURATION, ValueKind.DATE}),
        (r"\b(?:percentage|share|proportion|rate)\b", {ValueKind.PERCENT, ValueKind.COUNT}),
        (r"\bhow many (?:years|months|weeks|days|hours)\b", {ValueKind.DURATION, ValueKind.COUNT}),
        (r"\bhow many\b", {ValueKind.COUNT}),
    )
)
# Times that are told by what happens then, and amounts that are told without a number.
_SOME_TIME = re.compile(
    r"\b(?:after|following|before|until|since|once|when|during|immediately|soon|later|earlier)\b",
    re.IGNORECASE,
)
_SOME_AMOUNT = re.compile(
    r"\d|\b(?:all|most|half|third|quarter|double|triple|twice|none|no|many|several|few|dozens?"
    r"|hundreds?|thousands?|millions?|billions?|far|almost|nearly|record|every)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the words of an answer have to be; no kinds where any words will do."""

    kind: Kind
    values: frozenset[ValueKind] = frozenset()
    known: frozenset[str] = frozenset()  # stems of the question: what is asked is none of them

    @property
    def looked_at(self) -> frozenset[ValueKind]:
        """The kinds of value that decide whether words fit; none where all do."""
        if self.kind in (Kind.WHEN, Kind.HOW_MUCH, Kind.WHO, Kind.WHERE):
            return self.values | _DATES | _AMOUNTS
        return frozenset()

    def fits(self, words: str, inside: Sequence[Value]) -> bool:
        """Whether `words`, in which the values `inside` stand, are of the sort that is wanted."""
        if any(value.kind in self.values for value in inside):
            return True
        if stem_set(words) <= self.known:
            return False
        match self.kind:
            case Kind.WHEN:
                return _SOME_TIME.search(words) is not None
            case Kind.HOW_MUCH:
                return _SOME_AMOUNT.search(words) is not None and not inside
            case Kind.WHO:
                return any(c.isalpha() for c in words) and not _only(inside, words)
            case Kind.WHERE:
                return not _only(inside, words)
        return True


def wanted(kind: Kind, question: str) -> Wanted:
    """What a question of this kind and wording wants."""
    found: frozenset[ValueKind] = frozenset()
    if kind is Kind.WHEN:
        found = _DATES
    elif kind is Kind.HOW_MUCH:
        kinds = (kinds for pattern, kinds in _BY_WORDING if pattern.search(question))
        found = next(kinds, _AMOUNTS)
    either = re.search(r"\bor\b", question, re.IGNORECASE)
    return Wanted(kind, found, frozenset() if either else stem_set(question))


def _only(inside: Sequence[Value], words: str) -> bool:
    """Whether the words are a date or an amount and nothing beside."""
    return any(
        value.kind in _DATES | _AMOUNTS and len(value.words) >= len(words.strip(" .,")) - 4
        for value in inside
    )
