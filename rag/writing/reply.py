"""A model's reply: remembered, or written now and booked."""

import time
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field

from index.tokens import count_tokens
from rag.model.ledger import Ledger, Remembered, digest
from rag.model.model import Ending, Model, Prompt, Usage
from rag.writing.draft import Draft, Drafting

_REPLY = 500  # tokens that a reply is taken to have before it is there


@dataclass(slots=True)
class Reply:
    """One reply, as it comes; for one thread, and read once. Reading it raises ModelFailure."""

    model: Model
    ledger: Ledger
    prompt: Prompt
    key: str  # what it is remembered by
    deadline: float  # by time.monotonic()
    usage: Usage = field(default_factory=Usage)  # final once it is read or given up
    cached: bool = False
    whole: bool = False  # whether the model came to its end

    @classmethod
    def to(
        cls, model: Model, ledger: Ledger, prompt: Prompt, nonce: str, deadline: float
    ) -> "Reply":
        """The reply to a prompt, remembered by all of it but the nonce, another each time."""
        key = digest(model.name, prompt.system.replace(nonce, ""), prompt.user.replace(nonce, ""))
        return cls(model, ledger, prompt, key, deadline)

    def pieces(self) -> Generator[str, None, None]:
        """Its text, piece by piece."""
        kept = self.ledger.recall(self.key)
        if kept is not None:
            self.usage, self.cached, self.whole = kept.usage, True, True
            yield kept.text
            return
        allowed = count_tokens(self.prompt.system) + count_tokens(self.prompt.user) + _REPLY
        self.ledger.allow(allowed)
        began, text = time.perf_counter(), list[str]()
        try:
            with self.model.stream(self.prompt, self.deadline) as stream:
                try:
                    for piece in stream:
                        text.append(piece)
                        yield piece
                    self.whole = stream.ended is Ending.DONE
                finally:
                    self.usage = stream.usage
        finally:
            self.ledger.spend(self.usage, allowed, 1000 * (time.perf_counter() - began))
        if self.whole:
            self.ledger.remember(self.key, Remembered("".join(text), self.usage))

    def drafts(self) -> Generator[Draft, None, None]:
        """Its sentences. One in whose middle the model stopped is left out."""
        drafting = Drafting()
        with closing(self.pieces()) as pieces:
            for piece in pieces:
                yield from drafting.add(piece)
        if self.whole:
            yield from drafting.finish()

    def text(self) -> str:
        """All of it, at once."""
        with closing(self.pieces()) as pieces:
            return "".join(pieces)
