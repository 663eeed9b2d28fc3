"""Passages that look as if they answered a question, and do not."""

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
_K1, _B = 1.2, 0.75  # Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"


class Bm25:
    """Okapi BM25 over a few thousand texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [Counter(words(text)) for text in texts]
        lengths = np.array([sum(count.values()) for count in counts], dtype=np.float64)
        scale = _K1 * (1 - _B + _B * lengths / max(float(lengths.sum()) / max(len(texts), 1), 1.0))
        places: dict[str, list[tuple[int, int]]] = {}
        for number, count in enumerate(counts):
            for word, times in count.items():
                places.setdefault(word, []).append((number, times))
        self._size = len(texts)
        self._postings: dict[str, tuple[NDArray[np.int64], NDArray[np.float64]]] = {}
        for word, found in places.items():
            numbers = np.array([number for number, _ in found])
            often = np.array([times for _, times in found], dtype=np.float64)
            rarity = math.log(1 + (len(texts) - len(found) + 0.5) / (len(found) + 0.5))
            weight = rarity * often * (_K1 + 1) / (often + scale[numbers])
            self._postings[word] = (numbers, weight)

    def nearest(self, question: str, count: int) -> list[int]:
        """The numbers of the texts that share most with the question, best first."""
        scores = np.zeros(self._size)
        for word in set(words(question)):
            if word in self._postings:
                numbers, weight = self._postings[word]
                scores[numbers] += weight
        count = min(count, self._size)
        if count == 0:
            return []
        best = np.argpartition(-scores, count - 1)[:count]
        return [int(n) for n in best[np.argsort(-scores[best], kind="stable")] if scores[n] > 0]


def words(text: str) -> list[str]:
    """Lower-case words and numbers."""
    return _WORD.findall(text.lower())


def might_answer(text: str, answers: Sequence[str]) -> bool:
    """Whether one of the answers' words stand in the text too: then it may answer after all."""
    spread = f" {' '.join(words(text))} "
    return any(f" {' '.join(words(answer))} " in spread for answer in answers)
