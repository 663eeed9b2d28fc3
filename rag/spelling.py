"""A question's slips of the keyboard, mended by the words that the articles use.

A word that no article has and no list of English words either becomes the commonest word of the
articles that is one slip away: a letter left out, added, swapped with its neighbour, or exchanged
(Damerau 1964). Slips that would rather make another word are none: the first letter is taken to be
right, so are abbreviations; one vowel is exchanged for another and no consonant ("worded" is not
"worked"); and what is added at the end is a letter twice ("Blanchet" is not "Blanche").
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from string import ascii_lowercase

from rag.question import LONGEST
from rag.spans import OWN_FOLDER

SHORTEST = 5  # letters; one slip makes another word of a shorter one too easily
_VOWELS = frozenset("aeiouy")
_COMMON = 3  # passages that have a word which another is taken for
_MOST = 3  # words looked up for a question: one with more is in another language
_WORD = re.compile(r"(?<![\w.&-])[A-Za-z]{3,20}(?![\w.&-]|['’](?!s\b))")
_ASKING = ("which", "what", "when", "where", "who", "why", "how", "whose")

Frequency = Callable[[str], int]  # in how many passages a word stands


def mended(question: str, frequency: Frequency) -> str:
    """`question` with its misspelled words as the articles write them."""
    tried = 0
    at, pieces = 0, []
    for match in _WORD.finditer(question, 0, LONGEST):
        word = match.group()
        if tried == _MOST or _is_word(word.lower()) or word.isupper():
            continue
        other = _asking(word) if not match.start() else None
        if other is None and len(word) >= SHORTEST and not frequency(word.lower()):
            tried += 1
            other = _nearest(word, frequency)
        if other is not None:
            pieces += [question[at : match.start()], other]
            at = match.end()
    return "".join([*pieces, question[at:]])


def _asking(word: str) -> str | None:
    """What a first word that asks was meant to be."""
    near = {each for each in _slips(word.lower()) if each in _ASKING}
    return _as_written(word, min(near, key=_ASKING.index)) if near else None


def _nearest(word: str, frequency: Frequency) -> str | None:
    """The commonest word that is one slip away; None where none is common."""
    low = word.lower()
    known = {each: frequency(each) for each in _slips(low) if each[0] == low[0]}
    # The index knows stems, so beside "tariffs" it finds "tariffes": a listed word comes first.
    best = max(known, key=lambda each: (known[each] >= _COMMON, each in _english(), known[each]))
    return _as_written(word, best) if known[best] >= _COMMON else None


def _is_word(low: str) -> bool:
    """Whether a word is listed, or a form of one that is."""
    known = _english()
    return (
        low in known
        or low in _ASKING
        or any(
            low.endswith(ending) and low.removesuffix(ending) in known
            for ending in ("s", "es", "d", "ed", "ing", "er", "ers", "ly")
        )
    )


def _as_written(word: str, other: str) -> str:
    return other.capitalize() if word[0].isupper() else other


def _slips(word: str) -> Iterator[str]:
    """Every word that is one slip away."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if len(tail) > 1 or (tail and tail == head[-1:]):
            yield head + tail[1:]
        if len(tail) > 1 and tail[0] != tail[1]:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in ascii_lowercase:
            yield head + letter + tail
            if tail and letter != tail[0] and {letter, tail[0]} <= _VOWELS:
                yield head + letter + tail[1:]


@cache
def _english() -> frozenset[str]:
    """Some 20,000 common words: those that the reader's tokenizer knows whole."""
    held = json.loads((OWN_FOLDER / "tokenizer.json").read_text(encoding="utf-8"))
    return frozenset(each for each in held["model"]["vocab"] if each.isalpha())
