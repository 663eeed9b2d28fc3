"""A crop holds the answer, or none of the answers, and keeps to its room."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rag.reading_training.crop import crop_around, crop_beside
from rag.reading_training.tokenized import Context


@st.composite
def _contexts(draw: st.DrawFn) -> Context:
    lengths = draw(st.lists(st.integers(1, 12), min_size=1, max_size=8))
    ends = [sum(lengths[: n + 1]) for n in range(len(lengths))]
    runs = tuple(zip([0, *ends], ends, strict=False))
    words = draw(st.sets(st.integers(0, ends[-1] - 1)))
    size = ends[-1]
    offsets = tuple((n, n + 1) for n in range(size))
    return Context("x" * size, np.arange(size), offsets, frozenset(words | {0}), runs)


@given(context=_contexts(), data=st.data())
def test_around_holds_the_answer_within_its_room(context: Context, data: st.DataObject) -> None:
    size = len(context.ids)
    first = data.draw(st.integers(0, size - 1))
    last = data.draw(st.integers(first, size - 1))
    room = data.draw(st.integers(last - first + 1, size + 5))
    begin, end = crop_around(context, (first, last), room, Random(data.draw(st.integers(0, 99))))
    assert 0 <= begin <= first
    assert last < end <= size
    assert end - begin <= room


@given(context=_contexts(), seed=st.integers(0, 99))
def test_around_takes_all_when_all_fits(context: Context, seed: int) -> None:
    size = len(context.ids)
    assert crop_around(context, (0, 0), size, Random(seed)) == (0, size)


@given(context=_contexts(), data=st.data())
def test_around_keeps_sentences_whole_when_the_answers_own_fits(
    context: Context, data: st.DataObject
) -> None:
    first, end = data.draw(st.sampled_from(context.sentences))
    room = data.draw(st.integers(end - first, 40))
    found = crop_around(context, (first, end - 1), room, Random(data.draw(st.integers(0, 99))))
    assert found[0] in {a for a, _ in context.sentences}
    assert found[1] in {b for _, b in context.sentences}


@given(context=_contexts(), data=st.data())
def test_beside_holds_no_answer(context: Context, data: st.DataObject) -> None:
    size = len(context.ids)
    places = st.integers(0, size - 1)
    pairs = data.draw(st.lists(st.tuples(places, places).map(sorted), max_size=3))
    answers = tuple((a, b) for a, b in pairs)
    room = data.draw(st.integers(1, 30))
    found = crop_beside(context, answers, room, Random(data.draw(st.integers(0, 99))))
    free = [
        (a, b)
        for a, b in context.sentences
        if b - a <= room and not any(x < b and y >= a for x, y in answers)
    ]
    assert (found is None) == (not free)
    if found is not None:
        begin, end = found
        assert 0 < end - begin <= room
        assert all(last < begin or first >= end for first, last in answers)
        assert begin in {a for a, _ in context.sentences}


def test_a_cut_inside_a_sentence_falls_between_words() -> None:
    words = frozenset({0, 4, 8, 12, 16})
    long = Context("x" * 20, np.arange(20), ((0, 1),) * 20, words, ((0, 20),))
    for seed in range(20):
        begin, end = crop_around(long, (9, 10), 10, Random(seed))
        assert begin in words or begin == 9
        assert end in words or end == 11
