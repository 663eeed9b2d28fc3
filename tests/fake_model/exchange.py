"""One request while it is answered: what an honest answer and a fault are both made with."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from .api import DONE, Completion, Json, encoded
from .calls import Call
from .connection import Connection

if TYPE_CHECKING:
    from .fake import FakeModel

Framing = Literal["chunked", "until closed"]
REASONS = {200: "OK", 307: "Temporary Redirect", 400: "Bad Request", 401: "Unauthorized"}


class Exchange:
    """`keep` says whether the connection may be used again; a fault that spoils it says no."""

    def __init__(self, model: FakeModel, connection: Connection, call: Call) -> None:
        self.model = model
        self.connection = connection
        self.call = call
        self.keep = True
        self._chunked = False
        self._written: str | None = None
        body: Json = call.body if isinstance(call.body, dict) else {}
        name = str(body.get("model") or model.models[0])
        chat = not call.path.endswith("/v1/completions")
        self.completion = Completion(model.number_of(call), name, chat)

    @property
    def streamed(self) -> bool:
        return self.call.streamed

    def written(self) -> str:
        """What the writer says to the prompt; it is asked once."""
        if self._written is None:
            self._written = self.call.reply = self.model.writer(self.call.messages)
        return self._written

    def answer(self, text: str, reason: str = "stop") -> None:
        """A whole answer in the right form."""
        parts = self.complete(text, reason)
        if not self.streamed:
            self.whole(200, parts[0], "application/json")
            return
        self.begin()
        for part in parts:
            self.send(part)
            if self.model.pause:
                self.wait(self.model.pause)
        self.end()

    def complete(self, text: str, reason: str = "stop") -> list[bytes]:
        """The body of a whole answer: its events with the end mark, or one JSON object."""
        usage = self._usage(text)
        if not self.streamed:
            return [encoded(self.completion.at_once(text, usage, reason))]
        parts = self.completion.events(self.model.pieces(text), reason)
        options = self.call.body.get("stream_options") or {}
        if options.get("include_usage") and usage is not None:
            parts.append(self.completion.usage_event(usage))
        return [*parts, DONE]

    def unfinished(self, text: str) -> list[bytes]:
        """The body of an answer that breaks off right after this text."""
        if self.streamed:
            return self.completion.events(self.model.pieces(text), None)
        said = encoded(text)[:-1]  # without the quotation mark at its end
        data = encoded(self.completion.at_once(text, None))
        return [data[: data.index(said) + len(said)]]

    def json(self, status: int, value: Any, headers: Mapping[str, str] | None = None) -> None:
        self.whole(status, encoded(value), "application/json", headers)

    def whole(
        self, status: int, body: bytes, kind: str, headers: Mapping[str, str] | None = None
    ) -> None:
        """An answer whose length is known."""
        self.head(
            status, {"Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}
        )
        self.send(body)

    def begin(self, framing: Framing = "chunked", headers: Mapping[str, str] | None = None) -> None:
        """The head of an answer of unknown length, of the type that the client expects."""
        self._chunked = framing == "chunked"
        said = {"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-cache"}
        if not self.streamed:
            said = {"Content-Type": "application/json"}
        if self._chunked:
            said["Transfer-Encoding"] = "chunked"
        else:
            said["Connection"] = "close"
            self.keep = False
        self.head(200, {**said, **(headers or {})})

    def head(self, status: int, headers: Mapping[str, str]) -> None:
        lines = [f"HTTP/1.1 {status} {REASONS.get(status, 'As Scripted')}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self.call.status = status
        self.connection.send("\r\n".join([*lines, "", ""]).encode("latin-1"))

    def send(self, data: bytes) -> None:
        """A part of the body; raises ClientLeft, Closing."""
        if not data:
            return
        self.connection.send(b"%x\r\n%b\r\n" % (len(data), data) if self._chunked else data)
        self.call.sent += len(data)
        if self.call.first_sent is None:
            self.call.first_sent = time.monotonic()
            self.model.notify()

    def end(self) -> None:
        if self._chunked:
            self.connection.send(b"0\r\n\r\n")

    def wait(self, seconds: float | None = None) -> None:
        """Raises ClientLeft or Closing as soon as it happens."""
        self.connection.wait(seconds)

    def break_off(self, reset: bool) -> None:
        """Ends the connection with a RST or a FIN, wherever the answer is."""
        self.keep = False
        self.connection.reset() if reset else self.connection.close()

    def _usage(self, text: str) -> Json | None:
        if not self.model.tells_usage:
            return None
        read, wrote = self.model.count(self.call.prompt), self.model.count(text)
        return {"prompt_tokens": read, "completion_tokens": wrote, "total_tokens": read + wrote}
