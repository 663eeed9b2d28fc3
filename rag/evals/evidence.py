"""Where the evidence for gold questions stands in a corpus."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import PurePath

from index.article import Article, Passage
from index.store import Store
from rag.evals.gold import Gold
from rag.evals.matching import contains_any

_FEW = 50  # articles; a name that means more, such as a file of thousands, points nowhere


class Evidence:
    """Looks up articles, and the passages that hold what is expected."""

    def __init__(self, store: Store) -> None:
        self.article = lru_cache(maxsize=10_000)(store.article)
        self._passages = lru_cache(maxsize=10_000)(store.passages_of)
        self.relevant = lru_cache(maxsize=100_000)(self._relevant)
        self._named: defaultdict[str, set[str]] = defaultdict(set)
        for article, _ in store.articles():
            for name in _names(article, store.sources(article.id)):
                self._named[name].add(article.id)

    def missing(self, gold: Sequence[Gold]) -> list[str]:
        """Names of articles in gold questions that the corpus does not hold."""
        names = {name for each in gold for name in each.articles}
        return sorted(name for name in names if name not in self._named)

    def unheld(self, gold: Sequence[Gold]) -> list[str]:
        """Ids of questions whose articles are here, but no passage of them has a wording.

        Nothing can be retrieved for these, so retrieval is not judged by them.
        """
        return [
            each.id
            for each in gold
            if each.wordings
            and any(name in self._named for name in each.articles)
            and not self.relevant(each)
        ]

    def _relevant(self, gold: Gold) -> list[Passage]:
        """The passages of the articles a question names that hold an accepted wording.

        Empty where the question names none, or the corpus holds none of them.
        """
        ids = {
            id_
            for name in gold.articles
            if len(found := self._named.get(name, set())) <= _FEW
            for id_ in found
        }
        return [
            passage
            for id_ in sorted(ids)
            for passage in self._passages(id_)
            if contains_any(passage.text, gold.wordings)
        ]


def is_verbatim(article: Article | None, quote: str, start: int | None, end: int | None) -> bool:
    """Whether a quote is byte for byte `body[start:end]` of its article."""
    if article is None or start is None or end is None:
        return False
    if not 0 <= start < end <= len(article.body):
        return False
    return article.body[start:end] == quote


def _names(article: Article, sources: Sequence[str]) -> set[str]:
    """What a gold file may call an article: its id, address, file, or record in a file."""
    names = {article.id, *sources}
    for source in (*sources, article.path or ""):
        path, _, record = source.partition("#")
        file = PurePath(path)
        names |= {record, path, file.name, file.stem}
    if article.url:
        names.add(article.url)
    return names - {""}
