"""A circuit breaker: an endpoint that keeps failing is left alone for a while.

After three failures in a row it rests for 30 seconds, then one request tries it while others go on
failing at once; each try that fails doubles the rest, up to five minutes. The pattern is Nygard's
(Release It!, 2007).
"""

import threading
import time
from collections.abc import Callable
from enum import Enum, auto

FAILURES = 3
REST_SECONDS = 30.0
LONGEST_REST_SECONDS = 300.0


class Outcome(Enum):
    """What a request said of its endpoint."""

    WORKED = auto()
    FAILED = auto()
    REFUSED = auto()  # it will refuse the next one as well, until a setting is changed
    UNKNOWN = auto()  # the request ended for a reason of our own


class Ticket:
    """One request that was let through; it tells its outcome once, the first one counts."""

    def __init__(self, tell: Callable[[Outcome], None]) -> None:
        self._tell: Callable[[Outcome], None] | None = tell
        self._lock = threading.Lock()

    def settle(self, outcome: Outcome) -> None:
        with self._lock:
            tell, self._tell = self._tell, None
        if tell:
            tell(outcome)


class Breaker:
    """Safe between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0  # in a row
        self._rests = 0  # in a row
        self._rests_until: float | None = None  # None while it works
        self._tries_until: float | None = None  # while one request tries it after a rest

    def rest(self) -> float | None:
        """Seconds until it is tried again (0 while it is being tried); None: it may be asked."""
        with self._lock:
            return self._rest(self._clock())

    def claim(self) -> Ticket | None:
        """A ticket for one request; None while the endpoint rests."""
        with self._lock:
            now = self._clock()
            if self._rest(now) is not None:
                return None
            if self._rests_until is None:
                return Ticket(lambda outcome: self._told(outcome, trying=False))
            # A try that is never told about does not bar the others for ever.
            self._tries_until = now + LONGEST_REST_SECONDS
            return Ticket(lambda outcome: self._told(outcome, trying=True))

    def _rest(self, now: float) -> float | None:
        if self._rests_until is None:
            return None
        if now < self._rests_until:
            return self._rests_until - now
        if self._tries_until is not None and now < self._tries_until:
            return 0.0
        return None

    def _told(self, outcome: Outcome, *, trying: bool) -> None:
        with self._lock:
            if trying:
                self._tries_until = None
            elif self._rests_until is not None:
                return  # it was let through before the rest: the try decides
            if outcome is Outcome.WORKED:
                self._failures = self._rests = 0
                self._rests_until = None
            elif outcome is Outcome.REFUSED:
                self._rests += 1
                self._rests_until = self._clock() + LONGEST_REST_SECONDS
            elif outcome is Outcome.FAILED:
                self._failures += 1
                if trying or self._failures >= FAILURES:
                    seconds = min(REST_SECONDS * 2.0 ** min(self._rests, 10), LONGEST_REST_SECONDS)
                    self._rests += 1
                    self._rests_until = self._clock() + seconds
