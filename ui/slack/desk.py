"""What Slack asks of the desk, and that it is done by a chatbot that others may ask, too."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from rag.answer import Answer, Question
from rag.chatbot import Chatbot
from rag.claim_check import ClaimCheck
from rag.filters import NO_FILTERS, Filters
from rag.told import Told, unheard
from ui.shared_desk import SharedDesk


class SlackDesk(Protocol):
    """May be called from several threads at once. Raises ReadoutError."""

    def ask(self, question: Question, told: Told = unheard) -> Answer: ...

    def check(
        self, text: str, filters: Filters = NO_FILTERS, told: Told = unheard
    ) -> ClaimCheck: ...

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

    def newest(self) -> datetime | None:
        """When the newest article was published, as far as any says."""
        ...


class CorpusDesk:
    """A `SlackDesk` over a chatbot."""

    def __init__(self, chatbot: Chatbot, shared: SharedDesk) -> None:
        self._chatbot = chatbot
        self.ask = shared.ask
        self.check = chatbot.check
        self.summary = chatbot.summary
        self.outlets = chatbot.outlets

    @property
    def model(self) -> str | None:
        return self._chatbot.model

    def newest(self) -> datetime | None:
        return self._chatbot.corpus.store.newest()
