"""Answers of different articles to one question, compared as values: agreement or conflict.

Only words that the reader is sure of are compared, and only where their sentences speak of one
thing: a date for car parts does not conflict with a date for cars. What fits several positions
("next week") is in none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from index.article import Article, Span
from rag.composed import Articles
from rag.narrowing import carried, clause
from rag.reading import Candidate
from rag.values import Dates, Quantity, Value, compatible, same
from rag.words import stem_set

SURE = 1.0  # of the reader's score, from which words are compared
_NEARLY = 12.0  # below the surest
_GAP = 1.1  # below the best sentence's score
_NEARBY = 0.4  # share of the question's words that stand in the clause of a value worth comparing
_AS_NEAR = 0.6  # share of the best one's words of the question that another value has nearby
_APART = timedelta(days=10)  # between two reports of one state of things


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and the value in it that answers."""

    candidate: Candidate
    article: Article
    value: Value

    @property
    def place(self) -> tuple[Article, Span, Span]:
        """The article, the sentence in it, and the passage around: what a citation is made of."""
        return self.article, self.candidate.span, self.candidate.passage.span


@dataclass(frozen=True, slots=True)
class Side:
    """What some articles say where articles disagree; the best sentence first."""

    said: tuple[Said, ...]

    @property
    def value(self) -> Value:
        return self.said[0].value


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the articles that are sure of an answer say, taken together."""

    sides: tuple[Side, ...] = ()  # the best, then those that cannot be true beside it
    vague: tuple[Said, ...] = ()  # fits one side or several, and says less than they do

    @property
    def conflict(self) -> bool:
        return len(self.sides) > 1


def agreement(
    question: str,
    candidates: Sequence[Candidate],
    article: Articles,
) -> Agreement:
    """How the values that answer lie to each other; `candidates`, best first, are one question's.

    Without any value that the reader is sure of there is no side.
    """
    found = _best_of_each(_said(question, candidates, article))
    vague = [each for each in found if _is_vague(each, found)]
    sharp = [each for each in found if each not in vague]
    if not sharp:
        return Agreement(vague=tuple(vague))
    best, *others = sharp
    if _asked_nearby(question, best) >= _NEARBY * len(stem_set(question)):
        sharp = [best, *(each for each in others if _of_one_thing(question, best, each))]
    else:
        sharp = [best]
    groups: list[list[Said]] = []
    for each in sharp:
        group = next((group for group in groups if same(group[0].value, each.value)), None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    opposed = [each for each in groups[1:] if _opposed(best.value, each[0].value)]
    return Agreement(tuple(Side(tuple(side)) for side in (groups[0], *opposed)), tuple(vague))


def _said(question: str, candidates: Sequence[Candidate], article: Articles) -> list[Said]:
    """What sentences the reader is sure of say, best first."""
    read = [each for each in candidates if each.reading is not None]
    surest = max((each.reading or 0.0 for each in read), default=0.0)
    found = []
    for each in read:
        if (each.reading or 0.0) < max(SURE, surest - _NEARLY):
            continue
        if each.value is None or each.score < candidates[0].score - _GAP:
            continue
        source = article(each.passage.article_id)
        if source is not None:
            found.append(Said(each, source, each.value))
    return found


def _best_of_each(said: Sequence[Said]) -> list[Said]:
    """One value an article, the best: an article does not disagree with itself."""
    found: dict[str, Said] = {}
    for each in said:
        found.setdefault(each.article.id, each)
    return list(found.values())


def _of_one_thing(question: str, one: Said, other: Said) -> bool:
    """Whether two reports may be about the same state of the same thing."""
    dates = (one.article.published, other.article.published)
    if dates[0] and dates[1] and abs(dates[0] - dates[1]) > _APART:
        return False
    if _carried(question, one) - _carried(question, other):
        return False
    return _asked_nearby(question, other) >= _AS_NEAR * _asked_nearby(question, one)


def _carried(question: str, said: Said) -> frozenset[str]:
    return carried(question, said.candidate.text, said.candidate.passage)


def _opposed(one: Value, other: Value) -> bool:
    """Whether two values exclude each other: of one sort, in one unit, and not both true."""
    if compatible(one, other):
        return False
    match one.form, other.form:
        case Quantity() as amount, Quantity() as another:
            return one.kind is other.kind and amount.unit == another.unit
    return True


def _asked_nearby(question: str, said: Said) -> int:
    """How many of the question's words stand in the clause of a value."""
    around = clause(said.candidate.text, said.value.start, said.value.end)
    return len(stem_set(question) & stem_set(around))


def _is_vague(said: Said, others: Sequence[Said]) -> bool:
    return said.value.ambiguous or any(
        not other.value.ambiguous and _is_vaguer(said.value, other.value) for other in others
    )


def _is_vaguer(one: Value, other: Value) -> bool:
    """Whether a value fits another that leaves less room: a week beside a day."""
    return compatible(one, other) and _room(one) > _room(other)


def _room(value: Value) -> float:
    """How much a value leaves open: in days, or in its own unit."""
    match value.form:
        case Dates(candidates=(days,)):
            return float((days.last - days.first).days)
        case Quantity() as amount:
            return amount.most - amount.least
    return 0.0
