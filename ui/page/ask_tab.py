"""The tab where questions are asked: conversations, answers beside their sources, filters.

Imports Gradio, which takes seconds: to be imported once a page is wanted.
"""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, TypeAlias

import gradio as gr

from index.errors import ReadoutError
from rag.filters import Filters
from ui.accounts.owner import owner_of
from ui.conversations.model import Conversation
from ui.conversations.store import Conversations
from ui.page.acts import Acts, Shown
from ui.page.ask_parts import Parts, drawn
from ui.page.conversation import answer_so_far, conversation_html
from ui.page.desk import Desk, Suggesting
from ui.page.exchange import suggestions_html
from ui.page.limits import active_html, form_html
from ui.page.mode import mode_html
from ui.page.rail import rail_html
from ui.page.talk import Tab, Talk
from ui.page.turns import Turns
from ui.text import heading, html_escape

_LISTED = 200  # articles up to which the form offers single ones
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
_AT_ONCE: dict[str, Any] = {**_QUIET, "queue": False, "trigger_mode": "multiple"}
_FEW = 3  # suggestions that are worth showing before there are more
_PATIENCE = 8  # seconds for the first suggestions
Now: TypeAlias = Conversation | None  # the conversation that is open
_View = dict[Any, Any]  # what the page shows, by component


def ask_tab(
    page: gr.Blocks,
    tab: gr.Tab,
    desk: Desk,
    talk: Talk,
    acts: Acts,
    kept: Conversations,
    suggesting: Suggesting | None,
) -> gr.State:
    """Draws the tab inside an open `gr.Blocks`, and connects it; the state of its `Filters`."""
    parts = drawn()
    does = _Handlers(parts, desk, talk, acts, kept)
    own = [parts.conversation, parts.filters, parts.searched, parts.extractive]
    # Articles may have come in, or gone, while another tab was looked at.
    tab.select(does.offer, parts.filters, parts.limits, queue=False, **_QUIET)
    arrived = page.load(does.arrive, None, parts.changing, queue=False, **_QUIET)
    asking: dict[str, Any] = {"outputs": parts.changing, "concurrency_id": "ask", **_QUIET}
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
        suggests = _Suggests(parts, desk, suggesting)
        page.load(suggests.first, None, parts.welcome, concurrency_limit=None, **_QUIET)
        for answered in (asked, suggested, otherwise):
            # An answer does not wait for what to ask next.
            answered.then(suggests.after, parts.conversation, parts.talk, queue=False, **_QUIET)
    for place in (parts.talk, parts.rail, parts.active, parts.limits, parts.mode):
        place.act(does.act, own, parts.changing, **_AT_ONCE)
    opened = parts.rail.open(does.act, own, parts.changing, **_AT_ONCE)
    # Where somebody comes back to a question that is still being answered.
    followed = [
        each.then(does.follow, own, trigger_mode="multiple", **asking) for each in (arrived, opened)
    ]
    cancelled = [asked, suggested, otherwise, *followed]
    parts.stop.click(does.stop, own, parts.changing, cancels=cancelled, **_AT_ONCE)
    parts.new.click(does.start_again, own, parts.changing, cancels=cancelled, **_AT_ONCE)
    parts.search.change(
        does.find,
        [parts.search, parts.conversation],
        [parts.searched, parts.rail],
        queue=False,
        trigger_mode="always_last",
        **_QUIET,
    )
    return parts.filters


