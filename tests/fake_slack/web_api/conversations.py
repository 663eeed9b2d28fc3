"""conversations.*: what was said, and where."""

from ..calls import Call
from ..core import Core
from ..refused import Refused
from ..workspace import Channel, Json, Message
from .places import channel_of, joined_channel


def replies(slack: Core, call: Call) -> Json:
    channel = joined_channel(slack, call)
    ts = call.need("ts")
    parent = channel.messages.get(ts)
    if parent is None or parent.deleted:
        raise Refused("thread_not_found")
    found = [parent] if parent.is_reply else [parent, *channel.replies(ts)]
    return _page(call, channel, [m for m in found if not m.deleted], newest_first=False)


def history(slack: Core, call: Call) -> Json:
    channel = joined_channel(slack, call)
    top = [
        m
        for m in channel.messages.values()
        if not m.deleted and (not m.is_reply or m.subtype == "thread_broadcast")
    ]
    return _page(call, channel, top[::-1], newest_first=True)


def _page(call: Call, channel: Channel, found: list[Message], newest_first: bool) -> Json:
    oldest, latest = str(call.get("oldest") or "0"), str(call.get("latest") or "9" * 10)
    inside = call.flag("inclusive")
    kept = [
        m
        for m in found
        if float(oldest) < float(m.ts) < float(latest) or (inside and m.ts in (oldest, latest))
    ]
    if not newest_first and found and found[0] not in kept:
        kept.insert(0, found[0])  # a thread is always told with what began it
    start = int(call.get("cursor") or 0)
    limit = min(int(call.get("limit") or 100), 1000)
    with_metadata = call.flag("include_all_metadata")
    shown = [_told(m, channel, with_metadata) for m in kept[start : start + limit]]
    more = len(kept) > start + limit
    cursor = str(start + limit) if more else ""
    return {"messages": shown, "has_more": more, "response_metadata": {"next_cursor": cursor}}


def _told(message: Message, channel: Channel, with_metadata: bool) -> Json:
    said = message.as_slack(with_metadata)
    answers = [m for m in channel.replies(message.ts) if not m.deleted]
    if answers:
        said["thread_ts"] = message.ts
        said["reply_count"] = len(answers)
        said["reply_users"] = sorted({m.user for m in answers})
        said["latest_reply"] = answers[-1].ts
    if message.is_reply and (parent := channel.messages.get(str(message.thread_ts))):
        said["parent_user_id"] = parent.user
    return said


def info(slack: Core, call: Call) -> Json:
    channel = channel_of(slack, call)
    return {"channel": described(channel, slack.bot_user)}


def described(channel: Channel, bot: str) -> Json:
    said: Json = {
        "id": channel.id,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_im": channel.kind == "im",
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind != "channel",
        "is_archived": channel.archived,
    }
    if channel.kind == "im":
        said["user"] = next(iter(channel.members - {bot}), bot)
    else:
        said |= {"name": channel.name, "is_member": bot in channel.members}
    return said


def open_conversation(slack: Core, call: Call) -> Json:
    if call.get("channel"):
        return {"channel": {"id": channel_of(slack, call).id}}
    users = [user for user in call.need("users").split(",") if user]
    if any(user not in slack.workspace.users for user in users):
        raise Refused("user_not_found")
    if len(users) == 1:
        return {"channel": {"id": slack.workspace.direct(users[0]).id}}
    channel = slack.workspace.add_channel("mpdm", "mpim", {*users, slack.bot_user})
    return {"channel": {"id": channel.id}}


METHODS = {
    "conversations.replies": replies,
    "conversations.history": history,
    "conversations.info": info,
    "conversations.open": open_conversation,
}
