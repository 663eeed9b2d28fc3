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
from rag.writing.writer import LEFT_OUT, NONE, NOTHING
from rag.written import Written
from ui.api.desk import OpenDesk

REMEMBERED = 200  # answers, with the articles they cite

_JUST_NOW = 3.0  # seconds
_BRIEFLY = 5.0  # seconds for which an answer is kept that a model was to write, and did not

_Key: TypeAlias = tuple[int, str, tuple[str, ...], Filters, bool]


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
        self._answers: OrderedDict[_Key, _Shared] = OrderedDict()
        self._asked = 0.0  # when somebody asked last, by the monotonic clock

    def busy(self) -> bool:
        """Whether somebody asked just now, and may be waiting or asking on."""
        return time.monotonic() - self._asked < _JUST_NOW

    @property
    def model(self) -> str | None:
        return self._desk.model

    def ask(self, question: Question, told: Told = unheard) -> Answer:
        began = time.perf_counter()
        self._asked = time.monotonic()
        key = (
            self._desk.generation(),
            question.text,
            question.history,
            question.filters,
            question.extractive,
        )
        with self._guard:
            shared = self._answers.get(key)
            if mine := shared is None or shared.is_over():
                shared = self._answers[key] = _Shared()
            self._answers.move_to_end(key)
            while len(self._answers) > REMEMBERED:
                self._answers.popitem(last=False)
        shared.hear(told)
        if mine:
            try:
                shared.finish(self._desk.ask(question, shared))
            except BaseException as error:
                with self._guard:
                    if self._answers.get(key) is shared:
                        del self._answers[key]  # what failed may work by then
                shared.future.set_exception(error)
                raise
        answer = shared.future.result()
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


class _Shared:
    """One answer, and all who wait for it; a `Told` that tells each of them."""

    def __init__(self) -> None:
        self.future: Future[Answer] = Future()
        self._guard = threading.Lock()
        self._hearers: list[Told] = []
        self._latest: tuple[str, Answer | None] | None = None
        self._until: float | None = None  # by the monotonic clock; None for as long as may be

    def __call__(self, doing: str, so_far: Answer | None = None) -> None:
        with self._guard:  # in the same order to everybody
            self._latest = doing, so_far
            for hearer in self._hearers:
                hearer(doing, so_far)

    def hear(self, told: Told) -> None:
        """From now on; whoever comes later begins with what was told last."""
        if self.future.done():
            return
        with self._guard:
            self._hearers.append(told)
            if self._latest is not None:
                told(*self._latest)

    def finish(self, answer: Answer) -> None:
        if answer.written and _failed(answer.written):
            self._until = time.monotonic() + _BRIEFLY
        with self._guard:
            self._hearers.clear()
        self.future.set_result(answer)

    def is_over(self) -> bool:
        """Whether the answer is to be had anew."""
        return self._until is not None and time.monotonic() > self._until


def _failed(written: Written) -> bool:
    """Whether the model gave no reply, or not all of it: soon it may."""
    why = written.put_aside
    return why is not None and why not in (NONE, NOTHING) and not why.startswith(LEFT_OUT)
