"""The words that answer, made whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer import Kind
from rag.whole import whole

_TALKS = "MITI and Secretary of Commerce Tom Hill met Ann's team at a fair in Oban B.C., Hill said."


@pytest.mark.parametrize(
    ("found", "kind", "made"),
    [
        ("MIT", Kind.WHAT, "MITI"),
        ("Secretary", Kind.WHO, "Secretary of Commerce Tom Hill"),
        ("Tom", Kind.WHO, "Tom Hill"),
        ("Tom", Kind.HOW_MUCH, "Tom"),
        ("at a fair", Kind.WHERE, "at a fair in Oban B.C."),
        ("at a fair", Kind.WHO, "at a fair"),
        ("Ann", Kind.WHO, "Ann"),
        ("met", Kind.WHO, "met"),
    ],
)
def test_what_is_cut_is_made_whole(found: str, kind: Kind, made: str) -> None:
    at = _TALKS.index(found)
    start, end = whole(_TALKS, at, at + len(found), kind)
    assert _TALKS[start:end] == made


@given(st.text(min_size=1, max_size=80), st.data())
def test_nothing_is_lost(sentence: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(sentence)))
    end = data.draw(st.integers(start, len(sentence)))
    first, last = whole(sentence, start, end, data.draw(st.sampled_from(list(Kind))))
    assert 0 <= first <= start <= end <= last <= len(sentence)
