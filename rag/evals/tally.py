"""What a run took of a model: every request, for answers and for the search, as it is booked."""

import threading
from dataclasses import dataclass, field

from rag.model.ledger import Ledger, Remembered
from rag.model.model import Usage


@dataclass(frozen=True, slots=True)
class Spent:
    """The sums over some requests."""

    requests: int = 0
    usage: Usage = field(default_factory=Usage)
    cost: float | None = None  # None where no prices are set


class Tally:
    """A ledger that passes everything on, and sums what is spent. Safe between threads."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._guard = threading.Lock()
        self._spent = Spent()

    @property
    def spent(self) -> Spent:
        """All since the beginning."""
        return self._spent

    def recall(self, key: str) -> Remembered | None:
        return self._ledger.recall(key)

    def remember(self, key: str, reply: Remembered) -> None:
        self._ledger.remember(key, reply)

    def allow(self, tokens: int) -> None:
        self._ledger.allow(tokens)

    def spend(self, usage: Usage, allowed: int, milliseconds: float) -> None:
        self._ledger.spend(usage, allowed, milliseconds)
        cost = self._ledger.cost(usage)
        with self._guard:
            before = self._spent
            self._spent = Spent(
                before.requests + 1,
                Usage(
                    before.usage.tokens_in + usage.tokens_in,
                    before.usage.tokens_out + usage.tokens_out,
                ),
                before.cost if cost is None else (before.cost or 0.0) + cost,
            )

    def cost(self, usage: Usage) -> float | None:
        return self._ledger.cost(usage)
