"""How many origins some articles have: near-copies of one story are one source, however many."""

from collections.abc import Iterable, Mapping

from index.article import Article


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
