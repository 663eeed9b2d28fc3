"""Slack's Web API as the rest of the package sees it: patient, and clear about what happened.

A call that is refused for a while (429) is made again when Slack says that it may be, and until
then no other thread makes a call of its kind; in one channel these go one by one. What else goes
wrong is one of two: Slack refused, and will refuse again; or nobody knows whether it was done.
"""

import http.client
import logging
import threading
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from ui.slack.blocks.message import Message
from ui.slack.turns import Turn

if TYPE_CHECKING:
    from slack_sdk import WebClient

_PATIENCE = 600.0  # seconds that a call may wait for its turn
_NO_STATUS = 30.0  # seconds without a status once Slack was slow to take one
_PAUSES = (0.3, 1.0, 2.0)  # seconds before a call that does no harm twice is made again
_STATUS = "assistant.threads.setStatus"
_LONGEST_WAIT = 3600.0  # seconds that are believed of a Retry-After
# What urllib, json and slack_sdk 3.47 raise for an answer that is none, or no object.
_NO_ANSWER = (OSError, http.client.HTTPException, ValueError, AttributeError, TypeError)
_NOT_REFUSALS = {"internal_error", "fatal_error", "service_unavailable", "request_timeout"}

Found: TypeAlias = dict[str, Any]

_logger = logging.getLogger(__name__)


class Refused(Exception):
    """Slack refused, and says why in a word: "channel_not_found"."""

    def __init__(self, method: str, code: str, needed: str = "") -> None:
        super().__init__(f"Slack refused {method}: {code}{f' ({needed})' if needed else ''}")
        self.method = method
        self.code = code


class Unclear(Exception):
    """Slack did not answer, or not to be understood: it may have done what was asked, or not."""

    def __init__(self, method: str, why: str) -> None:
        super().__init__(f"Slack did not answer {method} ({why})")
        self.method = method
        self.alone = False  # whether Slack answered other calls of the method just before


