"""When the articles do not say, and what is said then.

A question about what never happened looks much like one that is answered: most of its words stand
in the articles. So several weak signs are weighed together: how surely the reader found words, how
well the best sentence ranks, and how much of the question it and its passage carry.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answer import Citation, Kind
from rag.composed import Articles
from rag.lexicon import opposites
from rag.narrowing import name_stems
from rag.offices import office
from rag.reading import Candidate
from rag.words import passage_stems, stem_set

# Weights of a logistic regression and where it says "no answer", fitted on questions kept apart for
# it; see DECISIONS.md.
_RANK, _READING, _YES_OR_NO, _CARRIED, _NAMED, _BIAS = 0.56, 0.075, 1.25, 1.4, 2.2, -3.6
_LEAST = -0.7

# The same without a reader: a score, or a cosine and a share of words that together are too little.
_LOW_SCORE = 0.42
_FAR, _FEW = 0.52, 0.15

_ASKS_WHETHER = re.compile(
    r"\W*(?:and |so |but )?(?:is|are|was|were|do|does|did|has|have|had|will|can|could|would|should"
    r"|may)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\bhow many (?:\w+ ){0,1}?(\w+s)\b", re.IGNORECASE)
# Said in these words or not at all; nothing near to them answers.
_ONLY_SO = stem_set(
    "born birthday birthplace married wife husband children salary nickname tall weigh population"
)
_AS_MUCH = 0.75  # share of the question's words of another that a sentence put before it carries
_SURE = 6.0  # of the reader's score, from which it outweighs an opposite or a missing noun


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing is answered."""

    reason: str


def refusal(
    question: str, kind: Kind, candidates: Sequence[Candidate], absent: Sequence[str]
) -> Refusal | None:
    """Why `candidates`, best first, do not answer; None when they do.

    `absent` are words of the question that no passage read for it holds.
    """
    if not candidates:
        return None
    best = candidates[0]
    if kind is Kind.HOW_MUCH and best.sign == 0.0:
        return _refusal(absent, "The nearest passage gives no such figure.")
    held = office(question)
    if held is not None and not held.named_in(best.text):
        return _refusal(absent, "No passage that comes near names who holds that office.")
    if (_ONLY_SO & stem_set(question)) - passage_stems(best.passage):
        return _refusal(absent, "No passage that comes near tells that.")
    if best.reading is None:
        low = best.score < _LOW_SCORE
        loose = bool(absent) and best.meaning < _FAR and best.words < _FEW
        found = not (low or loose)
    else:
        # A figure that was put before a better ranked sentence has that one's support.
        surest = max(confidence(question, each) for each in (best, *_displaced(candidates)))
        found = surest >= _LEAST and not _denied(question, best)
    return None if found else _refusal(absent, "No passage comes near enough to the question.")


def asks_whether(question: str) -> bool:
    """Whether yes or no would answer."""
    return _ASKS_WHETHER.match(question) is not None


def _displaced(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those that a best one was put before, though it carries nearly as much of the question."""
    best = candidates[0]
    return [
        each
        for each in candidates
        if each.reading is not None
        and each.score > best.score
        and best.words >= _AS_MUCH * each.words
    ]


def confidence(question: str, best: Candidate) -> float:
    """How much speaks for the best candidate, in logits; compares between questions."""
    if best.reading is None:
        return best.score
    names = name_stems(question)
    others = stem_set(question) - names
    carried = len(others & stem_set(best.text)) / len(others) if others else 1.0
    named = len(names & passage_stems(best.passage)) / len(names) if names else 1.0
    # A reader is not made for yes or no: its score says nothing there.
    read = _YES_OR_NO if asks_whether(question) else _READING * best.reading
    return _RANK * best.score + read + _CARRIED * carried + _NAMED * named + _BIAS


def _denied(question: str, best: Candidate) -> bool:
    """Whether the sentence says the opposite of what is asked, or counts other things."""
    if (best.reading or 0.0) >= _SURE or asks_whether(question):
        return False
    asked, held = stem_set(question), stem_set(best.text)
    if any(opposites(stem) & held for stem in asked - passage_stems(best.passage)):
        return True
    counted = _HOW_MANY.search(question)
    return counted is not None and not stem_set(counted.group(1)) <= held


def _refusal(absent: Sequence[str], otherwise: str) -> Refusal:
    return Refusal(f"The articles do not say. {not_mentioned(absent) if absent else otherwise}")


def not_mentioned(absent: Sequence[str]) -> str:
    """The sentence that names the first of the words that nothing found has."""
    named = ", ".join(f"“{word}”" for word in absent[:4])
    return f"Nothing that comes near the question mentions {named}."


def nearest(candidates: Sequence[Candidate], article: Articles) -> Citation | None:
    """The best candidate whose article is still there, which does not answer."""
    for each in candidates:
        found = article(each.passage.article_id)
        if found is not None:
            return Citation(1, found, each.span, each.passage.span)
    return None
