"""What all parts of the fake share: its state, its settings, and what the app did."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import Future
from typing import Any

import aiohttp

from .calls import Call, Violation
from .delivery import Delivery, OnAck, What
from .faults import Fault, Faults
from .rates import Rates
from .response_urls import ResponseUrl
from .sockets import Sockets
from .triggers import Triggers
from .workspace import Channel, Json, Message, Workspace

ALL_SCOPES = (
    "app_mentions:read assistant:write channels:history channels:read chat:write commands"
    " groups:history groups:read im:history im:read im:write mpim:history reactions:write"
    " team:read users:read"
)
ALL_EVENTS = (
    "app_home_opened app_mention assistant_thread_started assistant_thread_context_changed"
    " member_joined_channel message.channels message.groups message.im message.mpim"
)


class Core:
    """Settings may be changed at any time; they hold from then on."""

    # of the server's loop, from its start
    session: aiohttp.ClientSession
    closing: asyncio.Event
    under_way: set[asyncio.Task[None]]

    def __init__(
        self,
        *,
        bot_token: str = "xoxb-of-the-fake",
        app_token: str = "xapp-of-the-fake",
        signing_secret: str = "signing secret of the fake",
        ack_timeout: float = 3.0,
        retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0),
        scopes: str = ALL_SCOPES,
        events: str = ALL_EVENTS,
        agent_view: bool = True,
    ) -> None:
        self.workspace = Workspace()
        self.bot_token = bot_token
        self.app_token = app_token
        self.signing_secret = signing_secret
        self.ack_timeout = ack_timeout
        self.retry_delays = retry_delays
        self.scopes = set(scopes.split())
        self.subscribed = set(events.split())
        self.agent_view = agent_view
        self.app_url: str | list[str] | None = None
        self.port = 0
        self.calls: list[Call] = []
        self.deliveries: list[Delivery] = []
        self.faults = Faults()
        self.rates = Rates(lambda: time.monotonic() + self.workspace.skew)
        self.mistakes: list[Violation] = []
        self.triggers = Triggers(self.workspace)
        self.sockets = Sockets(self.workspace)
        self.response_urls: dict[str, ResponseUrl] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def api_url(self) -> str:
        """What a client takes for its `base_url`."""
        return f"{self.url}/api/"

    @property
    def violations(self) -> list[Violation]:
        """Calls inside a Retry-After window, and uses of the API that do not do what was meant."""
        return self.rates.violations + self.mistakes

    @property
    def bot_user(self) -> str:
        return self.workspace.bot.id

    def fail(self, method: str, times: int = 1, **how: Any) -> None:
        """The next `times` calls of `method` ("*": of any) go wrong; `how` is of a `Fault`."""
        self.faults.add(Fault(method, times, **how))

    def mistake(self, method: str, detail: str, kind: str = "mistake") -> None:
        self.mistakes.append(Violation(kind, method, detail))

    def advance(self, seconds: float) -> None:
        """Moves the workspace's clock: triggers and response addresses grow old."""
        self.workspace.skew += seconds
        self.workspace.notify()

    def channel(self, name_or_id: str) -> Channel:
        found = self.workspace.channels.get(name_or_id)
        if found is None:
            name = name_or_id.lstrip("#")
            named = [c for c in self.workspace.channels.values() if c.name == name]
            if not named:
                raise LookupError(f"no channel {name_or_id}")
            found = named[0]
        return found

    def post(self, message: Message) -> Message:
        """Puts a message where it belongs, and tells the app of it."""
        with self.workspace.changed:
            self.workspace.channels[message.channel].messages[message.ts] = message
            self.tell_posted(message)
            self.workspace.notify()
        return message

    def tell_posted(self, message: Message) -> None:
        raise NotImplementedError

    def tell_changed(self, message: Message, before: Json) -> None:
        raise NotImplementedError

    def remove(self, message: Message) -> None:
        raise NotImplementedError

    def send(self, kind: What, payload: Json, on_ack: OnAck | None = None) -> Delivery:
        raise NotImplementedError

    def in_background(self, work: Any) -> Future[Any]:
        """Runs a coroutine on the server's own loop."""
        raise NotImplementedError
