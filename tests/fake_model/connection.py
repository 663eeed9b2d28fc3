"""A client's connection, which notices at any time that the client left or the server closes."""

from __future__ import annotations

import select
import socket
import struct
import time
from contextlib import suppress

# Without POLLRDHUP (it is Linux's), who leaves is seen only where all that it sent was read.
LEAVES = getattr(select, "POLLRDHUP", 0)
MOST_AT_ONCE = 1 << 16
PAUSE_FOR_A_LINE = 0.005  # seconds between two looks at a request line that is not whole


class ClientLeft(Exception):
    """The client closed the connection."""


class Closing(Exception):
    """The server is told to end."""


class Connection:
    """Nothing here blocks for longer than the client stays and the server is open."""

    def __init__(self, client: socket.socket, closing: socket.socket, number: int) -> None:
        """`closing` becomes readable when the server is told to end."""
        client.setblocking(False)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.number = number
        self._client = client
        self._closing = closing
        self._received = bytearray()
        self._poll = select.poll()
        self._poll.register(closing, select.POLLIN)

    def wait(self, seconds: float | None = None) -> None:
        """Waits, for ever without `seconds`.

        Raises:
            ClientLeft, Closing: as soon as it happens.
        """
        until = None if seconds is None else time.monotonic() + seconds
        watched = LEAVES or select.POLLIN
        while until is None or time.monotonic() < until:
            left = None if until is None else max(0.0, until - time.monotonic())
            if self._ready(watched, left):
                if LEAVES:
                    raise ClientLeft
                if not self._still_there():
                    watched = 0  # it sent more: nothing else can be seen of it

    def send(self, data: bytes) -> None:
        """Raises: ClientLeft, Closing."""
        rest = memoryview(data)
        while rest:
            self._still_there()
            try:
                rest = rest[self._client.send(rest[:MOST_AT_ONCE]) :]
            except BlockingIOError:
                self._ready(select.POLLOUT, None)
            except OSError as error:
                raise ClientLeft from error

    def request_line(self) -> str:
        """The first line of the next request, which stays unread; raises ClientLeft, Closing."""
        while b"\n" not in self._received:
            self._ready(select.POLLIN, None)
            seen = self._peek(4096)
            if b"\n" in seen or len(seen) >= 4096:
                return seen.partition(b"\n")[0].decode("latin-1").strip()
            time.sleep(PAUSE_FOR_A_LINE)
        return self._received.partition(b"\n")[0].decode("latin-1").strip()

    def read_until(self, mark: bytes) -> bytes:
        """All up to a mark and the mark; raises ClientLeft, Closing."""
        while mark not in self._received:
            self._receive()
        return self.read(self._received.index(mark) + len(mark))

    def read(self, length: int) -> bytes:
        """Raises: ClientLeft, Closing."""
        while len(self._received) < length:
            self._receive()
        taken = bytes(self._received[:length])
        del self._received[:length]
        return taken

    def reset(self) -> None:
        """Ends it with a RST: what the client has not read yet may be lost."""
        on, at_once = 1, 0
        self._client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", on, at_once))
        self._client.close()

    def close(self) -> None:
        """Ends it with a FIN."""
        with suppress(OSError):
            self._client.shutdown(socket.SHUT_WR)
        self._client.close()

    def _ready(self, events: int, timeout: float | None) -> bool:
        """Whether the client's socket is, after at most `timeout` seconds."""
        self._poll.register(self._client, events)
        ready = self._poll.poll(None if timeout is None else timeout * 1000)
        if any(descriptor == self._closing.fileno() for descriptor, _ in ready):
            raise Closing
        return bool(ready)

    def _still_there(self) -> bool:
        """Whether nothing is to be read; raises ClientLeft at the end of what the client sends."""
        try:
            self._peek(1)
        except BlockingIOError:
            return True
        return False

    def _peek(self, length: int) -> bytes:
        try:
            seen = self._client.recv(length, socket.MSG_PEEK)
        except BlockingIOError:
            raise
        except OSError as error:
            raise ClientLeft from error
        if not seen:
            raise ClientLeft
        return seen

    def _receive(self) -> None:
        self._ready(select.POLLIN, None)
        self._peek(1)
        self._received += self._client.recv(MOST_AT_ONCE)
