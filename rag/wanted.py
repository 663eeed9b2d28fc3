"""What sort of words a question wants: a date for a "when", an amount for a "how much"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rag.answer import Kind
from rag.values import Dates, Value, ValueKind
from rag.words import stem_set

_DATES = frozenset({ValueKind.DATE, ValueKind.TIME})
_AMOUNTS = frozenset(
    {ValueKind.MONEY, ValueKind.PERCENT, ValueKind.COUNT, ValueKind.DURATION, ValueKind.AGE}
)
_BY_WORDING: tuple[tuple[re.Pattern[str], frozenset[ValueKind]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), frozenset(kinds))
    for pattern, kinds in (
        (r"\bhow old\b|\bage\b", {ValueKind.AGE, ValueKind.COUNT}),
        (r"\b(?:what|which) (?:price|value|sum|cost|fee|fine)\b", {ValueKind.MONEY}),
        (r"\bworth\b|\bhow much (?:per|a|an|for each) \w+", {ValueKind.MONEY}),
        (r"\bhow long\b", {ValueKind.DURATION, ValueKind.DATE}),
        (r"\b(?:percentage|share|proportion|rate)\b", {ValueKind.PERCENT, ValueKind.COUNT}),
        (r"\bhow many (?:years|months|weeks|days|hours)\b", {ValueKind.DURATION, ValueKind.COUNT}),
        (r"\bhow many\b", {ValueKind.COUNT}),
        (r"\bhow high\b.*\b(?:dut|tariff|lev|tax)", {ValueKind.PERCENT}),
        # "How much did it fall" may be answered with a percentage, "how much money" not.
        (
            r"\bhow much (?!(?:did|do|does|is|are|was|were|has|have|had|will|would|can|could|should"
            r"|may|might|of|more|less|higher|lower|further|faster|stake|share|interest|control)\b)"
            r"[a-z]+",
            {ValueKind.MONEY, ValueKind.COUNT},
        ),
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
_NOBODY = re.compile(
    r"(?:he|she|they|it|we|I|you|him|her|them|his|their|who|that|this|these|those|between|with|since"
    r"|after|before|during|in|on|at|for|to)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"^\W*(?:and |so |but )?(?:\w+ ){0,3}(?:did|was|were|had|has|have)\b", re.IGNORECASE
)
_FUTURE = re.compile(
    r"\bwill\b|\b(?:is|are|was|were) (?:\w+ ){0,4}(?:to|due|supposed|expected|scheduled|planned)\b"
    r"|\bdue to\b|\bgoing to\b|\bplan",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the words of an answer have to be; no kinds where any words will do."""

    kind: Kind
    values: frozenset[ValueKind] = frozenset()
    known: frozenset[str] = frozenset()  # stems of the question: what is asked is none of them
    past: bool | None = None  # whether it asks for what has been; None where it does not tell

    def timely(self, value: Value, published: datetime | None) -> bool:
        """Whether a date lies on the side of the article's day that the question's tense asks for.

        "When did it start" is not answered by a day that was still to come.
        """
        if self.past is None or published is None or not isinstance(value.form, Dates):
            return True
        if not value.form.known:
            return True
        (days,) = value.form.candidates
        return days.first <= published.date() if self.past else days.last >= published.date()

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
        match self.kind:
            case Kind.WHEN:
                return _SOME_TIME.search(words) is not None
            case Kind.HOW_MUCH:
                return _SOME_AMOUNT.search(words) is not None and not inside
            case Kind.WHO:
                named = not _NOBODY.match(words) and not stem_set(words) <= self.known
                return named and not _only(inside, words)
            case Kind.WHY:
                return not stem_set(words) <= self.known
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
    did, will = _PAST.search(question), _FUTURE.search(question)
    past = None if bool(did) == bool(will) else bool(did)
    either = re.search(r"\bor\b", question, re.IGNORECASE)
    return Wanted(kind, found, frozenset() if either else stem_set(question), past)


def _only(inside: Sequence[Value], words: str) -> bool:
    """Whether the words are a date or an amount and nothing beside."""
    return any(
        value.kind in _DATES | _AMOUNTS and len(value.words) >= len(words.strip(" .,")) - 4
        for value in inside
    )
