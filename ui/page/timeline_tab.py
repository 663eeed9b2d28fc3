"""The tab "Timeline": the dated events of the articles, or of a question."""

import logging
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from index.errors import ReadoutError, UsageError
from rag.filters import NO_FILTERS, Filters
from ui.page.corpus_list import told_html
from ui.page.desk import LONGEST_QUESTION
from ui.page.library import Library
from ui.page.timeline import timeline_html

if TYPE_CHECKING:
    import gradio as gr

FAILED = "Something failed; the details are in the terminal."
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TimelineTab:
    """The components that a page may want to fill or to listen to."""

    about: "gr.Textbox"
    chart: "gr.HTML"


def chart(library: Library, about: str, first: str, last: str, filters: Filters) -> str:
    """The chart as HTML, or the sentence that says why there is none. Never raises."""
    try:
        limits = _day(first), _day(last)
        about = " ".join(about.split())[:LONGEST_QUESTION]
        if about:
            return timeline_html(library.events_about(about, filters, *limits), about)
        return timeline_html(library.events(filters, *limits))
    except ReadoutError as error:
        sentence = str(error)
    except Exception:
        _logger.exception("a timeline failed")
        sentence = FAILED
    return told_html(sentence)


def timeline_tab(tab: "gr.Tab", library: Library, filters: "gr.State | None" = None) -> TimelineTab:
    """Builds the tab; to be called inside it. The chart is made when the tab is opened.

    `filters` is the state that holds the page's `Filters`; they hold here, too.
    """
    import gradio as gr

    def shown(about: str, first: str, last: str, limits: Filters = NO_FILTERS) -> str:
        return chart(library, about, first, last, limits)

    with gr.Column(elem_id="timeline"):
        with gr.Row(elem_id="timeline-ask"):
            about = gr.Textbox(
                label="About",
                placeholder="A subject or a question",
                max_length=LONGEST_QUESTION,
                lines=1,
                max_lines=1,
                scale=3,
                elem_id="timeline-about",
            )
            first = _day_box("From")
            last = _day_box("To")
            go = gr.Button("Show", scale=0, min_width=88, elem_id="timeline-go")
        drawn = gr.HTML("", elem_id="timeline-chart", js_on_load=None)
    given = [about, first, last, *([filters] if filters is not None else [])]
    gr.on(
        [tab.select, go.click, about.submit, first.submit, last.submit],
        shown,
        given,
        drawn,
        api_visibility="private",
        show_progress="hidden",
        concurrency_id="timeline",
        concurrency_limit=4,
        trigger_mode="always_last",
    )
    return TimelineTab(about, drawn)


def _day_box(label: str) -> "gr.Textbox":
    import gradio as gr

    return gr.Textbox(
        label=label,
        placeholder="YYYY-MM-DD",
        max_length=10,
        lines=1,
        max_lines=1,
        scale=1,
        min_width=120,
        elem_classes="timeline-day",
    )


def _day(text: str) -> date | None:
    """The day that a person wrote; None for an empty box. Raises UsageError for what is no day."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"“{text.strip()[:20]}” is no day; write it as 2025-03-28.") from None
