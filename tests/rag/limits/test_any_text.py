"""What holds for any text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.filters import Filters
from rag.limits import Limited, limits_in_words
from tests.rag.limits.asked import KNOWN, read

PIECES = st.sampled_from(
    "only|just|since|until|as of|28 March|yesterday|CBC|the Canadian Press|articles|from|, |. |?"
    "|: |(|)|\n|and|all|outlets|not|limited to|what did Trump say|when|using|between|26|– | ".split(
        "|"
    )
)
TEXTS = st.text(max_size=80) | st.lists(PIECES, max_size=14).map(" ".join)


@given(TEXTS)
def test_what_is_left_holds_no_limit(text: str) -> None:
    found = read(text)
    assert read(found.question) == Limited(found.question)
    assert len(found.question) <= len(text)
    assert found or found.question == text
    assert found.filters.among_outlets(KNOWN) == found.filters
    assert found.applied_to(found.applied_to(Filters())) == found.applied_to(Filters())


@given(st.lists(st.sampled_from("when do the auto tariffs start , ? . CBC 28 March".split())))
def test_without_a_word_that_limits_the_text_comes_back(words: list[str]) -> None:
    assert read(" ".join(words)) == Limited(" ".join(words))


@given(st.text(max_size=40), st.lists(st.text(max_size=12), max_size=5), st.dates(), st.dates())
def test_never_raises(text: str, outlets: list[str], newest: date, today: date) -> None:
    named = f"only {outlets[0]}, since 28 March" if outlets else text
    for each in (text, named, f"{text} as of yesterday", f"only articles from {text}"):
        limits_in_words(each, outlets, newest, today).not_found(outlets)


@pytest.mark.parametrize(
    "piece", ["only CBC, ", "only\n", "as of 28 March ", "(", ". ", " ", "the "]
)
def test_a_long_text_comes_back_as_it_is(piece: str) -> None:
    text = piece * 100_000 + "only CBC"
    assert read(text) == Limited(text)
