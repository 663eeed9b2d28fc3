"""One question put to an endpoint: its tries, the text that comes, and what it used."""

import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from index.tokens import count_tokens
from rag.model.faults import RequestFault
from rag.model.model import Ending, Fault, Prompt, Usage
from rag.model.pace import Pace
from rag.model.settings import ModelSettings
from rag.model.thoughts import WithoutThoughts

if TYPE_CHECKING:
    from rag.model.transport import Transport
    from rag.model.wire import Wire

_log = logging.getLogger(__name__)

_COUNTED_AT_ONCE = 1_000  # characters: pieces are too small to be counted one by one
_LONGEST_TOKEN = 32  # characters, on the average of a whole reply
_MESSAGE_TOKENS = 4  # what a chat's format adds to a message, about
_MOST_BELIEVED = 10_000_000  # tokens that a server may say it used
_BRIEFLY = 0.5  # seconds before a second try where the server names none


@dataclass(frozen=True, slots=True)
class Heard:
    """One event of a stream. Any may be empty: a comment, a role."""

    text: str = ""
    thinking: bool = False  # reasoning that is not shown
    ending: Ending | None = None
    usage: Usage | None = None


class Listen(Protocol):
    """Asks through a client library; raises RequestFault, or whatever the library raises."""

    @property
    def dialects(self) -> int:
        """How many ways there are to put the same request, for servers that refuse a field."""
        ...

    def __call__(self, prompt: Prompt, transport: "Transport", dialect: int) -> Iterator[Heard]: ...


class Exchange:
    """The side of the thread that talks to the server. `end` may be called by any thread."""

    def __init__(
        self,
        settings: ModelSettings,
        listen: Listen,
        prompt: Prompt,
        pace: Pace,
        dialect: "Dialect",
    ) -> None:
        self._settings, self._listen, self._prompt = settings, listen, prompt
        self._pace, self._dialect = pace, dialect
        self._ended = threading.Event()
        self._wire: Wire | None = None
        self._told: Usage | None = None
        self._counted, self._uncounted = 0, ""
        self.ending: Ending | None = None

    @property
    def usage(self) -> Usage:
        """As the server told it; else what was sent, and what came so far."""
        if self._told is not None:
            return self._told
        if self._wire is None:
            return Usage()
        sent = count_tokens(self._prompt.system) + count_tokens(self._prompt.user)
        return Usage(sent + 2 * _MESSAGE_TOKENS, self._counted + count_tokens(self._uncounted))

    def end(self) -> None:
        """Stop where it is: the connection is shut, a pause is over."""
        self._ended.set()
        if wire := self._wire:
            wire.end()

    def pieces(self) -> Iterator[str]:
        """The text. Raises RequestFault."""
        tries, dialect = 0, self._dialect.chosen
        while True:
            try:
                yield from self._one_try(dialect)
                return
            except RequestFault as fault:
                if self._pace.heard or self._ended.is_set():
                    raise
                if fault.status in (400, 422) and dialect + 1 < self._listen.dialects:
                    dialect += 1
                    continue
                pause = self._pause_before_another(fault)
                if tries or pause is None:
                    raise
                tries += 1
                self._pace.pause(pause, fault.fault)
                if self._ended.wait(pause):
                    raise RequestFault(Fault.STOPPED) from None

    def _one_try(self, dialect: int) -> Iterator[str]:
        from rag.model.transport import Transport
        from rag.model.wire import Wire

        self._wire = wire = Wire(self._pace, self._settings.limits.reply_bytes)
        if self._ended.is_set():  # `end` came before there was a wire
            raise RequestFault(Fault.STOPPED)
        transport = Transport(self._settings, wire)
        said = WithoutThoughts()
        events, written = 0, False
        try:
            for heard in self._listen(self._prompt, transport, dialect):
                events += 1
                self._dialect.chosen = dialect
                self._note(heard)
                if text := said.feed(heard.text):
                    written = written or bool(text.strip())
                    yield text
        except RequestFault:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a library makes of what was sent
            if self.ending is None:  # what breaks after the end mark is no matter
                if transport.fault is None:  # its text may hold what the server sent
                    _log.warning("a model's reply could not be read: %s", type(error).__name__)
                raise transport.fault or RequestFault(Fault.GARBAGE) from None
        finally:
            wire.end()
            transport.close()
        if text := said.rest():
            written = written or bool(text.strip())
            yield text
        if self.ending is None and events and transport.has_end_mark:
            self.ending = Ending.DONE
        if self.ending is None:
            if events:
                raise RequestFault(Fault.CUT)
            raise RequestFault(Fault.GARBAGE if transport.body_bytes else Fault.EMPTY)
        if not written:
            raise RequestFault(Fault.EMPTY)

    def _note(self, heard: Heard) -> None:
        if not self._pace.left:  # a server can be too quick for its socket ever to be late
            raise RequestFault(Fault.SLOW)
        if heard.usage and max(heard.usage.tokens_in, heard.usage.tokens_out) <= _MOST_BELIEVED:
            self._told = heard.usage
        if heard.text or heard.thinking:
            self._pace.alive()
        if heard.text:
            self._count(heard.text)
        self.ending = heard.ending or self.ending

    def _count(self, text: str) -> None:
        most = 2 * self._settings.limits.reply_tokens
        self._uncounted += text
        if len(self._uncounted) > most * _LONGEST_TOKEN:
            raise RequestFault(Fault.ENDLESS)
        if len(self._uncounted) >= _COUNTED_AT_ONCE:
            self._counted += count_tokens(self._uncounted)
            self._uncounted = ""
        if self._counted > most:
            raise RequestFault(Fault.ENDLESS)

    def _pause_before_another(self, fault: RequestFault) -> float | None:
        """Seconds until a second try; None where there is none: it must leave half of the time."""
        passing = fault.fault in (Fault.BUSY, Fault.CUT) or (
            fault.fault is Fault.BROKEN and fault.status is not None
        )
        if not passing or (fault.fault is Fault.BUSY and fault.retry_after is None):
            return None
        pause = _BRIEFLY if fault.retry_after is None else fault.retry_after
        return pause if pause <= self._pace.left / 2 else None


class Dialect:
    """Which way of asking the server took last, for all requests to it."""

    chosen = 0
