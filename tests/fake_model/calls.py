"""What a client asked of the model, and what became of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

Message = dict[str, str]  # "role" and "content", whichever way the client wrote it


@dataclass(slots=True, eq=False)
class Call:
    """One request. Times are of time.monotonic(), in seconds."""

    at: float
    connection: int  # counts connections from 0, so that one that is used again shows
    method: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)  # by name in small letters
    raw: bytes = b""
    body: Any = None  # what `raw` says, if it is JSON
    fault: str = ""  # the name of what went wrong on purpose
    status: int = 0  # 0: there was no answer
    reply: str = ""  # what the writer wrote
    sent: int = 0  # bytes of the answer's body, as they went over the wire
    first_sent: float | None = None  # the first bytes of the body
    left: float | None = None  # when the client went away before the end
    ended: float | None = None

    @property
    def key(self) -> str:
        scheme, _, key = self.headers.get("authorization", "").partition(" ")
        return key if scheme.lower() == "bearer" else ""

    @property
    def streamed(self) -> bool:
        return isinstance(self.body, dict) and bool(self.body.get("stream"))

    @property
    def messages(self) -> list[Message]:
        """The prompt, as messages even where it is one text."""
        body = self.body if isinstance(self.body, dict) else {}
        if "prompt" in body:
            return [{"role": "user", "content": _text(body["prompt"])}]
        said = body.get("messages")
        messages = [m for m in said if isinstance(m, dict)] if isinstance(said, list) else []
        return [
            {"role": str(m.get("role", "")), "content": _text(m.get("content"))} for m in messages
        ]

    @property
    def prompt(self) -> str:
        """What all messages say, in order."""
        return "\n\n".join(message["content"] for message in self.messages)

    def understand(self) -> None:
        try:
            self.body = json.loads(self.raw)
        except ValueError:
            self.body = None


def _text(content: Any) -> str:
    """A message's content is a text, or a list of parts with texts in them."""
    if isinstance(content, list):
        parts = [p.get("text", "") if isinstance(p, dict) else p for p in content]
        return "\n".join(str(part) for part in parts)
    return "" if content is None else str(content)
