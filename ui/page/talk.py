"""A person's conversation with the desk: asked, answered, kept, asked again.

Every change goes to the store first, so what a tab shows is what is found again.
"""

import logging
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, wait
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from index.errors import ReadoutError
from rag.answer import Answer, Question
from rag.filters import NO_FILTERS, Filters
from rag.told import Latest, Told
from ui.conversations.model import Conversation, Exchange, new_exchange_id
from ui.conversations.store import Conversations
from ui.page.desk import FAILED, LONGEST_QUESTION, Desk

STOPPED = "Stopped before there was an answer."
_HEARTBEAT = 0.25  # seconds between two looks at a question that is being answered

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tab:
    """What one browser tab shows."""

    conversation: Conversation | None = None
    filters: Filters = NO_FILTERS
    extractive: bool = False  # whether the next question is answered in the articles' words
    so_far: Answer | None = None  # of the last question, while it is answered

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        return self.conversation.exchanges if self.conversation else ()


class Talk:
    """Asks the desk for one person or several, and keeps what was said."""

    def __init__(self, desk: Desk, conversations: Conversations) -> None:
        self._desk = desk
        self._kept = conversations
        self._stopped: set[str] = set()  # exchanges whose answers nobody wants any more
        self._told: dict[str, Latest] = {}  # by exchange that is being answered
        self._closed = False

    def close(self) -> None:
        """Waits for no answer that is still to come; what comes is not kept."""
        self._closed = True

    def ask(self, owner: str, tab: Tab, text: str) -> Iterator[tuple[Tab, str]]:
        """The tab with the question pending and what is being done, again and again; then answered.

        Never raises: a failure becomes a sentence in the conversation. A blank question yields
        nothing.
        """
        question = text.strip()
        if not question:
            return
        conversation = self._now(owner, tab) or self._kept.begin(owner)
        asked = Exchange(
            id=new_exchange_id(),
            number=conversation.next_number,
            question=question[:LONGEST_QUESTION],
            asked=datetime.now(UTC),
            filters=tab.filters,
        )
        if len(question) > LONGEST_QUESTION:
            too_long = (
                f"That question has {len(question):,} characters; ask it in"
                f" {LONGEST_QUESTION:,} or fewer."
            )
            asked = replace(asked, failure=too_long)
        tab = replace(tab, conversation=conversation)
        yield from self._ask(owner, tab, asked, extractive=tab.extractive)

    def again(
        self,
        owner: str,
        tab: Tab,
        exchange_id: str,
        text: str | None = None,
        *,
        wider: bool = False,
        extractive: bool | None = None,
    ) -> Iterator[tuple[Tab, str]]:
        """The same for a question asked before, in other words or without its filters.

        It takes the place of that question and of all after it, and is answered the way it was
        before, unless `extractive` says otherwise. Where another window has gone on with the
        conversation, that is shown instead.
        """
        conversation = self._now(owner, tab)
        asked = conversation.exchanges if conversation else ()
        found = next((each for each in asked if each.id == exchange_id), None)
        if found is None or conversation is None:
            return
        if conversation.exchanges[-1].id != tab.exchanges[-1].id:
            # Another window went on; nothing is dropped that this one has not shown.
            yield replace(tab, conversation=conversation), ""
            return
        if found.pending:
            self._stopped.add(found.id)
        self._kept.cut(owner, conversation.id, found.number)
        earlier = tuple(each for each in conversation.exchanges if each.number < found.number)
        filters = NO_FILTERS if wider else found.filters
        tab = replace(
            tab,
            conversation=replace(conversation, exchanges=earlier),
            filters=NO_FILTERS if wider else tab.filters,
        )
        if extractive is None:
            answer = found.answer
            extractive = answer.question.extractive if answer else tab.extractive
        fresh = Exchange(
            id=new_exchange_id(),
            number=found.number,
            question=(text or "").strip()[:LONGEST_QUESTION] or found.question,
            asked=datetime.now(UTC),
            filters=filters,
        )
        yield from self._ask(owner, tab, fresh, extractive=extractive)

    def follow(self, owner: str, tab: Tab) -> Iterator[tuple[Tab, str]]:
        """The same for the last question of the tab, where that was asked elsewhere.

        Yields nothing where it waits for no answer, or the question is gone.
        """
        last = tab.exchanges[-1] if tab.exchanges else None
        while last is not None and last.pending:
            if (told := self._told.get(last.id)) is not None:
                yield replace(tab, so_far=told.so_far), told.doing
            time.sleep(_HEARTBEAT)
            last = self._kept.exchange(owner, last.id)
            if last is not None and not last.pending:
                yield _with_last(tab, last), ""

    def stop(self, owner: str, tab: Tab) -> Tab:
        """The tab with the question that is being answered given up."""
        last = tab.exchanges[-1] if tab.exchanges else None
        if last is None or tab.conversation is None or not last.pending:
            return tab
        self._stopped.add(last.id)
        given_up = replace(last, failure=STOPPED)
        self._kept.put(owner, tab.conversation.id, given_up)
        return _with_last(tab, given_up)

    def _now(self, owner: str, tab: Tab) -> Conversation | None:
        """The conversation as it is kept; another window may have gone on with it."""
        if tab.conversation is None:
            return None
        return self._kept.open(owner, tab.conversation.id) or tab.conversation

    def _ask(
        self, owner: str, tab: Tab, asked: Exchange, *, extractive: bool
    ) -> Iterator[tuple[Tab, str]]:
        conversation = tab.conversation
        if conversation is None:
            return
        history = tuple(each.question for each in conversation.exchanges)
        asked = self._kept.put(owner, conversation.id, asked)
        tab = replace(
            tab,
            conversation=replace(conversation, exchanges=(*conversation.exchanges, asked)),
        )
        if asked.failure:
            yield tab, ""
            return
        question = Question(
            asked.question, history=history, filters=asked.filters, extractive=extractive
        )
        first = f"Searching {self._desk.summary()}"
        told = self._told[asked.id] = Latest(first)
        # Before the first step is shown: a tab that is closed then leaves no question unasked.
        future = self._begun(owner, conversation.id, asked, question, told)
        if not _done(future):  # what is answered at once needs no word that it is being answered
            yield tab, first
        while not _done(future):
            yield replace(tab, so_far=told.so_far), told.doing
        yield _with_last(tab, future.result()), ""

    def _begun(self, *asking: Any) -> "Future[Exchange]":
        """`_answer` in a thread of its own, which nothing waits for when the process ends."""
        future: Future[Exchange] = Future()

        def work() -> None:
            try:
                future.set_result(self._answer(*asking))
            except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
                future.set_exception(error)

        threading.Thread(target=work, name="answer", daemon=True).start()
        return future

    def _answer(
        self,
        owner: str,
        conversation_id: str,
        asked: Exchange,
        question: Question,
        told: Told,
    ) -> Exchange:
        """The exchange with its answer, kept; so it is even when the tab was closed meanwhile."""
        try:
            done = replace(asked, answer=self._desk.ask(question, told))
        except ReadoutError as error:
            done = replace(asked, failure=str(error))
        except Exception:
            if not self._closed:
                _logger.exception("a question failed")
            done = replace(asked, failure=FAILED)
        try:
            if self._closed or asked.id in self._stopped:
                self._stopped.discard(asked.id)
                return replace(asked, failure=STOPPED)
            return self._kept.put(owner, conversation_id, done)
        finally:
            self._told.pop(asked.id, None)


def _with_last(tab: Tab, exchange: Exchange) -> Tab:
    if tab.conversation is None:
        return tab
    exchanges = (*tab.conversation.exchanges[:-1], exchange)
    return replace(tab, conversation=replace(tab.conversation, exchanges=exchanges))


def _done(future: "Future[Exchange]") -> bool:
    return bool(wait([future], _HEARTBEAT).done)
