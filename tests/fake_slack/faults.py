"""What goes wrong on request: the next calls of a method are refused, cut, slow or garbled."""

from collections.abc import Callable
from dataclasses import dataclass

from .calls import Call


@dataclass(slots=True)
class Fault:
    """`effect` says whether the call does its work before the fault shows."""

    method: str  # "*" is any
    times: int
    status: int | None = None
    error: str | None = None
    retry_after: int = 1  # seconds, of a 429
    cut: bool = False
    hang: bool = False
    delay: float = 0.0  # seconds before the answer, after the effect
    body: bytes | None = None
    effect: bool = False
    when: Callable[[Call], bool] | None = None

    @property
    def name(self) -> str:
        said = {"cut": self.cut, "hang": self.hang, "garbage": self.body is not None}
        plain = [name for name, here in said.items() if here]
        return plain[0] if plain else str(self.status or self.error or "slow")

    @property
    def works(self) -> bool:
        """A call that is only slow works as always."""
        only_slow = not (self.status or self.error or self.cut or self.hang or self.body)
        return self.effect or only_slow


class Faults:
    """Faults befall calls in the order in which they were scripted."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._waiting.append(fault)

    def clear(self) -> None:
        self._waiting.clear()

    def take(self, call: Call) -> Fault | None:
        for fault in self._waiting:
            if fault.method in ("*", call.method) and (fault.when is None or fault.when(call)):
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return None
