"""What people do with words: say, edit, delete, join; and what other apps do."""

from .events import Events
from .rich_text import rich_text
from .workspace import Channel, Json, Kind, Message, User


class People(Events):
    def add_user(self, name: str) -> User:
        return self.workspace.add_user(name)

    def add_channel(
        self, name: str, *members: User | str, kind: Kind = "channel", app: bool = True
    ) -> Channel:
        """A channel with these people in it, and the app unless `app` is False."""
        ids = {_id(member) for member in members}
        return self.workspace.add_channel(name, kind, ids | ({self.bot_user} if app else set()))

    def dm(self, user: User | str) -> Channel:
        """The direct conversation of somebody with the app."""
        return self.workspace.direct(_id(user))

    @property
    def mention(self) -> str:
        """What somebody's client writes for @app."""
        return f"<@{self.bot_user}>"

    def say(
        self,
        user: User | str,
        channel: Channel | str,
        text: str,
        thread_ts: str | Message | None = None,
        *,
        broadcast: bool = False,
        files: list[Json] | None = None,
        subtype: str | None = None,
    ) -> Message:
        """Somebody writes a message, in a thread where `thread_ts` says so."""
        place = _place(self, channel)
        ts = self.workspace.next_ts()
        message = Message(place.id, ts, _id(user), text, rich_text(text))
        message.client_msg_id = self.workspace.new_id("msg-")
        message.subtype = subtype or ("thread_broadcast" if broadcast else None)
        if files:
            message.files, message.subtype = files, "file_share"
        if thread_ts is not None:
            root = thread_ts.thread_ts or thread_ts.ts if isinstance(thread_ts, Message) else None
            message.thread_ts = root or str(thread_ts)
            if (parent := place.messages.get(message.thread_ts)) and parent.thread_ts is None:
                parent.thread_ts = parent.ts
        return self.post(message)

    def edit(self, message: Message, text: str) -> Message:
        """Its author changes it; where it mentions the app, the app is told of it twice again."""
        with self.workspace.changed:
            before = message.as_slack()
            message.versions.append((message.text, message.blocks))
            message.text, message.blocks = text, rich_text(text)
            message.edited = {"user": message.user, "ts": self.workspace.next_ts()}
            self.tell_mention(message)
            self.tell_changed(message, before)
        return message

    def delete(self, message: Message) -> None:
        """Its author takes it away; one with replies leaves a tombstone."""
        with self.workspace.changed:
            self.remove(message)

    def unfurl(self, message: Message, url: str) -> Message:
        """Slack adds a preview of a link: a change of a message whose words stay the same."""
        with self.workspace.changed:
            before = message.as_slack()
            preview = {"from_url": url, "title": "A page", "text": "What it says", "id": 1}
            message.attachments = [*message.attachments, preview]
            self.tell_changed(message, before)
        return message

    def share_file(
        self, user: User | str, channel: Channel | str, text: str = "", name: str = "notes.txt"
    ) -> Message:
        file = {"id": self.workspace.new_id("F"), "name": name, "mimetype": "text/plain"}
        return self.say(user, channel, text, files=[file])

    def say_as_bot(
        self, channel: Channel | str, text: str, thread_ts: str | None = None, modern: bool = True
    ) -> Message:
        """Another app writes; old ones have the subtype bot_message, and no user."""
        place = _place(self, channel)
        user = "U0OTHERBOT" if modern else ""
        message = Message(place.id, self.workspace.next_ts(), user, text, rich_text(text))
        message.bot_id, message.app_id, message.thread_ts = "B0OTHER", "A0OTHER", thread_ts
        message.subtype = None if modern else "bot_message"
        return self.post(message)

    def join(self, user: User | str, channel: Channel | str) -> None:
        """Somebody comes into a channel, which shows as a message."""
        place, who = _place(self, channel), _id(user)
        with self.workspace.changed:
            place.members.add(who)
        if "member_joined_channel" in self.subscribed and self.bot_user in place.members:
            joined = {"type": "member_joined_channel", "user": who, "channel": place.id}
            joined |= {"channel_type": "C", "team": self.workspace.team_id}
            self.event({**joined, "event_ts": self.workspace.next_ts()})
        text = f"<@{who}> has joined the channel"
        ts = self.workspace.next_ts()
        self.post(Message(place.id, ts, who, text, subtype="channel_join"))

    def open_assistant(self, user: User | str) -> Message:
        """Somebody begins a conversation in the older assistant view; its first message."""
        who, place = _id(user), self.dm(user)
        ts = self.workspace.next_ts()
        first = Message(place.id, ts, self.bot_user, "New conversation", thread_ts=ts)
        first.bot_id, first.subtype = self.workspace.bot_id, "assistant_app_thread"
        place.messages[ts] = first
        thread = {"user_id": who, "context": {}, "channel_id": place.id, "thread_ts": ts}
        if "assistant_thread_started" in self.subscribed:
            said = {"type": "assistant_thread_started", "assistant_thread": thread, "event_ts": ts}
            self.event(said)
        return first

    def open_home(self, user: User | str, tab: str = "home") -> None:
        """Somebody opens the app: tab "home", or "messages" (the agent view)."""
        who = _id(user)
        opened: Json = {"type": "app_home_opened", "user": who, "channel": self.dm(who).id}
        opened |= {"tab": tab, "event_ts": self.workspace.next_ts()}
        if tab == "home" and who in self.workspace.homes:
            from .web_api.views import told

            opened["view"] = told(self, self.workspace.homes[who])
        if "app_home_opened" in self.subscribed:
            self.event(opened)


def _id(user: User | str) -> str:
    return user if isinstance(user, str) else user.id


def _place(slack: Events, channel: Channel | str) -> Channel:
    return channel if isinstance(channel, Channel) else slack.channel(channel)
