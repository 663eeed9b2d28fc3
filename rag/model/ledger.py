"""What a model was asked and what it cost: replies kept, tokens counted, a budget for each day."""

import hashlib
from dataclasses import dataclass
from typing import Protocol

from rag.model.model import Usage


@dataclass(frozen=True, slots=True)
class Remembered:
    """A whole reply of earlier, as the model wrote it: it is checked again each time."""

    text: str
    usage: Usage  # what it took then


class Ledger(Protocol):
    """Keeps replies and counts tokens. Safe between threads."""

    def recall(self, key: str) -> Remembered | None:
        """The reply kept under a key."""
        ...

    def remember(self, key: str, reply: Remembered) -> None:
        """Keeps a whole reply."""
        ...

    def allow(self, tokens: int) -> None:
        """Sets so many tokens aside. Raises ModelFailure when the day has too few left."""
        ...

    def spend(self, usage: Usage, allowed: int, milliseconds: float) -> None:
        """Books what a request took in the place of what had been allowed for it."""
        ...

    def cost(self, usage: Usage) -> float | None:
        """What that many tokens cost; None where no prices are set."""
        ...


class NoLedger:
    """Keeps and counts nothing."""

    def recall(self, key: str) -> Remembered | None:
        return None

    def remember(self, key: str, reply: Remembered) -> None: ...
    def allow(self, tokens: int) -> None: ...
    def spend(self, usage: Usage, allowed: int, milliseconds: float) -> None: ...

    def cost(self, usage: Usage) -> float | None:
        return None


def digest(*parts: str) -> str:
    """The key of a reply: SHA-256 over the model's name and its prompt."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
