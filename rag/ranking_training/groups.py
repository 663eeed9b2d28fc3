"""Examples into groups to learn from: one question, a few sentences, at most one that answers."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.ranking_training.examples import Example
from rag.ranking_training.negatives import Overlap
from rag.words import STOP_WORDS

SENTENCES = 4  # in a group
_UNANSWERED = 0.15  # the share of groups in which no sentence answers
_KEYWORDS = 0.15  # the share of questions typed as keywords
_LEANING = 0.06  # the share of questions behind an earlier one, as `rag.followup` joins them

# What a person who types keywords puts in place of a question word; some of it comes first.
_NOUNS = (
    (re.compile(r"\bhow (?:many|much)\b", re.IGNORECASE), ("number of", "amount", "how many", "")),
    (re.compile(r"\bwhen\b", re.IGNORECASE), ("date", "when", "")),
    (re.compile(r"\bwho(?:m|se)?\b", re.IGNORECASE), ("name", "who", "")),
    (re.compile(r"\bwhere\b", re.IGNORECASE), ("place", "where", "location", "")),
    (re.compile(r"\bwhy\b", re.IGNORECASE), ("reason", "why", "")),
)
_FIRST = frozenset(("who", "when", "where", "why", "number of", "how many"))


@dataclass(frozen=True, slots=True)
class Group:
    """`sentences[0]` answers the question if `answered`; no other sentence does."""

    question: str
    sentences: tuple[str, ...]
    answered: bool


def group(example: Example, overlap: Overlap, chance: random.Random) -> Group:
    """A group for an example: its answer, sentences that stand near it, and ones that sound so."""
    near = [text for text in example.others if text not in example.answers]
    chance.shuffle(near)
    wanted = SENTENCES - 1
    known = {*example.answers, *near}
    # Two places at least for strangers: the near ones are often about something else altogether.
    strangers = overlap.nearest(example.question, 12, known)
    taken = near[: wanted - min(2, len(strangers))]
    chance.shuffle(strangers)
    taken += strangers[: wanted - len(taken)]
    answered = chance.random() >= _UNANSWERED
    if answered:
        taken = [example.answers[0], *taken]
    return Group(reworded(example, chance), tuple(taken), answered)


def reworded(example: Example, chance: random.Random) -> str:
    """The question as a hurried person might type it, more often than not as it stands."""
    question = example.question
    if chance.random() < _KEYWORDS:
        question = _keywords(question, chance)
    elif chance.random() < 0.5:
        question = question.rstrip("?! .")
    if example.earlier and chance.random() < _LEANING:
        return f"{example.earlier.rstrip('?.! ')} – {question}"
    return question


def _keywords(question: str, chance: random.Random) -> str:
    plain = question.rstrip("?! .")
    noun = ""
    for pattern, nouns in _NOUNS:
        if pattern.search(plain):
            plain, noun = pattern.sub(" ", plain, count=1), chance.choice(nouns)
            break
    words = [word for word in plain.split() if word.lower() not in STOP_WORDS]
    if not words:
        return question
    if noun:
        words.insert(0 if noun in _FIRST else len(words), noun)
    return " ".join(words)


def pool(examples: Sequence[Example], extra: Sequence[str]) -> list[str]:
    """The sentences of all examples and `extra`, each once: what negatives are drawn from."""
    return list(
        dict.fromkeys(
            [text for example in examples for text in (*example.answers, *example.others)]
            + list(extra)
        )
    )
