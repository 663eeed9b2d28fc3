"""The whole of it: the desk, the inbox, who works on it, and the way in from Slack."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from rag.chatbot import Chatbot
from rag.settings import Settings
from rag.suggestions import Suggestions
from ui.conversations.store import Conversations
from ui.page.server import listen, run
from ui.shared_desk import SharedDesk
from ui.slack import log
from ui.slack.api import Api
from ui.slack.apology import Apology
from ui.slack.app import Intake, bolt_app
from ui.slack.asking import Asking
from ui.slack.clicks import Clicks
from ui.slack.connection import connect, web_client, who_am_i
from ui.slack.delivery import Delivery
from ui.slack.desk import CorpusDesk
from ui.slack.events_endpoint import PATH, endpoint
from ui.slack.inbox import Inbox
from ui.slack.intake import Me
from ui.slack.means import Means
from ui.slack.questions import Questions
from ui.slack.replies import Links
from ui.slack.runs import Run
from ui.slack.settings import SlackSettings
from ui.slack.start import Start
from ui.slack.talks import Talks
from ui.slack.threads import Threads, open_file
from ui.slack.work import Work

if TYPE_CHECKING:
    from slack_bolt import App


# Seconds for which a thread keeps Python to itself while another wants it (5 ms by default): what
# takes in a question wants it often, for a moment each, and not behind all that are answered.
_SWITCH = 0.0001
_TO_FINISH = 5.0  # seconds for what is being answered when the process ends
_TO_HAND_OVER = 2.0  # seconds for the rest to be given back


@dataclass(frozen=True, slots=True)
class Service:
    """What answers in Slack; `app` takes in what Slack sends."""

    app: "App"
    me: Me
    work: Work
    start: Start

    def ready(self) -> None:
        """Begins to work, and does what need not hold up the way in."""
        sys.setswitchinterval(_SWITCH)
        self.work.start()
        self.start.begin()


@contextmanager
def service(settings: Settings, slack: SlackSettings) -> Iterator[Service]:
    """Everything, until the block ends. Raises ReadoutError where something cannot be had."""
    log.set_up()
    client = web_client(slack)
    me, _ = who_am_i(client)
    with ExitStack() as stack:
        run_ = Run(settings.home)
        stack.callback(run_.end)
        file = stack.enter_context(closing(open_file(settings.home)))
        kept = stack.enter_context(closing(Conversations(settings.home)))
        chatbot = stack.enter_context(Chatbot.open(settings, lasting=False))
        shared = SharedDesk(chatbot)
        suggestions = stack.enter_context(closing(Suggestions(chatbot, shared.busy)))
        threads, inbox = Threads(file), Inbox(file, run_)
        api, links = Api(client), Links(slack.api_url)
        desk = CorpusDesk(chatbot, shared)
        talks = Talks(kept, threads, me.team, slack.page)
        asking, delivery = Asking(desk), Delivery(api, threads)
        means = Means(desk, asking, talks, threads, api, links, delivery, me)
        questions = Questions(means)
        clicks = Clicks(means, questions, settings.home, suggestions)
        handlers = {
            "question": questions.asked,
            "edit": questions.asked,
            "deletion": questions.deleted,
            "command": clicks.commanded,
            "check": clicks.checked,
            "action": clicks.clicked,
            "form": clicks.sent,
            "home": clicks.opened,
            "started": clicks.opened,
        }
        work = Work(inbox, handlers, Apology(api, links, delivery))
        intake = Intake(inbox, threads, me, work.wake)
        app = bolt_app(client, slack.signing, me, intake, chatbot.summary)
        start = Start(chatbot, suggestions, shared.busy)
        try:
            yield Service(app, me, work, start)
        finally:
            if not _ended(start, work, asking):
                # What a thread still uses must not be closed under it: SQLite crashes. It is over
                # when the process is, and so is this run.
                stack.pop_all()


def _ended(start: Start, work: Work, asking: Asking) -> bool:
    """Whether nothing is being done any more, a few seconds from now at the latest."""
    started = start.stop(_TO_FINISH)
    if not work.close(_TO_FINISH):
        asking.stop()
        if not work.close(_TO_HAND_OVER):
            return False
    return started and asking.over(_TO_HAND_OVER)


def run_http(settings: Settings, slack: SlackSettings, host: str, port: int) -> None:
    """Answers what Slack posts, until Ctrl-C. Port 0 takes a free one. Raises ReadoutError."""
    with listen(host, port, "--http") as listener, service(settings, slack) as served:
        run(
            endpoint(served.app, slack.signing),
            listener,
            host,
            served.ready,
            f"readout answers Slack at http://{{address}}{PATH}",
        )


def run_socket(settings: Settings, slack: SlackSettings, told: TextIO) -> None:
    """Answers what Slack sends over a socket, until Ctrl-C. Raises ReadoutError."""
    stopped = threading.Event()
    with service(settings, slack) as served:
        served.ready()
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, lambda *_: stopped.set())
        handler = connect(served.app, slack)
        workspace = served.me.team_name or served.me.team
        told.write(f"readout answers in Slack as @{served.me.name} of {workspace}")
        told.write(" (Ctrl-C stops it)\n")
        told.flush()
        stopped.wait()
        handler.client.auto_reconnect_enabled = False
        handler.client.close()
