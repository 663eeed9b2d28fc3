"""A model in this process that says what it is told to say, and a few that misbehave."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from rag.model.model import Ending, ModelFailure, Prompt, Usage

OFFERED = re.compile(r"^(S\d+): (.*)$", re.MULTILINE)


def offered(prompt: Prompt) -> dict[str, str]:
    """The labelled sentences of a prompt, as the model sees them."""
    return dict(OFFERED.findall(prompt.user))


def label_of(prompt: Prompt, words: str) -> str:
    """The label of the first sentence with those words."""
    return next(label for label, text in offered(prompt).items() if words in text)


@dataclass
class ScriptedStream:
    """A reply in pieces of seven characters; where it ends in a failure, that is raised."""

    text: str
    failure: ModelFailure | None = None
    ended: Ending | None = None
    end: Ending = Ending.DONE
    closed: bool = False
    at: int = 0

    @property
    def usage(self) -> Usage:
        return Usage(100, self.at // 4)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.at < len(self.text):
            self.at += 7
            return self.text[self.at - 7 : self.at]
        if self.failure is not None:
            raise self.failure
        self.ended = self.end
        raise StopIteration

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self.closed = True


@dataclass
class ScriptedModel:
    """Answers each prompt by a rule, and remembers what it was asked."""

    rule: Callable[[Prompt], str]
    failure: ModelFailure | None = None  # after all that it says
    end: Ending = Ending.DONE
    name: str = "scripted-1"
    context_tokens: int = 8_192
    asked: list[Prompt] = field(default_factory=list)
    streams: list[ScriptedStream] = field(default_factory=list)

    def stream(self, prompt: Prompt, deadline: float) -> ScriptedStream:
        self.asked.append(prompt)
        self.streams.append(ScriptedStream(self.rule(prompt), self.failure, end=self.end))
        return self.streams[-1]

    @property
    def answers(self) -> list[Prompt]:
        """The prompts that asked for an answer."""
        return [each for each in self.asked if "\nS1: " in each.user]
