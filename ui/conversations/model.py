"""The nouns of a conversation: a question with what came of it, and many of them in order."""

from dataclasses import dataclass
from datetime import datetime

from rag.answer import Answer
from rag.filters import NO_FILTERS, Filters


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question, and its answer, or why there is none; neither means that it is pending."""

    id: str  # "exc_" and 32 hexadecimal digits, random
    number: int  # 1 for the first of its conversation
    question: str  # as typed
    asked: datetime  # aware, UTC
    filters: Filters = NO_FILTERS
    answer: Answer | None = None
    failure: str | None = None  # one sentence for the reader
    mark: str | None = None  # "right", "wrong" or "missing", the asker's feedback


@dataclass(frozen=True, slots=True)
class Conversation:
    """Questions that follow one another."""

    id: str  # "con_" and 32 hexadecimal digits, random
    title: str
    exchanges: tuple[Exchange, ...] = ()

    @property
    def history(self) -> tuple[str, ...]:
        """The earlier questions, oldest first, for the next one."""
        return tuple(exchange.question for exchange in self.exchanges)


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation in a list of them."""

    id: str
    title: str
    updated: datetime
    exchanges: int
