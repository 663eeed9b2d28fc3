"""An overview: the few sentences that say most about a subject, from several articles.

A sentence counts by how near it is to the subject, by how much of it other articles say too, and
by how early in its article it stands; what repeats a sentence chosen before counts less.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.article import Article
from rag.composed import Citations, Composed
from rag.reading import Candidate
from rag.refusing import is_carried, refused
from rag.sentence_forms import is_whole, leans
from rag.subject import Topic, topic
from rag.words import stem_set

MOST, LEAST = 5, 3  # sentences in an overview, where there are so many
_COMMON, _LEAD, _SAME_ARTICLE, _REPEATS = 0.5, 0.15, 0.1, 1.0  # what each is worth, or costs
_GAP = 0.45  # below the best score
_LEADING = 1_500  # characters of an article, over which the worth of an early place fades


@dataclass(frozen=True, slots=True)
class Sentence:
    """A candidate with what an overview needs to know of it."""

    candidate: Candidate
    article: Article
    stems: frozenset[str]
    score: float


def overview(
    about: str,
    texts: Sequence[str],
    candidates: Sequence[Candidate],
    article: Callable[[str], Article | None],
) -> Composed:
    """Three to five sentences on the subject `about`; fewer where the articles say no more.

    `texts` are the sentences found for it, `candidates` those of them that were read, best first.
    """
    asked = topic(about, texts)
    pool = _sentences(asked, candidates, article)
    if not pool or not is_carried(asked, texts):
        return refused(asked, texts, candidates, article)
    chosen = _chosen(pool)
    citations = Citations()
    claims = tuple(
        citations.verbatim(each.article, each.candidate.span, each.candidate.passage.span)
        for each in _in_order(chosen)
    )
    return Composed(claims=claims, citations=citations.all())


def _sentences(
    asked: Topic, candidates: Sequence[Candidate], article: Callable[[str], Article | None]
) -> list[Sentence]:
    """The sentences that are about the subject and can be read by themselves, with their worth."""
    stems = {id(each): stem_set(each.text) for each in candidates}
    found = []
    for each in candidates:
        source = article(each.passage.article_id)
        if source is None or not is_whole(each.text) or leans(each.text):
            continue
        early = max(0.0, 1 - each.span.start / _LEADING)
        score = each.score + _COMMON * _common(each, candidates, stems) + _LEAD * early
        found.append(Sentence(each, source, stems[id(each)], score))
    return found


def _common(
    one: Candidate, candidates: Sequence[Candidate], stems: dict[int, frozenset[str]]
) -> float:
    """How much of a sentence other articles say too: the mean over them of its best match there."""
    best: dict[str, float] = {}
    own = stems[id(one)]
    for other in candidates:
        source = other.passage.article_id
        if source != one.passage.article_id:
            best[source] = max(best.get(source, 0.0), _overlap(own, stems[id(other)]))
    return sum(best.values()) / len(best) if best else 0.0


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's coefficient: twice what two have in common, over what they have."""
    together = len(one) + len(other)
    return 2 * len(one & other) / together if together else 0.0


def _chosen(pool: Sequence[Sentence]) -> list[Sentence]:
    """By maximal marginal relevance (Carbonell and Goldstein 1998), articles taking turns."""
    best = max(each.score for each in pool)
    left = [each for each in pool if each.score >= best - _GAP]
    chosen: list[Sentence] = []
    while left and len(chosen) < MOST:
        def worth(each: Sentence) -> float:
            repeats = max((_overlap(each.stems, other.stems) for other in chosen), default=0.0)
            turns = sum(each.article.id == other.article.id for other in chosen)
            return each.score - _REPEATS * repeats - _SAME_ARTICLE * turns

        top = max(left, key=worth)
        if chosen and worth(top) < best - 1.2:
            break
        left.remove(top)
        chosen.append(top)
    return chosen


def _in_order(chosen: Sequence[Sentence]) -> list[Sentence]:
    """The most central one first; then as far into its article as each stands."""
    return [chosen[0], *sorted(chosen[1:], key=lambda each: (each.candidate.span.start))]
