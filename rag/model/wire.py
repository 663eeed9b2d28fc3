"""The sockets of one request: held to its deadline and to a number of bytes, ended from outside.

`socket.shutdown` makes a recv that blocks in another thread return at once, where `close` would
leave it waiting. It works on a duplicate of the socket too, so that TLS, which takes the first
object over, is left as it is.
"""

import socket
import ssl
import threading
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import httpcore

from rag.model.faults import RequestFault
from rag.model.model import Fault
from rag.model.pace import Pace


class Wire(httpcore.NetworkBackend):
    """Connects one request to its server."""

    def __init__(self, pace: Pace, most_bytes: int) -> None:
        self._pace, self._left = pace, most_bytes
        self._lock = threading.Lock()
        self._ended = False
        self._handles: list[socket.socket] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Tries each address of the host; all of them together have the time to connect."""
        self._pace.begin()
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise RequestFault(Fault.UNREACHABLE) from None
        for family, kind, protocol, _, address in found:
            with suppress(OSError):
                connection = socket.socket(family, kind, protocol)
                try:
                    self._hold(connection)
                    connection.settimeout(self.seconds())
                    connection.connect(address)
                    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                except BaseException:
                    connection.close()
                    raise
                return _Stream(self, connection)
        raise RequestFault(Fault.UNREACHABLE)

    def connected(self) -> None:
        """The connection is there: from here the first token is awaited."""
        self._pace.connected()

    def seconds(self) -> float:
        """Seconds that are left in this phase. Raises RequestFault when none are."""
        phase = self._pace.phase
        if self._ended:
            raise RequestFault(Fault.STOPPED)
        if phase.left <= 0:
            raise RequestFault(phase.fault)
        return phase.left

    def late(self) -> RequestFault:
        """What a timeout means in this phase."""
        return RequestFault(self._pace.phase.fault)

    def took(self, count: int) -> None:
        """Raises RequestFault past the number of bytes that are taken."""
        self._left -= count
        if self._left < 0:
            raise RequestFault(Fault.ENDLESS)

    def end(self) -> None:
        """End the request: whatever blocks on its sockets returns. Safe from any thread."""
        with self._lock:
            self._ended = True
            handles, self._handles = self._handles, []
        for handle in handles:
            with suppress(OSError):
                handle.shutdown(socket.SHUT_RDWR)
            handle.close()

    def _hold(self, connection: socket.socket) -> None:
        with self._lock:
            if self._ended:
                raise RequestFault(Fault.STOPPED)
            self._handles.append(connection.dup())


class _Stream(httpcore.NetworkStream):
    """One connection. What goes wrong is a RequestFault, or an error of httpcore."""

    def __init__(self, wire: Wire, connection: socket.socket) -> None:
        self._wire, self._connection = wire, connection

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            self._connection.settimeout(self._wire.seconds())
            content = self._connection.recv(max_bytes)
        except TimeoutError:
            raise self._wire.late() from None
        except OSError:
            raise httpcore.ReadError from None
        self._wire.took(len(content))
        return content

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._wire.connected()
        try:
            while buffer:
                self._connection.settimeout(self._wire.seconds())
                buffer = buffer[self._connection.send(buffer) :]
        except TimeoutError:
            raise self._wire.late() from None
        except OSError:  # httpcore still reads what the server said before it hung up
            raise httpcore.WriteError from None

    def close(self) -> None:
        self._connection.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        try:
            self._connection.settimeout(self._wire.seconds())
            secured = ssl_context.wrap_socket(self._connection, server_hostname=server_hostname)
        except (OSError, ValueError):
            self._connection.close()
            raise RequestFault(Fault.UNREACHABLE) from None
        return _Stream(self._wire, secured)

    def get_extra_info(self, info: str) -> Any:
        if info == "ssl_object" and isinstance(self._connection, ssl.SSLSocket):
            return self._connection
        return None
