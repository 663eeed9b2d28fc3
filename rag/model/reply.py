"""A reply as it is read: a thread of its own talks to the server, so that a reader can leave.

A reader waits on a bounded queue until the phase of the request is over, and no longer, whatever
the thread hangs in: a name server that does not answer cannot be interrupted, only left.
"""

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import Self

from rag.model.breaker import Outcome, Ticket
from rag.model.exchange import Exchange
from rag.model.faults import RequestFault
from rag.model.model import Ending, Fault, ModelFailure, Usage
from rag.model.pace import Pace

_A_LOOK = 0.05  # seconds
_PIECES = 64  # that wait to be read, before the server has to wait

_REFUSALS = {Fault.REFUSED_KEY, Fault.NO_MODEL, Fault.REDIRECTED}
_NOT_ITS_FAULT = {Fault.STOPPED, Fault.CROWDED, Fault.REFUSED}


class Reply:
    """Satisfies `rag.model.model.Stream`. `admit` waits for a place and gives a ticket."""

    def __init__(
        self,
        exchange: Exchange,
        pace: Pace,
        admit: Callable[[], Ticket],
        leave: Callable[[], None],
        tell: Callable[[RequestFault], ModelFailure],
    ) -> None:
        self._exchange, self._pace = exchange, pace
        self._admit, self._leave, self._tell = admit, leave, tell
        self._queue: queue.Queue[str | RequestFault | None] = queue.Queue(_PIECES)
        self._closed = threading.Event()
        self._ticket: Ticket | None = None
        self._over = False
        self._all_came = False  # set by the thread: what is left to read is in the queue
        self._ending: Ending | None = None

    @property
    def usage(self) -> Usage:
        return self._exchange.usage

    @property
    def ended(self) -> Ending | None:
        return self._ending

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._over:
            raise StopIteration
        try:
            if self._ticket is None:
                self._begin()
            item = self._wait()
        except RequestFault as fault:
            item = fault
        except BaseException:
            self.close()
            raise
        if isinstance(item, str):
            return item
        self._over = True
        if self._closed.is_set():
            item = RequestFault(Fault.STOPPED)
        if item is None:
            self._ending = self._exchange.ending
            self._settle(Outcome.WORKED)
            raise StopIteration
        self._settle(self._outcome(item))
        self.close()
        raise self._tell(item)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the request, its thread and its socket. Returns at once."""
        self._closed.set()
        self._exchange.end()
        self._settle(Outcome.WORKED if self._pace.heard else Outcome.UNKNOWN)
        while True:  # the thread may wait for room
            try:
                self._queue.get_nowait()
            except queue.Empty:
                break
        with suppress(queue.Full):
            self._queue.put_nowait(None)  # a reader may wait for a piece

    def _begin(self) -> None:
        self._ticket = self._admit()
        thread = threading.Thread(target=self._work, name="readout-model", daemon=True)
        try:
            thread.start()
        except RuntimeError:  # the machine has no more threads
            self._leave()
            raise RequestFault(Fault.CROWDED) from None

    def _wait(self) -> str | RequestFault | None:
        while True:
            if not (self._pace.left or self._all_came):
                return RequestFault(Fault.SLOW)  # even if there is more to read already
            phase = self._pace.phase
            try:
                # The thread may enter a phase that is shorter while this waits.
                return self._queue.get(timeout=min(phase.left, _A_LOOK))
            except queue.Empty:
                if not phase.left and self._pace.phase is phase:
                    return RequestFault(phase.fault)

    def _work(self) -> None:
        """What the thread does. Its place is free again when it has ended, and not before."""
        end: RequestFault | None = None
        try:
            for piece in self._exchange.pieces():
                if self._closed.is_set():
                    break
                # Who has not read by the deadline has forgotten it, and a thread ends by then.
                self._queue.put(piece, timeout=self._pace.left)
            self._all_came = True
        except queue.Full:
            self._exchange.end()
        except RequestFault as fault:
            end = fault
        except BaseException:  # noqa: BLE001 - even a panic of a library in Rust must reach the reader
            end = RequestFault(Fault.GARBAGE)
        finally:
            self._leave()
        if not self._closed.is_set():
            with suppress(queue.Full):  # a reader who comes later still learns that it is late
                self._queue.put(end, timeout=self._pace.left)

    def _settle(self, outcome: Outcome) -> None:
        if self._ticket is not None:
            self._ticket.settle(outcome)

    def _outcome(self, fault: RequestFault) -> Outcome:
        if fault.fault in _REFUSALS:
            return Outcome.REFUSED
        if fault.fault in _NOT_ITS_FAULT:
            return Outcome.UNKNOWN
        if fault.fault is Fault.SLOW and not self._pace.had_its_time():
            return Outcome.UNKNOWN
        return Outcome.FAILED
