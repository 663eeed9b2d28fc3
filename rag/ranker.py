"""How likely a sentence answers a question: a small cross-encoder, int8, on ONNX Runtime.

It reads question and sentence together, so it sees what a cosine of two vectors cannot: which of
two sentences about a tariff says when it starts. The weights in `ranker_weights` were made by
`python -m rag.ranking_training`; `card.json` beside them says from what, and how good they are.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.onnx_model import OnnxModel

Logits = NDArray[np.float32]

WEIGHTS = Path(__file__).parent / "ranker_weights"
_LONGEST = 160  # tokens of question and sentence together


class SentenceRanker(Protocol):
    """Says how well each of some sentences answers a question."""

    def score(self, question: str, sentences: Sequence[str]) -> Logits:
        """A logit a sentence, shape (sentences,): sigmoid of it is about P(it answers)."""


class Ranker:
    """The shipped cross-encoder. Safe to share between threads.

    A sentence's logit does not depend on the others that it is scored with.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """Loads `model.onnx` and `tokenizer.json`. Raises ModelError when they are not whole."""
        _check(folder)
        self._model = OnnxModel(folder, longest=_LONGEST)

    def score(self, question: str, sentences: Sequence[str]) -> Logits:
        if not sentences:
            return np.zeros(0, np.float32)
        return np.array(self._model.run([(question, text) for text in sentences]), np.float32)


def _check(folder: Path) -> None:
    try:
        stated = json.loads((folder / "card.json").read_text(encoding="utf-8"))["sha256"]
        with (folder / "model.onnx").open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError("the ranker's weights are missing: reinstall readout") from error
    if found != stated:
        raise ModelError("the ranker's weights are not the ones shipped: reinstall readout")
