"""A small BERT on ONNX Runtime: one text at a time, several at once on threads.

int8 scales activations by what is in the batch, so in a batch a result would depend on its
neighbours; alone, it never does, and threads of one text each are as fast as small batches.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


class OnnxModel:
    """`model.onnx` and `tokenizer.json` of a folder. Safe to share between threads."""

    def __init__(self, folder: Path, longest: int) -> None:
        """`longest` is the number of tokens at which a text is cut."""
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
        self._tokenizer.enable_truncation(longest)
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
        self._pool = ThreadPoolExecutor(cores, thread_name_prefix="onnx")

    def run(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """What the graph gives for each text, in their order."""
        tokens = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        if len(tokens) == 1:
            return [self._one(tokens[0])]
        return list(self._pool.map(self._one, tokens))

    def _one(self, tokens: list[int]) -> NDArray[np.float32]:
        ids = np.array([tokens], dtype=np.int64)
        result: NDArray[np.float32] = self._session.run(
            None,
            {
                "input_ids": ids,
                "attention_mask": np.ones_like(ids),
                "token_type_ids": np.zeros_like(ids),
            },
        )[0][0]
        return result
