"""How likely a sentence answers a question: a small cross-encoder, int8, on ONNX Runtime.

It reads question and sentence together, so it sees what a cosine of two vectors cannot: which of
two sentences about a tariff says when it starts. The weights in `ranker_weights` were made by
`python -m rag.ranking_training`; `card.json` beside them says from what, and how good they are.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Encoding

Logits = NDArray[np.float32]

WEIGHTS = Path(__file__).parent / "ranker_weights"
_LONGEST = 160  # tokens of question and sentence together; the longer of the two is cut first


class SentenceRanker(Protocol):
    """Says how well each of some sentences answers a question."""

    def score(self, question: str, sentences: Sequence[str]) -> Logits:
        """A logit a sentence, shape (sentences,): sigmoid of it is about P(it answers)."""


class Ranker:
    """The shipped cross-encoder. Safe to share between threads.

    Each pair runs alone, several at once on threads: int8 scales activations by what is in the
    batch, so batching would make a score depend on the other sentences.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """Loads `model.onnx` and `tokenizer.json`. Raises ModelError when they are not whole."""
        _check(folder)
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_LONGEST)
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
        self._pool = ThreadPoolExecutor(cores, thread_name_prefix="rank")

    def score(self, question: str, sentences: Sequence[str]) -> Logits:
        if not sentences:
            return np.zeros(0, np.float32)
        encodings = self._tokenizer.encode_batch([(question, text) for text in sentences])
        return np.array(list(self._pool.map(self._run, encodings)), np.float32)

    def _run(self, encoding: "Encoding") -> float:
        ids = np.array([encoding.ids], dtype=np.int64)
        feed = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.array([encoding.type_ids], dtype=np.int64),
        }
        return float(self._session.run(None, feed)[0][0])


def _check(folder: Path) -> None:
    try:
        stated = json.loads((folder / "card.json").read_text(encoding="utf-8"))["sha256"]
        with (folder / "model.onnx").open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError("the ranker's weights are missing: reinstall readout") from error
    if found != stated:
        raise ModelError("the ranker's weights are not the ones shipped: reinstall readout")
