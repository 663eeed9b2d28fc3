"""What the app is told when something happens: the events, and when there are any."""

from .core import Core
from .delivery import Delivery
from .workspace import Channel, Json, Message

_OF_MESSAGES = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}


class Events(Core):
    """Turns changes of the workspace into events, as Slack does."""

    def event(self, event: Json, **wrapper: object) -> Delivery:
        """Sends an event whatever the app subscribed to; `wrapper` changes what it comes in."""
        workspace = self.workspace
        authorization = {
            "enterprise_id": None,
            "team_id": workspace.team_id,
            "user_id": workspace.bot.id,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        usual = {
            "token": "verification",
            "team_id": workspace.team_id,
            "context_team_id": workspace.team_id,
            "context_enterprise_id": None,
            "api_app_id": workspace.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": workspace.new_id("Ev"),
            "event_time": int(workspace.now()),
            "authorizations": [authorization],
            "is_ext_shared_channel": False,
            "event_context": f"4-{workspace.new_id('')}",
        }
        return self.send("events_api", {**usual, **wrapper})

    def hears(self, channel: Channel) -> bool:
        """Whether the app is told of messages in a channel."""
        kind = _OF_MESSAGES[channel.kind]
        allowed = f"message.{kind}" in self.subscribed and f"{kind}:history" in self.scopes
        return allowed and self.bot_user in channel.members

    def _in(self, channel: Channel, said: Json, event_ts: str) -> Json:
        where = {"channel": channel.id, "event_ts": event_ts, "channel_type": channel.kind}
        return {**said, **where}

    def tell_posted(self, message: Message) -> None:
        channel = self.workspace.channels[message.channel]
        said = self._told(channel, message)
        self.tell_mention(message)
        if self.hears(channel):
            self.event(self._in(channel, said, message.ts))

    def tell_mention(self, message: Message) -> None:
        """Told when the app is mentioned, and again whenever that message is edited.

        Only what people write mentions; and in a direct message there is no need to.
        """
        channel = self.workspace.channels[message.channel]
        mentioned = f"<@{self.bot_user}" in message.text and message.user != self.bot_user
        told = "app_mention" in self.subscribed and "app_mentions:read" in self.scopes
        if mentioned and told and channel.kind != "im" and self.bot_user in channel.members:
            said = {**self._told(channel, message), "type": "app_mention", "channel": channel.id}
            self.event({**said, "event_ts": message.ts})

    def _told(self, channel: Channel, message: Message) -> Json:
        said = message.as_slack()
        if message.client_msg_id or message.bot_id == self.workspace.bot_id:
            said["team"] = self.workspace.team_id
        if message.is_reply and (parent := channel.messages.get(str(message.thread_ts))):
            said["parent_user_id"] = parent.user
        return said

    def tell_changed(self, message: Message, before: Json) -> None:
        channel = self.workspace.channels[message.channel]
        ts = self.workspace.next_ts()
        if self.hears(channel):
            said = {
                "type": "message",
                "subtype": "message_changed",
                "hidden": True,
                "message": message.as_slack(),
                "previous_message": before,
                "ts": ts,
            }
            self.event(self._in(channel, said, ts))
        self.workspace.notify()

    def remove(self, message: Message) -> None:
        """A message that has replies leaves a tombstone, which is told as a change."""
        channel = self.workspace.channels[message.channel]
        before = message.as_slack()
        if any(not reply.deleted for reply in channel.replies(message.ts)):
            message.versions.append((message.text, message.blocks))
            message.subtype, message.user = "tombstone", "USLACKBOT"
            message.text, message.blocks = "This message was deleted.", []
            message.attachments, message.files = [], []
            message.bot_id = message.client_msg_id = message.edited = message.metadata = None
            return self.tell_changed(message, before)
        message.deleted = True
        self._tell_deleted(channel, message, before)
        parent = channel.messages.get(str(message.thread_ts))
        left = [reply for reply in channel.replies(str(message.thread_ts)) if not reply.deleted]
        if parent and parent.subtype == "tombstone" and not parent.deleted and not left:
            parent.deleted = True
            self._tell_deleted(channel, parent, parent.as_slack())
        return None

    def _tell_deleted(self, channel: Channel, message: Message, before: Json) -> None:
        ts = self.workspace.next_ts()
        if self.hears(channel):
            said = {
                "type": "message",
                "subtype": "message_deleted",
                "hidden": True,
                "deleted_ts": message.ts,
                "previous_message": before,
                "ts": ts,
            }
            self.event(self._in(channel, said, ts))
        self.workspace.notify()