class _Handlers:
    """What happens on the tab; each gives what the page shows then."""

    def __init__(
        self,
        parts: Parts,
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
        done = self._acts.opened(owner, Tab(), asked) if asked else Shown(Tab())
        shown = self._opened(owner, done.tab, "") | {self._parts.notice: done.notice}
        if self._turns.begun(request):  # who is quick has asked by now
            shown = {}
        mode = mode_html(self._desk.model, extractive=False)
        return shown | self._form(Tab()) | {self._parts.mode: mode}

    def ask(
        self,
        text: str,
        now: Now,
        filters: Filters,
        words: str,
        extractive: bool,
        request: gr.Request,
    ) -> Iterator[_View]:
        tab = Tab(now, filters, extractive)
        steps = self._talk.ask(owner_of(request), tab, text)
        yield from self._stream(request, words, tab, steps)

    def ask_otherwise(
        self,
        now: Now,
        filters: Filters,
        words: str,
        extractive: bool,
        event: gr.EventData,
        request: gr.Request,
    ) -> Iterator[_View]:
        """A suggested question, or one of before: again, in other words, in another way."""
        owner, fields, tab = owner_of(request), _sent(event), Tab(now, filters, extractive)
        what, text = str(fields.get("event")), str(fields.get("question", ""))
        if what == "ask":
            steps = self._talk.ask(owner, tab, text)
        else:
            exchange = str(fields.get("id"))
            way = fields.get("value") == "extractive" if what == "otherwise" else None
            steps = self._talk.again(
                owner, tab, exchange, text, wider=what == "wider", extractive=way
            )
        yield from self._stream(request, words, tab, steps)

    def follow(
        self, now: Now, filters: Filters, words: str, extractive: bool, request: gr.Request
    ) -> Iterator[_View]:
        """A question that was being answered when its conversation was opened."""
        tab = Tab(now, filters, extractive)
        if tab.exchanges and tab.exchanges[-1].pending:
            steps = self._talk.follow(owner_of(request), tab)
            yield from self._stream(request, words, tab, steps)
        else:  # whatever else goes on in the tab goes on
            yield {self._parts.notice: gr.skip()}

    def act(
        self,
        now: Now,
        filters: Filters,
        words: str,
        extractive: bool,
        event: gr.EventData,
        request: gr.Request,
    ) -> _View:
        """Only what has changed: a question may be being answered meanwhile."""
        owner, fields, tab = owner_of(request), _sent(event), Tab(now, filters, extractive)
        try:
            done = self._acts.act(owner, tab, fields)
        except ReadoutError as error:
            return {self._parts.notice: _failure(error)}
        shown: _View = {self._parts.rail: self._listed(owner, done.tab.conversation, words)}
        if done.tab.conversation != now:
            if (done.tab.conversation and done.tab.conversation.id) != (now and now.id):
                self._turns.begin(request)
            shown |= self._opened(owner, done.tab, words)
        if done.tab.filters != filters or done.fault:
            shown |= self._limited(done.tab, done.fault)
        if done.tab.extractive != extractive:
            shown[self._parts.extractive] = done.tab.extractive
        if done.limits_changed:
            shown |= self._form(done.tab)
        return shown | {self._parts.notice: done.notice}

    def stop(
        self, now: Now, filters: Filters, words: str, extractive: bool, request: gr.Request
    ) -> _View:
        owner = owner_of(request)
        self._turns.begin(request)
        return self._opened(owner, self._talk.stop(owner, Tab(now, filters, extractive)), words)

    def start_again(
        self, now: Now, filters: Filters, words: str, extractive: bool, request: gr.Request
    ) -> _View:
        owner = owner_of(request)
        self._turns.begin(request)
        self._talk.stop(owner, Tab(now, filters))
        return self._opened(owner, Tab(), words)

    def offer(self, filters: Filters) -> str:
        """The form of the filters, with the outlets and articles that there are now."""
        return form_html(filters, self._desk.outlets(), self._desk.headlines(_LISTED))

    def find(self, words: str, now: Now, request: gr.Request) -> _View:
        rail = self._listed(owner_of(request), now, words)
        return {self._parts.searched: words, self._parts.rail: rail}

    def _stream(
        self, request: gr.Request, words: str, before: Tab, steps: Iterator[tuple[Tab, str]]
    ) -> Iterator[_View]:
        """What the page shows while a question is answered, and then."""
        parts, first, owner = self._parts, True, owner_of(request)
        drawn: _View = {}
        wanted = self._turns.begin(request)
        try:
            for tab, doing in steps:
                if not wanted():  # another conversation was opened meanwhile
                    break
                now = self._drawn(tab, doing, first)
                shown = {part: each for part, each in now.items() if drawn.get(part) != each}
                drawn |= shown
                if first:  # later, the box may hold the beginning of the next question
                    shown |= {parts.question: "", parts.notice: ""}
                    shown[parts.rail] = self._listed(owner, tab.conversation, words)
                    if tab.filters != before.filters:
                        shown |= self._limited(tab) | self._form(tab)
                first = False
                yield shown or {parts.notice: gr.skip()}  # in which it can be cancelled
            if first:  # Gradio empties what a generator without a step would have shown
                yield {parts.notice: gr.skip()}
        except ReadoutError as error:  # of the store of conversations
            yield {parts.conversation: before.conversation, parts.notice: _failure(error)}

    def _drawn(self, tab: Tab, doing: str, first: bool) -> _View:
        """The conversation; once there are sentences of an answer, those alone."""
        parts = self._parts
        shown: _View = {parts.growing: answer_so_far(tab, doing)}
        if first or tab.so_far is None:
            shown[parts.conversation] = tab.conversation
            shown[parts.talk] = conversation_html(tab, doing=doing, model=self._desk.model)
        return shown

    def _opened(self, owner: str, tab: Tab, words: str) -> _View:
        parts = self._parts
        return {
            parts.conversation: tab.conversation,
            parts.talk: conversation_html(tab, model=self._desk.model),
            parts.growing: "",
            parts.rail: self._listed(owner, tab.conversation, words),
            parts.notice: "",
        }

    def _listed(self, owner: str, now: Now, words: str) -> str:
        listed = self._kept.listed(owner, words)
        return rail_html(listed, now.id if now else None, datetime.now(UTC), words)

    def _limited(self, tab: Tab, fault: str = "") -> _View:
        found = ((each, self._desk.article(each)) for each in tab.filters.articles)
        titles = {ident: heading(article) for ident, article in found if article}
        active = active_html(tab.filters, titles, fault)
        return {self._parts.filters: tab.filters, self._parts.active: active}

    def _form(self, tab: Tab) -> _View:
        return {self._parts.limits: self.offer(tab.filters)}


class _Suggests:
    """What to ask: on an empty page, and after an answer."""

    def __init__(self, parts: Parts, desk: Desk, suggesting: Suggesting) -> None:
        self._parts, self._desk, self._suggesting = parts, desk, suggesting

    def first(self) -> str:
        """For an empty page; right after the start, once something is known to be answered."""
        for _ in range(_PATIENCE):
            if len(self._suggesting.for_corpus()) >= _FEW:
                break
            time.sleep(1)
        return suggestions_html(self._suggesting.for_corpus())

    def after(self, now: Now) -> Any:
        """Beneath the last answer; the conversation, or what leaves it as it is."""
        tab = Tab(now)
        last = tab.exchanges[-1] if tab.exchanges else None
        if last is None or last.answer is None:
            return gr.skip()
        asked = [each.question for each in tab.exchanges]
        suggested = self._suggesting.after(last.answer, asked)
        if not suggested:
            return gr.skip()
        return conversation_html(tab, suggested=suggested, model=self._desk.model)


def _failure(error: ReadoutError) -> str:
    return f'<p class="failure" role="alert">{html_escape(str(error))}</p>'


def _sent(event: gr.EventData) -> dict[str, Any]:
    """What the browser sent with an event; nothing where it is of another shape."""
    return event._data if isinstance(event._data, dict) else {}
