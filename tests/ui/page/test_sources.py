"""The sources of an answer: cards with the cited words marked."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Basis, Span
from rag.answer import Answer, Citation, Question
from tests.ui.page.examples import HOSTILE, Page, answered, cited, exchange, only_ours
from ui.page.sources import article_address, sources

SHOWN = st.characters(exclude_categories=["Cc", "Cs", "Cf"])


def drawn(answer: Answer | None, *original: str, latest: bool = True) -> Page:
    return only_ours(sources(exchange(answer), latest=latest), *original)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_card_has_only_its_own_elements(text: str) -> None:
    address = "https://paper.example/" + "_".join(text.split())
    fields = {"id": f"art_{text}", "title": text, "outlet": text, "url": address}
    page = drawn(answered(cited(1, text, **fields)), address)
    assert address in page.links
    assert page.texts["mark"] == [text]
    assert page.texts["h3"] == [f"1 {text}"]


@given(body=st.text(SHOWN, min_size=1), data=st.data())
def test_the_mark_is_exactly_the_cited_span(body: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(start + 1, len(body)))
    first = data.draw(st.integers(0, start))
    last = data.draw(st.integers(end, len(body)))
    citation = Citation(1, Article(id="art_1", body=body), Span(start, end), Span(first, last))
    page = drawn(answered(citation))
    assert page.texts["mark"] == [body[start:end]]
    assert page.texts["blockquote"] == [body[first:last]]


def test_a_quote_over_the_edge_of_its_passage_is_shown_whole() -> None:
    citation = Citation(1, Article(id="art_1", body="abcdef"), Span(1, 5), Span(2, 4))
    page = drawn(answered(citation))
    assert page.texts["mark"] == page.texts["blockquote"] == ["bcde"]


@pytest.mark.parametrize(
    ("published", "basis", "shown"),
    [
        (datetime(2025, 3, 28, tzinfo=UTC), Basis.STATED, "28 March 2025 · stated"),
        (datetime(2025, 4, 3, tzinfo=UTC), Basis.INFERRED, "3 April 2025 · inferred"),
        (None, Basis.UNKNOWN, "date unknown"),
    ],
)
def test_a_date_is_shown_with_its_basis(
    published: datetime | None, basis: Basis, shown: str
) -> None:
    fields = {"outlet": "CP", "published": published, "published_basis": basis}
    page = drawn(answered(cited(1, "A.", title="T", **fields), cited(2, "B.", **fields)))
    assert page.texts[".byline"] == [f"CP · {shown}", shown]
    assert page.texts["h3"] == ["1 T", "2 CP"]


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://paper.example/a?b=1&c=2", True),
        ("http://paper.example/", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//paper.example/a", False),
        ("http://[", False),
        (None, False),
    ],
)
def test_only_a_web_address_is_linked(url: str | None, linked: bool) -> None:
    page = drawn(answered(cited(1, "A.", title="T", url=url)), *([url] if url and linked else []))
    outside = page.having(target="_blank")
    assert [attrs["href"] for attrs in outside] == ([url] if linked else [])
    assert all(attrs["rel"] == "noopener noreferrer" for attrs in outside)


def test_a_card_leads_to_its_article_and_limits_questions_to_it() -> None:
    citation = cited(1, "A.")
    page = drawn(answered(citation))
    span = citation.span
    address = f"/articles/art_1?start={span.start}&end={span.end}"
    assert page.links[0] == f"{address}#cited"
    assert article_address(citation) == f"{address}#cited"
    assert [attrs["data-id"] for attrs in page.having(data_event="only")] == ["art_1"]


def test_only_the_latest_answer_has_its_sources_unfolded() -> None:
    answer = answered(cited(1, "A."), cited(2, "B."))
    latest, earlier = drawn(answer), drawn(answer, latest=False)
    assert latest.elements[1] == ("details", {"open": None})
    assert earlier.elements[1] == ("details", {})
    assert latest.texts["summary"] == earlier.texts["summary"] == ["2 sources"]


def test_near_copies_of_a_story_are_folded_under_the_first() -> None:
    four = tuple(cited(number, f"Sentence {number}.") for number in (1, 2, 3, 4))
    page = drawn(answered(*four, origins=((1, 3, 4),)))
    assert page.texts[".copies"][0].startswith("2 more copies of this story")
    assert page.ids == ["a1-src-1", "a1-src-3", "a1-src-4", "a1-src-2"]
    assert page.texts["summary"] == ["4 sources", "2 more copies of this story"]
    assert "Sentence 3." in page.texts[".copies"][0]
    assert "Sentence 2." not in page.texts[".copies"][0]


def test_the_nearest_passage_says_that_it_does_not_answer() -> None:
    near = cited(1, "A sentence.", title="T")
    page = drawn(Answer(Question("q"), "q", abstained="No.", nearest=near))
    assert page.ids == ["a1-nearest"]
    assert page.texts[".label"] == ["Nearest passage · does not answer the question"]
    assert page.texts["summary"] == ["The nearest passage"]
    assert "mark" not in page.texts


def test_a_pending_question_has_no_sources_yet() -> None:
    assert [tag for tag, _ in drawn(None).elements] == ["aside"]
