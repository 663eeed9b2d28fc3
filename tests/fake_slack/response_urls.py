"""The address that comes with a command or a click: good for five uses in half an hour."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .block_kit import accept_message_blocks
from .refused import Refused
from .rich_text import rich_text
from .workspace import Json, Message

if TYPE_CHECKING:
    from .core import Core

USES = 5
SECONDS = 30 * 60.0


@dataclass(slots=True)
class ResponseUrl:
    channel: str
    user: str
    made: float
    source: Message | None  # the message that was clicked; a command has none
    uses: int = 0


def new_response_url(slack: "Core", channel: str, user: str, source: Message | None = None) -> str:
    id_ = slack.workspace.new_id("R")
    slack.response_urls[id_] = ResponseUrl(channel, user, slack.workspace.now(), source)
    return f"{slack.url}/response/{id_}"


def respond(slack: "Core", id_: str, said: Json) -> None:
    """Does what the app asked for at that address; Refused when it is used up."""
    address = slack.response_urls.get(id_)
    if address is None or slack.workspace.now() - address.made > SECONDS:
        raise Refused("expired_url")
    if address.uses >= USES:
        raise Refused("used_url")
    source = address.source
    if said.get("delete_original"):
        if source is None:
            slack.mistake("response_url", "a command has no original to delete")
        elif source.ephemeral_to:
            source.deleted = True
        else:
            slack.remove(source)
    elif said.get("replace_original") and source is not None:
        _replace(slack, source, said)
    else:
        show(slack, address.channel, address.user, said, thread_ts=said.get("thread_ts"))
    address.uses += 1
    slack.workspace.notify()


def _content(said: Json) -> tuple[str, list[Json]]:
    text = str(said.get("text") or "")
    blocks = accept_message_blocks(said["blocks"]) if said.get("blocks") else rich_text(text)
    if not text.strip() and not blocks and not said.get("attachments"):
        raise Refused("no_text")
    if len(text) > 40_000:
        raise Refused("msg_too_long")
    return text, blocks


def _replace(slack: "Core", source: Message, said: Json) -> None:
    text, blocks = _content(said)
    before = source.as_slack()
    source.versions.append((source.text, source.blocks))
    source.text, source.blocks, source.asked = text, blocks, said
    if source.ephemeral_to is None:
        source.edited = {"user": source.user, "ts": slack.workspace.next_ts()}
        slack.tell_changed(source, before)


def show(
    slack: "Core", channel: str, user: str, said: Json, thread_ts: str | None = None
) -> Message:
    """What an app answers to a command: to that person alone unless it says in_channel."""
    text, blocks = _content(said)
    workspace = slack.workspace
    message = Message(channel, workspace.next_ts(), workspace.bot.id, text, blocks)
    message.bot_id, message.app_id = workspace.bot_id, workspace.app_id
    message.thread_ts, message.asked = thread_ts, said
    if said.get("response_type") == "in_channel":
        message.subtype = "bot_message"
        return slack.post(message)
    message.ephemeral_to = user
    workspace.ephemerals.append(message)
    workspace.notify()
    return message
