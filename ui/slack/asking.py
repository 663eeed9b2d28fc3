"""The desk, asked for one person: within the deadline, and with word while it lasts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from index.errors import StoreError, UsageError
from rag.answer import Question
from rag.filters import Filters
from rag.model.settings import MOST_SECONDS
from rag.told import Latest
from ui.conversations.model import Exchange
from ui.page.desk import LONGEST_QUESTION
from ui.slack.answering import DEADLINE, Answering, Stopped, TooLate
from ui.slack.blocks.answer import writing_message
from ui.slack.blocks.checked import checked_messages
from ui.slack.blocks.message import Message
from ui.slack.blocks.plain import sentence
from ui.slack.desk import SlackDesk
from ui.slack.failures import failed
from ui.slack.replies import Reply

_FIRST_WORD = 1.0  # seconds until a person reads that the answer is still to come
_LOOK = 0.15  # seconds until the status says so
_WITH_MODEL = 8  # questions at once where they wait for a language model's server

_Result = TypeVar("_Result")


class Asking:
    """Whatever fails becomes a sentence for the person.

    But for Stopped and StoreError, which are raised: a later try, or another process, may do it.
    """

    def __init__(self, desk: SlackDesk) -> None:
        self._desk = desk
        self._answering = (
            Answering(_WITH_MODEL, DEADLINE + MOST_SECONDS) if desk.model else Answering()
        )

    def stop(self) -> None:
        """What is being answered is left to the next process."""
        self._answering.stop()

    def over(self, seconds: float) -> bool:
        """Whether the desk is not asked any more, that many seconds from now at the latest."""
        return self._answering.over(seconds)

    def answered(
        self, exchange: Exchange, history: tuple[str, ...], reply: Reply, *, extractive: bool
    ) -> Exchange:
        """The exchange with its answer, or with the sentence why there is none."""
        if len(exchange.question) > LONGEST_QUESTION:
            too_long = (
                f"That question has {len(exchange.question):,} characters; ask it in"
                f" {LONGEST_QUESTION:,} or fewer."
            )
            return replace(
                exchange, question=exchange.question[:LONGEST_QUESTION], failure=too_long
            )
        question = Question(
            exchange.question, history=history, filters=exchange.filters, extractive=extractive
        )
        told = Latest(f"Searching {self._desk.summary()}")

        def waiting(first: bool) -> None:
            so_far, doing = told.so_far, told.doing
            if first and so_far is None:
                reply.begun(doing)
            else:
                written = writing_message(exchange, so_far, doing) if so_far else None
                reply.waiting(doing, written)

        try:
            answer = self._timed(lambda: self._desk.ask(question, told), waiting)
        except (Stopped, StoreError):  # a store may be there again in a moment
            raise
        except UsageError as error:  # an outlet that is none, say: nothing failed
            return replace(exchange, failure=str(error))
        except TooLate as error:
            return replace(exchange, failure=failed("a question", error, str(error)))
        except Exception as error:  # noqa: BLE001 - the person is told, and the operator
            return replace(exchange, failure=failed("a question", error))
        return replace(exchange, answer=answer)

    def checked(
        self, words: str, filters: Filters, waiting: Callable[[str], None]
    ) -> Sequence[Message]:
        """What the articles say to each sentence of a message; `waiting` once it takes long."""
        told = Latest(f"Checking against {self._desk.summary()}")
        try:
            found = self._timed(
                lambda: self._desk.check(words, filters, told),
                lambda first: waiting(told.doing) if first else None,
            )
        except (Stopped, StoreError):
            raise
        except UsageError as error:
            return [sentence(str(error))]
        except TooLate as error:
            return [sentence(failed("a check", error, str(error)))]
        except Exception as error:  # noqa: BLE001 - the person is told, and the operator
            return [sentence(failed("a check", error))]
        return checked_messages(found)

    def _timed(self, work: Callable[[], _Result], waiting: Callable[[bool], None]) -> _Result:
        """What `work` returns; `waiting` hears True at first, and False whenever it lasts on."""
        told = False

        def look() -> None:
            nonlocal told
            first, told = not told, True
            waiting(first)

        return self._answering.run(work, look, _LOOK, _FIRST_WORD - _LOOK)
