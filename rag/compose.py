"""Candidates into an extractive answer: one to three sentences, word for word, or a refusal.

Where articles disagree, the answer shows every position and picks none.
"""

from collections.abc import Sequence

from rag.agree import Agreement, agreement
from rag.answer import Conflict, Kind, Position
from rag.composed import Articles, Citations, Composed
from rag.copies import is_copy
from rag.reading import Candidate
from rag.refusing import Refusal, asks_whether, confidence, nearest
from rag.values import Dates, compatible
from rag.words import stem_set

MOST = 3  # sentences in an answer without a conflict
_SIDES = 5  # positions shown of a conflict
_GAP = 0.4  # below the best score; what scores less is not shown beside it
_AS_GOOD = 0.3  # below the best score, within which a sentence with a figure goes first
_BRIEF = 4  # words that may answer a yes or no: "not yet", "temporarily"
_SAME = 0.8  # share of the shorter sentence's stems at which two say one thing twice
_SURE = 2.0  # of the reader's score, from which its words are shown as the short answer


def compose(
    question: str,
    kind: Kind,
    candidates: Sequence[Candidate],
    article: Articles,
    refusal: Refusal | None,
) -> Composed:
    """The answer that `candidates`, best first, give; with a `refusal`, why they give none."""
    known = [each for each in candidates if article(each.passage.article_id) is not None]
    if not known:
        return Composed(abstained="There is nothing in the articles to answer from.")
    if refusal is not None:
        return Composed(abstained=refusal.reason, nearest=nearest(known, article))
    agreed = agreement(question, known, article)
    if agreed.conflict:
        return _disagreeing(question, kind, agreed)
    return _agreeing(question, _sharpest_first(known, agreed), article)


def _sharpest_first(candidates: Sequence[Candidate], agreed: Agreement) -> Sequence[Candidate]:
    """The candidates; before a best one that says "this month" one that fits it with a day."""
    best = candidates[0]
    if not agreed.sides or not isinstance(best.value and best.value.form, Dates):
        return candidates
    if all(said.candidate is not best for said in agreed.vague):
        return candidates
    first = agreed.sides[0].said[0].candidate
    return [first, *(each for each in candidates if each is not first)]


def figures_first(kind: Kind, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """The candidates; for a figure, one that holds one first, where one is about as good."""
    if kind is not Kind.HOW_MUCH or not candidates or candidates[0].sign > 0:
        return candidates
    for candidate in candidates:
        if candidates[0].score - candidate.score > _AS_GOOD:
            break
        if candidate.sign > 0:
            return [candidate, *(other for other in candidates if other is not candidate)]
    return candidates


def _agreeing(question: str, candidates: Sequence[Candidate], article: Articles) -> Composed:
    citations = Citations()
    claims = []
    chosen: list[Candidate] = []
    for candidate in candidates:
        if chosen and candidates[0].score - candidate.score > _GAP:
            break
        source = article(candidate.passage.article_id)
        if source is None or any(_repeats(other, candidate) for other in chosen):
            continue
        chosen.append(candidate)
        claims.append(citations.verbatim(source, candidate.span, candidate.passage.span))
        if len(chosen) == MOST:
            break
    short = _short_answer(question, chosen[0])
    return Composed(tuple(claims), citations.all(), short_answer=short)


def _disagreeing(question: str, kind: Kind, agreed: Agreement) -> Composed:
    citations = Citations()
    claims = []
    positions = []
    for side in agreed.sides[:_SIDES]:
        numbers = [citations.number(*said.place) for said in side.said]
        claims.append(citations.verbatim(*side.said[0].place))
        positions.append(Position(side.value.normal, side.value.words, tuple(numbers)))
    notes = []
    for said in agreed.vague[:1]:
        vague = citations.verbatim(*said.place)
        claims.append(vague)
        if all(compatible(said.value, side.value) for side in agreed.sides):
            notes.append(f"“{said.value.words}” [{vague.citations[0]}] fits each of these.")
    conflict = Conflict(_about(question, kind), tuple(positions))
    return Composed(tuple(claims), citations.all(), (conflict,), notes=tuple(notes))


def _about(question: str, kind: Kind) -> str:
    """What the articles disagree on, in a word: the date, the amount."""
    if kind is Kind.WHEN:
        return "the date"
    return "the figure" if kind is Kind.HOW_MUCH else question.rstrip("?. ")


def _short_answer(question: str, best: Candidate) -> str | None:
    """The words that answer, in the first sentence, where the reader is sure of them."""
    if asks_whether(question) and len((best.answer_words or "").split()) > _BRIEF:
        return None
    if best.reading is None or best.reading < _SURE or confidence(question, best) < 0.0:
        return None
    return best.answer_words


def _repeats(one: Candidate, other: Candidate) -> bool:
    return is_copy(one.text, other.text, stem_set(one.text), stem_set(other.text), _SAME)
