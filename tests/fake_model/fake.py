"""The fake itself: a server in threads of its own, from `with` to the end of the block."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from threading import Condition
from typing import Self, TypeVar

from . import api
from .calls import Call
from .connection import ClientLeft, Closing, Connection
from .exchange import Exchange
from .faults import Fault, Refuses
from .listener import Listener
from .scripted import Scripted
from .serving import receive, respond
from .trap import Trap
from .writers import Says, Writer

T = TypeVar("T")


class FakeModel:
    """A language model behind OpenAI's API; see the package's docstring.

    Settings may be changed at any time; they hold from the next request on.
    """

    def __init__(
        self,
        writer: Writer | str = "Yes.",
        *,
        key: str | None = "sk-of-the-fake",
        models: tuple[str, ...] = ("fake-model",),
        pieces: api.Pieces = api.tokens,
        pause: float = 0.0,
        tells_usage: bool = True,
        count: Callable[[str], int] = lambda text: len(api.tokens(text)),
    ) -> None:
        """Args:
        key: what clients must send; None takes any, and none.
        pause: seconds after each piece of a streamed answer.
        tells_usage: some servers never say how many tokens there were.
        """
        self.writer: Writer = Says(writer) if isinstance(writer, str) else writer
        self.key, self.models = key, models
        self.pieces, self.pause = pieces, pause
        self.tells_usage, self.count = tells_usage, count
        self.trap = Trap()
        self.calls: list[Call] = []
        self.changed = Condition()
        self._faults = Scripted()
        self._open: set[int] = set()
        self._listener = Listener("fake-model", self._serve)

    @property
    def address(self) -> tuple[str, int]:
        return self._listener.host, self._listener.port

    @property
    def host(self) -> str:
        """Host and port, as they stand in `url`."""
        host, port = self.address
        return f"{host}:{port}"

    @property
    def url(self) -> str:
        """What a client takes for its base URL."""
        host, port = self.address
        return f"http://{host}:{port}/v1"

    def open(self) -> Self:
        """Listens on 127.0.0.1, at any port that is free."""
        self.trap.open()
        self._listener.listen()
        return self

    def close(self) -> None:
        """Ends what is under way; returns when no thread and no socket is left."""
        self._listener.close()
        self.trap.close()

    def __enter__(self) -> Self:
        return self.open()

    def __exit__(self, *_: object) -> None:
        self.close()

    def fail(self, fault: Fault | None, times: int | None = 1, on: str = "completions") -> None:
        """The next `times` requests go wrong (None: all, until `recover`), in the order scripted.

        Args:
            fault: None lets that many requests pass.
            on: a part of the path; "" is any.
        """
        if isinstance(fault, Refuses):
            self._listener.refuse()
        else:
            self._faults.add(fault, times, on)

    def recover(self) -> None:
        """Forgets the faults that have not happened yet, and takes connections again."""
        self._faults.clear()
        self._listener.listen()

    @property
    def asked(self) -> list[Call]:
        """The requests for an answer, without those for the list of models."""
        return [call for call in list(self.calls) if call.path.endswith("completions")]

    @property
    def open_connections(self) -> int:
        with self.changed:
            return len(self._open)

    @property
    def connections(self) -> int:
        """How many there ever were."""
        return self._listener.accepted

    def wait_for(self, found: Callable[[], T], timeout: float = 10.0, what: str = "") -> T:
        """What `found` returns, as soon as that is true; looks only when something changed."""
        with self.changed:
            value = self.changed.wait_for(found, timeout)
            if not value:
                raise TimeoutError(f"did not happen in {timeout} s: {what or 'what was awaited'}")
            return value

    def wait_until_alone(self, timeout: float = 10.0) -> None:
        """Until no connection is open."""
        self.wait_for(lambda: not self._open, timeout, "the end of all connections")

    def notify(self) -> None:
        with self.changed:
            self.changed.notify_all()

    def number_of(self, call: Call) -> int:
        return self.calls.index(call)

    def _serve(self, client: socket.socket, closing: socket.socket, number: int) -> None:
        connection = Connection(client, closing, number)
        with self.changed:
            self._open.add(number)
        try:
            while self._one(connection):
                pass
        except (ClientLeft, Closing):
            pass
        finally:
            connection.close()
            with self.changed:
                self._open.discard(number)
                self.changed.notify_all()

    def _one(self, connection: Connection) -> bool:
        """Answers a request; whether the connection can take another."""
        method, _, rest = connection.request_line().partition(" ")
        call = Call(time.monotonic(), connection.number, method, rest.rpartition(" ")[0])
        with self.changed:
            self.calls.append(call)
            self.changed.notify_all()
        fault = self._faults.take(call)
        call.fault = fault.name if fault else ""
        try:
            if fault is not None and not fault.reads:
                connection.wait()
            receive(connection, call)
            exchange = Exchange(self, connection, call)
            if fault is None:
                respond(exchange)
            else:
                fault.play(exchange)
            return exchange.keep and call.headers.get("connection", "").lower() != "close"
        except ClientLeft:
            call.left = time.monotonic()
            raise
        finally:
            call.ended = time.monotonic()
            self.notify()
