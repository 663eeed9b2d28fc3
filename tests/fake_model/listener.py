"""A listening socket, a thread that accepts, and a thread for each client; all end together."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from selectors import EVENT_READ, DefaultSelector
from threading import Thread

Serve = Callable[[socket.socket, socket.socket, int], None]


class Listener:
    """It can refuse and listen again at the same port, as a server that is restarted."""

    def __init__(self, name: str, serve: Serve, host: str = "127.0.0.1") -> None:
        """`serve` gets a client, a socket that becomes readable at the end, and a number from 0."""
        self.name, self.host = name, host
        self.port = 0
        self.accepted = 0
        self._serve = serve
        self._clients: set[Thread] = set()
        self._bound: socket.socket | None = None
        self._accepting: Thread | None = None

    def listen(self) -> None:
        """Takes connections, if it does not yet."""
        if self._accepting is None:
            bound = self._bind()
            bound.listen(128)
            bound.setblocking(False)
            self._ends, self._closing = socket.socketpair()
            self._accepting = Thread(
                target=self._accept, args=(bound,), name=self.name, daemon=True
            )
            self._accepting.start()

    def refuse(self) -> None:
        """Ends all connections and takes none, and keeps the port from others."""
        self.close()
        self._bind()

    def close(self) -> None:
        """Returns when no thread and no socket is left."""
        if self._accepting is not None:
            self._ends.close()
            self._accepting.join()
            self._accepting = None
            for thread in self._clients:
                thread.join()
            self._clients.clear()
            self._closing.close()
        if self._bound is not None:
            self._bound.close()
            self._bound = None

    def _bind(self) -> socket.socket:
        if self._bound is None:
            self._bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            self._bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._bound.bind((self.host, self.port))
            self.port = self._bound.getsockname()[1]
        return self._bound

    def _accept(self, bound: socket.socket) -> None:
        with DefaultSelector() as selector:
            selector.register(bound, EVENT_READ)
            selector.register(self._closing, EVENT_READ)
            while self._closing not in [key.fileobj for key, _ in selector.select()]:
                with suppress(BlockingIOError, ConnectionError):
                    self._start(bound.accept()[0])

    def _start(self, client: socket.socket) -> None:
        number, self.accepted = self.accepted, self.accepted + 1
        name = f"{self.name}-{number}"
        thread = Thread(target=self._run, args=(client, number), name=name, daemon=True)
        self._clients = {other for other in self._clients if other.is_alive()} | {thread}
        thread.start()

    def _run(self, client: socket.socket, number: int) -> None:
        with client:
            self._serve(client, self._closing, number)
