"""Refusing a subject that no sentence carries: a meeting that never was has no overview."""

from collections.abc import Callable, Sequence

from index.article import Article
from rag.answer import Citation
from rag.composed import Composed
from rag.reading import Candidate
from rag.topic import Topic


def refused(
    asked: Topic,
    texts: Sequence[str],
    candidates: Sequence[Candidate],
    article: Callable[[str], Article | None],
    reason: str | None = None,
) -> Composed:
    """No answer, why there is none, and the nearest sentence. `texts` are all sentences found."""
    absent = asked.absent(texts)
    if reason is None and absent:
        named = ", ".join(f"“{word}”" for word in absent[:4])
        reason = f"Nothing that comes near the question mentions {named}."
    elif reason is None:
        reason = f"No sentence brings together all that “{asked.about}” names."
    return Composed(
        abstained=f"The articles do not say. {reason}", nearest=_nearest(candidates, article)
    )


def _nearest(
    candidates: Sequence[Candidate], article: Callable[[str], Article | None]
) -> Citation | None:
    for each in candidates:
        found = article(each.passage.article_id)
        if found is not None:
            return Citation(1, found, each.span, each.passage.span)
    return None
