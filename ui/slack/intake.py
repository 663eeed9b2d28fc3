"""What Slack sends as jobs. Pure, but for asking whether readout takes part in a thread.

A question's job is named by its channel and ts, not by Slack's event: a mention comes as two events
(`app_mention`, `message`) of different ids, and each again when Slack tries again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeAlias

from ui.slack.inbox import Job
from ui.slack.spoken import mentions, to_another

Payload: TypeAlias = Mapping[str, Any]

# Messages of people; every other subtype is news of the channel, or another app's.
_SAID = ("file_share", "thread_broadcast", "me_message")


@dataclass(frozen=True, slots=True)
class Me:
    """Who readout is in the workspace."""

    team: str
    user: str
    bot: str
    name: str = "readout"
    team_name: str = ""


def job_of_event(body: Payload, me: Me, joined: Callable[[str, str], bool]) -> Job | None:
    """The job that an event asks for; None for what is not readout's to answer."""
    event, event_id = _inner(body, "event"), _text(body, "event_id")
    kind = event.get("type")
    if kind == "app_mention":
        return _question(event, me, mentioned=True)
    if kind == "app_home_opened":
        return _home(event, event_id)
    if kind == "assistant_thread_started":
        return _started(event, event_id)
    if kind != "message":
        return None
    subtype = event.get("subtype")
    if subtype in ("message_changed", "message_deleted"):
        job = _changed(event, me) if subtype == "message_changed" else _deleted(event, me)
        # What was never readout's to answer is not written down either.
        if job is None or job.body["direct"] or job.body["mentioned"]:
            return job
        return job if joined(job.body["channel"], job.body["thread"]) else None
    if not (subtype is None or subtype in _SAID):
        return None
    text, thread = _text(event, "text"), _text(event, "thread_ts")
    mentioned = mentions(text, me.user)
    if _is_direct(event) or mentioned:
        return _question(event, me, mentioned=mentioned)
    if not thread or to_another(text, me.user):
        return None
    # Who replies to what readout said may do so before it is known where that was posted.
    ours = _text(event, "parent_user_id") == me.user
    followed = ours or joined(_text(event, "channel"), thread)
    return _question(event, me, mentioned=False) if followed else None


HELP = frozenset({"", "help", "?"})  # what is said in a command besides questions
SETTINGS = frozenset({"settings", "setting", "config"})


def job_of_command(body: Payload) -> Job:
    """The job of a slash command."""
    key = f"command {digest(body)}"
    kept = {name: _text(body, name) for name in _COMMAND}
    return Job(key, "command", key, kept)


_COMMAND = ("channel_id", "user_id", "text", "response_url", "trigger_id")


def job_of_shortcut(body: Payload) -> Job:
    """The job of the shortcut on a message."""
    key = f"shortcut {digest(body)}"
    message = _inner(body, "message")
    return Job(
        key,
        "check",
        key,
        {
            "channel": _text(_inner(body, "channel"), "id"),
            "user": _text(_inner(body, "user"), "id"),
            "text": _text(message, "text"),
            "thread": _text(message, "thread_ts"),
            "response_url": _text(body, "response_url"),
        },
    )


def job_of_action(body: Payload) -> Job:
    """The job of a click on one of our buttons."""
    actions = body.get("actions")
    first = actions[0] if isinstance(actions, list) and actions else None
    action = first if isinstance(first, Mapping) else {}
    name = _text(action, "action_id")
    container, message = _inner(body, "container"), _inner(body, "message")
    kept = {
        "action": name,
        "exchange": _text(action, "value"),
        "channel": _text(_inner(body, "channel"), "id") or _text(container, "channel_id"),
        "user": _text(_inner(body, "user"), "id"),
        "message": _text(message, "ts") or _text(container, "message_ts"),
        "thread": _text(message, "thread_ts") or _text(container, "thread_ts"),
        "response_url": _text(body, "response_url"),
        "trigger_id": _text(body, "trigger_id"),
    }
    key = f"action {digest(body)}"
    if name == "share":  # once, however often it is clicked
        key = f"share {kept['exchange']} {kept['channel']} {kept['message']}"
    return Job(key, "action", key, kept)


