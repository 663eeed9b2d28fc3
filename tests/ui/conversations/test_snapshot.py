"""An answer comes back from a snapshot exactly as it was, whatever is in it."""

import json
from dataclasses import replace
from datetime import UTC, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Basis, Span
from index.errors import StoreError
from rag.answer import Answer, Citation, Claim, Conflict, Position, Question, Timings
from rag.filters import Filters
from rag.written import Written
from tests.ui.conversations.examples import BRIDGE, FERRY, citing
from ui.conversations.snapshot import (
    filters_as_text,
    filters_from_text,
    restored,
    restored_article,
    snapshot,
)

# With halves of surrogate pairs, which a browser can send, and control characters.
text = st.text(st.characters(exclude_categories=()), max_size=20)
zones = st.sampled_from([UTC, timezone(timedelta(hours=-4)), timezone(timedelta(hours=5.5))])
moments = st.datetimes(timezones=zones)
spans = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: Span(*sorted(pair)))
optional = st.none() | text


@st.composite
def articles(draw: Any) -> Article:
    published = draw(st.none() | moments)
    known = [Basis.STATED, Basis.INFERRED] if published else [Basis.UNKNOWN]
    return Article(
        id=draw(text),
        body=draw(text).replace("\0", ""),
        title=draw(optional),
        path=draw(optional),
        published=published,
        published_basis=draw(st.sampled_from(known)),
    )


@st.composite
def answers(draw: Any) -> Answer:
    among = st.sampled_from(draw(st.lists(articles(), min_size=1, max_size=3)))
    citations = st.builds(Citation, st.integers(1, 9), among, spans, spans)
    filters = st.builds(
        Filters, st.none() | moments, st.none() | moments, outlets=st.lists(text).map(tuple)
    )
    numbers = st.lists(st.integers(1, 9), max_size=3).map(tuple)
    positions = st.builds(Position, text, text, numbers)
    times = st.floats(0, 1e6)
    claims = st.builds(Claim, text, numbers, label=optional)
    answer: Answer = draw(
        st.builds(
            Answer,
            st.builds(Question, text, st.none() | text | st.integers(), filters=filters),
            text,
            st.lists(claims, max_size=3).map(tuple),
            st.lists(citations, max_size=4).map(tuple),
            st.lists(st.builds(Conflict, text, st.tuples(positions)), max_size=2).map(tuple),
            short_answer=optional,
            abstained=optional,
            nearest=st.none() | citations,
            notes=st.lists(text, max_size=2).map(tuple),
            timings=st.builds(Timings, times, times, times, times),
            written=st.none()
            | st.builds(Written, text, put_aside=optional, cost=st.none() | times),
        )
    )
    return answer


@given(answers())
def test_an_answer_comes_back_exactly(answer: Answer) -> None:
    taken = snapshot(answer)
    assert taken.content.isascii()
    kept = {each.key: restored_article(each.content) for each in taken.articles}
    assert restored(taken.content, kept) == answer


def test_an_article_is_kept_once() -> None:
    answer = replace(citing(FERRY, BRIDGE, FERRY), nearest=citing(BRIDGE).citations[0])
    taken = snapshot(answer)
    assert sorted(each.id for each in taken.articles) == sorted([FERRY.id, BRIDGE.id])
    assert FERRY.body not in taken.content


def test_a_moved_article_is_another_copy_of_the_same() -> None:
    moved = replace(FERRY, path="/b/ferry.txt")
    taken = snapshot(citing(FERRY, moved))
    assert [each.id for each in taken.articles] == [FERRY.id, FERRY.id]


def test_an_answer_from_before_a_field_was_there() -> None:
    taken = snapshot(citing(FERRY))
    fields = json.loads(taken.content)
    del fields["notes"], fields["written"], fields["question"]["extractive"]
    kept = {each.key: restored_article(each.content) for each in taken.articles}
    assert restored(json.dumps(fields), kept) == replace(citing(FERRY), notes=())


@given(st.lists(text).map(tuple), st.none() | moments)
def test_filters_come_back(outlets: tuple[str, ...], until: Any) -> None:
    filters = Filters(until=until, outlets=outlets)
    assert filters_from_text(filters_as_text(filters)) == filters


@pytest.mark.parametrize("content", ["", "{", "[]", '{"question": 3}', "null"])
def test_what_is_damaged_is_said(content: str) -> None:
    for read in (lambda: restored(content, {}), lambda: restored_article(content)):
        with pytest.raises(StoreError, match="delete its conversation"):
            read()
    with pytest.raises(StoreError, match="delete its conversation"):
        restored(snapshot(citing(FERRY)).content, {})  # its article is gone
