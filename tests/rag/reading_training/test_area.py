"""The area under the curve."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from rag.reading_training.measure import area_under_curve


@given(
    positive=st.lists(st.integers(-3, 3), min_size=1, max_size=12),
    negative=st.lists(st.integers(-3, 3), min_size=1, max_size=12),
)
def test_the_area_is_that_of_scikit_learn(positive: list[int], negative: list[int]) -> None:
    kinds = [1] * len(positive) + [0] * len(negative)
    assert area_under_curve(positive, negative) == pytest.approx(
        roc_auc_score(kinds, positive + negative)
    )