def job_of_view(body: Payload) -> Job:
    """The job of a form that was sent."""
    view = _inner(body, "view")
    key = f"view {_text(view, 'id') or digest(body)} {_text(view, 'hash')}"
    kept = {
        "form": _text(view, "callback_id"),
        "user": _text(_inner(body, "user"), "id"),
        "state": _inner(view, "state"),
        "about": _text(view, "private_metadata"),
    }
    return Job(key, "form", key, kept)


def digest(body: Payload) -> str:
    """A name for a payload that brings none of its own; Slack's differ in their `trigger_id`."""
    return sha256(repr(sorted(body.items(), key=str)).encode("utf-8", "replace")).hexdigest()[:32]


def _inner(payload: Payload, name: str) -> Payload:
    """What is inside, {} where there is nothing of the kind."""
    found = payload.get(name)
    return found if isinstance(found, Mapping) else {}


def _text(payload: Payload, name: str) -> str:
    """A text, "" where there is none; SQLite takes no halves of a surrogate pair."""
    found = payload.get(name)
    return found.encode("utf-8", "replace").decode() if isinstance(found, str) else ""


def _question(event: Payload, me: Me, *, mentioned: bool, changed: bool = False) -> Job | None:
    channel, ts, user = (_text(event, name) for name in ("channel", "ts", "user"))
    if not channel or not ts or not user or _is_app(event, me):
        return None
    text, files = _text(event, "text"), event.get("files")
    kept = {
        "channel": channel,
        "ts": ts,
        "thread": _text(event, "thread_ts") or ts,
        "user": user,
        "text": text,
        "direct": _is_direct(event),
        "mentioned": mentioned,
        "files": len(files) if isinstance(files, list) else 0,
    }
    edited = _text(_inner(event, "edited"), "ts")
    if edited or changed:  # a changed message that mentions readout comes as `app_mention`, too
        name = edited or sha256(text.encode()).hexdigest()[:16]
        return Job(f"edit {channel} {ts} {name}", "edit", _lane(kept), kept)
    return Job(f"question {channel} {ts}", "question", _lane(kept), kept)


def _changed(event: Payload, me: Me) -> Job | None:
    now, before = _inner(event, "message"), _inner(event, "previous_message")
    if now.get("subtype") == "tombstone":  # a message with replies that was deleted
        return _deleted({**event, "deleted_ts": _text(now, "ts")}, me)
    edited = _inner(now, "edited")
    if now.get("text") == before.get("text") or edited.get("user") not in (None, now.get("user")):
        return None  # a link unfolded, a reply counted, or another's edit
    said = {**now, "channel": event.get("channel"), "channel_type": event.get("channel_type")}
    text = _text(now, "text")
    mentioned = mentions(text, me.user)
    if not mentioned and not _is_direct(event) and to_another(text, me.user):
        return None
    return _question(said, me, mentioned=mentioned, changed=True)


def _deleted(event: Payload, me: Me) -> Job | None:
    gone = _inner(event, "previous_message")
    channel, ts = _text(event, "channel"), _text(event, "deleted_ts") or _text(gone, "ts")
    if not channel or not ts or _is_app(gone, me):
        return None
    kept = {
        "channel": channel,
        "ts": ts,
        "thread": _text(gone, "thread_ts") or ts,
        "direct": _is_direct(event),
        "mentioned": False,
    }
    return Job(f"deletion {channel} {ts}", "deletion", _lane(kept), kept)


def _home(event: Payload, event_id: str) -> Job | None:
    key = f"home {event_id or digest(event)}"
    kept = {name: _text(event, name) for name in ("user", "channel", "tab")}
    return Job(key, "home", key, kept) if kept["user"] else None


def _started(event: Payload, event_id: str) -> Job | None:
    opened = _inner(event, "assistant_thread")
    key = f"started {event_id or digest(event)}"
    kept = {"channel": _text(opened, "channel_id"), "thread": _text(opened, "thread_ts")}
    return Job(key, "started", key, kept) if kept["channel"] else None


def _is_app(message: Payload, me: Me) -> bool:
    """Whether an app said it, readout among them, or Slack itself: a reminder, say."""
    return bool(message.get("bot_id")) or message.get("user") in (me.user, "USLACKBOT")


def _is_direct(event: Payload) -> bool:
    return event.get("channel_type") == "im" or _text(event, "channel").startswith("D")


def _lane(kept: Payload) -> str:
    """What is done one after the other: a thread, or a direct message with all its threads."""
    return str(kept["channel"]) if kept["direct"] else f"{kept['channel']} {kept['thread']}"
