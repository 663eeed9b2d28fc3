"""The best spans, against trying all of them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from rag.reading_training.decode import LONGEST_ANSWER, best_spans, not_here

_LOGITS = hnp.arrays(
    np.float32, st.tuples(st.integers(4, 45), st.just(2)), elements=st.floats(-9, 9, width=16)
)


@given(logits=_LOGITS, data=st.data())
def test_the_best_span_is_that_of_trying_all(logits: np.ndarray, data: st.DataObject) -> None:
    begin = data.draw(st.integers(1, len(logits) - 2))
    end = data.draw(st.integers(begin + 1, len(logits)))
    (span,) = best_spans(logits, begin, end)
    scores = [
        float(logits[a, 0] + logits[b, 1])
        for a in range(begin, end)
        for b in range(a, min(end, a + LONGEST_ANSWER))
    ]
    assert span.score == max(scores)
    assert begin <= span.first <= span.last < end
    assert span.score == float(logits[span.first, 0] + logits[span.last, 1])


@given(logits=_LOGITS, count=st.integers(1, 6))
def test_several_spans_share_no_token_and_get_worse(logits: np.ndarray, count: int) -> None:
    spans = best_spans(logits, 1, len(logits), count)
    assert 1 <= len(spans) <= count
    assert [s.score for s in spans] == sorted((s.score for s in spans), reverse=True)
    tokens = [t for s in spans for t in range(s.first, s.last + 1)]
    assert len(tokens) == len(set(tokens))
    if len(spans) < count:
        assert len(tokens) == len(logits) - 1


def test_an_empty_passage_has_no_span() -> None:
    assert best_spans(np.zeros((4, 2), dtype=np.float32), 2, 2) == []


def test_not_here_is_the_first_token() -> None:
    assert not_here(np.array([[1, 2], [30, 30]], dtype=np.float32)) == 3.0
