"""Networks of torch as something to measure: one in training, and a folder in float32."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import BertForQuestionAnswering

from rag.reading_training.batches import batch
from rag.reading_training.epoch import Feature
from rag.reading_training.measure import Read
from rag.reading_training.model import span_logits

_TOGETHER = 32  # features


def network_read(model: BertForQuestionAnswering) -> Read:
    """Reads with a network in training, in batches of like length."""

    def read(features: Sequence[Feature]) -> list[NDArray[np.float32]]:
        model.train(False)
        result = [np.empty((0, 2), dtype=np.float32)] * len(features)
        order = sorted(range(len(features)), key=lambda n: len(features[n].ids))
        with torch.inference_mode():
            for start in range(0, len(order), _TOGETHER):
                part = order[start : start + _TOGETHER]
                group = batch([features[n] for n in part])
                logits = span_logits(model, group.ids, group.types, group.mask, group.readable)
                for row, n in enumerate(part):
                    result[n] = logits[row, : len(features[n].ids)].numpy()
        model.train()
        return result

    return read


def torch_read(folder: Path) -> Read:
    """Reads with the `BertForQuestionAnswering` in a folder, in float32, one text at a time."""
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
