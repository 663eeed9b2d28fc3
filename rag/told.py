"""What somebody who waits for an answer is told meanwhile."""

from typing import Protocol

from rag.answer import Answer


class Told(Protocol):
    """Hears what is being done, in a few words ("Reading 24 passages"), and what there is so far.

    `so_far` is the answer of the sentences that are checked already; each grows on the one before.
    """

    def __call__(self, doing: str, so_far: Answer | None = None) -> None: ...


def unheard(doing: str, so_far: Answer | None = None) -> None:
    """Where nobody wants to hear it."""


class Latest:
    """Keeps what was told last, for whoever looks now and then. Safe between threads."""

    def __init__(self, doing: str) -> None:
        self._latest: tuple[str, Answer | None] = (doing, None)

    def __call__(self, doing: str, so_far: Answer | None = None) -> None:
        self._latest = (doing, so_far)

    @property
    def doing(self) -> str:
        return self._latest[0]

    @property
    def so_far(self) -> Answer | None:
        return self._latest[1]
