"""Asks the desk within a deadline, so that a question that hangs holds up nothing but itself."""

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from index.errors import ReadoutError

DEADLINE = 60.0  # seconds from when it is begun
PATIENCE = 300.0  # seconds from when it is asked, its turn included

_Result = TypeVar("_Result")


class TooLate(ReadoutError):
    """There was no answer within the deadline."""


class Stopped(Exception):
    """The process ends; another is to answer."""


class Answering:
    """Runs what takes long in threads of its own, a few at a time.

    One that hangs is given up at the deadline, and its place is free again.
    """

    def __init__(
        self, at_once: int | None = None, deadline: float = DEADLINE, patience: float = PATIENCE
    ) -> None:
        # Reading an article keeps a core busy: more at once make each of them slower. Waiting for
        # a language model's server does not: `at_once` may be more for that.
        self._places = threading.Semaphore(at_once or max(2, os.cpu_count() or 2))
        self._deadline = deadline
        self._patience = patience
        self._stopped = False
        self._running = 0
        self._change = threading.Condition()  # guards what runs

    def stop(self) -> None:
        """Whoever waits for a result, or asks for one, gets Stopped."""
        self._stopped = True

    def over(self, seconds: float) -> bool:
        """Whether nothing runs any more, that many seconds from now at the latest."""
        with self._change:
            return self._change.wait_for(lambda: not self._running, seconds)

    def run(
        self,
        work: Callable[[], _Result],
        waiting: Callable[[], None],
        first: float,
        every: float,
    ) -> _Result:
        """The result of `work`; `waiting` is called while there is none.

        After `first` seconds, and then `every` so many.

        Raises TooLate, Stopped, or what `work` raises.
        """
        future: Future[_Result] = Future()
        place = _Place(self._places)

        def answer() -> None:
            if not place.take():
                return
            self._count(1)
            try:
                future.set_result(work())
            except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
                future.set_exception(error)
            finally:
                place.leave()
                self._count(-1)

        threading.Thread(target=answer, name="slack-answer", daemon=True).start()
        last = time.monotonic() + self._patience
        pause = first
        while (left := self._left(place, last)) > 0 and not self._stopped:
            try:
                return self._unless_stopped(future, min(pause, left))
            except TimeoutError:
                pause = every
                if future.done():
                    break  # there is a result after all, or the work raised this
                waiting()
        place.leave()
        if future.done() or self._stopped:
            return self._unless_stopped(future, 0.0)
        allowed = self._deadline if place.taken is not None else self._patience
        raise TooLate(f"There was no answer within {allowed:.0f} seconds. Ask it again.")

    def _count(self, more: int) -> None:
        with self._change:
            self._running += more
            self._change.notify_all()

    def _left(self, place: "_Place", last: float) -> float:
        """Seconds that the work still has."""
        taken = place.taken
        return (last if taken is None else taken + self._deadline) - time.monotonic()

    def _unless_stopped(self, future: "Future[_Result]", seconds: float) -> _Result:
        """The result. What is raised once the process ends may come of its ending."""
        try:
            return future.result(timeout=seconds)
        except Exception:
            if self._stopped:
                raise Stopped from None
            raise


class _Place:
    """One of the places, taken and left at most once, whichever comes first."""

    def __init__(self, places: threading.Semaphore) -> None:
        self.taken: float | None = None  # when it was, by the monotonic clock
        self._places = places
        self._guard = threading.Lock()
        self._left = False

    def take(self) -> bool:
        """Waits for a place; whether it is still wanted."""
        self._places.acquire()
        with self._guard:
            if not self._left:
                self.taken = time.monotonic()
        if self.taken is None:
            self._places.release()
        return self.taken is not None

    def leave(self) -> None:
        with self._guard:
            release = self.taken is not None and not self._left
            self._left = True
        if release:
            self._places.release()
