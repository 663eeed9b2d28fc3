"""chat.*: post, update, delete, ephemeral messages, permalinks; and reactions.add."""

from ..calls import Call
from ..core import Core
from ..refused import Refused
from ..workspace import Json, Message
from .content import UPDATED_TEXT, read_content
from .places import channel_of, own_message, thread_of, writable_channel


def new_message(slack: Core, call: Call, channel: str) -> Message:
    """A message of the app, not yet anywhere."""
    content = read_content(call)
    if content.is_empty:
        raise Refused("no_text")
    workspace = slack.workspace
    message = Message(channel, workspace.next_ts(), workspace.bot.id)
    message.text, message.blocks = content.text or "", content.blocks or []
    message.attachments, message.metadata = content.attachments or [], content.metadata or None
    message.bot_id, message.app_id = workspace.bot_id, workspace.app_id
    message.asked = call.arguments
    return message


def post_message(slack: Core, call: Call) -> Json:
    channel = writable_channel(slack, call)
    message = new_message(slack, call, channel.id)
    message.thread_ts = thread_of(slack, call, channel)
    if message.thread_ts and call.flag("reply_broadcast"):
        message.subtype = "thread_broadcast"
    slack.post(message)
    return {"channel": channel.id, "ts": message.ts, "message": message.as_slack(True)}


def update(slack: Core, call: Call) -> Json:
    message = own_message(slack, call, "cant_update_message")
    if message.streaming:
        raise Refused("streaming_state_conflict")
    content = read_content(call, UPDATED_TEXT)
    if content.is_empty:
        raise Refused("no_text")
    before = message.as_slack()
    message.versions.append((message.text, message.blocks))
    if content.text is not None:
        message.text = content.text
    given = call.get("blocks") is not None or call.get("markdown_text")
    plain = all(block["type"] == "rich_text" for block in message.blocks)
    if content.blocks is not None and (given or plain):
        message.blocks = content.blocks  # blocks that are not said again stay as they were
    if content.attachments is not None:
        message.attachments = content.attachments
    if content.metadata is not None:
        message.metadata = content.metadata or None
    message.edited = {"user": message.user, "ts": slack.workspace.next_ts()}
    message.asked = {**message.asked, **call.arguments}
    slack.tell_changed(message, before)
    said = {"channel": message.channel, "ts": message.ts, "text": message.text}
    return {**said, "message": message.as_slack(True)}


def delete(slack: Core, call: Call) -> Json:
    message = own_message(slack, call, "cant_delete_message")
    slack.remove(message)
    return {"channel": message.channel, "ts": message.ts}


def post_ephemeral(slack: Core, call: Call) -> Json:
    channel = writable_channel(slack, call)
    user = call.need("user")
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    message = new_message(slack, call, channel.id)
    message.thread_ts = call.get("thread_ts")
    message.ephemeral_to = user
    slack.workspace.ephemerals.append(message)
    return {"message_ts": message.ts}


def permalink(slack: Core, call: Call) -> Json:
    channel = channel_of(slack, call)
    ts = call.need("message_ts")
    message = channel.messages.get(ts)
    if message is None or message.deleted:
        raise Refused("message_not_found")
    link = (
        f"https://{slack.workspace.domain}.slack.com/archives/{channel.id}/p{ts.replace('.', '')}"
    )
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def add_reaction(slack: Core, call: Call) -> Json:
    channel = channel_of(slack, call)
    message = channel.messages.get(call.need("timestamp"))
    if message is None or message.deleted:
        raise Refused("message_not_found")
    reaction = (call.need("name"), slack.bot_user)
    if reaction in message.reactions:
        raise Refused("already_reacted")
    message.reactions.append(reaction)
    return {}


METHODS = {
    "chat.postMessage": post_message,
    "chat.update": update,
    "chat.delete": delete,
    "chat.postEphemeral": post_ephemeral,
    "chat.getPermalink": permalink,
    "reactions.add": add_reaction,
}
