"""The exported graph as something to measure: one text at a time, as the product reads."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.reading_training.epoch import Feature
from rag.reading_training.measure import Read


def onnx_read(model: Path) -> Read:
    """Reads with the graph in the file `model`, on one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])

    def read(features: Sequence[Feature]) -> list[NDArray[np.float32]]:
        return [session.run(None, _inputs(feature))[0][0] for feature in features]

    return read


def _inputs(feature: Feature) -> dict[str, NDArray[np.int64]]:
    ids = feature.ids[None, :]
    types = (np.arange(ids.shape[1]) >= feature.passage).astype(np.int64)[None, :]
    return {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": types}
