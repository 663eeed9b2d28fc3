"""A desk that many ask at once: in their order, on as many threads as help, nothing twice."""

import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Protocol, TypeAlias

from index.article import Article
from rag.answer import Answer, Question, Timings
from rag.filters import Filters
from rag.search import Found, Search
from ui.api.desk import OpenDesk

REMEMBERED = 200  # answers, with the articles they cite

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

    def __init__(self, desk: ChangingDesk, workers: int | None = None) -> None:
        """`workers` questions are answered at a time; as many as there are cores, if not said.

        More threads than cores would only take turns, each question ending later for it.
        """
        self._desk = desk
        self._pool = ThreadPoolExecutor(workers or _cores(), thread_name_prefix="answer")
        self._guard = threading.Lock()
        self._answers: OrderedDict[_Key, Future[Answer]] = OrderedDict()

    def ask(self, question: Question) -> Answer:
        began = time.perf_counter()
        key = (self._desk.generation(), question.text, question.history, question.filters)
        with self._guard:
            future = self._answers.get(key)
            if future is not None and future.done() and future.exception() is not None:
                future = None  # what failed may work by now
            known = future is not None and future.done()
            if future is None:
                future = self._answers[key] = self._pool.submit(self._desk.ask, question)
            self._answers.move_to_end(key)
            while len(self._answers) > REMEMBERED:
                self._answers.popitem(last=False)
        answer = future.result()
        asked = replace(answer.question, id=question.id)
        if known:
            taken = Timings(total=1000 * (time.perf_counter() - began))
            return replace(answer, question=asked, timings=taken)
        return replace(answer, question=asked)

    def summary(self) -> str:
        return self._desk.summary()

    def search(self, search: Search) -> Found:
        return self._desk.search(search)

    def article(self, article_id: str) -> Article | None:
        return self._desk.article(article_id)

    def articles(self, limit: int, offset: int = 0) -> tuple[list[tuple[Article, int]], int]:
        return self._desk.articles(limit, offset)

    def close(self) -> None:
        """Ends the threads, once what they are at is done."""
        self._pool.shutdown(cancel_futures=True)


def _cores() -> int:
    """The processor cores that this process may use."""
    affinity: Callable[[int], set[int]] | None = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
