"""chat.startStream, chat.appendStream, chat.stopStream: a message that is written as one looks."""

from ..block_kit import accept_message_blocks
from ..calls import Call
from ..core import Core
from ..refused import Refused
from ..workspace import Json, Message
from .content import MARKDOWN_TEXT, read_content
from .places import own_message, thread_of, writable_channel


def start(slack: Core, call: Call) -> Json:
    channel = writable_channel(slack, call)
    call.need("thread_ts")
    if channel.kind != "im":
        for name in ("recipient_team_id", "recipient_user_id"):
            if not call.get(name):
                raise Refused(f"missing_{name}")
    workspace = slack.workspace
    message = Message(channel.id, workspace.next_ts(), workspace.bot.id)
    message.bot_id, message.app_id = workspace.bot_id, workspace.app_id
    message.thread_ts = thread_of(slack, call, channel)
    message.streaming, message.asked = True, call.arguments
    _append(message, _said(call))
    slack.post(message)
    return {"channel": channel.id, "ts": message.ts}


def append(slack: Core, call: Call) -> Json:
    message = _streaming(slack, call)
    said = _said(call)
    if not said:
        raise Refused("no_text")
    _append(message, said)
    return {"channel": message.channel, "ts": message.ts}


def stop(slack: Core, call: Call) -> Json:
    message = _streaming(slack, call)
    before = message.as_slack()
    _append(message, _said(call))
    last = call.structure("blocks", "invalid_blocks_format")
    if last:
        message.blocks = message.blocks + accept_message_blocks(last)
    bare = Call(call.method, {"metadata": call.get("metadata")}, call.token, call.at)
    message.metadata = read_content(bare).metadata or message.metadata
    message.streaming = False
    slack.tell_changed(message, before)
    return {"channel": message.channel, "ts": message.ts, "message": message.as_slack(True)}


def _streaming(slack: Core, call: Call) -> Message:
    message = own_message(slack, call, "message_not_owned_by_app")
    if not message.streaming:
        raise Refused("message_not_in_streaming_state")
    return message


def _said(call: Call) -> str:
    said = str(call.get("markdown_text") or "")
    if len(said) > MARKDOWN_TEXT:
        raise Refused("msg_too_long")
    for chunk in call.structure("chunks", "invalid_chunks") or []:
        if chunk.get("type") == "markdown_text":
            said += chunk["text"]
    return said


def _append(message: Message, said: str) -> None:
    message.text += said
    message.blocks = [{"type": "markdown", "block_id": "stream", "text": message.text}]


METHODS = {"chat.startStream": start, "chat.appendStream": append, "chat.stopStream": stop}
