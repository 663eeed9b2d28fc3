"""Whose turn it is to call a method that Slack refuses for a while."""

import threading
import time

_CAREFUL = 30.0  # seconds after a refusal in which calls of a method are made one by one
_JUST_NOW = 60.0  # seconds


class Turn:
    """When one method may be called. After a refusal calls go one by one for a while.

    As a context it is held by a call; without a refusal any number are made at once.
    """

    def __init__(self) -> None:
        self._one_by_one = threading.Lock()
        self._not_before = 0.0  # by the monotonic clock
        self._careful_until = 0.0
        self._mine = threading.local()
        self._answered = -_JUST_NOW

    def held(self) -> bool:
        return time.monotonic() < self._not_before

    def wait(self, give_up: float) -> bool:
        """Whether the method may be called, at last; not if that is after `give_up`."""
        while (wait := self._not_before - time.monotonic()) > 0:
            if time.monotonic() + wait > give_up:
                return False
            time.sleep(wait)
        return True

    def answered(self) -> None:
        """A call was answered."""
        self._answered = time.monotonic()

    def answers(self) -> bool:
        """Whether a call was answered in the last minute."""
        return time.monotonic() < self._answered + _JUST_NOW

    def hold(self, seconds: float) -> None:
        """No call for that long."""
        self._not_before = max(self._not_before, time.monotonic() + seconds)
        self._careful_until = self._not_before + _CAREFUL

    def __enter__(self) -> None:
        self._mine.locked = time.monotonic() < self._careful_until
        if self._mine.locked:
            self._one_by_one.acquire()

    def __exit__(self, *error: object) -> None:
        if self._mine.locked:
            self._one_by_one.release()
