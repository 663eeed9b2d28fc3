"""Text as a row of comparable tokens: words as SQuAD normalises them, figures and dates as values.

"From the 3rd of April, U.S. cars face 25 per cent."
from · date 04-03 · us · cars · face · 25 percent
"""

import re
import unicodedata
from functools import lru_cache

from rag.evals.figures import Day, Number, figure_at

Token = str | Day | Number

_WORD = re.compile(r"\w+")
_ARTICLES = {"a", "an", "the"}


@lru_cache(maxsize=50_000)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of `text`: words in lower case without articles, figures and dates as values."""
    plain = _plain(text)
    found: list[Token] = []
    at = 0
    while at < len(plain):
        if plain[at].isspace():
            at += 1
            continue
        if figure := figure_at(plain, at):
            found.append(figure[0])
            at = figure[1]
            continue
        word = _WORD.match(plain, at)
        if word and word[0] not in _ARTICLES:
            found.append(word[0])
        at = word.end() if word else at + 1
    return tuple(found)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower().replace("’", "'").replace("‘", "'")
    folded = re.sub(r"\b(?:[a-z]\.){2,}", lambda match: match[0].replace(".", ""), folded)
    folded = re.sub(r"'s\b|'", lambda match: " s" if match[0] == "'s" else "", folded)
    return re.sub(r"\s+", " ", folded)
