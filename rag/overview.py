"""An overview: the few sentences that say most about a subject, from several articles.

A sentence counts by how near it is to the subject, by how much of it other articles say too, and
by how early in its article it stands; what repeats a sentence chosen before counts less.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from index.article import Article
from rag.composed import Articles, Citations, Composed
from rag.event_dates import event_dates
from rag.period import period
from rag.reading import Candidate
from rag.sentence_forms import is_whole, stands_alone
from rag.topic import Topic, topic
from rag.unknown_subject import refused
from rag.words import stem_set

MOST = 5  # sentences
_SHARE, _COMMON, _LEAD = 0.3, 0.5, 0.25  # what each is worth, beside a cosine
_AGAIN, _TURN = 0.5, 0.1  # what repeating a sentence costs, and each of the same article
_SAME = 0.6  # share of the shorter sentence's stems at which two say one thing twice
_GAP = 0.45  # below the best score
_LEADING = 800  # characters of an article, over which the worth of an early place fades


@dataclass(frozen=True, slots=True)
class Sentence:
    """A candidate with what an overview needs to know of it."""

    candidate: Candidate
    article: Article
    stems: frozenset[str]
    share: float  # of the subject that it names, 0 to 1
    score: float


def overview(
    about: str,
    texts: Sequence[str],
    candidates: Sequence[Candidate],
    article: Articles,
) -> Composed:
    """Three to five sentences on the subject `about`; fewer where the articles say no more.

    `texts` are the sentences found for it, `candidates` those of them that were read, best first.
    """
    asked = topic(about, texts)
    pool = _near(_sentences(asked, candidates, article), asked)
    if not pool or not any(map(asked.is_carried, texts)):
        return refused(asked, texts, candidates, article)
    chosen = _chosen(pool)
    citations = Citations()
    claims = tuple(
        citations.verbatim(each.article, each.candidate.span, each.candidate.passage.span)
        for each in _in_order(chosen)
    )
    return Composed(claims=claims, citations=citations.all())


def _sentences(asked: Topic, candidates: Sequence[Candidate], article: Articles) -> list[Sentence]:
    """The sentences that name something of the subject.

    Only those that can be read by themselves, where there are such.
    """
    sources = {each.passage.article_id: article(each.passage.article_id) for each in candidates}
    days = [source.published.date() for source in sources.values() if source and source.published]
    dated = period(asked.about, max(days, default=None))
    words = stem_set(asked.about) - stem_set(dated.rest)  # of the time that is asked about
    stems = [stem_set(each.text) for each in candidates]
    found = []
    for each, own in zip(candidates, stems, strict=True):
        source = sources[each.passage.article_id]
        if source is None or not is_whole(each.text):
            continue
        on_the_day = any(
            dated.holds(event.days)
            for event in event_dates(each.text, source.published)
            if not event.aside
        ) or (source.published is None and words <= own)
        share = asked.share(own | words if on_the_day else own - words)
        if share == 0 or not asked.is_named(each):
            continue
        early = max(0.0, 1 - each.span.start / _LEADING)
        common = _common(each, own, candidates, stems)
        score = each.meaning + _SHARE * share + _COMMON * common + _LEAD * early
        found.append(Sentence(each, source, own, share, score))
    standing = [each for each in found if stands_alone(each.candidate.text)]
    return standing or found


def _near(found: Sequence[Sentence], asked: Topic) -> list[Sentence]:
    """Those about as near to the subject as the best, by their words or by their meaning."""
    share = max((each.share for each in found), default=0.0)
    meaning = max((each.candidate.meaning for each in found), default=0.0)
    return [
        each for each in found if asked.is_near(each.share, share, meaning - each.candidate.meaning)
    ]


def _common(
    one: Candidate,
    own: frozenset[str],
    candidates: Sequence[Candidate],
    stems: Sequence[frozenset[str]],
) -> float:
    """How much of a sentence other articles say too: the mean over them of its best match there."""
    best: dict[str, float] = {}
    for other, theirs in zip(candidates, stems, strict=True):
        source = other.passage.article_id
        if source != one.passage.article_id:
            best[source] = max(best.get(source, 0.0), _overlap(own, theirs))
    return sum(best.values()) / len(best) if best else 0.0


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's coefficient: twice what two have in common, over what they have."""
    together = len(one) + len(other)
    return 2 * len(one & other) / together if together else 0.0


def _repeats(one: Sentence, other: Sentence) -> bool:
    smaller = min(len(one.stems), len(other.stems))
    return len(one.stems & other.stems) >= _SAME * smaller


def _chosen(pool: Sequence[Sentence]) -> list[Sentence]:
    """By maximal marginal relevance (Carbonell and Goldstein 1998), the articles taking turns."""
    best = max(each.score for each in pool)
    left = [each for each in pool if each.score >= best - _GAP]
    chosen: list[Sentence] = []

    def worth(each: Sentence) -> float:
        again = max((_overlap(each.stems, other.stems) for other in chosen), default=0.0)
        turns = sum(each.article.id == other.article.id for other in chosen)
        return each.score - _AGAIN * again - _TURN * turns

    while left and len(chosen) < MOST:
        top = max(left, key=worth)
        left.remove(top)
        if not any(_repeats(top, other) for other in chosen):
            chosen.append(top)
    return chosen


def _in_order(chosen: Sequence[Sentence]) -> list[Sentence]:
    """The most central one first; then as far into its article as each stands."""
    return [chosen[0], *sorted(chosen[1:], key=lambda each: each.candidate.span.start)]
