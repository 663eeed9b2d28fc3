"""How wordings are compared: without case, marks and the shape of quotation marks."""

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*%?")


_SPELT_OUT = {
    "won't": ("will", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
} | {
    f"{word}n't": (word, "not")
    for word in ("do does did is are was were has have had would could should must need").split()
}


def compared(text: str) -> tuple[str, ...]:
    """The words of `text` as they are compared."""
    return tuple(_compared(text))


def holds(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """Whether `shorter` stands in `longer`, word for word and in one piece."""
    return bool(shorter) and f" {' '.join(shorter)} " in f" {' '.join(longer)} "


def _compared(text: str) -> list[str]:
    found = (match.group().lower().replace("’", "'") for match in _WORD.finditer(text))
    return [part for word in found for part in _SPELT_OUT.get(word, (word,))]
