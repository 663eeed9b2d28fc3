"""What stands on the tab where questions are asked, from top to bottom.

Imports Gradio, which takes seconds: to be imported once a page is wanted.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from rag.filters import NO_FILTERS
from ui.page.conversation import conversation_html
from ui.page.talk import Tab

# Longer than a question may be, so that one that is too long is told, not cut.
_LONGEST_TYPED = 20_000
LISTEN = Path(__file__).with_name("listen.js").read_text("utf-8")


def part(name: str, value: str = "") -> gr.HTML:
    """A part of the page that is HTML of ours, and hands clicks and forms to Python.

    `gr.HTML` runs its template as JavaScript in the browser, and the text put into other templates
    than the default "${value}" with it (Gradio 6.31). So: the default only, and escaped on this
    side.
    """
    return gr.HTML(value, elem_id=name, js_on_load=LISTEN, apply_default_css=False)


@dataclass(frozen=True, slots=True)
class Parts:
    conversation: gr.State  # a `Conversation`, or None
    filters: gr.State  # `Filters`
    extractive: gr.State  # whether questions are answered in the articles' words
    searched: gr.State  # what the list of conversations is searched for
    new: gr.Button
    search: gr.Textbox
    rail: gr.HTML
    talk: gr.HTML
    growing: gr.HTML  # the answer that is being written, for the page's script
    welcome: gr.HTML
    notice: gr.HTML
    active: gr.HTML
    question: gr.Textbox
    go: gr.Button
    stop: gr.Button
    mode: gr.HTML
    limits: gr.HTML

    @property
    def changing(self) -> list[Any]:
        return [
            self.conversation,
            self.filters,
            self.extractive,
            self.talk,
            self.growing,
            self.rail,
            self.active,
            self.notice,
            self.question,
            self.mode,
            self.limits,
        ]


def drawn() -> Parts:
    conversation, filters, searched = gr.State(None), gr.State(NO_FILTERS), gr.State("")
    extractive = gr.State(False)
    with gr.Column(elem_id="desk"):
        with gr.Column(elem_id="rail"):
            new = gr.Button("New conversation", elem_id="new", size="sm")
            search = gr.Textbox(label="Search conversations", elem_id="search", max_length=200)
            rail = part("conversations")
        with gr.Column(elem_id="middle"):
            talk, welcome = part("talk", conversation_html(Tab())), part("welcome")
            growing = part("growing")
            with gr.Column(elem_id="composer"):
                notice, active = part("notice"), part("active")
                with gr.Row(elem_id="ask"):
                    question = gr.Textbox(
                        label="Your question",
                        placeholder="Ask a question",
                        lines=1,
                        max_lines=4,
                        max_length=_LONGEST_TYPED,
                        autofocus=True,
                    )
                    go = gr.Button("Ask", variant="primary", elem_id="go", scale=0, min_width=88)
                    stop = gr.Button("Stop", elem_id="stop", scale=0, min_width=88)
                with gr.Row(elem_id="below"):
                    limits, mode = part("limits"), part("mode")
    return Parts(
        conversation=conversation,
        filters=filters,
        extractive=extractive,
        searched=searched,
        new=new,
        search=search,
        rail=rail,
        talk=talk,
        growing=growing,
        welcome=welcome,
        notice=notice,
        active=active,
        question=question,
        go=go,
        stop=stop,
        mode=mode,
        limits=limits,
    )
