"""The small things within a sentence: its citations, and the days that its words stand for."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Basis
from tests.articles import DAY
from tests.ui.page.examples import HOSTILE, answered, cited, only_ours
from ui.page.marks import days_html, marker

SHOWN = st.characters(exclude_categories=["Cc", "Cs", "Cf"])


@pytest.mark.parametrize("text", HOSTILE)
def test_a_marker_is_one_link_whatever_its_article_is_called(text: str) -> None:
    page = only_ours(marker(1, answered(cited(1, "A.", title=text)), 7))
    assert page.links == ["#a7-src-1"]
    assert page.elements[0][1]["title"] == f"{text}, date unknown"


def test_a_marker_is_tied_to_the_word_before_and_told_to_screen_readers() -> None:
    source = cited(2, "A.", title="T", published=DAY, published_basis=Basis.STATED)
    page = only_ours(marker(2, answered(source), 1))
    assert page.text == "\u00a0[2]"
    assert page.elements[0][1]["aria-label"] == "[2] Source: T, 28 March 2025 · stated"


def test_a_marker_without_a_citation_is_no_link() -> None:
    assert marker(4, answered(), 1) == "\u00a0[4]"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It starts next Wednesday.", "next Wednesday = 2025-04-02"),
        ("He resigned yesterday", "yesterday = 2025-03-27"),
        ("It starts on Monday, he said.", "Monday = 2025-03-31"),
        ("Yesterday was yesterday.", "Yesterday = 2025-03-27"),
    ],
)
def test_relative_words_are_told_with_their_day(text: str, day: str) -> None:
    page = only_ours(days_html(text, DAY))
    assert page.texts[".day"][0] == day
    assert page.text.split() == " ".join(page.texts[".day"]).split()


@pytest.mark.parametrize(
    "text", ["It starts on April 3.", "It starts on April 3, 2025.", "It starts later this year."]
)
def test_words_that_name_a_day_or_none_are_left_alone(text: str) -> None:
    assert days_html(text, DAY) == ""


def test_without_a_date_of_publication_no_day_is_worked_out() -> None:
    assert days_html("It starts next Wednesday.", None) == ""


@given(
    text=st.lists(
        st.sampled_from(["yesterday", "next Wednesday", "last week", " ", ", ", *HOSTILE])
    ).map("".join)
    | st.text(SHOWN),
    published=st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
)
def test_of_any_text_only_words_and_their_days_are_told(text: str, published: datetime) -> None:
    page = only_ours(days_html(text, published))
    for told in page.texts.get(".day", []):
        words, _, day = told.rpartition(" = ")
        assert words in text
        assert re.fullmatch(r"[0-9-]{10}( to [0-9-]{10})?", day)
