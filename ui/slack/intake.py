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
_SAID = {None, "file_share", "thread_broadcast", "me_message"}


@dataclass(frozen=True, slots=True)
class Me:
    """Who readout is in the workspace."""

    team: str
    user: str
    bot: str
    name: str = "readout"
    team_name: str = ""


def job_of_event(
    event: Payload, event_id: str, me: Me, joined: Callable[[str, str], bool]
) -> Job | None:
    """The job that an event asks for; None for what is not readout's to answer."""
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
    if subtype not in _SAID:
        return None
    text, thread = str(event.get("text") or ""), event.get("thread_ts")
    mentioned = mentions(text, me.user)
    if _is_direct(event) or mentioned:
        return _question(event, me, mentioned=mentioned)
    if thread is None or to_another(text, me.user):
        return None
    followed = joined(str(event.get("channel")), str(thread))
    return _question(event, me, mentioned=False) if followed else None


def job_of_command(body: Payload) -> Job:
    """The job of a slash command."""
    key = f"command {body.get('trigger_id') or digest(body)}"
    kept = {name: str(body.get(name) or "") for name in _COMMAND}
    return Job(key, "command", key, kept)


_COMMAND = ("channel_id", "user_id", "text", "response_url", "trigger_id", "channel_name")


def job_of_shortcut(body: Payload) -> Job:
    """The job of the shortcut on a message."""
    key = f"shortcut {body.get('trigger_id') or digest(body)}"
    message = body.get("message") or {}
    return Job(
        key,
        "check",
        key,
        {
            "channel": (body.get("channel") or {}).get("id"),
            "user": (body.get("user") or {}).get("id"),
            "text": str(message.get("text") or ""),
            "thread": message.get("thread_ts") or message.get("ts"),
            "response_url": str(body.get("response_url") or ""),
        },
    )


def job_of_action(body: Payload) -> Job:
    """The job of a click on one of our buttons."""
    actions = body.get("actions") or [{}]
    action = actions[0]
    name = str(action.get("action_id") or "")
    container, message = body.get("container") or {}, body.get("message") or {}
    kept = {
        "action": name,
        "exchange": str(action.get("value") or ""),
        "channel": (body.get("channel") or {}).get("id") or container.get("channel_id"),
        "user": (body.get("user") or {}).get("id"),
        "message": message.get("ts") or container.get("message_ts"),
        "thread": message.get("thread_ts") or container.get("thread_ts"),
        "private": bool(container.get("is_ephemeral")),
        "response_url": str(body.get("response_url") or ""),
        "trigger_id": str(body.get("trigger_id") or ""),
    }
    key = f"action {body.get('trigger_id') or digest(body)}"
    if name == "share":  # once, however often it is clicked
        key = f"share {kept['exchange']} {kept['channel']} {kept['message']}"
    return Job(key, "action", key, kept)


def job_of_view(body: Payload) -> Job:
    """The job of a form that was sent."""
    view = body.get("view") or {}
    key = f"view {view.get('id')} {view.get('hash') or ''}"
    kept = {
        "form": str(view.get("callback_id") or ""),
        "user": (body.get("user") or {}).get("id"),
        "state": view.get("state") or {},
        "about": str(view.get("private_metadata") or ""),
    }
    return Job(key, "form", key, kept)


def digest(body: Payload) -> str:
    """A name for a payload that brings none."""
    return sha256(repr(sorted(body.items(), key=str)).encode("utf-8", "replace")).hexdigest()[:32]


def _question(event: Payload, me: Me, *, mentioned: bool, changed: bool = False) -> Job | None:
    channel, ts, user = event.get("channel"), event.get("ts"), event.get("user")
    if not channel or not ts or not user or _is_app(event, me):
        return None
    text = str(event.get("text") or "")
    kept = {
        "channel": channel,
        "ts": ts,
        "thread": str(event.get("thread_ts") or ts),
        "user": user,
        "text": text,
        "direct": _is_direct(event),
        "mentioned": mentioned,
        "files": len(event.get("files") or ()),
    }
    edited = str((event.get("edited") or {}).get("ts") or "")
    if edited or changed:  # a changed message that mentions readout comes as `app_mention`, too
        name = edited or sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
        return Job(f"edit {channel} {ts} {name}", "edit", _lane(kept), kept)
    return Job(f"question {channel} {ts}", "question", _lane(kept), kept)


def _changed(event: Payload, me: Me) -> Job | None:
    now, before = event.get("message") or {}, event.get("previous_message") or {}
    if now.get("subtype") == "tombstone":  # a message with replies that was deleted
        return _deleted({**event, "deleted_ts": now.get("ts")}, me)
    edited = now.get("edited") or {}
    if now.get("text") == before.get("text") or edited.get("user") not in (None, now.get("user")):
        return None  # a link unfolded, a reply counted, or another's edit
    said = {**now, "channel": event.get("channel"), "channel_type": event.get("channel_type")}
    mentioned = mentions(str(now.get("text") or ""), me.user)
    return _question(said, me, mentioned=mentioned, changed=True)


def _deleted(event: Payload, me: Me) -> Job | None:
    gone = event.get("previous_message") or {}
    channel, ts = event.get("channel"), str(event.get("deleted_ts") or gone.get("ts") or "")
    if not channel or not ts or _is_app(gone, me):
        return None
    kept = {
        "channel": channel,
        "ts": ts,
        "thread": str(gone.get("thread_ts") or ts),
        "direct": _is_direct(event),
        "mentioned": False,
    }
    return Job(f"deletion {channel} {ts}", "deletion", _lane(kept), kept)


def _home(event: Payload, event_id: str) -> Job | None:
    key = f"home {event_id or digest(event)}"
    kept = {"user": event.get("user"), "channel": event.get("channel"), "tab": event.get("tab")}
    return Job(key, "home", key, kept) if kept["user"] else None


def _started(event: Payload, event_id: str) -> Job | None:
    opened = event.get("assistant_thread") or {}
    key = f"started {event_id or digest(event)}"
    kept = {"channel": opened.get("channel_id"), "thread": opened.get("thread_ts")}
    return Job(key, "started", key, kept) if kept["channel"] else None


def _is_app(message: Payload, me: Me) -> bool:
    """Whether an app said it, readout among them."""
    return bool(message.get("bot_id")) or message.get("user") == me.user


def _is_direct(event: Payload) -> bool:
    return event.get("channel_type") == "im" or str(event.get("channel")).startswith("D")


def _lane(kept: Payload) -> str:
    """What is done one after the other: a thread, or a direct message with all its threads."""
    return str(kept["channel"]) if kept["direct"] else f"{kept['channel']} {kept['thread']}"
