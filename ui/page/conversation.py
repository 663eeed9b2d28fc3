"""What one browser tab has asked so far, as values. A new question makes a new conversation."""

from dataclasses import dataclass, replace

from rag.answer import Answer, Question

KEPT = 30
"""Exchanges kept in a conversation. Older ones leave the page together with their sources, so
no marker ever points at a card that is gone, and an open tab cannot grow without end."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what came of it: an answer, a failure, or neither while it is pending."""

    number: int  # 1 for the first of the conversation; the 7 in "a7-src-3"
    question: str
    answer: Answer | None = None
    failure: str | None = None  # one sentence for the reader


@dataclass(frozen=True, slots=True)
class Conversation:
    """The exchanges of one tab, oldest first."""

    exchanges: tuple[Exchange, ...] = ()

    def asked(self, text: str) -> "Conversation":
        """This conversation with a pending question at its end."""
        number = self.exchanges[-1].number + 1 if self.exchanges else 1
        return Conversation((*self.exchanges, Exchange(number, text))[-KEPT:])

    def answered(self, answer: Answer) -> "Conversation":
        """This conversation with its last question answered."""
        return self._with_last(replace(self.exchanges[-1], answer=answer))

    def failed(self, sentence: str) -> "Conversation":
        """This conversation with its last question failed."""
        return self._with_last(replace(self.exchanges[-1], failure=sentence))

    @property
    def last_question(self) -> Question:
        """The last question with the earlier ones as its history, oldest first."""
        *earlier, last = (exchange.question for exchange in self.exchanges)
        return Question(last, history=tuple(earlier))

    def _with_last(self, exchange: Exchange) -> "Conversation":
        return Conversation((*self.exchanges[:-1], exchange))


def source_id(exchange: int, citation: int) -> str:
    """The element id of a source card: "a7-src-3" is source 3 of answer 7."""
    return f"a{exchange}-src-{citation}"


def nearest_id(exchange: int) -> str:
    """The element id of the passage that an abstention names as the nearest."""
    return f"a{exchange}-nearest"
