"""Markdown as a renderer reads it."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from index.article import Span
from rag.answer import Citation
from tests.ui.export.samples import DAY, EXCHANGES, PAYLOADS, QUOTES, exchange, hostile, made
from tests.ui.test_text import BLOCKS
from ui.export.document import document
from ui.export.markdown import _note, exact, markdown
from ui.text import showable

RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SNIPPETS = st.sampled_from(
    [*PAYLOADS, *BLOCKS, "\n", "\n\n", "\t", "  ", "**", "_", "\\", "a", "1. "]
)
TEXTS = st.one_of(st.text(), st.lists(SNIPPETS).map("".join)).map(
    lambda text: re.sub("[\0\x0b\x85]", "", showable(text))
)


def rendered(text: str) -> str:
    return RENDERER.render(text)


@given(TEXTS)
def test_exact_text_renders_as_exactly_itself(text: str) -> None:
    shown = rendered(exact(text))
    assert re.fullmatch(r"(<p>[^<>]*</p>\n)?", shown), shown
    assert html.unescape(shown[3:-5]) == text


@given(TEXTS, TEXTS.filter(str.strip), TEXTS)
def test_the_quote_is_in_bold_whatever_stands_around_it(
    before: str, quote: str, after: str
) -> None:
    body = before + quote + after
    span = Span(len(before), len(before) + len(quote))
    note = Citation(1, made(body, published=DAY), span, Span(0, len(body)))
    _, passage, _ = _note(note)
    shown = rendered(passage)
    (bold,) = re.findall(r"<strong>(.*?)</strong>", shown, re.S)
    assert html.unescape(bold) == quote
    tags = set(re.findall(r"<[^>]*>", shown))
    assert tags <= {"<blockquote>", "</blockquote>", "<p>", "</p>", "<strong>", "</strong>"}
    said = html.unescape(re.sub("<[^>]*>", "", shown))
    assert said.split() == body.split()


def test_everything_is_there() -> None:
    text = markdown(document("Morning *desk*", EXCHANGES))
    shown = html.unescape(re.sub("<[^>]*>", "", rendered(text)))
    for quote in QUOTES:
        assert quote in shown
    for said in (
        "Morning *desk*",
        "Read as: When do the duties begin?",
        "The articles disagree on the date:",
        "“Wednesday” (2 April 2025) [2]",
        "The nearest passage, which does not answer the question:",
        "“next week” [2] fits each of these.",
        "[1] A “first” title & more",
        "Published: 28 March 2025, stated by the source (2025-03-28T11:09:00+00:00)",
        "Address: https://example.org/a?b=1&c=(2)",
        "[2] second_part.txt",
        "Retrieved 22 November 2026, 08:50 UTC (2026-11-22T08:50:08+00:00); only articles publ",
        "This question has no answer yet.",
        "The index was busy; ask again.",
        "(no source says this)",
    ):
        assert said in shown, said
    assert "/home/ann" not in text
    assert set(re.findall(r'href="([^"]*)"', rendered(text))) == {
        "https://example.org/a?b=1&amp;c=(2)"
    }


@pytest.mark.parametrize("text", PAYLOADS)
def test_hostile_words_become_nothing(text: str) -> None:
    shown = rendered(markdown(document(text, hostile(text))))
    tags = {tag.lower() for tag in re.findall(r"<\s*/?\s*([a-zA-Z0-9]+)", shown)}
    assert tags <= {"h1", "h2", "h3", "p", "em", "strong", "ul", "li", "blockquote", "a"}
    links = re.findall(r'<a href="([^"]*)"', shown)
    assert all(link.startswith("https://evil.example/") for link in links)  # its stated address


def test_a_question_alone() -> None:
    assert markdown(document("x", [exchange(1, None)])).startswith("# x\n\n## Is there more?")
