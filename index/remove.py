"""Articles out of a corpus: from the store, from the vector index, and of the files it kept."""

import os
from collections.abc import Iterable

from index.corpus import Corpus
from index.errors import StoreError, UsageError
from index.uploads import forget_unused


def remove(corpus: Corpus, names: Iterable[str]) -> int:
    """Forgets articles by id, or by the file, folder or address they came from; how many.

    A name that means nothing removes nothing at all, and raises UsageError or StoreError.
    """
    sources: list[str] = []
    for name in names:
        if not name.strip():
            raise UsageError("nothing was removed: an empty name names no article")
        found = corpus.store.matching_sources(name)
        found = found or corpus.store.matching_sources(os.path.realpath(name))
        if not found:
            raise StoreError(f"nothing was removed: no article came from {name}")
        sources += found
    return remove_sources(corpus, sources)


def remove_article(corpus: Corpus, article_id: str) -> int:
    """Forgets one article; 0 when it is not there. No path or address is taken for an id."""
    return remove_sources(corpus, corpus.store.sources(article_id))


def remove_sources(corpus: Corpus, sources: Iterable[str]) -> int:
    """Forgets what came from `sources`; how many articles that were."""
    sources = list(sources)
    containers = corpus.store.containers(sources)
    before, _ = corpus.store.counts()
    corpus.store.remove_sources(sources)
    corpus.dense.synchronise()
    for container in containers:
        forget_unused(corpus.home, corpus.store, container)
    return before - corpus.store.counts()[0]
