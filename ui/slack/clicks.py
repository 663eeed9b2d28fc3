"""Buttons, forms, the app's own pages and the shortcut: what people do besides asking."""

import json
import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from rag.answer import Answer
from rag.feedback import Feedback, Mark, record
from rag.wire import answer_as_dict
from ui.conversations.model import Exchange
from ui.slack.api import Refused, Unclear
from ui.slack.blocks.answer import answer_messages
from ui.slack.blocks.help import help_message
from ui.slack.blocks.home import home_view
from ui.slack.blocks.message import Message
from ui.slack.blocks.note import note_of, note_view
from ui.slack.blocks.passages import passages_messages, passages_view
from ui.slack.blocks.plain import sentence, thanks
from ui.slack.blocks.settings import settings_message, settings_of, settings_view
from ui.slack.delivery import Place
from ui.slack.inbox import Job
from ui.slack.intake import HELP, SETTINGS
from ui.slack.means import Means
from ui.slack.questions import Questions
from ui.slack.replies import LINK_USES, ChannelReply
from ui.slack.spoken import spoken_lines

GONE = "This answer is not kept any more; ask the question again."
NOTHING_TO_CHECK = "There is no text in that message to check."
NO_FORM = "Slack did not let me open a form just now; try again."

_NOT_YET, _LOOK = 30.0, 0.5  # seconds for which suggestions are waited for, between two looks

_logger = logging.getLogger(__name__)


class Suggesting(Protocol):
    """Where questions to suggest come from; never waits."""

    def for_corpus(self, count: int = 4) -> Sequence[str]: ...


