"""What programs ask of the desk; `rag.chatbot.Chatbot` is one."""

from typing import Protocol

from index.article import Article
from rag.search import Found, Search
from ui.page.desk import Desk


class OpenDesk(Desk, Protocol):
    """A desk whose passages and articles can be had as well; called from several threads."""

    def search(self, search: Search) -> Found:
        """The passages nearest to some words. Raises ReadoutError."""
        ...

    def articles(self, limit: int, offset: int = 0) -> tuple[list[tuple[Article, int]], int]:
        """A page of the articles, newest first, each with the number of its passages; and how
        many articles there are. Raises ReadoutError.
        """
        ...
