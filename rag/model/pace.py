"""How long a request may take, phase by phase: to connect, to its first token, in all."""

import time
from dataclasses import dataclass

from rag.model.model import Fault
from rag.model.settings import Limits


@dataclass(frozen=True, slots=True)
class Phase:
    """Until when something must have happened, and the fault if it has not."""

    until: float  # by time.monotonic()
    fault: Fault

    @property
    def left(self) -> float:
        """Seconds; 0 when it is over."""
        return max(0.0, self.until - time.monotonic())


class Pace:
    """The phase a request is in. One thread sets it, any may read it."""

    def __init__(self, limits: Limits, deadline: float) -> None:
        self._limits = limits
        self.started = time.monotonic()
        self._asked = self.started
        self.deadline = min(deadline, self.started + limits.total_seconds)
        self.phase = Phase(self.deadline, Fault.SLOW)  # until the request is begun
        self.heard = False  # whether a token came, if only of reasoning

    def begin(self) -> None:
        """A try begins: both limits that follow count from here."""
        self.started = time.monotonic()
        self._enter(self._limits.connect_seconds, Fault.UNREACHABLE)

    def connected(self) -> None:
        """There is a connection, so the first token is awaited."""
        self._enter(self._limits.first_token_seconds, Fault.SILENT)

    def alive(self) -> None:
        """A token came: from here the deadline alone counts."""
        self.heard = True
        self.phase = Phase(self.deadline, Fault.SLOW)

    def pause(self, seconds: float, fault: Fault) -> None:
        """Nothing is asked for a while; `fault` is why."""
        wait = time.monotonic() + seconds + self._limits.connect_seconds
        self.phase = Phase(min(wait, self.deadline), fault)

    @property
    def left(self) -> float:
        """Seconds until the deadline; 0 past it."""
        return max(0.0, self.deadline - time.monotonic())

    @property
    def seconds(self) -> float:
        """From the asking to the deadline."""
        return max(0.0, self.deadline - self._asked)

    def had_its_time(self) -> bool:
        """Whether a request that is late had as long as any may take to its first token."""
        return time.monotonic() - self.started >= self._limits.first_token_seconds

    def _enter(self, seconds: float, fault: Fault) -> None:
        until = self.started + seconds
        self.phase = (
            Phase(until, fault) if until < self.deadline else Phase(self.deadline, Fault.SLOW)
        )
