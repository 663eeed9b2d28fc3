"""Candidates into an extractive answer: one to three sentences, word for word, or a refusal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.article import Article
from rag.answer import Citation, Claim, Kind, Support
from rag.reading import Candidate
from rag.words import stem_set

MOST = 3  # sentences in an answer
_GAP = 0.3  # below the best score; what scores less is not shown beside it
_SAME = 0.8  # share of stems in common at which two sentences say one thing twice

# Below these the articles do not say. Chosen on questions kept apart for it; see DECISIONS.md.
_LOW_SCORE = 0.42
_FAR, _FEW = 0.52, 0.15  # a cosine and a share of words that are only together too little


@dataclass(frozen=True, slots=True)
class Composed:
    """The sentences chosen and their citations, or why there are none."""

    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    abstained: str | None = None
    nearest: Citation | None = None


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
    for candidate in candidates:
        if chosen and chosen[0][0].score - candidate.score > _GAP:
            break
        if any(_repeats(candidate, other) for other, _ in chosen):
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
    )


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
    first, second = stem_set(one.text), stem_set(other.text)
    smaller = min(len(first), len(second))
    return smaller > 0 and len(first & second) / smaller >= _SAME


def _citation(number: int, candidate: Candidate, article: Article) -> Citation:
    return Citation(number, article, candidate.span, candidate.passage.span)
