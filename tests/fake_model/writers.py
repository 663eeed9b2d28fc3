"""Who writes the answers: any callable from messages to a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

from .calls import Message


class Writer(Protocol):
    """It is called in the thread of the connection, and may be called by several at once.

    What it raises ends that thread, and the client's connection with it.
    """

    def __call__(self, messages: list[Message], /) -> str: ...


@dataclass(frozen=True)
class Says:
    """The same, whatever the prompt."""

    text: str

    def __call__(self, messages: list[Message]) -> str:
        return self.text


class Script:
    """One after another; from the last on always that."""

    def __init__(self, replies: Iterable[str | Writer]) -> None:
        self._replies = [as_writer(reply) for reply in replies]
        self._guard = Lock()
        if not self._replies:
            raise ValueError("a script needs a reply")

    def __call__(self, messages: list[Message]) -> str:
        with self._guard:
            reply = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
        return reply(messages)


@dataclass(frozen=True)
class ByRule:
    """What a function makes of the prompt: of all that the messages say, as one text."""

    rule: Callable[[str], str]

    def __call__(self, messages: list[Message]) -> str:
        return self.rule(prompt_of(messages))


def as_writer(said: str | Writer) -> Writer:
    return Says(said) if isinstance(said, str) else said


def prompt_of(messages: list[Message]) -> str:
    return "\n\n".join(message["content"] for message in messages)
