"""A folder of the transformers library as something to measure, in float32."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from rag.reading_training.epoch import Feature
from rag.reading_training.measure import Read


def torch_read(folder: Path) -> Read:
    """Reads with a `BertForQuestionAnswering`, one text at a time."""
    from transformers import BertForQuestionAnswering

    model = BertForQuestionAnswering.from_pretrained(str(folder), dtype=torch.float32)
    model.train(False)

    def one(feature: Feature) -> NDArray[np.float32]:
        ids = torch.from_numpy(feature.ids)[None, :]
        types = (torch.arange(ids.shape[1]) >= feature.passage).long()[None, :]
        read = model(input_ids=ids, attention_mask=torch.ones_like(ids), token_type_ids=types)
        logits: NDArray[np.float32] = torch.stack(
            (read.start_logits[0], read.end_logits[0]), dim=1
        ).numpy()
        return logits

    def read(features: Sequence[Feature]) -> list[NDArray[np.float32]]:
        with torch.inference_mode():
            return [one(feature) for feature in features]

    return read
