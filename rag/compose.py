"""Candidates into an extractive answer: one to three sentences, word for word, or a refusal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.article import Article
from rag.answer import Citation, Claim, Kind, Support
from rag.copies import is_copy
from rag.reading import Candidate
from rag.words import stem_set

MOST = 3  # sentences in an answer
_GAP = 0.3  # below the best score; what scores less is not shown beside it
_SAME = 0.8  # share of the shorter sentence's stems at which two say one thing twice

# Below these the articles do not say. Chosen on questions kept apart for it; see DECISIONS.md.
_LOW_SCORE = 0.42
_SURE = 3.0  # of the reader's score, from which its words are shown as the short answer
_FAR, _FEW = 0.52, 0.15  # a cosine and a share of words that are only together too little


@dataclass(frozen=True, slots=True)
class Composed:
    """The sentences chosen and their citations, or why there are none."""

    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    abstained: str | None = None
    nearest: Citation | None = None
    short_answer: str | None = None


def compose(
    kind: Kind,
    candidates: Sequence[Candidate],
    absent: Sequence[str],
    article: Callable[[str], Article | None],
) -> Composed:
    """The answer that `candidates`, best first, give.

    `absent` are words of the question that no passage read for it holds. `article` looks one up by
    id; an article removed in the meantime is passed over.
    """
    chosen: list[tuple[Candidate, Article]] = []
    for candidate in _with_sign_first(kind, candidates):
        if chosen and candidates[0].score - candidate.score > _GAP:
            break
        if any(_repeats(other, candidate) for other, _ in chosen):
            continue
        found = article(candidate.passage.article_id)
        if found is None:
            continue
        if not chosen and (reason := _too_far(kind, candidate, absent)):
            return Composed((), (), reason, _citation(1, candidate, found))
        chosen.append((candidate, found))
        if len(chosen) == MOST:
            break
    if not chosen:
        return Composed((), (), "There is nothing in the articles to answer from.")
    return Composed(
        claims=tuple(
            Claim(candidate.text, (number,), Support.VERBATIM)
            for number, (candidate, _) in enumerate(chosen, 1)
        ),
        citations=tuple(_citation(number, *pair) for number, pair in enumerate(chosen, 1)),
        short_answer=_short_answer(kind, chosen[0][0]),
    )


def _short_answer(kind: Kind, best: Candidate) -> str | None:
    """The words that answer, in the first sentence, where the reader is sure of them."""
    if best.reading is None or best.reading < _SURE:
        return None
    return best.answer_words


def _with_sign_first(kind: Kind, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """The candidates; for a figure, one that holds one first, where one is about as good."""
    if kind is not Kind.HOW_MUCH or not candidates or candidates[0].sign > 0:
        return candidates
    for candidate in candidates:
        if candidates[0].score - candidate.score > _GAP:
            break
        if candidate.sign > 0:
            return [candidate, *(other for other in candidates if other is not candidate)]
    return candidates


def _too_far(kind: Kind, best: Candidate, absent: Sequence[str]) -> str | None:
    low = best.score < _LOW_SCORE
    loose = bool(absent) and best.meaning < _FAR and best.words < _FEW
    wanting = kind is Kind.HOW_MUCH and best.sign == 0.0
    if not (low or loose or wanting):
        return None
    said = "The articles do not say."
    if absent:
        named = ", ".join(f"“{word}”" for word in absent[:4])
        return f"{said} Nothing that comes near the question mentions {named}."
    if wanting:
        return f"{said} The nearest passage gives no such figure."
    return f"{said} No passage comes near enough to the question."


def _repeats(one: Candidate, other: Candidate) -> bool:
    return is_copy(one.text, other.text, stem_set(one.text), stem_set(other.text), _SAME)


def _citation(number: int, candidate: Candidate, article: Article) -> Citation:
    return Citation(number, article, candidate.span, candidate.passage.span)