class Api:
    """Calls of Slack's methods. Threads share one.

    Every method raises Refused or Unclear.
    """

    def __init__(self, client: "WebClient") -> None:
        self._client = client
        self._turns: dict[str, Turn] = {}
        self._lanes: dict[tuple[str, str], threading.Lock] = {}  # by method and channel
        self._no_status_until = 0.0  # by the monotonic clock

    def post(self, channel: str, thread: str | None, message: Message, mark: Found) -> str:
        """The ts of a new message, which carries `mark` unseen. Never made twice."""
        found = self._call(
            "chat.postMessage",
            {"channel": channel, **_content(message), **_quiet(), "metadata": _metadata(mark)}
            | ({"thread_ts": thread} if thread else {}),
        )
        if not found.get("ts"):
            raise Unclear("chat.postMessage", "no ts")
        return str(found["ts"])

    def update(self, channel: str, ts: str, message: Message, mark: Found) -> None:
        content = {"channel": channel, "ts": ts, **_content(message), "metadata": _metadata(mark)}
        self._again("chat.update", content)

    def delete(self, channel: str, ts: str) -> None:
        self._again("chat.delete", {"channel": channel, "ts": ts})

    def whisper(self, channel: str, user: str, thread: str | None, message: Message) -> None:
        """A message in the channel that only `user` sees. Never made twice."""
        content = {"channel": channel, "user": user, **_content(message)}
        if thread:
            content["thread_ts"] = thread
        self._call("chat.postEphemeral", content)

    def marked(self, channel: str, thread: str, mark: Found) -> str | None:
        """The ts of the message that carries `mark`; None where there is none.

        It is looked for in the thread, or among the channel's latest where `thread` is empty.
        """
        method = "conversations.replies" if thread else "conversations.history"
        asked: Found = {"channel": channel, "limit": 200, "include_all_metadata": True}
        if thread:
            asked["ts"] = thread
        while True:
            found = self._again(method, asked)
            for each in _listed(found.get("messages")):
                if _inner(each, "metadata").get("event_payload") == mark and each.get("ts"):
                    return str(each["ts"])
            cursor = str(_inner(found, "response_metadata").get("next_cursor") or "")
            if not thread or not cursor:
                return None
            asked["cursor"] = cursor

    def status(self, channel: str, thread: str, doing: str) -> None:
        """What the app is doing, beside its name; gone when it posts.

        Left out for a while once Slack was slow to take one: an answer waits for it.
        """
        if time.monotonic() < self._no_status_until:
            raise Unclear(_STATUS, "not answered a while ago")
        content = {"channel_id": channel, "thread_ts": thread, "status": doing}
        try:
            self._call(_STATUS, content, patience=0.0)  # later it would be no news
        except Unclear:
            self._no_status_until = time.monotonic() + _NO_STATUS
            raise

    def prompts(self, channel: str, thread: str | None, questions: Sequence[str]) -> None:
        content: Found = {
            "channel_id": channel,
            "title": "Ask the articles",
            "prompts": [{"title": each, "message": each} for each in questions],
        }
        self._again("assistant.threads.setSuggestedPrompts", content | _in(thread))

    def open_view(self, trigger: str, view: Mapping[str, Any]) -> None:
        self._call("views.open", {"trigger_id": trigger, "view": view})

    def publish_home(self, user: str, view: Mapping[str, Any]) -> None:
        self._again("views.publish", {"user_id": user, "view": view})

    def _again(self, method: str, content: Found) -> Found:
        """A call that does no harm when it is made twice."""
        for pause in _PAUSES:
            try:
                return self._call(method, content)
            except Unclear:
                time.sleep(pause)
        return self._call(method, content)

    def _call(self, method: str, content: Found, patience: float = _PATIENCE) -> Found:
        give_up = time.monotonic() + patience
        if "channel" not in content:
            return self._in_turn(method, content, give_up)
        # Slack limits posts by channel: two at once, and one is refused while it is under way.
        with self._lanes.setdefault((method, str(content["channel"])), threading.Lock()):
            return self._in_turn(method, content, give_up)

    def _in_turn(self, method: str, content: Found, give_up: float) -> Found:
        turn = self._turns.setdefault(method, Turn())
        while True:
            if not turn.wait(give_up):
                raise Unclear(method, "asked for too often")
            with turn:
                if turn.held():
                    continue  # by the one before
                try:
                    found, wait = self._once(method, content)
                except Unclear as error:
                    error.alone = turn.answers()
                    raise
                if found is not None:
                    turn.answered()
                    return found
                turn.hold(wait)
            _logger.info("slack: %s is asked for too often; waiting %.0f s", method, wait)

    def _once(self, method: str, content: Found) -> tuple[Found | None, float]:
        """What Slack answers; or None, and the seconds after which it may be asked again."""
        from slack_sdk.errors import SlackApiError, SlackRequestError

        try:
            # Methods that only read take no JSON (Slack answers as if nothing were said).
            if method.startswith("conversations."):
                answer = self._client.api_call(method, params=_texts(content))
            else:
                answer = self._client.api_call(method, json=content)
        except SlackApiError as error:
            response: Any = error.response
            status = getattr(response, "status_code", 0)
            fields = getattr(response, "data", response)
            fields = fields if isinstance(fields, dict) else {}
            code = str(fields.get("error") or "")
            if status == 429 or code in ("ratelimited", "rate_limited"):
                return None, _seconds(getattr(response, "headers", {}))
            if status >= 500 or not code.isidentifier() or code in _NOT_REFUSALS:
                raise Unclear(method, f"status {status}") from None
            raise Refused(method, code, str(fields.get("needed") or "")) from None
        except (SlackRequestError, *_NO_ANSWER) as error:
            raise Unclear(method, type(error).__name__) from None
        if not isinstance(answer.data, dict):
            raise Unclear(method, "no JSON")
        return answer.data, 0.0


def _content(message: Message) -> Found:
    return {"text": message.text, "blocks": list(message.blocks)}


def _quiet() -> Found:
    """Nothing is fetched for what stands in the message."""
    return {"unfurl_links": False, "unfurl_media": False}


def _metadata(mark: Found) -> Found:
    return {"event_type": "readout_answer", "event_payload": mark}


def _in(thread: str | None) -> Found:
    return {"thread_ts": thread} if thread else {}


def _texts(content: Found) -> Found:
    return {
        name: str(value).lower() if isinstance(value, bool) else value
        for name, value in content.items()
    }


def _inner(found: Found, name: str) -> Found:
    inner = found.get(name)
    return inner if isinstance(inner, dict) else {}


def _listed(found: object) -> list[Found]:
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _seconds(headers: Mapping[str, str]) -> float:
    """What `Retry-After` says, and a little, so that the call is not early."""
    said = next((value for name, value in headers.items() if name.lower() == "retry-after"), "1")
    try:
        return min(max(0.0, float(said)), _LONGEST_WAIT) + 0.1
    except ValueError:
        return 1.1
