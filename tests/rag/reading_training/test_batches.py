"""Batches hold every feature once, with little padding, and mark what may be read."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rag.reading_training.batches import batch, grouped, padded
from rag.reading_training.epoch import Feature, feature


def _feature(question: int, passage: int, spans: tuple[tuple[int, int], ...] = ()) -> Feature:
    return feature(np.arange(200, 200 + question), np.arange(300, 300 + passage), spans)


@given(
    lengths=st.lists(st.integers(1, 60), min_size=1, max_size=60),
    tokens=st.integers(72, 400),
    seed=st.integers(0, 9),
)
def test_groups_hold_each_feature_once_within_their_tokens(
    lengths: list[int], tokens: int, seed: int
) -> None:
    features = [_feature(3, length) for length in lengths]
    groups = grouped(features, tokens, Random(seed))
    assert sorted(id(f) for group in groups for f in group) == sorted(id(f) for f in features)
    assert all(len(group) * padded(max(len(f.ids) for f in group)) <= tokens for group in groups)


def test_like_lengths_stand_together() -> None:
    features = [_feature(3, length) for length in [5, 50] * 40]
    groups = grouped(features, 560, Random(0))
    mixed = [g for g in groups if len({len(f.ids) for f in g}) > 1]
    assert len(mixed) <= 1


def test_a_batch_pads_and_marks() -> None:
    made = batch([_feature(2, 3, ((0, 1), (2, 2))), _feature(1, 1)])
    # [CLS] q q [SEP] p p p [SEP], and [CLS] q [SEP] p [SEP] with three of padding
    assert made.ids.tolist()[1] == [101, 200, 102, 300, 102, 0, 0, 0]
    assert made.mask.int().tolist() == [[1] * 8, [1] * 5 + [0] * 3]
    assert made.types.tolist() == [[0, 0, 0, 0, 1, 1, 1, 1], [0, 0, 0, 1, 1, 0, 0, 0]]
    assert made.readable.int().tolist() == [[1, 0, 0, 0, 1, 1, 1, 0], [1, 0, 0, 1, 0, 0, 0, 0]]
    assert made.spans.tolist() == [
        [[4, 5], [6, 6], [-1, -1], [-1, -1]],
        [[0, 0], [-1, -1], [-1, -1], [-1, -1]],
    ]
