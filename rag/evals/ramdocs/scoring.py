"""The published measure: every gold answer is in the answer, and no wrong one.

Strings are compared as in SQuAD (Rajpurkar et al. 2016): in lower case, without punctuation and
articles, white space as one space. An answer is right when each gold answer is part of it, as a
string, and no wrong answer is (Wang et al. 2025, arXiv 2504.13079). Nothing in this keeps an
answer short, so its words are counted beside.
"""

import re
import string
from collections.abc import Mapping, Sequence

from rag.evals.ramdocs.rows import Row
from rag.evals.resampling import Estimate, ratios

_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")

MEASURES: Mapping[str, str] = {
    "exact_match": "Exact match",
    "gold_found": "Gold answers found",
    "wrong_included": "Wrong answers included",
    "answer_words": "Words of an answer",
}


def normalised(words: str) -> str:
    """`words` as they are compared."""
    return " ".join(_ARTICLES.sub(" ", words.lower().translate(_PUNCTUATION)).split())


def points(row: Row, answer: str) -> dict[str, tuple[float, float]]:
    """What `answer` adds to each measure: (numerator, denominator)."""
    given = normalised(answer)
    gold = sum(normalised(each) in given for each in row.gold)
    wrong = sum(normalised(each) in given for each in row.wrong)
    return {
        "exact_match": (float(gold == len(row.gold) and not wrong), 1.0),
        "gold_found": (float(gold), float(len(row.gold))),
        "wrong_included": (float(wrong), float(len(row.wrong))),
        "answer_words": (float(len(answer.split())), 1.0),
    }


def scored(rows: Sequence[Row], answers: Sequence[str]) -> dict[str, Estimate]:
    """Each measure over all rows, with its 95 % bootstrap interval over questions."""
    return ratios([points(row, answer) for row, answer in zip(rows, answers, strict=True)])
