"""The objects of OpenAI's API, as its reference and the servers that imitate it write them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
Pieces = Callable[[str], list[str]]
DONE = b"data: [DONE]\n\n"
MADE = 1_790_000_000  # seconds since 1970, of whatever the fake makes


def tokens(text: str) -> list[str]:
    """Pieces of at most four characters, as small as a tokenizer's: `[S12]` comes in several."""
    return re.findall(r"\s?\w{1,4}|\s?[^\w\s]|\s+", text)


def words(text: str) -> list[str]:
    return re.findall(r"\s*\S+\s*$|\s*\S+", text) or ([text] if text else [])


def characters(text: str) -> list[str]:
    return list(text)


def whole(text: str) -> list[str]:
    """The answer in one piece."""
    return [text] if text else []


def encoded(value: Any) -> bytes:
    """As vLLM and llama.cpp write it: letters that are not ASCII stay as they are, in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def event(value: Any) -> bytes:
    """A server-sent event with JSON in it."""
    return b"data: " + encoded(value) + b"\n\n"


def error(message: str, code: str | None = None, kind: str = "invalid_request_error") -> Json:
    return {"error": {"message": message, "type": kind, "param": None, "code": code}}


def models(names: tuple[str, ...]) -> Json:
    data = [{"id": name, "object": "model", "created": MADE, "owned_by": "fake"} for name in names]
    return {"object": "list", "data": data}


@dataclass(frozen=True)
class Completion:
    """The shapes of one answer: of /chat/completions, or of the older /completions."""

    number: int
    model: str
    chat: bool

    def chunk(self, delta: Json, reason: str | None = None) -> Json:
        """A part of a streamed answer; `delta` is as of a chat."""
        if self.chat:
            return self._of("chat.completion.chunk", {"delta": delta}, reason)
        return self._of("text_completion", {"text": delta.get("content", "")}, reason)

    def events(self, pieces: list[str], reason: str | None = "stop") -> list[bytes]:
        """A streamed answer without its end mark; without a reason it breaks off."""
        deltas: list[Json] = [{"content": piece} for piece in pieces]
        if self.chat:
            deltas.insert(0, {"role": "assistant", "content": ""})
        events = [event(self.chunk(delta)) for delta in deltas]
        return events if reason is None else [*events, event(self.chunk({}, reason))]

    def usage_event(self, usage: Json) -> bytes:
        return event(self.chunk({}) | {"choices": [], "usage": usage})

    def at_once(self, text: str, usage: Json | None, reason: str = "stop") -> Json:
        """An answer that is not streamed."""
        if self.chat:
            message = {"role": "assistant", "content": text}
            made = self._of("chat.completion", {"message": message}, reason)
        else:
            made = self._of("text_completion", {"text": text}, reason)
        return made if usage is None else made | {"usage": usage}

    def _of(self, kind: str, said: Json, reason: str | None) -> Json:
        choice = {"index": 0, **said, "logprobs": None, "finish_reason": reason}
        return {
            "id": f"{'chatcmpl' if self.chat else 'cmpl'}-{self.number}",
            "object": kind,
            "created": MADE,
            "model": self.model,
            "choices": [choice],
        }
