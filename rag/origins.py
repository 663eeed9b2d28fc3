"""How many origins some articles have: near-copies of one story are one source, however many."""

from collections.abc import Iterable, Mapping

from index.article import Article
from rag.answer import Citation


def origins_note(articles: Iterable[Article], origin_of: Mapping[str, str]) -> str | None:
    """ "3 articles, 2 origins: ...", or None where every article is an origin of its own.

    `origin_of` gives the origin of an article by its id, see `Store.origins`; an article that it
    does not know is its own.
    """
    ids = {article.id for article in articles}
    origins = {origin_of.get(each, each) for each in ids}
    if len(origins) == len(ids):
        return None
    counted = "one origin" if len(origins) == 1 else f"{len(origins):,} origins"
    return f"{len(ids):,} articles, {counted}: near-copies of one story count once."


def same_origins(
    citations: Iterable[Citation], origin_of: Mapping[str, str]
) -> tuple[tuple[int, ...], ...]:
    """The numbers of citations of near-copies of one story, a group each, in their order."""
    groups: dict[str, list[Citation]] = {}
    for citation in citations:
        found = origin_of.get(citation.article.id, citation.article.id)
        groups.setdefault(found, []).append(citation)
    return tuple(
        tuple(citation.number for citation in group)
        for group in groups.values()
        if len({citation.article.id for citation in group}) > 1
    )
