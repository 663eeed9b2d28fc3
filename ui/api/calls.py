"""What a program may call, whichever way it comes: JSON values in, JSON values out."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread

from index.errors import ReadoutError, UsageError
from rag.wire import (
    Content,
    answer_as_dict,
    article_as_dict,
    found_as_dict,
    question_from,
    search_from,
)
from ui.api.desk import OpenDesk
from ui.page.desk import FAILED

MOST_ARTICLES = 500  # in one page of the list
AT_ONCE = 10  # calls of a kind being worked on; the page has threads of its own
WAITING = 100  # calls of a kind that wait; the next is told to come back
BUSY = "Too many are asking at once; ask again in a moment."

_Result = TypeVar("_Result")
_logger = logging.getLogger(__name__)


class Refused(Exception):
    """A call that gives nothing; the message is one sentence for whoever called."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class Calls:
    """The desk's functions, each of which raises Refused.

    Questions wait for questions only: looking something up never waits behind a slow answer.
    """

    def __init__(self, desk: OpenDesk) -> None:
        self._desk = desk
        self._asking, self._looking = CapacityLimiter(AT_ONCE), CapacityLimiter(AT_ONCE)

    async def ask(self, content: Content) -> dict[str, Any]:
        """An answer by the contract to a question by the contract."""
        return await _done(
            lambda: answer_as_dict(self._desk.ask(question_from(content))), self._asking
        )

    async def search(self, content: Content) -> dict[str, Any]:
        """The passages nearest to `query`, within the filters."""

        def work() -> dict[str, Any]:
            search = search_from(content)
            return found_as_dict(search, self._desk.search(search))

        return await _done(work, self._looking)

    async def article(self, article_id: str) -> dict[str, Any]:
        """One article with its body, into which all offsets point."""
        article = await _done(lambda: self._desk.article(article_id), self._looking)
        if article is None:
            raise Refused(HTTPStatus.NOT_FOUND, "There is no article of that id.")
        return article_as_dict(article) | {"body": article.body}

    async def articles(self, limit: int, offset: int) -> dict[str, Any]:
        """A page of the articles, newest first, without their bodies."""
        page, total = await _done(lambda: self._desk.articles(limit, offset), self._looking)
        listed = [article_as_dict(article) | {"passages": passages} for article, passages in page]
        return {"total": total, "offset": offset, "articles": listed}


async def _done(work: Callable[[], _Result], limiter: CapacityLimiter) -> _Result:
    """What `work` returns, from another thread."""
    if limiter.statistics().tasks_waiting >= WAITING:
        raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, BUSY)
    try:
        return await to_thread.run_sync(work, limiter=limiter)
    except UsageError as error:
        raise Refused(HTTPStatus.BAD_REQUEST, _sentence(error)) from None
    except ReadoutError as error:
        raise Refused(HTTPStatus.INTERNAL_SERVER_ERROR, _sentence(error)) from None
    except Exception:
        _logger.exception("a call failed")
        raise Refused(HTTPStatus.INTERNAL_SERVER_ERROR, FAILED) from None


def _sentence(error: ReadoutError) -> str:
    """The message with what UTF-8 has no bytes for replaced."""
    return str(error).encode("utf-8", "replace").decode("utf-8")
