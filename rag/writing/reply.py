"""A model's reply as sentences: remembered, or written now and booked."""

import time
from collections.abc import Generator

from index.tokens import count_tokens
from rag.model.ledger import Ledger, Remembered
from rag.model.model import Ending, Model, Prompt, Usage
from rag.writing.draft import Draft, Drafting, drafts

_REPLY = 500  # tokens that a reply is taken to have before it is there


class Reply:
    """The sentences of one reply, as they come; for one thread, and read once."""

    def __init__(
        self, model: Model, ledger: Ledger, prompt: Prompt, key: str, deadline: float
    ) -> None:
        """`key` is what the reply is remembered by; `deadline` is of time.monotonic()."""
        self._model, self._ledger = model, ledger
        self._prompt, self._key, self._deadline = prompt, key, deadline
        self.usage = Usage()  # of this reply; final once it is read or closed
        self.cached = False

    def drafts(self) -> Generator[Draft, None, None]:
        """Raises ModelFailure. What ends in the middle of a sentence ends before it."""
        kept = self._ledger.recall(self._key)
        if kept is not None:
            self.usage, self.cached = kept.usage, True
            yield from drafts(kept.text)
            return
        allowed = count_tokens(self._prompt.system) + count_tokens(self._prompt.user) + _REPLY
        self._ledger.allow(allowed)
        began, drafting, text = time.perf_counter(), Drafting(), []
        with self._model.stream(self._prompt, self._deadline) as stream:
            try:
                for piece in stream:
                    text.append(piece)
                    yield from drafting.add(piece)
                if stream.ended is Ending.DONE:
                    yield from drafting.finish()
                    whole = Remembered("".join(text), stream.usage)
                    self._ledger.remember(self._key, whole)
            finally:
                self.usage = stream.usage
                took = 1000 * (time.perf_counter() - began)
                self._ledger.spend(stream.usage, allowed, took)
