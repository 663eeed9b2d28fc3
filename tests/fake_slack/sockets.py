"""Socket Mode: the connections of the app, and the envelopes that go over them."""

import asyncio
import json
import time
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from .delivery import Attempt
from .workspace import Json, Workspace

MOST = 10  # connections at once
TICKET_SECONDS = 30.0


@dataclass(eq=False, slots=True)
class Connection:
    """One open WebSocket. `leaving` is set when it was told to go: it gets no more envelopes."""

    id: int
    socket: web.WebSocketResponse
    transport: asyncio.Transport | None
    leaving: bool = False
    acks: list[Json] = field(default_factory=list)  # all that the app sent over it


class Sockets:
    """Each envelope goes to one connection; they take turns."""

    def __init__(self, workspace: Workspace) -> None:
        self.open: list[Connection] = []
        self.opened = 0  # ever
        self.sent: list[tuple[int, Json]] = []  # (connection, envelope)
        self._workspace = workspace
        self._tickets: dict[str, float] = {}
        self._waiting: dict[str, tuple[asyncio.Future[Json], Connection]] = {}
        self._turn = 0
        self.loop: asyncio.AbstractEventLoop | None = None

    def new_ticket(self) -> str:
        ticket = self._workspace.new_id("ticket-")
        self._tickets[ticket] = self._workspace.now()
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """A connection, from its ticket to its end."""
        issued = self._tickets.pop(request.query.get("ticket", ""), None)
        if issued is None or self._workspace.now() - issued > TICKET_SECONDS:
            return web.Response(status=401, text="invalid_ticket")
        socket = web.WebSocketResponse(timeout=0.5, max_msg_size=0)
        await socket.prepare(request)
        if len(self.open) >= MOST:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        self.opened += 1
        connection = Connection(self.opened, socket, request.transport)
        hello = {
            "type": "hello",
            "num_connections": len(self.open) + 1,
            "debug_info": {"host": "fake", "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._workspace.app_id},
        }
        await socket.send_json(hello)
        with self._workspace.changed:
            self.open.append(connection)
            self._workspace.notify()
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._heard(connection, message.data)
        finally:
            self._gone(connection)
        return socket

    def _heard(self, connection: Connection, data: str) -> None:
        try:
            said = json.loads(data)
        except ValueError:
            return
        with self._workspace.changed:
            connection.acks.append(said)
        waiting = self._waiting.pop(str(said.get("envelope_id")), None)
        if waiting and not waiting[0].done():
            waiting[0].set_result(said)

    def _gone(self, connection: Connection) -> None:
        with self._workspace.changed:
            if connection in self.open:
                self.open.remove(connection)
            self._workspace.notify()
        for future, over in list(self._waiting.values()):
            if over is connection and not future.done():
                future.set_exception(ConnectionError())

    async def send(self, attempt: Attempt, timeout: float) -> None:
        """Sends the attempt's envelope to one connection, and waits for its acknowledgement."""
        ready = [c for c in self.open if not c.leaving]
        if not ready or attempt.envelope is None:
            attempt.failure = "connection_failed"
            return
        self._turn += 1
        connection = ready[self._turn % len(ready)]
        future: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        id_ = attempt.envelope["envelope_id"]
        self._waiting[id_] = (future, connection)
        began = time.perf_counter()
        try:
            with self._workspace.changed:
                self.sent.append((connection.id, attempt.envelope))
            await connection.socket.send_json(attempt.envelope)
            said = await asyncio.wait_for(future, timeout)
            attempt.latency = time.perf_counter() - began
            attempt.body = said.get("payload")
        except TimeoutError:
            attempt.failure = "timeout"
        except OSError:  # closed before it was acknowledged
            attempt.failure = "connection_failed"
        finally:
            self._waiting.pop(id_, None)

    def disconnect(self, reason: str = "warning", close_after: float | None = None) -> None:
        """Tells every connection to make way: "warning", or "refresh_requested"."""
        self._run(self._disconnect(reason, close_after))

    async def _disconnect(self, reason: str, close_after: float | None) -> None:
        told = list(self.open)
        for connection in told:
            connection.leaving = True
            said = {"type": "disconnect", "reason": reason, "debug_info": {"host": "fake"}}
            await connection.socket.send_json(said)
        if close_after is not None:
            await asyncio.sleep(close_after)
            for connection in told:
                await connection.socket.close()

    def cut(self) -> None:
        """Breaks every connection, without a word."""
        self._run(self._cut())

    async def _cut(self) -> None:
        for connection in list(self.open):
            if connection.transport is not None:
                connection.transport.abort()
            self._gone(connection)

    def _run(self, work: object) -> None:
        assert self.loop is not None
        asyncio.run_coroutine_threadsafe(work, self.loop).result()  # type: ignore[arg-type]
