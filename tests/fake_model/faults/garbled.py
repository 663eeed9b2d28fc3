"""Answers in a form that no client expects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .. import api
from .fault import Fault, half

if TYPE_CHECKING:
    from ..exchange import Exchange


@dataclass(frozen=True)
class Garbled(Fault):
    """Half of the answer, something else, the other half, and a right end."""

    def garbage(self, exchange: Exchange) -> bytes:
        raise NotImplementedError

    def play(self, exchange: Exchange) -> None:
        text = exchange.written()
        garbage = self.garbage(exchange)
        exchange.begin()
        if not exchange.streamed:
            exchange.send(garbage)
        else:
            first = half(text)
            for part in exchange.unfinished(first):
                exchange.send(part)
            exchange.send(garbage)
            for part in exchange.complete(text[len(first) :]):
                exchange.send(part)
        exchange.end()


@dataclass(frozen=True)
class InvalidJson(Garbled):
    """A chunk that is no JSON."""

    said: bytes = b'{"choices":[{"delta":{"content":"wo'

    def garbage(self, exchange: Exchange) -> bytes:
        return b"data: " + self.said + b"\n\n" if exchange.streamed else self.said


@dataclass(frozen=True)
class InvalidSse(Garbled):
    """Lines that are no events, bytes that are no UTF-8."""

    said: bytes = b"\xff\xfe\x00 garbage\r\rdata\n:\nevent: \xc3\x28\n\ndata: \xff\xff\n\n"

    def garbage(self, exchange: Exchange) -> bytes:
        return self.said


WRONG_SCHEMAS = {
    "no choices": {"object": "chat.completion.chunk"},
    "choices null": {"choices": None},
    "choices empty": {"choices": []},
    "choices a text": {"choices": "none"},
    "choice a text": {"choices": ["none"]},
    "delta null": {"choices": [{"index": 0, "delta": None, "message": None}]},
    "delta missing": {"choices": [{"index": 0}]},
    "content a number": {
        "choices": [{"index": 0, "delta": {"content": 7}, "message": {"content": 7}}]
    },
    "content a list": {
        "choices": [{"index": 0, "delta": {"content": ["a"]}, "message": {"content": ["a"]}}]
    },
    "an array": [1, 2],
    "a number": 7,
    "null": None,
}


@dataclass(frozen=True)
class WrongSchema(Garbled):
    """JSON, and not of a completion; `said` is a name of `WRONG_SCHEMAS`."""

    said: str = "no choices"

    @property
    def name(self) -> str:
        return f"WrongSchema: {self.said}"

    def garbage(self, exchange: Exchange) -> bytes:
        value: Any = WRONG_SCHEMAS[self.said]
        return api.event(value) if exchange.streamed else api.encoded(value)


@dataclass(frozen=True)
class NotHttp(Fault):
    """As of another service at that port."""

    said: bytes = b"220 mail.example ESMTP\r\n"

    def play(self, exchange: Exchange) -> None:
        exchange.keep = False
        exchange.connection.send(self.said)


@dataclass(frozen=True)
class Empty(Fault):
    """An answer without a word, or of white space alone."""

    text: str = ""

    def play(self, exchange: Exchange) -> None:
        exchange.answer(self.text)


@dataclass(frozen=True)
class Blank(Empty):
    text: str = " \n\t \n"


class NoBody(Fault):
    """The status 200, and nothing more."""

    def play(self, exchange: Exchange) -> None:
        exchange.whole(200, b"", "text/event-stream" if exchange.streamed else "application/json")


@dataclass(frozen=True)
class ToolCalls(Fault):
    """Calls of tools that nobody offered, instead of a text."""

    tool: str = "fetch"
    arguments: str = '{"url": "http://127.0.0.1:9/"}'

    def play(self, exchange: Exchange) -> None:
        function = {"name": self.tool, "arguments": self.arguments}
        called = [{"index": 0, "id": "call_1", "type": "function", "function": function}]
        if not exchange.streamed:
            answer = exchange.completion.at_once("", None, "tool_calls")
            if exchange.completion.chat:
                answer["choices"][0]["message"] |= {"content": None, "tool_calls": called}
            exchange.json(200, answer)
            return
        exchange.begin()
        chunks = [({"role": "assistant", "content": None, "tool_calls": called}, None)]
        for delta, reason in [*chunks, ({}, "tool_calls")]:
            exchange.send(api.event(exchange.completion.chunk(delta, reason)))
        exchange.send(api.DONE)
        exchange.end()


@dataclass(frozen=True)
class Reasons(Fault):
    """A reasoning model: thoughts first, in a field of their own or between tags, then the answer.

    No fault of the server's; a client that takes thoughts for the answer has one.
    """

    thoughts: str = "The reader wants a date. Passage one has none, so I shall invent it."
    tags: bool = False  # <think>...</think> in the content
    answers: bool = True

    def play(self, exchange: Exchange) -> None:
        text = exchange.written() if self.answers else ""
        if self.tags:
            exchange.answer(f"<think>\n{self.thoughts}\n</think>\n\n{text}")
            return
        if not exchange.streamed:
            answer = exchange.completion.at_once(text, None)
            if exchange.completion.chat:
                answer["choices"][0]["message"]["reasoning_content"] = self.thoughts
            exchange.json(200, answer)
            return
        exchange.begin()
        for piece in exchange.model.pieces(self.thoughts):
            delta = {"content": None, "reasoning_content": piece}
            exchange.send(api.event(exchange.completion.chunk(delta)))
        for part in exchange.complete(text):
            exchange.send(part)
        exchange.end()
