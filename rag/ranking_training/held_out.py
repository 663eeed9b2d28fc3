"""How well a ranker does on articles that it was not trained on."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.ranking_training.examples import Example

Score = Callable[[str, Sequence[str]], NDArray[np.float32]]  # a question and sentences: logits


def is_held_out(example: Example) -> bool:
    """Whether its whole article is kept from training: about one in eight of new_wiki."""
    digest = hashlib.sha256(example.document.encode()).digest()
    return example.source == "new_wiki" and digest[0] % 8 == 0


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Logits for every sentence of every held-out paragraph, question by question."""

    logits: tuple[NDArray[np.float32], ...]
    answers: tuple[int, ...]  # the first so many sentences of each answer the question

    def first(self) -> float:
        """The share of questions whose best-ranked sentence answers."""
        return float(
            np.mean(
                [row.argmax() < count for row, count in zip(self.logits, self.answers, strict=True)]
            )
        )

    def log_loss(self) -> float:
        """Mean binary cross-entropy of sigmoid(logit), in nats."""
        x, y = self._flat()
        return float(np.mean(np.logaddexp(0, x) - y * x))

    def calibration(self) -> tuple[float, float]:
        """The slope and offset for which sigmoid(slope * logit + offset) fits best.

        Platt 1999, fitted by Newton's method.
        """
        x, y = self._flat()
        design = np.stack([x, np.ones_like(x)], axis=1)
        fit = np.array([1.0, 0.0])
        for _ in range(30):
            p = 1 / (1 + np.exp(-design @ fit))
            hessian = (design * (p * (1 - p))[:, None]).T @ design
            fit -= np.linalg.solve(hessian + 1e-6 * np.eye(2), design.T @ (p - y))
        return float(fit[0]), float(fit[1])

    def _flat(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        x = np.concatenate(self.logits).astype(np.float64)
        y = np.concatenate(
            [
                np.arange(len(row)) < count
                for row, count in zip(self.logits, self.answers, strict=True)
            ]
        ).astype(np.float64)
        return x, y


def measure(score: Score, examples: Sequence[Example]) -> HeldOut:
    """`score` on every example's question and the sentences of its paragraph."""
    rows = [score(item.question, (*item.answers, *item.others)) for item in examples]
    return HeldOut(tuple(rows), tuple(len(item.answers) for item in examples))
