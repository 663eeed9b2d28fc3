"""The state of a workspace: people, channels, messages, views. It knows nothing of HTTP."""

import itertools
import time
from dataclasses import dataclass, field
from threading import Condition
from typing import Any, Literal

Kind = Literal["channel", "group", "im", "mpim"]
Json = dict[str, Any]


@dataclass(slots=True)
class User:
    id: str
    name: str
    real_name: str
    is_bot: bool = False
    opened: list[str] = field(default_factory=list)  # addresses of the link buttons they clicked


@dataclass(slots=True)
class Message:
    """A message as it is now. `versions` are its earlier texts and blocks, oldest first."""

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    files: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    subtype: str | None = None
    bot_id: str | None = None
    app_id: str | None = None
    metadata: Json | None = None
    edited: Json | None = None
    client_msg_id: str | None = None
    ephemeral_to: str | None = None  # the one person who sees it
    deleted: bool = False
    streaming: bool = False
    reactions: list[tuple[str, str]] = field(default_factory=list)  # (emoji, who)
    asked: Json = field(default_factory=dict)  # the arguments the app posted it with
    versions: list[tuple[str, list[Json]]] = field(default_factory=list)

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    def as_slack(self, with_metadata: bool = False) -> Json:
        """As in an event or in `conversations.replies`."""
        said: Json = {"type": "message", "user": self.user, "text": self.text, "ts": self.ts}
        for name in ("subtype", "bot_id", "app_id", "thread_ts", "edited", "client_msg_id"):
            if getattr(self, name) is not None:
                said[name] = getattr(self, name)
        for name in ("blocks", "attachments", "files"):
            if getattr(self, name):
                said[name] = getattr(self, name)
        if with_metadata and self.metadata:
            said["metadata"] = self.metadata
        if self.subtype == "tombstone":
            said["hidden"] = True
        return said


@dataclass(slots=True)
class Channel:
    id: str
    name: str
    kind: Kind
    members: set[str]
    messages: dict[str, Message] = field(default_factory=dict)  # by ts, in the order posted
    archived: bool = False

    def replies(self, ts: str) -> list[Message]:
        return [m for m in self.messages.values() if m.is_reply and m.thread_ts == ts]


@dataclass(slots=True)
class View:
    """A modal or a Home tab that was opened for somebody, as it is now."""

    id: str
    user: str
    body: Json  # what the app sent, with block ids filled in
    hash: str
    root: str
    previous: str | None = None
    closed: bool = False
    errors: dict[str, str] = field(default_factory=dict)  # by block id, of the last submission

    @property
    def title(self) -> str:
        return str(self.body.get("title", {}).get("text", ""))

    @property
    def blocks(self) -> list[Json]:
        return list(self.body["blocks"])


@dataclass(slots=True)
class Status:
    """What `assistant.threads.setStatus` was told; an empty status takes it away."""

    channel: str
    thread_ts: str
    status: str
    loading_messages: list[str]
    at: float


@dataclass(slots=True)
class Prompts:
    channel: str
    thread_ts: str | None
    title: str | None
    prompts: list[Json]


class Workspace:
    """Everything that is kept. Hold `changed` while reading or writing more than one thing."""

    def __init__(self) -> None:
        self.changed = Condition()
        self.team_id = "T0FAKE"
        self.domain = "fake"
        self.app_id = "A0FAKE"
        self.bot_id = "B0FAKE"
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.ephemerals: list[Message] = []
        self.views: dict[str, View] = {}
        self.homes: dict[str, View] = {}
        self.statuses: list[Status] = []
        self.prompts: list[Prompts] = []
        self.titles: dict[tuple[str, str], str] = {}
        self.skew = 0.0  # seconds that this clock is ahead of the machine's
        self._last_ts = 0
        self._count = itertools.count(1)
        self.bot = self.add_user("newsbot", is_bot=True)

    def now(self) -> float:
        return time.time() + self.skew

    def next_ts(self) -> str:
        """Unique in the whole workspace, and later than all before."""
        with self.changed:
            self._last_ts = max(self._last_ts + 1, int(self.now() * 1_000_000))
            return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def new_id(self, prefix: str) -> str:
        return f"{prefix}0{next(self._count):06X}"

    def add_user(self, name: str, is_bot: bool = False) -> User:
        user = User(self.new_id("U"), name, name.title(), is_bot)
        with self.changed:
            self.users[user.id] = user
        return user

    def add_channel(self, name: str, kind: Kind, members: set[str]) -> Channel:
        prefix = "D" if kind == "im" else "C"
        channel = Channel(self.new_id(prefix), name, kind, members)
        with self.changed:
            self.channels[channel.id] = channel
        return channel

    def direct(self, user: str) -> Channel:
        """The conversation of somebody with the app; made when it is first asked for."""
        pair = {user, self.bot.id}
        with self.changed:
            for channel in self.channels.values():
                if channel.kind == "im" and channel.members == pair:
                    return channel
            return self.add_channel("directmessage", "im", pair)

    def message(self, channel: str, ts: str) -> Message | None:
        place = self.channels.get(channel)
        return place.messages.get(ts) if place else None

    def notify(self) -> None:
        with self.changed:
            self.changed.notify_all()
