"""What a language model is here: a thing that streams text, and fails in known ways."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Protocol, Self


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent: the system's message, and the user's."""

    system: str
    user: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that went in and came out, as the server told it; else as tiktoken counts them."""

    tokens_in: int = 0
    tokens_out: int = 0  # with reasoning that is not shown, where the server counts it


class Ending(StrEnum):
    """How a stream that did not fail came to its end."""

    DONE = "done"
    LENGTH = "length"  # the model was stopped at its limit of tokens: the last sentence is partial
    FILTERED = "filtered"  # a content filter of the endpoint stopped it


class Fault(StrEnum):
    """Why a model gave no text, or no more of it."""

    UNREACHABLE = "unreachable"  # no address, no connection within the time, TLS that fails
    REFUSED_KEY = "refused_key"  # status 401 or 403
    NO_MODEL = "no_model"  # 404: no such model, or no such API at the address
    REFUSED = "refused"  # another 4xx: the request is not taken
    REDIRECTED = "redirected"  # 3xx, which is never followed
    BUSY = "busy"  # 429
    BROKEN = "broken"  # 5xx, or an error within the stream
    SILENT = "silent"  # no first token within its time
    SLOW = "slow"  # not done by the deadline
    CUT = "cut"  # the connection ended before the reply did
    GARBAGE = "garbage"  # no chat API, compressed, not decodable, or a call of a tool
    ENDLESS = "endless"  # more bytes or tokens than are taken
    EMPTY = "empty"  # ended, without any text
    CROWDED = "crowded"  # too many of our own requests at once
    RESTING = "resting"  # failed lately, so it is not asked for a while
    BUDGET = "budget"  # the day's tokens are spent
    STOPPED = "stopped"  # closed by another thread while it was read
    NOT_INSTALLED = "not_installed"  # the package for this kind of model is missing


class ModelFailure(Exception):
    """The message is one sentence for a person; it holds nothing the server sent, and no key."""

    def __init__(self, fault: Fault, said: str) -> None:
        super().__init__(said)
        self.fault = fault


class Stream(Protocol):
    """The text of one reply, piece by piece; leaving it ends the request.

    The request starts with the first piece that is asked for. Iterating raises ModelFailure, and
    never waits past the deadline. For one thread, but `close` may be called by any.
    """

    @property
    def usage(self) -> Usage:
        """What was used; final after the end or a failure, an estimate before."""
        ...

    @property
    def ended(self) -> Ending | None:
        """How it ended; None before the end, and after a failure."""
        ...

    def __iter__(self) -> Iterator[str]: ...
    def __next__(self) -> str: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def close(self) -> None:
        """End the request, its thread and its socket. Returns at once; may be called twice."""
        ...


class Model(Protocol):
    """A language model that was configured. Safe between threads."""

    @property
    def name(self) -> str:
        """For display: one line of at most 80 characters."""
        ...

    @property
    def context_tokens(self) -> int:
        """How many tokens prompt and reply may have together."""
        ...

    def stream(self, prompt: Prompt, deadline: float) -> Stream:
        """The reply to `prompt`, to be done by `deadline` (of time.monotonic()). Never blocks."""
        ...
