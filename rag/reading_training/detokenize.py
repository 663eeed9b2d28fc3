"""Text as people write it out of tokens in the Penn Treebank's style, with each token's place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_BRACKETS = {
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
    "``": '"',
    "''": '"',
    "`": "'",
}
_CLINGS_LEFT = re.compile(r"^(?:[.,;:!?%)\]}…]|''|'(?:s|S|re|ve|ll|d|m)|'|n't|N'T|\.\.\.)$")
_CLINGS_RIGHT = re.compile(r"^(?:[(\[{$£€#]|``|`)$")


@dataclass(frozen=True, slots=True)
class Detokenized:
    """A sentence and the place of its tokens in it."""

    text: str
    places: tuple[tuple[int, int], ...]  # [start, end) in characters, one a token

    def span(self, first: int, last: int) -> tuple[int, int]:
        """[start, end) in characters of the tokens `first` to `last`, both included."""
        return self.places[first][0], self.places[last][1]


def detokenized(tokens: Sequence[str]) -> Detokenized:
    """Brackets and quotation marks as signs; no blank before a comma or after a bracket."""
    text = ""
    places = []
    holds = True  # what comes next stands right here, without a blank
    for token in tokens:
        shown = _BRACKETS.get(token, token)
        if not holds and not _CLINGS_LEFT.match(shown if token not in ("``", "''") else token):
            text += " "
        places.append((len(text), len(text) + len(shown)))
        text += shown
        holds = _CLINGS_RIGHT.match(token if token in ("``", "`") else shown) is not None
    return Detokenized(text, tuple(places))
