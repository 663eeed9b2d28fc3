"""Sentences that share a question's words and do not answer it."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence

import numpy as np

from rag.words import STOP_WORDS

_WORD = re.compile(r"\w+")
_COMMON = 0.02  # a word in more of the sentences than this says nothing about a topic


class Overlap:
    """The sentences of a pool by how many of a question's rare words they hold."""

    def __init__(self, pool: Sequence[str]) -> None:
        self._pool = pool
        holding: dict[str, list[int]] = defaultdict(list)
        self._lengths = np.zeros(len(pool))
        for number, sentence in enumerate(pool):
            words = _words(sentence)
            self._lengths[number] = len(words)
            for word in words:
                holding[word].append(number)
        most = max(20, _COMMON * len(pool))
        self._holding = {
            word: np.array(numbers) for word, numbers in holding.items() if len(numbers) <= most
        }

    def nearest(self, question: str, limit: int, without: Collection[str]) -> list[str]:
        """At most `limit` sentences with words in common, most first, none of them in `without`.

        Each shared word counts ln(n / df); the sum is divided by the fourth root of the length,
        so that the longest sentences do not win every question.
        """
        scores = np.zeros(len(self._pool))
        for word in _words(question):
            if (numbers := self._holding.get(word)) is not None:
                scores[numbers] += np.log(len(self._pool) / len(numbers))
        scores /= np.maximum(self._lengths, 4) ** 0.25
        count = min(limit + len(without), len(scores))
        if not count:
            return []
        some = np.argpartition(-scores, count - 1)[:count]
        best = some[np.argsort(-scores[some])]
        found = [self._pool[at] for at in best if scores[at] > 0]
        return [sentence for sentence in found if sentence not in without][:limit]


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.lower()) if word not in STOP_WORDS}
