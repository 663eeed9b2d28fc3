"""Which request meets which fault."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from .calls import Call
from .faults import Fault


@dataclass(slots=True)
class _Turn:
    fault: Fault | None
    times: int | None  # None is for ever
    on: str


class Scripted:
    """Faults befall requests in the order in which they were scripted."""

    def __init__(self) -> None:
        self._turns: list[_Turn] = []
        self._guard = Lock()

    def add(self, fault: Fault | None, times: int | None, on: str) -> None:
        with self._guard:
            self._turns.append(_Turn(fault, times, on))

    def clear(self) -> None:
        with self._guard:
            self._turns.clear()

    def take(self, call: Call) -> Fault | None:
        with self._guard:
            for turn in self._turns:
                if turn.on not in call.path:
                    continue
                if turn.times is not None:
                    turn.times -= 1
                    if turn.times <= 0:
                        self._turns.remove(turn)
                return turn.fault
        return None
