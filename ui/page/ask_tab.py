"""The tab where questions are asked: conversations, answers beside their sources, filters.

Imports Gradio, which takes seconds: to be imported once a page is wanted.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import gradio as gr

from index.errors import ReadoutError
from ui.accounts.owner import owner_of
from ui.conversations.store import Conversations
from ui.page.acts import Acts, Shown
from ui.page.conversation import conversation_html
from ui.page.desk import LONGEST_QUESTION, Desk, Suggesting
from ui.page.exchange import suggestions_html
from ui.page.limits import active_html, form_html
from ui.page.rail import rail_html
from ui.page.talk import Tab, Talk
from ui.page.turns import Turns
from ui.text import heading, html_escape

LISTEN = Path(__file__).with_name("listen.js").read_text("utf-8")
_LISTED = 200  # articles up to which the form offers single ones
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
_AT_ONCE: dict[str, Any] = {**_QUIET, "queue": False, "trigger_mode": "multiple"}
_FEW = 3  # suggestions that are worth showing before there are more
_PATIENCE = 8  # seconds for the first suggestions
_View = dict[Any, Any]  # what the page shows, by component


def part(name: str, value: str = "") -> gr.HTML:
    """A part of the page that is HTML of ours, and hands clicks and forms to Python.

    `gr.HTML` runs its template as JavaScript in the browser, and the text put into other templates
    than the default "${value}" with it (Gradio 6.31). So: the default only, and escaped on this
    side.
    """
    return gr.HTML(value, elem_id=name, js_on_load=LISTEN, apply_default_css=False)


@dataclass(frozen=True, slots=True)
class _Parts:
    state: gr.State  # a `Tab`
    searched: gr.State  # what the list of conversations is searched for
    new: gr.Button
    search: gr.Textbox
    rail: gr.HTML
    talk: gr.HTML
    welcome: gr.HTML
    notice: gr.HTML
    active: gr.HTML
    question: gr.Textbox
    go: gr.Button
    stop: gr.Button
    limits: gr.HTML

    @property
    def changing(self) -> list[Any]:
        return [self.state, self.talk, self.rail, self.active, self.notice, self.question]


def ask_tab(
    page: gr.Blocks,
    desk: Desk,
    talk: Talk,
    acts: Acts,
    kept: Conversations,
    suggesting: Suggesting | None,
) -> gr.State:
    """Draws the tab inside an open `gr.Blocks`, and connects it; the state that holds its `Tab`."""
    parts = _drawn()
    does = _Handlers(parts, desk, talk, acts, kept)
    own = [parts.state, parts.searched]
    arrived = page.load(does.arrive, None, [*parts.changing, parts.limits], queue=False, **_QUIET)
    asking: dict[str, Any] = {
        "outputs": [*parts.changing, parts.limits],
        "concurrency_id": "ask",
        **_QUIET,
    }
    asked = gr.on(
        [parts.question.submit, parts.go.click],
        does.ask,
        [parts.question, *own],
        trigger_mode="always_last",  # what is asked while another waits is asked next
        **asking,
    )
    suggested = parts.welcome.ask(does.ask_otherwise, own, trigger_mode="always_last", **asking)
    otherwise = parts.talk.ask(does.ask_otherwise, own, trigger_mode="always_last", **asking)
    if suggesting is not None:
        suggests = _Suggests(parts, suggesting)
        page.load(suggests.first, None, parts.welcome, concurrency_limit=None, **_QUIET)
        for answered in (asked, suggested, otherwise):
            # An answer does not wait for what to ask next.
            answered.then(suggests.after, parts.state, parts.talk, queue=False, **_QUIET)
    for place in (parts.talk, parts.rail, parts.active, parts.limits):
        place.act(does.act, own, [*parts.changing, parts.limits], **_AT_ONCE)
    opened = parts.rail.open(does.act, own, [*parts.changing, parts.limits], **_AT_ONCE)
    # Where somebody comes back to a question that is still being answered.
    followed = [
        each.then(does.follow, own, trigger_mode="multiple", **asking) for each in (arrived, opened)
    ]
    cancelled = [asked, suggested, otherwise, *followed]
    parts.stop.click(does.stop, own, parts.changing, cancels=cancelled, **_AT_ONCE)
    parts.new.click(does.start_again, own, parts.changing, cancels=cancelled, **_AT_ONCE)
    parts.search.change(
        does.find,
        [parts.search, parts.state],
        [parts.searched, parts.rail],
        queue=False,
        trigger_mode="always_last",
        **_QUIET,
    )
    return parts.state


def _drawn() -> _Parts:
    state, searched = gr.State(Tab()), gr.State("")
    with gr.Column(elem_id="desk"):
        with gr.Column(elem_id="rail"):
            new = gr.Button("New conversation", elem_id="new", size="sm")
            search = gr.Textbox(label="Search conversations", elem_id="search", max_length=200)
            rail = part("conversations")
        with gr.Column(elem_id="middle"):
            talk, welcome = part("talk", conversation_html(Tab())), part("welcome")
            with gr.Column(elem_id="composer"):
                notice, active = part("notice"), part("active")
                with gr.Row(elem_id="ask"):
                    question = gr.Textbox(
                        label="Your question",
                        placeholder="Ask a question",
                        lines=1,
                        max_lines=4,
                        max_length=LONGEST_QUESTION,
                        autofocus=True,
                    )
                    go = gr.Button("Ask", variant="primary", elem_id="go", scale=0, min_width=88)
                    stop = gr.Button("Stop", elem_id="stop", scale=0, min_width=88)
                limits = part("limits")
    return _Parts(
        state,
        searched,
        new,
        search,
        rail,
        talk,
        welcome,
        notice,
        active,
        question,
        go,
        stop,
        limits,
    )


class _Handlers:
    """What happens on the tab; each gives what the page shows then."""

    def __init__(
        self,
        parts: _Parts,
        desk: Desk,
        talk: Talk,
        acts: Acts,
        kept: Conversations,
    ) -> None:
        self._parts, self._desk, self._talk = parts, desk, talk
        self._acts, self._kept = acts, kept
        self._turns = Turns()

    def arrive(self, request: gr.Request) -> _View:
        """The page as somebody opens it: with a conversation where the address names one."""
        owner, asked = owner_of(request), request.query_params.get("conversation")
        done = Shown(Tab())
        if asked:
            done = self._acts.opened(owner, Tab(), asked)
        return {**self._view(owner, done, ""), self._parts.limits: self._form(done.tab)}

    def ask(self, text: str, tab: Tab, words: str, request: gr.Request) -> Iterator[_View]:
        owner = owner_of(request)
        steps = self._talk.ask(owner, tab, text)
        yield from self._stream(request, words, tab, steps)

    def ask_otherwise(
        self, tab: Tab, words: str, event: gr.EventData, request: gr.Request
    ) -> Iterator[_View]:
        """A suggested question, or one of before: again, in other words, without filters."""
        owner, fields = owner_of(request), _sent(event)
        what, text = str(fields.get("event")), str(fields.get("question", ""))
        if what == "ask":
            steps = self._talk.ask(owner, tab, text)
        else:
            exchange = str(fields.get("id"))
            steps = self._talk.again(owner, tab, exchange, text, wider=what == "wider")
        yield from self._stream(request, words, tab, steps)

    def follow(self, tab: Tab, words: str, request: gr.Request) -> Iterator[_View]:
        """A question that was being answered when its conversation was opened."""
        pending = tab.exchanges and tab.exchanges[-1].pending
        steps = self._talk.follow(owner_of(request), tab) if pending else iter(())
        yield from self._stream(request, words, tab, steps)

    def act(self, tab: Tab, words: str, event: gr.EventData, request: gr.Request) -> _View:
        owner, fields = owner_of(request), _sent(event)
        try:
            done = self._acts.act(owner, tab, fields)
        except ReadoutError as error:
            return {self._parts.notice: _failure(error)}
        if done.tab.conversation != tab.conversation:
            self._turns.begin(request)
        shown = self._view(owner, done, words)
        if done.limits_changed:
            shown[self._parts.limits] = self._form(done.tab)
        return shown

    def stop(self, tab: Tab, words: str, request: gr.Request) -> _View:
        owner = owner_of(request)
        self._turns.begin(request)
        return self._view(owner, Shown(self._talk.stop(owner, tab)), words)

    def start_again(self, tab: Tab, words: str, request: gr.Request) -> _View:
        owner = owner_of(request)
        self._turns.begin(request)
        tab = self._talk.stop(owner, tab)
        return self._view(owner, Shown(Tab(filters=tab.filters)), words)

    def find(self, words: str, tab: Tab, request: gr.Request) -> _View:
        rail = self._listed(owner_of(request), tab, words)
        return {self._parts.searched: words, self._parts.rail: rail}

    def _stream(
        self, request: gr.Request, words: str, before: Tab, steps: Iterator[tuple[Tab, str]]
    ) -> Iterator[_View]:
        """What the page shows while a question is answered, and then."""
        parts, first, owner = self._parts, True, owner_of(request)
        wanted = self._turns.begin(request)
        try:
            for tab, doing in steps:
                if not wanted():  # another conversation was opened meanwhile
                    break
                shown: _View = {parts.state: tab, parts.talk: conversation_html(tab, doing=doing)}
                if first:  # later, the box may hold the beginning of the next question
                    shown |= {parts.question: "", parts.notice: ""}
                    shown[parts.rail] = self._listed(owner, tab, words)
                    shown[parts.active] = self._active(tab)
                    if tab.filters != before.filters:
                        shown[parts.limits] = self._form(tab)
                first = False
                yield shown
            if first:  # Gradio empties what a generator without a step would have shown
                yield {parts.notice: gr.skip()}
        except ReadoutError as error:  # of the store of conversations
            yield {parts.state: before, parts.notice: _failure(error)}

    def _view(self, owner: str, done: Shown, words: str) -> _View:
        tab, parts = done.tab, self._parts
        return {
            parts.state: tab,
            parts.talk: conversation_html(tab),
            parts.rail: self._listed(owner, tab, words),
            parts.active: self._active(tab, done.fault),
            parts.notice: done.notice,
        }

    def _listed(self, owner: str, tab: Tab, words: str) -> str:
        current = tab.conversation.id if tab.conversation else None
        return rail_html(self._kept.listed(owner, words), current, datetime.now(UTC), words)

    def _active(self, tab: Tab, fault: str = "") -> str:
        found = ((each, self._desk.article(each)) for each in tab.filters.articles)
        titles = {ident: heading(article) for ident, article in found if article}
        return active_html(tab.filters, titles, fault)

    def _form(self, tab: Tab) -> str:
        return form_html(tab.filters, self._desk.outlets(), self._desk.headlines(_LISTED))


class _Suggests:
    """What to ask: on an empty page, and after an answer."""

    def __init__(self, parts: _Parts, suggesting: Suggesting) -> None:
        self._parts, self._suggesting = parts, suggesting

    def first(self) -> str:
        """For an empty page; right after the start, once something is known to be answered."""
        for _ in range(_PATIENCE):
            if len(self._suggesting.for_corpus()) >= _FEW:
                break
            time.sleep(1)
        return suggestions_html(self._suggesting.for_corpus())

    def after(self, tab: Tab) -> Any:
        """Beneath the last answer; the conversation, or what leaves it as it is."""
        last = tab.exchanges[-1] if tab.exchanges else None
        if last is None or last.answer is None:
            return gr.skip()
        asked = [each.question for each in tab.exchanges]
        suggested = self._suggesting.after(last.answer, asked)
        return conversation_html(tab, suggested=suggested) if suggested else gr.skip()


def _failure(error: ReadoutError) -> str:
    return f'<p class="failure" role="alert">{html_escape(str(error))}</p>'


def _sent(event: gr.EventData) -> dict[str, Any]:
    """What the browser sent with an event; nothing where it is of another shape."""
    return event._data if isinstance(event._data, dict) else {}
