"""The Bolt app: its listeners write down what was asked, and nothing else.

`process_before_response` has Bolt 1.30 acknowledge after a listener and not before it, so what is
acknowledged is in the inbox; answering is done elsewhere, see `work`. Nothing here waits for the
desk or for Slack.
"""

import logging
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from index.errors import ReadoutError
from ui.slack.blocks.settings import settings_errors, settings_of
from ui.slack.inbox import Inbox, Job
from ui.slack.intake import (
    HELP,
    SETTINGS,
    Me,
    job_of_action,
    job_of_command,
    job_of_event,
    job_of_shortcut,
    job_of_view,
)
from ui.slack.manifest import CHECK
from ui.slack.threads import Threads

if TYPE_CHECKING:
    from slack_bolt import Ack, App
    from slack_sdk import WebClient

_ANY = re.compile("")

_logger = logging.getLogger(__name__)


class Intake:
    """Writes jobs down. Raises StoreError where that fails: then Slack sends it again."""

    def __init__(self, inbox: Inbox, threads: Threads, me: Me, wake: Callable[[], None]) -> None:
        self._inbox = inbox
        self._threads = threads
        self._me = me
        self._wake = wake

    def event(self, body: Mapping[str, Any]) -> None:
        self.put(job_of_event(body, self._me, self._threads.joined))

    def put(self, job: Job | None) -> None:
        if job is None:
            return
        asks = job.kind == "question"
        thread = (job.body["channel"], job.body["thread"]) if asks else None
        if self._inbox.put(job, thread=thread):
            self._wake()


def bolt_app(
    client: "WebClient", signing_secret: str, me: Me, intake: Intake, summary: Callable[[], str]
) -> "App":
    """The app, on whose `dispatch` every request of Slack's comes in."""
    from slack_bolt import App
    from slack_bolt.authorization import AuthorizeResult

    known = AuthorizeResult(
        enterprise_id=None,
        team_id=me.team,
        bot_user_id=me.user,
        bot_id=me.bot,
        bot_token=client.token,
    )
    app = App(
        client=client,
        signing_secret=signing_secret,
        authorize=lambda: known,
        process_before_response=True,
        attaching_conversation_kwargs_enabled=False,
        logger=logging.getLogger("slack_bolt"),
    )

    @app.event(_ANY)
    def event(body: dict[str, Any]) -> None:
        intake.event(body)

    @app.command(_ANY)
    def command(ack: "Ack", body: dict[str, Any]) -> None:
        try:
            intake.put(job_of_command(body))
        except ReadoutError as error:  # Slack sends no command twice
            _logger.error("slack: a command was not taken in: %s", error)
            ack(response_type="ephemeral", text=_NOT_TAKEN)
            return
        if " ".join(str(body.get("text") or "").split()).casefold() in HELP | SETTINGS:
            ack()
        else:
            ack(response_type="ephemeral", text=f"Searching {summary()}…")

    @app.shortcut(CHECK)
    def shortcut(ack: "Ack", body: dict[str, Any]) -> None:
        intake.put(job_of_shortcut(body))
        ack()

    @app.action(_ANY)
    def action(ack: "Ack", body: dict[str, Any]) -> None:
        intake.put(job_of_action(body))
        ack()

    @app.view(_ANY)
    def view(ack: "Ack", body: dict[str, Any]) -> None:
        job = job_of_view(body)
        if job.body["form"] == "settings" and (
            wrong := settings_errors(settings_of(job.body["state"], ()))
        ):
            ack(response_action="errors", errors=wrong)
            return
        intake.put(job)
        ack()

    return app


_NOT_TAKEN = "I could not take that question in just now; ask it again in a while."
