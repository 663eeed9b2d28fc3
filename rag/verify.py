"""Whether quoted passages carry a sentence.

A sentence that stands in the passages word for word is carried. Any other must find there its
figures, its names, its quotations, the same denials, and nearly all its words.
"""

import re
from collections.abc import Sequence

from rag.words import STOP_WORDS, stem_set

_COVERED = 0.8  # share of the stems that the passages must hold
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<![.!?…\"“] )(?<!^)\b[A-Z][\w’'-]+")
_QUOTED = re.compile(r"[“\"]([^“”\"]{3,})[”\"]")
_DENIAL = re.compile(r"\b(?:not?|never|none|nor|without|cannot|\w+n't)\b", re.IGNORECASE)
_CURLY = str.maketrans("“”‘’", "\"\"''")


def supports(sentence: str, passages: Sequence[str]) -> bool:
    """Whether the passages, taken together, say the sentence."""
    said, evidence = _plain(sentence), _plain(" … ".join(passages))
    if not said:
        return False
    if re.search(rf"(?<!\w){re.escape(said)}(?!\w)", evidence):
        return True
    stems, held = stem_set(sentence), stem_set(evidence)
    if not stems or len(stems & held) < _COVERED * len(stems):
        return False
    if not set(_FIGURE.findall(said)) <= set(_FIGURE.findall(evidence)):
        return False
    names = {name for name in _NAME.findall(said) if name.lower() not in STOP_WORDS}
    if any(not stem_set(name) <= held for name in names):
        return False
    if any(quoted not in evidence for quoted in _QUOTED.findall(said)):
        return False
    return bool(_DENIAL.search(said)) == bool(_DENIAL.search(evidence))


def _plain(text: str) -> str:
    """With straight quotation marks and single spaces."""
    return " ".join(text.translate(_CURLY).split())
