"""Whether quoted passages carry a sentence.

A sentence that stands in the passages word for word is carried. Any other must find there its
figures, its names, its quotations, the same denials, and nearly all its words. Where it is nearly
one of their sentences, what was put in or changed must be words without a meaning of their own, or
stand in another one: two names that changed places say something else.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from index.sentences import sentences
from rag.words import STOP_WORDS, stem_set, words

_COVERED = 0.8  # share of the stems that the passages must hold
_NEARLY = 0.75  # difflib's ratio of words from which a sentence is a version of another
_FIGURE = re.compile(
    r"\d+(?:[.,]\d+)*"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand"
    r"|million|billion|trillion|half|dozen)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_QUOTED = re.compile(r"\"([^\"]{3,})\"")
_DENIAL = re.compile(r"\b(?:not?|never|none|nor|without|cannot|\w+n't)\b", re.IGNORECASE)
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def supports(sentence: str, passages: Sequence[str]) -> bool:
    """Whether the passages, taken together, say the sentence."""
    said, evidence = _plain(sentence), _plain(" … ".join(passages))
    if not said:
        return False
    if re.search(rf"(?<!\w){re.escape(said)}(?!\w)", evidence):
        return True
    stems, held = stem_set(said), stem_set(evidence)
    if not stems or len(stems & held) < _COVERED * len(stems):
        return False
    if not _figures(said) <= _figures(evidence):
        return False
    if any(not stem_set(name) <= held for name in _names(said)):
        return False
    if any(quoted not in evidence for quoted in _QUOTED.findall(said)):
        return False
    found = [span.of(evidence) for span in sentences(evidence)] or [evidence]
    nearest = max(found, key=lambda each: _compared(said, each).ratio())
    if bool(_DENIAL.search(said)) != bool(_DENIAL.search(nearest)):
        return False
    if _compared(said, nearest).ratio() < _NEARLY:
        return True
    others = frozenset().union(*(stem_set(each) for each in found if each != nearest))
    return not _alters(said, nearest, others)


def _figures(text: str) -> set[str]:
    return {figure.lower() for figure in _FIGURE.findall(text)}


def _names(text: str) -> list[str]:
    """What is written with a capital; also the first word, unless it only begins the sentence."""
    return [name for name in _NAME.findall(text) if name.lower() not in STOP_WORDS]


def _compared(said: str, other: str) -> "SequenceMatcher[str]":
    return SequenceMatcher(None, words(other), words(said), autojunk=False)


def _alters(said: str, nearest: str, others: frozenset[str]) -> bool:
    """Whether a version of a sentence denies anew or no more, or has a word from nowhere.

    `others` are the stems of the evidence's other sentences, from which a part may come.
    """
    own, its, its_stems = words(said), words(nearest), stem_set(nearest)
    names = {word for name in _names(said) for word in words(name)}
    for kind, i, j, start, end in _compared(said, nearest).get_opcodes():
        if kind == "equal":
            continue
        if any(_DENIAL.fullmatch(word) for word in (*its[i:j], *own[start:end])):
            return True
        for word in own[start:end]:
            moved = word not in names and stem_set(word) <= its_stems
            if word not in STOP_WORDS and not moved and not stem_set(word) <= others:
                return True
    return False


def _plain(text: str) -> str:
    """With straight quotation marks and single spaces."""
    return " ".join(text.translate(_STRAIGHT).split())
