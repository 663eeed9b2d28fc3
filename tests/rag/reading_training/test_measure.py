"""Figures of readers that are made up, so that they are known beforehand."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from tokenizers import Tokenizer

from rag.reading_training.epoch import Feature
from rag.reading_training.example import Example
from rag.reading_training.measure import figures
from rag.reading_training.tokenized import Tokenized, tokenized
from rag.spans import LONGEST

LONG = "It was quiet. " * 200


@pytest.fixture(scope="module")
def data(tokenizer: Tokenizer) -> Tokenized:
    """Twenty questions, half of them about texts longer than is read at once."""
    examples = []
    for n in range(20):
        text = f"{LONG if n % 2 else ''}The mill of Arras opened in {1800 + n} with a feast."
        at = text.index("18")
        question = f"When did mill number {n} open?"
        examples.append(Example(f"{n}", question, text, ((at, at + 4),), f"{n}", "s"))
    return tokenized(examples, tokenizer)


def _years(data: Tokenized) -> dict[tuple[int, ...], int]:
    """The token of the year that answers, by the question's tokens."""
    return {
        tuple(a.question.tolist()): int(data.contexts[a.context].ids[a.answers[0][0]])
        for a in data.asked
    }


class Knowing:
    """Gives the token that answers 9 more than any other, "not here" 4, and remembers lengths."""

    def __init__(self, data: Tokenized, here: float = 9.0) -> None:
        self._years = _years(data)
        self._here = here
        self.lengths: list[int] = []

    def __call__(self, features: Sequence[Feature]) -> list[NDArray[np.float32]]:
        return [self._logits(one) for one in features]

    def _logits(self, one: Feature) -> NDArray[np.float32]:
        self.lengths.append(len(one.ids))
        year = self._years[tuple(one.ids[1 : one.passage - 1].tolist())]
        logits = np.zeros((len(one.ids), 2), dtype=np.float32)
        logits[0] = 4
        logits[one.ids == year] = self._here
        return logits


def test_one_who_knows_finds_all_even_far_into_a_text(data: Tokenized) -> None:
    reader = Knowing(data)
    found = figures(data, reader)
    assert (found.questions, found.exact, found.f1, found.refused) == (20, 100, 100, 0)
    assert (found.gap, found.gap_tenth, found.near_ninetieth) == (10, 10, -8)
    assert (found.told_apart, found.told_apart_near) == (1, 1)
    assert max(reader.lengths) <= LONGEST


def test_one_who_finds_nothing_refuses_all_and_tells_nothing_apart(data: Tokenized) -> None:
    found = figures(data, Knowing(data, here=0.0))
    assert (found.exact, found.refused, found.gap) == (0, 100, -8)
    assert (found.told_apart, found.told_apart_near) == (0.5, 0.5)
