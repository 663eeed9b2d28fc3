"""Language models in this process that act by a script, for a chatbot on a few articles."""

import re
from collections.abc import Callable
from types import TracebackType
from typing import Self

from index.corpus import Corpus
from rag.chatbot import Chatbot
from rag.evals.tally import Tally
from rag.model.ledger import NoLedger
from rag.model.model import Ending, Fault, ModelFailure, Prompt, Usage
from rag.writing.writer import Writer

IN, OUT = 100, 20  # tokens that each request takes
Acting = Callable[[str], str]  # a prompt to a reply; may raise ModelFailure
_OFFERED = re.compile(r"^(S\d+): (.*)$", re.MULTILINE)


def repeats(prompt: str) -> str:
    """A model that writes well: the first two sentences it was given, with their labels."""
    return "\n".join(everything(prompt).split("\n")[:2])


def everything(prompt: str) -> str:
    """All the sentences it was given, each with its label."""
    return "\n".join(f"{text} [{label}]" for label, text in _OFFERED.findall(prompt))


def invents(prompt: str) -> str:
    """A model that hallucinates, and names a passage that it was never given."""
    return "Nine penguins won the cup on Mars. [S1]\nThe cup was 300 metres tall. [S1][S99]"


def finds_none(prompt: str) -> str:
    return "NONE"


def fails(prompt: str) -> str:
    raise ModelFailure(Fault.BUSY, f"The model is busy, and asks for {len(prompt)} seconds.")


class _Stream:
    def __init__(self, act: Acting, prompt: str) -> None:
        self._act, self._prompt = act, prompt
        self._pieces: list[str] | None = None
        self.usage, self.ended = Usage(), None

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        if self._pieces is None:
            text = self._act(self._prompt)
            self.usage = Usage(IN, OUT)
            self._pieces = [text[at : at + 11] for at in range(0, len(text), 11)][::-1]
        if not self._pieces:
            self.ended = Ending.DONE
            raise StopIteration
        return self._pieces.pop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None: ...


class Scripted:
    """A model that acts on what it is sent."""

    name = "a-model"
    context_tokens = 8_192

    def __init__(self, act: Acting) -> None:
        self._act = act

    def stream(self, prompt: Prompt, deadline: float) -> _Stream:
        return _Stream(self._act, prompt.user)


class Priced(NoLedger):
    """A ledger with prices: a thousandth for each token."""

    def cost(self, usage: Usage) -> float | None:
        return (usage.tokens_in + usage.tokens_out) / 1_000


def chatbot_with(corpus: Corpus, act: Acting, priced: bool = True) -> tuple[Chatbot, Tally]:
    """A chatbot whose answers the scripted model writes, and what it takes."""
    tally = Tally(Priced() if priced else NoLedger())
    return Chatbot(corpus, None, Writer(Scripted(act), tally, 10.0)), tally
