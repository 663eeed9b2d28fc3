"""A whole article as HTML, the cited words marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Basis, Span
from tests.articles import DAY, article
from tests.ui.page.examples import HOSTILE, only_ours
from ui.page.article import article_html, plain_page

SHOWN = st.characters(exclude_categories=["Cc", "Cs", "Cf"])


@pytest.mark.parametrize("text", HOSTILE)
def test_an_article_is_text_only(text: str) -> None:
    address = "https://paper.example/" + "_".join(text.split())
    hostile = Article(id=f"art_{text}", body=text, title=text, outlet="O", author=text, url=address)
    page = only_ours(article_html(hostile, Span(0, len(text))), address)
    assert page.texts["h1"] == [text]
    assert page.texts[".body"] == page.texts["mark"] == [text]
    unlinked = Article(id="art_1", body="", title="T", url=f"javascript:{text}")
    assert only_ours(article_html(unlinked, None)).links == []


@given(body=st.text(SHOWN, min_size=1), data=st.data())
def test_the_mark_is_exactly_the_cited_span(body: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(start + 1, len(body)))
    page = only_ours(article_html(article(body), Span(start, end)))
    assert page.texts["mark"] == [body[start:end]]
    assert page.texts[".body"] == [body]
    assert page.having(id="cited", tabindex="-1")


@pytest.mark.parametrize("span", [None, Span(2, 2), Span(0, 99)])
def test_what_is_no_part_of_the_article_is_not_marked(span: Span | None) -> None:
    page = only_ours(article_html(article("A body."), span))
    assert "mark" not in page.texts
    assert page.texts[".body"] == ["A body."]


def test_the_byline_says_who_and_when() -> None:
    full = Article(
        id="art_1",
        body="",
        title="T",
        outlet="O",
        author="A. Writer",
        published=DAY,
        published_basis=Basis.STATED,
    )
    page = only_ours(article_html(full, None))
    assert page.texts[".byline"] == ["O · A. Writer · 28 March 2025 · stated"]
    assert page.having(datetime="2025-03-28")
    untitled = only_ours(article_html(Article(id="art_1", body="", outlet="O"), None))
    assert untitled.texts["h1"] == ["O"]
    assert untitled.texts[".byline"] == ["date unknown"]


def test_a_plain_page_escapes_its_title() -> None:
    page = plain_page("<script>", "<p>Text</p>")
    assert "<title>&lt;script&gt; · readout</title>" in page
    assert "<script" not in page
