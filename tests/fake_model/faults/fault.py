"""What a fault is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from ..exchange import Exchange


class Fault:
    """Answers one request, its own way. It may raise what the exchange raises, at any time."""

    reads: ClassVar[bool] = True  # whether the request is read at all

    @property
    def name(self) -> str:
        return type(self).__name__

    def play(self, exchange: Exchange) -> None:
        raise NotImplementedError


def half(text: str) -> str:
    """A text up to the middle of a word near its middle."""
    long_words = list(re.finditer(r"\w{2,}", text))
    later = [m for m in long_words if m.end() > len(text) / 2] or long_words
    if not later:
        return text[: len(text) // 2]
    word = later[0]
    return text[: (word.start() + word.end()) // 2]
