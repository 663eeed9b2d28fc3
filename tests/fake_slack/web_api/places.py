"""Which channel a call means, and whether the app may act there."""

from ..calls import Call
from ..core import Core
from ..refused import Refused
from ..workspace import Channel, Message


def channel_of(slack: Core, call: Call, name: str = "channel") -> Channel:
    """A channel that the app can see: it does not see private ones it is not in."""
    asked = call.need(name)
    found = slack.workspace.channels.get(asked)
    if found is None and asked in slack.workspace.users and call.method == "chat.postMessage":
        found = slack.workspace.direct(asked)
    if found is None and asked.startswith("#"):
        named = [c for c in slack.workspace.channels.values() if c.name == asked[1:]]
        found = named[0] if named else None
    if found is None or (found.kind != "channel" and slack.bot_user not in found.members):
        raise Refused("channel_not_found")
    return found


def joined_channel(slack: Core, call: Call, name: str = "channel") -> Channel:
    channel = channel_of(slack, call, name)
    if slack.bot_user not in channel.members:
        raise Refused("not_in_channel")
    return channel


def writable_channel(slack: Core, call: Call) -> Channel:
    channel = channel_of(slack, call)
    if channel.archived:
        raise Refused("is_archived")
    if slack.bot_user not in channel.members and "chat:write.public" not in slack.scopes:
        raise Refused("not_in_channel")
    return channel


def own_message(slack: Core, call: Call, refusal: str) -> Message:
    """The app's message that a call names; `refusal` is the error for somebody else's."""
    channel = channel_of(slack, call)
    message = channel.messages.get(call.need("ts"))
    if message is None or message.deleted or message.subtype == "tombstone":
        raise Refused("message_not_found")  # an ephemeral message too: it is in no channel
    if message.bot_id != slack.workspace.bot_id:
        raise Refused(refusal)
    return message


def thread_of(slack: Core, call: Call, channel: Channel) -> str | None:
    """Where a reply goes. When nothing is there any more it goes to the channel, unthreaded."""
    asked = call.get("thread_ts")
    if not asked:
        return None
    parent = channel.messages.get(str(asked))
    if parent is None or parent.deleted:
        slack.mistake(call.method, f"thread {asked} is gone: posted to the channel", "thread_gone")
        return None
    if parent.is_reply:
        slack.mistake(call.method, f"{asked} is itself a reply", "reply_to_reply")
    if parent.thread_ts is None:
        parent.thread_ts = parent.ts
    return str(asked)
