"""An address that nobody may come to: it keeps who did, and what they brought."""

from __future__ import annotations

import socket
from typing import Self

from .connection import ClientLeft, Closing, Connection
from .listener import Listener


class Trap:
    """Where a redirect, a link or an image points to. It answers nothing and hangs up."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.host = host
        self.caught: list[bytes] = []  # what each connection sent first, b"" if nothing
        self._listener = Listener("trap", self._serve, host)

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self._listener.port}"

    def open(self) -> Self:
        self._listener.listen()
        return self

    def close(self) -> None:
        self._listener.close()

    def __enter__(self) -> Self:
        return self.open()

    def __exit__(self, *_: object) -> None:
        self.close()

    def _serve(self, client: socket.socket, closing: socket.socket, number: int) -> None:
        connection = Connection(client, closing, number)
        self.caught.append(b"")
        try:
            self.caught[number] = connection.read_until(b"\r\n\r\n")
        except (ClientLeft, Closing):
            pass
        finally:
            connection.close()
