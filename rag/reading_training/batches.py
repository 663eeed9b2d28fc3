"""Features of like length together, padded to the longest: little is computed for nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from rag.reading_training.epoch import Feature

if TYPE_CHECKING:
    import torch

_MOST_SPANS = 4


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one step; `texts` by `tokens` where nothing else is said."""

    ids: "torch.Tensor"
    types: "torch.Tensor"  # 0 for the question, 1 for the passage
    mask: "torch.Tensor"  # True for tokens, False for padding
    readable: "torch.Tensor"  # True where an answer may begin or end: [CLS] and the passage
    spans: "torch.Tensor"  # (texts, spans, 2); -1 fills up


def grouped(features: Sequence[Feature], tokens: int, random: Random) -> list[list[Feature]]:
    """Batches of at most `tokens` tokens, padding included, in an order by chance."""
    shuffled = list(features)
    random.shuffle(shuffled)
    shuffled.sort(key=lambda f: len(f.ids))
    groups: list[list[Feature]] = [[]]
    for one in shuffled:
        if groups[-1] and padded(len(one.ids)) * (len(groups[-1]) + 1) > tokens:
            groups.append([])
        groups[-1].append(one)
    random.shuffle(groups)
    return [group for group in groups if group]


def padded(length: int) -> int:
    """The next multiple of eight."""
    return -(-length // 8) * 8


def batch(features: Sequence[Feature]) -> Batch:
    """One padded batch."""
    import torch

    # Few different shapes: what the kernels keep for each of them adds up to gigabytes.
    count, longest = len(features), padded(max(len(f.ids) for f in features))
    ids = np.zeros((count, longest), dtype=np.int64)
    types, mask = np.zeros_like(ids), np.zeros((count, longest), dtype=bool)
    readable = np.zeros_like(mask)
    spans = np.full((count, _MOST_SPANS, 2), -1, dtype=np.int64)
    for row, one in enumerate(features):
        length = len(one.ids)
        ids[row, :length] = one.ids
        types[row, one.passage : length] = 1
        mask[row, :length] = True
        readable[row, one.passage : length - 1] = True
        readable[row, 0] = True
        for place, span in enumerate(one.spans[:_MOST_SPANS]):
            spans[row, place] = span
    arrays = (ids, types, mask, readable, spans)
    return Batch(*(torch.from_numpy(array) for array in arrays))
