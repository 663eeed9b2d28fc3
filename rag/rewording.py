"""A question in the words of a passage: "auto tariffs" where it writes of levies on cars.

A small reader knows few synonyms. Those that this project joins (see `words.py`) are put into the
question before a passage is read; the passage itself stays as it is.
"""

import re

from rag.words import joined_words


def reworded(question: str, passage: str) -> str:
    """`question` with words for which the passage has others of the same meaning exchanged."""
    theirs: dict[str, str] = {}
    for written, meant in joined_words(passage):
        theirs.setdefault(meant, written)
    held = {written.lower() for written, _ in joined_words(passage)}
    for written, meant in joined_words(question):
        other = theirs.get(meant)
        if other is not None and written.lower() not in held:
            question = _exchanged(question, written, other)
    return question


def _exchanged(question: str, word: str, other: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", lambda _: other, question)
