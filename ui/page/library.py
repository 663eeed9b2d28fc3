"""What the tabs about the corpus ask and do, and that it is done by a chatbot's corpus."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from index.fetch import FetchPolicy
from index.listing import Listing
from index.remove import remove_article
from rag.answer import Kind, Question
from rag.chatbot import Chatbot
from rag.chronology import Chronicler, Chronology, chronology_of
from rag.filters import NO_FILTERS, Filters
from rag.question import kind
from ui.page.adding import Line, Target, add


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much there is."""

    articles: int
    passages: int
    pending: int  # of the passages, how many are not searchable by meaning yet
    newest: datetime | None  # when the newest article was published, as far as any says


class Library(Protocol):
    """The articles, to be listed, added and removed, and their dated events.

    May be called from several threads at once. Raises ReadoutError with a sentence for the reader.
    """

    def holdings(self) -> Holdings: ...

    def listed(self, search: str, offset: int, limit: int) -> Listing:
        """One page of the articles that `search` names, newest first."""
        ...

    def add(self, targets: Sequence[Target]) -> Iterator[tuple[Line, ...]]:
        """Takes in files and addresses; a line for each, again whenever something changed."""
        ...

    def remove(self, article_id: str) -> bool:
        """Forgets an article; False when there is none of that id."""
        ...

    def events(self, filters: Filters, first: date | None, last: date | None) -> Chronology:
        """The dated events from `first` to `last` of the articles within `filters`."""
        ...

    def events_about(
        self, text: str, filters: Filters, first: date | None, last: date | None
    ) -> Chronology:
        """Those of a question or a subject."""
        ...


class CorpusLibrary:
    """A `Library` over the corpus of a chatbot."""

    def __init__(self, chatbot: Chatbot, policy: FetchPolicy) -> None:
        self._chatbot = chatbot
        self._corpus = chatbot.corpus
        self._policy = policy
        self._chronicler = Chronicler(chatbot.corpus.store)

    def holdings(self) -> Holdings:
        store = self._corpus.store
        return Holdings(*store.counts(), store.unfinished()[0], store.newest())

    def listed(self, search: str, offset: int, limit: int) -> Listing:
        return self._corpus.store.listed(search, offset, limit)

    def add(self, targets: Sequence[Target]) -> Iterator[tuple[Line, ...]]:
        return add(self._corpus, targets, self._policy)

    def remove(self, article_id: str) -> bool:
        return remove_article(self._corpus, article_id) > 0

    def events(self, filters: Filters, first: date | None, last: date | None) -> Chronology:
        known = filters.among_outlets(self._corpus.store.outlets() if filters.outlets else ())
        return self._chronicler.chronology(known.selection, first, last)

    def events_about(
        self, text: str, filters: Filters, first: date | None, last: date | None
    ) -> Chronology:
        asked = text if kind(text) is Kind.TIMELINE else f"Give me a timeline of {text}"
        answer = self._chatbot.ask(Question(asked, filters=filters or NO_FILTERS, extractive=True))
        return chronology_of(answer, first, last)
