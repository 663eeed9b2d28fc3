"""A question in the words of a passage: "auto tariffs" where it writes of levies on cars.

A small reader knows few synonyms. Those that this project joins (see `words.py`) are put into the
question before a passage is read; the passage itself stays as it is.
"""

import re

from rag.lexicon import meaning, stem
from rag.words import STOP_WORDS, joined_words

# Too many meanings to be exchanged for one of them.
_LOOSE = frozenset(
    """about act back due first former head home initial job key late last lead like long major on
    over past place post prior put rule state time""".split()
)
_SAYING = meaning("say")
_ALIKE = 4  # letters that two words begin with in common, and then mostly are forms of one


def reworded(question: str, passage: str) -> str:
    """`question` with words for which the passage has others of the same meaning exchanged."""
    theirs: dict[str, str] = {}
    for written, meant in joined_words(passage):
        theirs.setdefault(meant, written)
    for written, meant in joined_words(question):
        other = theirs.get(meant)
        if other is not None and meant != _SAYING and not _is_kept(written, other, passage):
            question = _exchanged(question, written, other)
    return question


def _is_kept(word: str, other: str, passage: str) -> bool:
    """Whether a word of the question stays: it says nothing, too much, or stands there as well."""
    low = word.lower()
    if low in _LOOSE or low in STOP_WORDS or other.lower() in STOP_WORDS:
        return True
    if stem(low) == stem(other.lower()):
        return True
    return low[:_ALIKE] == other.lower()[:_ALIKE] or low[:_ALIKE] in passage.lower()


def _exchanged(question: str, word: str, other: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", lambda _: other, question)
