"""What the page asks for: the seams behind which the chatbot and the corpus stand."""

from collections.abc import Sequence
from typing import Protocol

from index.article import Article
from index.listing import ListedArticle
from rag.answer import Answer, Question
from rag.told import Told, unheard

LONGEST_QUESTION = 1000  # characters
FAILED = "Something failed while answering; the details are in the terminal."


class Desk(Protocol):
    """What the page asks; may be called from several threads at once."""

    def ask(self, question: Question, told: Told = unheard) -> Answer:
        """The answer, or an abstention. Raises ReadoutError with a sentence for the reader."""
        ...

    @property
    def model(self) -> str | None:
        """The name of the language model that words the answers; None where none does."""
        ...

    def summary(self) -> str:
        """How much there is to ask about: "5 articles, 27 passages"."""
        ...

    def outlets(self) -> Sequence[str]:
        """The outlets of the articles, as they write them."""
        ...

    def headlines(self, most: int) -> Sequence[ListedArticle]:
        """All articles, newest first; none where there are more than `most`."""
        ...

    def article(self, article_id: str) -> Article | None:
        """The article of that id; None when there is none."""
        ...


class Suggesting(Protocol):
    """Where questions to suggest come from; never waits."""

    def for_corpus(self, count: int = 4) -> Sequence[str]:
        """Questions that the articles answer."""
        ...

    def after(self, answer: Answer, asked: Sequence[str], count: int = 3) -> Sequence[str]:
        """Questions to go on with, none of them among those `asked`."""
        ...
