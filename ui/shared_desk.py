"""A desk that many ask at once: nothing is answered twice while the articles stay the same."""

import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import Protocol, TypeAlias

from index.article import Article
from index.listing import ListedArticle
from rag.answer import Answer, Question, Timings
from rag.filters import Filters
from rag.search import Found, Search
from rag.told import Told, unheard
from ui.api.desk import OpenDesk

REMEMBERED = 200  # answers, with the articles they cite

_JUST_NOW = 3.0  # seconds

_Key: TypeAlias = tuple[int, str, tuple[str, ...], Filters]


class ChangingDesk(OpenDesk, Protocol):
    """A desk that tells when its answers may become others."""

    def generation(self) -> int:
        """A number that is another after every change of the articles."""
        ...


class SharedDesk:
    """Answers like the desk it is given, and raises what that raises.

    Whoever asks what has been asked since the articles last changed, or is being asked just now,
    gets the same answer.
    """

    def __init__(self, desk: ChangingDesk) -> None:
        self._desk = desk
        self._guard = threading.Lock()
        self._answers: OrderedDict[_Key, Future[Answer]] = OrderedDict()
        self._asked = 0.0  # when somebody asked last, by the monotonic clock

    def busy(self) -> bool:
        """Whether somebody asked just now, and may be waiting or asking on."""
        return time.monotonic() - self._asked < _JUST_NOW

    def ask(self, question: Question, told: Told = unheard) -> Answer:
        began = time.perf_counter()
        self._asked = time.monotonic()
        key = (self._desk.generation(), question.text, question.history, question.filters)
        with self._guard:
            future = self._answers.get(key)
            if mine := future is None:
                future = self._answers[key] = Future()
            self._answers.move_to_end(key)
            while len(self._answers) > REMEMBERED:
                self._answers.popitem(last=False)
        if mine:
            try:
                future.set_result(self._desk.ask(question, told))
            except BaseException as error:
                with self._guard:
                    self._answers.pop(key, None)  # what failed may work by then
                future.set_exception(error)
                raise
        answer = future.result()
        answer = replace(answer, question=replace(answer.question, id=question.id))
        if mine:
            return answer
        return replace(answer, timings=Timings(total=1000 * (time.perf_counter() - began)))

    def summary(self) -> str:
        return self._desk.summary()

    def outlets(self) -> Sequence[str]:
        return self._desk.outlets()

    def headlines(self, most: int) -> Sequence[ListedArticle]:
        return self._desk.headlines(most)

    def search(self, search: Search) -> Found:
        return self._desk.search(search)

    def article(self, article_id: str) -> Article | None:
        return self._desk.article(article_id)

    def articles(self, limit: int, offset: int = 0) -> tuple[list[tuple[Article, int]], int]:
        return self._desk.articles(limit, offset)
