"""What the page asks, and how a question becomes a longer conversation."""

import logging
from collections.abc import Iterator
from typing import Protocol

from index.errors import ReadoutError
from rag.answer import Answer, Question
from ui.page.conversation import Conversation

LONGEST_QUESTION = 1000  # characters
FAILED = "Something failed while answering; the details are in the terminal."

_logger = logging.getLogger(__name__)


class Desk(Protocol):
    """What the page asks; may be called from several threads at once."""

    def ask(self, question: Question) -> Answer:
        """The answer, or an abstention. Raises ReadoutError with a sentence for the reader."""
        ...

    def summary(self) -> str:
        """How much there is to ask about: "5 articles, 27 passages"."""
        ...


def converse(desk: Desk, text: str, before: Conversation) -> Iterator[Conversation]:
    """The conversation with the question pending, then with what came of it.

    Never raises: a failure becomes a sentence in the conversation. A blank question yields
    nothing.
    """
    question = text.strip()
    if not question:
        return
    asked = before.asked(question[:LONGEST_QUESTION])
    yield asked
    if len(question) > LONGEST_QUESTION:
        yield asked.failed(
            f"That question has {len(question):,} characters; ask it in {LONGEST_QUESTION:,}"
            " or fewer."
        )
        return
    try:
        answer = desk.ask(asked.last_question)
    except ReadoutError as error:
        yield asked.failed(str(error))
    except Exception:
        _logger.exception("a question failed")
        yield asked.failed(FAILED)
    else:
        yield asked.answered(answer)
