"""Exact match and F1 as SQuAD's script defines them (Rajpurkar et al. 2016, arXiv:1606.05250)."""

import re
import string
from collections import Counter
from collections.abc import Sequence

import numpy as np

_ARTICLE = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def normalized(answer: str) -> str:
    """Lower case, without punctuation, articles and double blanks."""
    return " ".join(_ARTICLE.sub(" ", answer.lower().translate(_PUNCTUATION)).split())


def exact_match(found: str, right: Sequence[str]) -> float:
    """1 when `found` is one of the right answers after normalising, else 0."""
    return float(any(normalized(found) == normalized(answer) for answer in right))


def f1(found: str, right: Sequence[str]) -> float:
    """The best harmonic mean of the words' precision and recall, 0 to 1."""
    return max((_f1(normalized(found).split(), normalized(a).split()) for a in right), default=0.0)


def _f1(found: list[str], right: list[str]) -> float:
    if not found or not right:
        return float(found == right)
    same = sum((Counter(found) & Counter(right)).values())
    return 2 * same / (len(found) + len(right))


def area_under_curve(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The chance that a positive scores above a negative, ties counting half: the ROC's area."""
    ordered = np.sort(np.array(negative))
    below = np.searchsorted(ordered, positive, side="left")
    ties = np.searchsorted(ordered, positive, side="right") - below
    return float((below + ties / 2).mean() / len(ordered))
