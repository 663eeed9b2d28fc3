"""Asks the desk within a deadline, so that a question that hangs holds up nothing but itself."""

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from index.errors import ReadoutError

DEADLINE = 60.0  # seconds

_Result = TypeVar("_Result")


class TooLate(ReadoutError):
    """There was no answer within the deadline."""


class Answering:
    """Runs what takes long in threads of its own, a few at a time.

    One that hangs is given up at the deadline, and its place is free again.
    """

    def __init__(self, at_once: int | None = None, deadline: float = DEADLINE) -> None:
        # Reading an article keeps a core busy: more at once make each of them slower.
        self._places = threading.Semaphore(at_once or max(2, os.cpu_count() or 2))
        self._deadline = deadline

    def run(
        self, work: Callable[[], _Result], waiting: Callable[[], None], every: float
    ) -> _Result:
        """The result of `work`; `waiting` is called while there is none, `every` so many seconds.

        Raises TooLate, or what `work` raises.
        """
        future: Future[_Result] = Future()
        place = _Place(self._places)

        def answer() -> None:
            if not place.take():
                return
            try:
                future.set_result(work())
            except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
                future.set_exception(error)
            finally:
                place.leave()

        threading.Thread(target=answer, name="slack-answer", daemon=True).start()
        end = time.monotonic() + self._deadline
        while (left := end - time.monotonic()) > 0:
            try:
                return future.result(timeout=min(every, left))
            except TimeoutError:
                if future.done():
                    break  # there is a result after all, or the work raised this
                waiting()
        place.leave()
        if future.done():
            return future.result()
        raise TooLate(f"There was no answer within {self._deadline:.0f} seconds. Ask it again.")


class _Place:
    """One of the places, taken and left at most once, whichever comes first."""

    def __init__(self, places: threading.Semaphore) -> None:
        self._places = places
        self._guard = threading.Lock()
        self._taken = False
        self._left = False

    def take(self) -> bool:
        """Waits for a place; whether it is still wanted."""
        self._places.acquire()
        with self._guard:
            self._taken = not self._left
        if not self._taken:
            self._places.release()
        return self._taken

    def leave(self) -> None:
        with self._guard:
            release = self._taken and not self._left
            self._left = True
        if release:
            self._places.release()
