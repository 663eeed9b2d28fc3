"""The best spans of a passage out of the logits of their starts and ends."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LONGEST_ANSWER = 30  # tokens, as the SQuAD scripts of BERT have it


@dataclass(frozen=True, slots=True)
class TokenSpan:
    """A span of tokens and the sum of its two logits."""

    first: int
    last: int  # included
    score: float


def best_spans(
    logits: NDArray[np.float32], begin: int, end: int, count: int = 1
) -> list[TokenSpan]:
    """The best spans inside the tokens [begin, end), none sharing a token with a better one.

    `logits` is (tokens, 2). At most `count`, best first; fewer when the tokens are used up.
    """
    size = end - begin
    if size <= 0:
        return []
    start, stop = logits[begin:end, 0], logits[begin:end, 1]
    scores = start[:, None] + stop[None, :]
    first, last = np.indices((size, size))
    scores = np.where((last >= first) & (last - first < LONGEST_ANSWER), scores, -np.inf)
    found: list[TokenSpan] = []
    while len(found) < count:
        a, b = divmod(int(scores.argmax()), size)
        if scores[a, b] == -np.inf:
            break
        found.append(TokenSpan(a + begin, b + begin, float(scores[a, b])))
        scores[(first <= b) & (last >= a)] = -np.inf
    return found


def not_here(logits: NDArray[np.float32]) -> float:
    """The score of the span that stands for no answer: [CLS] to [CLS]."""
    return float(logits[0, 0] + logits[0, 1])
