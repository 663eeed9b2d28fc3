"""Untrusted text made safe to show, and what articles and dates are called."""

import html
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from index.article import Article, Basis
from rag.answer import Answer, Question
from tests.ui.page.examples import HOSTILE
from ui.text import day, heading, html_escape, markdown_escape, read_as

BLOCKS = (
    "    code",
    "# h",
    "> q",
    "- x",
    "+ x",
    "* x",
    "1. x",
    "27) x",
    "x\n===",
    "~~~\nx",
    "|a|\n|-|",
)
COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@given(
    st.one_of(
        st.text(), st.lists(st.sampled_from([*HOSTILE, *BLOCKS, "\n", "\\", "_a_"])).map("".join)
    )
)
def test_escaped_text_renders_as_itself(text: str) -> None:
    rendered = COMMONMARK.render(markdown_escape(text))
    assert re.fullmatch(r"(<p>[^<>]*</p>\n)?", rendered), rendered
    shown = " ".join(html.unescape(rendered[3:-5]).split())
    unshowable = r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
    assert shown == " ".join(re.sub(unshowable, "", text).split())


@pytest.mark.parametrize("text", [*HOSTILE, *BLOCKS])
def test_no_text_becomes_markdown(text: str) -> None:
    assert "\n" not in markdown_escape(text)
    assert re.fullmatch(r"<p>[^<>]*</p>\n", COMMONMARK.render(markdown_escape(text)))


@pytest.mark.parametrize("text", ["see http://a.example", "see www.a.example", "see a@b.example"])
def test_no_bare_address_becomes_a_link(text: str) -> None:
    # The patterns of GitHub's extended autolinks, which some renderers know.
    assert not re.search(r"https?://|www\.|\w@\w", markdown_escape(text))


def test_plain_prose_is_left_alone() -> None:
    prose = "Mr. Carney said it's over; 25 per cent, or 1.5 billion? Yes, he “did”."
    assert markdown_escape(prose) == prose


@given(st.text())
def test_escaped_html_holds_nothing_that_begins_markup(text: str) -> None:
    escaped = html_escape(text)
    assert not set("<>\"'") & set(escaped)
    assert html.unescape(escaped) in (text, html.unescape(html_escape(html.unescape(escaped))))


def test_text_that_no_encoder_takes_is_left_out() -> None:
    assert html_escape("a\ud800b\x00c\u202ed") == markdown_escape("a\ud800b\x00c\u202ed") == "abcd"


def test_an_article_is_called_by_the_best_name_it_has() -> None:
    def name(**fields: str) -> str:
        return heading(Article(id="art_1", body="", **fields))  # type: ignore[arg-type]

    assert name(title="T", outlet="O", path="/p/f.txt") == "T"
    assert name(outlet="O", path="/p/f.txt") == "O"
    assert name(path="/p/f.txt") == "f.txt"
    assert name() == "Untitled article"


@pytest.mark.parametrize(
    ("published", "basis", "shown"),
    [
        (datetime(2025, 3, 28, tzinfo=UTC), Basis.STATED, "28 March 2025 · stated"),
        (datetime(2025, 4, 3, tzinfo=UTC), Basis.INFERRED, "3 April 2025 · inferred"),
        (None, Basis.UNKNOWN, "date unknown"),
    ],
)
def test_a_date_is_told_with_its_basis(
    published: datetime | None, basis: Basis, shown: str
) -> None:
    assert day(published, basis) == shown


def test_how_a_question_was_read_is_told_where_it_was_not_as_typed() -> None:
    assert read_as(Answer(Question("  And \n parts? "), "And parts?")) is None
    assert read_as(Answer(Question("And parts?"), "When for parts?")) == "When for parts?"
