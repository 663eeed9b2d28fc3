"""Refusing a subject that no sentence carries: a meeting that never was has no overview."""

from collections.abc import Sequence

from rag.composed import Articles, Composed
from rag.reading import Candidate
from rag.refusing import nearest, not_mentioned
from rag.topic import Topic


def refused(
    asked: Topic,
    texts: Sequence[str],
    candidates: Sequence[Candidate],
    article: Articles,
    reason: str | None = None,
) -> Composed:
    """No answer, why there is none, and the nearest sentence. `texts` are all sentences found."""
    absent = asked.absent(texts)
    if reason is None and absent:
        reason = not_mentioned(absent)
    elif reason is None:
        reason = f"No sentence brings together all that “{asked.about}” names."
    return Composed(
        abstained=f"The articles do not say. {reason}", nearest=nearest(candidates, article)
    )
