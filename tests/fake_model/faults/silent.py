"""Silences: something does not come, or not in time. Each ends when the client leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from .. import api
from .fault import Fault, half

if TYPE_CHECKING:
    from ..exchange import Exchange


class NeverReads(Fault):
    """The connection is taken, and the request lies there."""

    reads: ClassVar[bool] = False


class NoHeaders(Fault):
    """The request is read, and nothing comes."""

    def play(self, exchange: Exchange) -> None:
        exchange.wait()


@dataclass(frozen=True)
class DripsHeaders(Fault):
    """Header after header for ever, a letter at a time."""

    pause: float = 0.01

    def play(self, exchange: Exchange) -> None:
        exchange.keep = False
        exchange.connection.send(b"HTTP/1.1 200 OK\r\n")
        while True:
            for letter in b"X-Wait: a little longer\r\n":
                exchange.connection.send(bytes([letter]))
                exchange.wait(self.pause)


class NoFirstToken(Fault):
    """The headers come, and nothing after them."""

    def play(self, exchange: Exchange) -> None:
        exchange.begin()
        exchange.wait()


@dataclass(frozen=True)
class LateFirstToken(Fault):
    """The headers come, and the answer some seconds later."""

    seconds: float = 0.2

    def play(self, exchange: Exchange) -> None:
        parts = exchange.complete(exchange.written())
        exchange.begin()
        exchange.wait(self.seconds)
        for part in parts:
            exchange.send(part)
        exchange.end()


class SilentMidway(Fault):
    """Half of the answer, and no more."""

    def play(self, exchange: Exchange) -> None:
        parts = exchange.unfinished(half(exchange.written()))
        exchange.begin()
        for part in parts:
            exchange.send(part)
        exchange.wait()


@dataclass(frozen=True)
class KeepAliveForever(Fault):
    """Half of the answer, then a comment every now and then: bytes come, and no word."""

    pause: float = 0.01
    data: bytes = b": keep-alive\n\n"
    after_half: bool = True

    def play(self, exchange: Exchange) -> None:
        parts = exchange.unfinished(half(exchange.written())) if self.after_half else []
        exchange.begin()
        for part in parts:
            exchange.send(part)
        while True:
            exchange.send(self.data if exchange.streamed else b" ")
            exchange.wait(self.pause)


@dataclass(frozen=True)
class EmptyDeltasForever(Fault):
    """Well-formed chunks for ever that say nothing."""

    pause: float = 0.01

    def play(self, exchange: Exchange) -> None:
        exchange.begin()
        empty = api.event(exchange.completion.chunk({"content": ""}))
        while True:
            exchange.send(empty if exchange.streamed else b" ")
            exchange.wait(self.pause)


@dataclass(frozen=True)
class Drips(Fault):
    """The right answer, a byte at a time, as slow as one wants."""

    pause: float = 0.0

    def play(self, exchange: Exchange) -> None:
        parts = exchange.complete(exchange.written())
        exchange.begin()
        for byte in b"".join(parts):
            exchange.send(bytes([byte]))
            if self.pause:
                exchange.wait(self.pause)
        exchange.end()
