"""A search: the passages nearest to some words, as they are, with nothing said about them."""

from dataclasses import dataclass

from index.article import Article, Hit
from index.corpus import Corpus
from index.selection import Keys
from rag.filters import NO_FILTERS, Filters, left_out
from rag.retrieve import DEPTH, retrieve

MOST_PASSAGES = DEPTH  # as deep as a question is looked for


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for."""

    query: str
    limit: int = 10  # passages, 1 to MOST_PASSAGES
    filters: Filters = NO_FILTERS


@dataclass(frozen=True, slots=True)
class Found:
    """What was found."""

    hits: tuple[Hit, ...]  # best first, near-copies dropped
    articles: dict[str, Article]  # by id, those of the hits
    notes: tuple[str, ...] = ()  # what the filters left out for want of a date or an outlet


def look_for(corpus: Corpus, search: Search) -> Found:
    """The passages that a question of the same words would be answered from.

    Raises UsageError when the filters name an outlet that no article is from.
    """
    # Lone surrogates cannot be encoded, for the tokenizer or the database.
    words = " ".join(search.query.encode("utf-8", "replace").decode("utf-8").split())
    if not words:
        return Found((), {})
    among: Keys | None = None
    notes: tuple[str, ...] = ()
    if search.filters:
        filters = search.filters.among_outlets(corpus.store.outlets())
        selected = corpus.store.select(filters.selection)
        among, notes = selected.keys, left_out(selected)
        if not len(among):
            return Found((), {}, notes)
    vector = corpus.embedder.embed_question(words)
    hits = retrieve(corpus, words, vector, search.limit, among).hits
    ids = dict.fromkeys(hit.passage.article_id for hit in hits)
    articles = {id_: article for id_ in ids if (article := corpus.store.article(id_))}
    # An article may have been removed since its passage was read.
    return Found(tuple(hit for hit in hits if hit.passage.article_id in articles), articles, notes)
