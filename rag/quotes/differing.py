"""How wordings are compared: without case, marks and the shape of quotation marks."""

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*%?")


def compared(text: str) -> tuple[str, ...]:
    """The words of `text` as they are compared."""
    return tuple(_compared(text))


def holds(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """Whether `shorter` stands in `longer`, word for word and in one piece."""
    return bool(shorter) and f" {' '.join(shorter)} " in f" {' '.join(longer)} "


def _compared(text: str) -> list[str]:
    return [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)]
