"""How two wordings of one statement differ."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

_WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*%?")


def difference(one: str, other: str) -> tuple[str, str]:
    """The words of each that the other has not, in order, with an ellipsis where some are left out.

    Case, marks and the shape of quotation marks are no difference, and neither is that one quotes
    only a part of the other: then both are "".
    """
    first, second = _compared(one), _compared(other)
    if holds(first, second) or holds(second, first):
        return "", ""
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    ours: list[str] = []
    theirs: list[str] = []
    places, other_places = list(_WORD.finditer(one)), list(_WORD.finditer(other))
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            continue
        if j > i:
            ours.append(one[places[i].start() : places[j - 1].end()])
        if m > k:
            theirs.append(other[other_places[k].start() : other_places[m - 1].end()])
    return " … ".join(ours), " … ".join(theirs)


def compared(text: str) -> tuple[str, ...]:
    """The words of `text` as they are compared."""
    return tuple(_compared(text))


def holds(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """Whether `shorter` stands in `longer`, word for word and in one piece."""
    return bool(shorter) and f" {' '.join(shorter)} " in f" {' '.join(longer)} "


def _compared(text: str) -> list[str]:
    return [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)]
