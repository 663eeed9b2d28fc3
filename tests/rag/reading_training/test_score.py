"""The scores that SQuAD's script gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from rag.reading_training.score import area_under_curve, exact_match, f1, normalized


@pytest.mark.parametrize(
    ("found", "right", "exact", "overlap"),
    [
        ("The U.S. Senate", ["us senate"], 1.0, 1.0),
        ("on March 14", ["March 14"], 0.0, 0.8),
        ("March 9", ["14", "March 14"], 0.0, 0.5),
        ("a cat, a cat", ["cat"], 0.0, 2 / 3),
        ("nothing", ["something"], 0.0, 0.0),
        ("the", ["a"], 1.0, 1.0),
        ("word", [], 0.0, 0.0),
    ],
)
def test_by_hand(found: str, right: list[str], exact: float, overlap: float) -> None:
    assert exact_match(found, right) == exact
    assert f1(found, right) == pytest.approx(overlap)


@given(st.text(), st.lists(st.text(), min_size=1, max_size=3))
def test_an_exact_match_is_a_full_overlap(found: str, right: list[str]) -> None:
    assert 0 <= f1(found, right) <= 1
    if exact_match(found, right):
        assert f1(found, right) == 1
    assert normalized(normalized(found)) == normalized(found)


@given(
    positive=st.lists(st.integers(-3, 3), min_size=1, max_size=12),
    negative=st.lists(st.integers(-3, 3), min_size=1, max_size=12),
)
def test_the_area_is_that_of_scikit_learn(positive: list[int], negative: list[int]) -> None:
    kinds = [1] * len(positive) + [0] * len(negative)
    assert area_under_curve(positive, negative) == pytest.approx(
        roc_auc_score(kinds, positive + negative)
    )
