"""Looking at the workspace, and waiting for it to change."""

from collections.abc import Callable
from typing import TypeVar

from .calls import Call
from .delivery import Delivery
from .interactions import Interactions
from .people import _id
from .reading import bare_links, pings, shown
from .workspace import Channel, Message, User, View

T = TypeVar("T")


class Watching(Interactions):
    def wait_for(self, found: Callable[[], T], timeout: float = 10.0, what: str = "") -> T:
        """What `found` returns, as soon as that is true; looks only when something changed."""
        with self.workspace.changed:
            value = self.workspace.changed.wait_for(found, timeout)
            if not value:
                raise TimeoutError(f"did not happen in {timeout} s: {what or 'what was awaited'}")
            return value

    def wait_idle(self, timeout: float = 10.0) -> None:
        """Until all that was sent is acknowledged or given up."""
        self.wait_for(lambda: all(d.finished for d in self.deliveries), timeout, "idle")

    def thread(self, channel: Channel | str, ts: str | Message) -> list[Message]:
        """The messages of a thread as they are now, with the one that began it."""
        place = channel if isinstance(channel, Channel) else self.channel(channel)
        root = ts if isinstance(ts, str) else ts.ts
        with self.workspace.changed:
            there = list(place.messages.values())
        return [m for m in there if not m.deleted and root in (m.ts, m.thread_ts)]

    def replies(self, to: Message) -> list[Message]:
        """What the app says now in the thread of a message."""
        thread = self.thread(to.channel, to.thread_ts or to.ts)
        return [m for m in thread if self.is_apps(m) and m.ts > to.ts]

    def wait_for_reply(
        self, to: Message, containing: str = "", timeout: float = 10.0, count: int = 1
    ) -> list[Message]:
        """Until the app has said `count` things after a message, one of them with these words."""

        def found() -> list[Message]:
            said = self.replies(to)
            enough = len(said) >= count and any(containing in self.shown(m) for m in said)
            return said if enough else []

        return self.wait_for(found, timeout, f"a reply with {containing!r}")

    def wait_for_ephemeral(
        self, user: User | str, containing: str = "", timeout: float = 10.0
    ) -> Message:
        """Until somebody alone sees a message with these words; the newest such."""

        def found() -> list[Message]:
            return [m for m in self.ephemerals(user) if containing in self.shown(m)]

        return self.wait_for(found, timeout, f"an ephemeral message with {containing!r}")[-1]

    def is_apps(self, message: Message) -> bool:
        return message.bot_id == self.workspace.bot_id

    def posted(self) -> list[Message]:
        """All that the app ever said, ephemeral and deleted messages too, oldest first."""
        with self.workspace.changed:
            everywhere = [m for c in self.workspace.channels.values() for m in c.messages.values()]
            said = [m for m in everywhere if self.is_apps(m)] + self.workspace.ephemerals
        return sorted(said, key=lambda m: m.ts)

    def ephemerals(self, user: User | str) -> list[Message]:
        """What only this person sees now."""
        who = _id(user)
        return [m for m in self.workspace.ephemerals if m.ephemeral_to == who and not m.deleted]

    def views(self, user: User | str) -> list[View]:
        """The modals that are open before somebody; the last is on top."""
        who = _id(user)
        with self.workspace.changed:
            every = list(self.workspace.views.values())
        modals = [v for v in every if v.body["type"] == "modal"]
        return [v for v in modals if v.user == who and not v.closed]

    def home(self, user: User | str) -> View | None:
        return self.workspace.homes.get(_id(user))

    def status(self, channel: Channel | str, thread_ts: str) -> str:
        """The status line under a thread now: anything the app says takes it away."""
        place = channel if isinstance(channel, Channel) else self.channel(channel)
        told = [s for s in self.workspace.statuses if s.channel == place.id]
        told = [s for s in told if s.thread_ts == thread_ts]
        if not told:
            return ""
        said = [m for m in self.thread(place, thread_ts) if self.is_apps(m)]
        return "" if any(float(m.ts) > told[-1].at for m in said) else told[-1].status

    def events_of(self, message: Message, kind: str | None = None) -> list[Delivery]:
        """The events that told of a message; `kind` is a type, or the subtype of a message."""
        about = []
        for delivery in self.deliveries:
            event = delivery.event
            inner = event.get("message") or event.get("previous_message") or event
            here = event.get("channel") == message.channel and inner.get("ts") == message.ts
            if here and kind in (None, event.get("subtype") or event["type"]):
                about.append(delivery)
        return about

    def ack_latencies(self) -> list[float]:
        """Seconds that the app took to acknowledge each delivery that it did, shortest first."""
        return sorted(d.latency for d in self.deliveries if d.latency is not None)

    def calls_of(self, method: str) -> list[Call]:
        with self.workspace.changed:
            return [call for call in self.calls if call.method == method]

    def shown(self, thing: Message | View) -> str:
        """What a person reads of it."""
        return shown(thing, self._name)

    def pings(self, thing: Message | View | None = None) -> list[str]:
        """All live markup in a message or view, or in all that the app ever posted."""
        every = self.posted() if thing is None else [thing]
        return [ping for one in every for ping in pings(one)]

    def bare_links(self, thing: Message | View | None = None) -> list[str]:
        every = self.posted() if thing is None else [thing]
        return [link for one in every for link in bare_links(one)]

    def _name(self, id_: str) -> str:
        users, channels = self.workspace.users, self.workspace.channels
        if id_ in users:
            return users[id_].name
        return channels[id_].name if id_ in channels else id_
