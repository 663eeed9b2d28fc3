"""Answers that end too early."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import api
from .fault import Fault, half

if TYPE_CHECKING:
    from ..exchange import Exchange, Framing


@dataclass(frozen=True)
class CutMidWord(Fault):
    """All events are whole; the last word is not.

    With `framing="until closed"` and without a reset the client sees a body that ends well.
    """

    reset: bool = False  # a RST; else a FIN
    framing: Framing = "chunked"

    def play(self, exchange: Exchange) -> None:
        parts = exchange.unfinished(half(exchange.written()))
        exchange.begin(self.framing)
        for part in parts:
            exchange.send(part)
        exchange.break_off(self.reset)


@dataclass(frozen=True)
class CutMidEvent(CutMidWord):
    """In the middle of a line of JSON."""

    def play(self, exchange: Exchange) -> None:
        data = b"".join(exchange.unfinished(half(exchange.written())))
        exchange.begin(self.framing)
        exchange.send(data[:-12])
        exchange.break_off(self.reset)


@dataclass(frozen=True)
class CutMidCharacter(CutMidWord):
    """After the first byte of a letter that has two."""

    def play(self, exchange: Exchange) -> None:
        data = b"".join(exchange.unfinished(half(exchange.written()) + "é"))
        exchange.begin(self.framing)
        exchange.send(data[: data.rindex("é".encode()) + 1])
        exchange.break_off(self.reset)


@dataclass(frozen=True)
class NoEndMark(Fault):
    """All is said, and the body ends well: without [DONE], or without a reason to finish too."""

    reason: bool = False

    def play(self, exchange: Exchange) -> None:
        text = exchange.written()
        if not exchange.streamed:
            parts = exchange.unfinished(text)
        else:
            pieces = exchange.model.pieces(text)
            parts = exchange.completion.events(pieces, "stop" if self.reason else None)
        exchange.begin()
        for part in parts:
            exchange.send(part)
        exchange.end()


@dataclass(frozen=True)
class StopsShort(Fault):
    """Half of the answer, with an honest end: "length", "content_filter"."""

    reason: str = "length"

    def play(self, exchange: Exchange) -> None:
        exchange.answer(half(exchange.written()), self.reason)


@dataclass(frozen=True)
class ErrorMidway(Fault):
    """Half of the answer, then an error in the stream, whose status was 200 long ago."""

    message: str = "The engine is out of memory."

    def play(self, exchange: Exchange) -> None:
        said = api.error(self.message, kind="server_error")
        if not exchange.streamed:
            exchange.json(200, said)
            return
        exchange.begin()
        for part in [*exchange.unfinished(half(exchange.written())), api.event(said)]:
            exchange.send(part)
        exchange.end()