class Clicks:
    """Several threads share one. Raises Refused and Unclear, see `api`."""

    def __init__(
        self,
        means: Means,
        questions: Questions,
        home: Path,
        suggesting: Suggesting | None = None,
    ) -> None:
        self._means = means
        self._api, self._links, self._talks = means.api, means.links, means.talks
        self._questions = questions
        self._home = home
        self._suggesting = suggesting
        self._waiting = threading.Semaphore(4)  # for suggestions

    def clicked(self, job: Job) -> None:
        """A button of an answer."""
        body = job.body
        action = body["action"]
        exchange = self._talks.exchange(body["exchange"])
        if action == "open_page":
            return  # the browser has opened it
        if exchange is None or exchange.answer is None:
            self._whisper(body, [sentence(GONE)])
        elif action == "passages":
            try:
                self._api.open_view(body["trigger_id"], passages_view(exchange))
            except (Refused, Unclear):  # it may be opened for three seconds after the click
                self._whisper(body, passages_messages(exchange))
        elif action in ("extractive", "model"):
            way = action == "extractive"
            if (failure := self._questions.otherwise(job, exchange, extractive=way)) is not None:
                self._whisper(body, [sentence(failure)])
        elif action == "share":
            self._share(job, exchange)
        elif action == "keep":
            page = self._talks.address(exchange)
            # As it was said, but for the buttons: a command is followed by what was asked.
            last = answer_messages(
                exchange, page=page, question=not body["thread"], model=self._means.desk.model
            )[-1]
            self._links.say(body["response_url"], last, replace=True)
        elif action == "right":
            self._record(exchange, exchange.answer, "right", None)
            self._thank(body, thanks("right", exchange.id))
        elif action in ("wrong", "note"):
            verdict: Mark = "wrong" if action == "wrong" else "right"
            about = {
                "exchange": exchange.id,
                "verdict": verdict,
                "channel": body["channel"],
                "thread": body["thread"],
                "response_url": body["response_url"],
            }
            try:
                self._api.open_view(body["trigger_id"], note_view(about))
            except (Refused, Unclear):
                self._whisper(body, [sentence(NO_FORM)])

    def sent(self, job: Job) -> None:
        """A form: a note on an answer, or the settings of a channel."""
        about = json.loads(job.body["about"] or "{}")
        about["user"] = job.body["user"]
        if job.body["form"] == "note":
            exchange = self._talks.exchange(about["exchange"])
            if exchange is None or exchange.answer is None:
                self._whisper(about, [sentence(GONE)])
                return
            verdict: Mark = "right" if about["verdict"] == "right" else "wrong"
            self._record(exchange, exchange.answer, verdict, note_of(job.body["state"]) or None)
            self._thank(about, thanks(verdict))
        elif job.body["form"] == "settings":
            before = self._talks.settings(about["channel"])
            known = (*self._means.desk.outlets(), *before.outlets)
            settings = settings_of(job.body["state"], known)
            self._talks.set(about["channel"], settings)
            self._whisper(about, [settings_message(settings, self._means.desk.model)])

    def commanded(self, job: Job) -> None:
        """`/readout`, followed by `help`, `settings`, nothing, or a question."""
        body = job.body
        words = " ".join(body["text"].split()).casefold()
        about = {
            "channel": body["channel_id"],
            "user": body["user_id"],
            "thread": None,
            "response_url": body["response_url"],
        }
        if words in HELP:
            self._whisper(about, [help_message(self._means.desk.summary())])
        elif words in SETTINGS:
            now = self._talks.settings(body["channel_id"])
            model = self._means.desk.model
            view = settings_view(now, self._means.desk.outlets(), about, model)
            try:
                self._api.open_view(body["trigger_id"], view)
            except (Refused, Unclear):
                self._whisper(about, [settings_message(now, model), sentence(NO_FORM)])
        else:
            self._questions.commanded(job)

    def checked(self, job: Job) -> None:
        """The shortcut: each sentence of a message against the articles, for who asked alone."""
        body = job.body

        def waiting(doing: str) -> None:
            self._links.say(body["response_url"], sentence(f"{doing}…"))

        words = spoken_lines(body["text"], self._means.me.user)
        if not words:
            self._whisper(body, [sentence(NOTHING_TO_CHECK)])
            return
        filters = self._talks.settings(body["channel"]).filters
        self._whisper(body, self._means.asking.checked(words, filters, waiting))

    def opened(self, job: Job) -> None:
        """The app's own pages were opened: questions to ask, or what it is."""
        if job.body.get("tab") == "home":
            view = home_view(self._means.desk.summary(), self._suggested(0.0))
            self._api.publish_home(job.body["user"], view)
        elif (channel := job.body.get("channel")) and (asked := self._suggested(_NOT_YET)):
            self._api.prompts(channel, job.body.get("thread"), asked)

    def _suggested(self, seconds: float) -> Sequence[str]:
        """Questions to ask; after a start they are waited for, `seconds` at most."""
        if self._suggesting is None:
            return ()
        waits = self._waiting.acquire(blocking=False)  # a few do, and hold up nobody
        end = time.monotonic() + (seconds if waits else 0.0)
        try:
            while not (found := self._suggesting.for_corpus()) and time.monotonic() < end:
                time.sleep(_LOOK)
        finally:
            if waits:
                self._waiting.release()
        return found

    def _share(self, job: Job, exchange: Exchange) -> None:
        """An answer that one person saw, for the channel."""
        body = job.body
        page = self._talks.address(exchange)
        model = self._means.desk.model
        messages = answer_messages(exchange, page=page, question=True, model=model)
        place, link = Place(body["channel"], body["thread"], job.key), body["response_url"]
        ChannelReply(self._links, self._means.delivery, place, link).show(messages)
        self._talks.follow(place.channel, place.question, exchange)
        self._links.take_back(link)

    def _whisper(self, about: Any, messages: Sequence[Message]) -> None:
        """To the person alone: in the thread, which the link of a click does not know, or by it."""
        link, thread = about.get("response_url") or "", about.get("thread") or None
        for place, message in enumerate(messages, 2):  # one use is left for a word in between
            by_link = place <= LINK_USES and not thread
            if by_link and self._links.say(link, message):
                continue
            try:
                self._api.whisper(about["channel"], about["user"], thread, message)
            except Refused:  # not in the channel, say: its link is
                if not self._links.say(link, message):
                    raise

    def _thank(self, about: Any, message: Message) -> None:
        """Says that a mark was taken; if that cannot be said, it is not taken once more."""
        try:
            self._whisper(about, [message])
        except (Refused, Unclear) as error:
            _logger.info("slack: a mark is not thanked for: %s", error)

    def _record(
        self, exchange: Exchange, answer: Answer, verdict: Mark, comment: str | None
    ) -> None:
        record(
            self._home,
            Feedback(
                datetime.now(UTC),
                verdict,
                answer_as_dict(answer),
                answer.question.history,
                comment,
                "slack",
            ),
        )
        self._talks.change(replace(exchange, mark=verdict))
