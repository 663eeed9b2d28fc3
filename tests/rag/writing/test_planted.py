"""How many planted errors are caught, and how many true sentences are lost to the check.

Four authors wrote 100 answers each without having seen the rules. The rules were made with the
failures of a, b and c in sight, not of d.
"""

from collections import Counter

import pytest

from rag.written import Fate
from tests.rag.writing.planted_answers import Planted, planted

CAUGHT = 0.95  # at least, of the errors
LOST = 0.05  # at most, of the true sentences: neither shown nor replaced by the article's own
SHOWN = 0.6  # at least, of the true sentences, as they were written
UNSEEN = ("d",)
FILES = ("a", "b", "c", *UNSEEN)


def share(some: list[Planted]) -> float:
    return sum(each.is_right(each.held) for each in some) / len(some)


def errors(*files: str) -> list[Planted]:
    return [each for each in planted(*files) if each.error]


def test_there_are_four_hundred_answers_with_errors_of_many_kinds() -> None:
    assert len({each.answer for each in planted(*FILES)}) == 400
    kinds = Counter(each.error for each in errors(*FILES))
    assert len(kinds) == 17 and min(kinds.values()) >= 25


def test_planted_errors_are_caught() -> None:
    assert share(errors(*FILES)) >= CAUGHT


def test_planted_errors_that_nobody_had_seen_are_caught() -> None:
    assert share(errors(*UNSEEN)) >= 0.9


@pytest.mark.parametrize("file", FILES)
def test_true_sentences_are_not_lost(file: str) -> None:
    true = [each for each in planted(file) if not each.error]
    fates = Counter(each.held.fate for each in true)
    assert fates[Fate.DROPPED] <= LOST * len(true)
    assert fates[Fate.SHOWN] >= SHOWN * len(true)
