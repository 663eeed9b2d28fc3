"""Answers without an end, or far too long. Each ends when the client leaves."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import api
from .fault import Fault

if TYPE_CHECKING:
    from ..exchange import Exchange

AT_ONCE = 100  # repetitions in one write, where nothing is waited for
START = b'{"choices":[{"index":0,"delta":{"content":"'


@dataclass(frozen=True)
class EndlessTokens(Fault):
    """The same for ever; `pause` is in seconds, after each time."""

    text: str = " word"
    pause: float = 0.0

    def play(self, exchange: Exchange) -> None:
        exchange.begin()
        data = b"".join(exchange.unfinished(self.text))
        exchange.send(data)
        more = data if exchange.streamed else api.encoded(self.text)[1:-1]
        while True:
            if self.pause:
                exchange.wait(self.pause)
            exchange.send(more if self.pause else more * AT_ONCE)


@dataclass(frozen=True)
class RepeatsForever(EndlessTokens):
    """What small models fall into."""

    text: str = "The minister said so on Monday. "


@dataclass(frozen=True)
class EndlessLine(Fault):
    """One event whose line never ends."""

    pause: float = 0.0

    def play(self, exchange: Exchange) -> None:
        exchange.begin()
        exchange.send(b"data: " + START if exchange.streamed else START)
        while True:
            exchange.send(b"word " * 1000)
            if self.pause:
                exchange.wait(self.pause)


@dataclass(frozen=True)
class EndlessHeaders(Fault):
    def play(self, exchange: Exchange) -> None:
        exchange.keep = False
        exchange.connection.send(b"HTTP/1.1 200 OK\r\n")
        while True:
            exchange.connection.send(b"X-More: and more\r\n" * 100)


@dataclass(frozen=True)
class GzipBomb(Fault):
    """A thousand times as long when it is unpacked, sent to whoever asked for gzip or not."""

    megabytes: int = 100

    def play(self, exchange: Exchange) -> None:
        pack = zlib.compressobj(1, wbits=31)  # 31: in the form of gzip
        exchange.begin(headers={"Content-Encoding": "gzip"})
        exchange.send(pack.compress(b"data: " + START))
        for _ in range(self.megabytes):
            exchange.send(pack.compress(b"a" * 1_000_000))
        exchange.send(pack.compress(b'"}}]}\n\n' + api.DONE) + pack.flush())
        exchange.end()
