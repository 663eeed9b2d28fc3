"""The nouns of a conversation. A new exchange makes a new value."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from rag.answer import Answer
from rag.feedback import Mark
from rag.filters import NO_FILTERS, Filters

LONGEST_TITLE = 60  # characters
STOPPED = "It was not answered: readout was stopped meanwhile. Ask it again."


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what came of it: an answer, a failure, or neither while it is pending."""

    id: str  # "exc_" and 32 hexadecimal digits, random; see `new_exchange_id`
    number: int  # 1 for the first of its conversation; the 7 in the element id "a7-src-3"
    question: str  # as typed
    asked: datetime  # aware, UTC
    filters: Filters = NO_FILTERS
    answer: Answer | None = None
    failure: str | None = None  # one sentence for the reader
    mark: Mark | None = None  # what the asker says of the answer

    @property
    def pending(self) -> bool:
        return self.answer is None and self.failure is None


@dataclass(frozen=True, slots=True)
class Conversation:
    """The exchanges of one conversation, oldest first."""

    id: str  # "con_" and 32 hexadecimal digits, random
    title: str
    exchanges: tuple[Exchange, ...] = ()

    @property
    def history(self) -> tuple[str, ...]:
        """The questions so far, oldest first: the history of the next one."""
        return tuple(exchange.question for exchange in self.exchanges)

    @property
    def next_number(self) -> int:
        return self.exchanges[-1].number + 1 if self.exchanges else 1


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation as a list of them shows it."""

    id: str
    title: str
    updated: datetime  # aware, UTC: when its latest question was asked
    exchanges: int


def new_exchange_id() -> str:
    return f"exc_{uuid4().hex}"


def new_conversation_id() -> str:
    return f"con_{uuid4().hex}"


def title_from(question: str) -> str:
    """A question as a title: on one line, and cut after a word where it is long."""
    line = " ".join(question.split())
    if len(line) <= LONGEST_TITLE:
        return line
    kept = line[: LONGEST_TITLE - 1]  # one is left for the ellipsis
    before, space, _ = kept.rpartition(" ")
    if line[LONGEST_TITLE - 1] != " " and space:
        kept = before
    return kept.rstrip(" ,;:.–—-") + "…"
