"""The tab "Timeline": what its HTML holds, and that its chart is true to scale."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Basis, Span
from index.corpus import Corpus
from index.fetch import FetchPolicy
from rag.chatbot import Chatbot
from rag.chronology import Chronology, Event, Telling
from rag.filters import NO_FILTERS, Filters
from rag.values import Days
from tests.rag.conftest import samples as samples  # noqa: PLC0414 - a fixture
from tests.ui.page.examples import HOSTILE, Page
from ui.page.library import CorpusLibrary
from ui.page.timeline import time_html, timeline_html
from ui.page.timeline_scale import scale_html
from ui.page.timeline_tab import chart

DAY = date(2025, 4, 2)


def event(first: date, last: date | None = None, text: str = "It was.", **fields: object) -> Event:
    article = Article("art_1", text, text, text, published=datetime(2025, 3, 28, tzinfo=UTC),
                      published_basis=Basis.STATED)  # fmt: skip
    telling = Telling(article, Span(0, len(text)), text)
    return Event(Days(first, last or first), (telling, telling), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", HOSTILE)
def test_the_chart_contains_only_its_own_elements(text: str) -> None:
    events = (
        event(DAY, text=text, planned=True, against=(1,)),
        event(DAY + timedelta(days=40), text=text, against=(0,)),
        Event(None, event(DAY, text=text).tellings),
    )
    page = Page(timeline_html(Chronology(events, 3, notes=(text,)), text))
    own = {"section", "p", "span", "i", "ul", "ol", "li", "div", "a", "h3", "time"}
    assert {tag for tag, _ in page.elements} <= own
    for tag, attrs in page.elements:
        assert {name for name in attrs if name.startswith("on")} == set()
        if tag == "a" and attrs["class" if "class" in attrs else "href"] == "open-article":
            assert attrs["href"] == f"/articles/art_1?start=0&end={len(text)}#cited"
        elif tag == "a":
            assert (attrs["href"] or "").startswith("#event-")
    refused = Page(timeline_html(Chronology(abstained=text)))
    assert {tag for tag, _ in refused.elements} == {"div", "p"}


def test_every_link_inside_the_chart_leads_to_an_event_of_it() -> None:
    events = tuple(event(DAY + timedelta(days=3 * n), against=(0, 4)) for n in range(5))
    page = Page(timeline_html(Chronology(events, 5)))
    inside = {str(a["href"])[1:] for tag, a in page.elements if tag == "a" and a["href"] is not None
              and a["href"].startswith("#")}  # fmt: skip
    assert inside == {f"event-{n}" for n in range(1, 6)} == set(page.ids)


@pytest.mark.parametrize(
    ("days", "shown", "machine"),
    [
        (Days(DAY, DAY), "2 April 2025", ["2025-04-02"]),
        (Days(date(2025, 4, 1), date(2025, 4, 30)), "April 2025", ["2025-04"]),
        (Days(date(2025, 1, 1), date(2025, 12, 31)), "2025", ["2025"]),
        (Days(date(2025, 3, 24), date(2025, 3, 28)), "24 to 28 March 2025",
         ["2025-03-24", "2025-03-28"]),
        (Days(date(2025, 3, 31), date(2025, 4, 6)), "31 March to 6 April 2025",
         ["2025-03-31", "2025-04-06"]),
        (Days(date(2024, 12, 30), date(2025, 1, 5)), "30 December 2024 to 5 January 2025",
         ["2024-12-30", "2025-01-05"]),
    ],
)  # fmt: skip
def test_days_are_told_to_people_and_machines(days: Days, shown: str, machine: list[str]) -> None:
    page = Page(f"<p>{time_html(days)}</p>")
    assert page.texts["p"] == [shown]
    assert [attrs["datetime"] for tag, attrs in page.elements if tag == "time"] == machine


def test_a_gap_is_told() -> None:
    html = timeline_html(Chronology((event(DAY), event(DAY + timedelta(days=7))), 2))
    assert "7 days later" in html
    assert "later" not in timeline_html(Chronology((event(DAY), event(DAY + timedelta(days=1))), 2))


@given(st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=2, max_size=60))
def test_the_strip_is_true_to_scale(days: list[date]) -> None:
    html = scale_html([event(day) for day in sorted(days)])
    if len(set(days)) < 2:
        assert html == ""
        return
    page = Page(html)
    bars = {
        str(attrs["href"]): float(str(attrs["style"])[5:-1])
        for tag, attrs in page.elements
        if tag == "a"
    }
    ordered = sorted(days)
    at = [(ordered[int(href.rpartition("-")[2]) - 1], left) for href, left in bars.items()]
    at.sort()
    assert all(0 <= left <= 100 for _, left in at)
    (first, zero), (last, whole) = at[0], at[-1]
    for day, left in at:
        share = (day - first).days / max(1, (last - first).days)
        assert left == pytest.approx(zero + share * (whole - zero), abs=0.02)
    ticks = [attrs for _, attrs in page.elements if attrs.get("class") == "tick"]
    assert len(ticks) <= 10


def test_events_far_from_the_rest_are_counted_at_the_ends() -> None:
    days = [date(1867, 7, 1), *(DAY + timedelta(days=n) for n in range(40))]
    assert "‹ 1 earlier" in scale_html([event(day) for day in days]) or "‹ 2 earlier" in scale_html(
        [event(day) for day in days]
    )


def test_the_chart_of_the_samples(samples: Corpus) -> None:
    library = CorpusLibrary(Chatbot(samples), FetchPolicy())
    html = chart(library, "", "2025-04-01", "2025-04-30", NO_FILTERS)
    assert '<time datetime="2025-04-02">2 April 2025</time>' in html
    assert "Dated differently elsewhere" in html
    assert "ahead when written" in html
    assert "2025-03-12" not in html
    assert "in 5 articles" in html
    assert "is no day; write it as" in chart(library, "", "soon", "", NO_FILTERS)
    assert "within these days" in chart(library, "", "2031-01-01", "", NO_FILTERS)
    assert "no article is from the outlet" in chart(
        library, "", "", "", Filters(outlets=("Nobody’s Own",))
    )
    about = chart(library, "the auto tariffs", "", "", NO_FILTERS)
    assert 'aria-label="Timeline of the auto tariffs"' in about
    assert '<time datetime="2025-04-03">' in about


def test_the_tab_is_built_with_nothing_a_program_could_call(samples: Corpus) -> None:
    import gradio as gr

    from ui.page.timeline_tab import timeline_tab

    with gr.Blocks() as page, gr.Tab("Timeline") as tab:
        timeline_tab(tab, CorpusLibrary(Chatbot(samples), FetchPolicy()), gr.State(NO_FILTERS))
    assert {each.api_visibility for each in page.fns.values()} == {"private"}
