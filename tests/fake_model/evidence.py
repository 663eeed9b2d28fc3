"""What a prompt offers a writer: sentences with labels. How they stand there, a test must say."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from .calls import Message


@dataclass(frozen=True)
class Evidence:
    label: str  # as in the prompt: "S1"
    text: str


Find = Callable[[list[Message]], list[Evidence]]
Cite = Callable[[str, str], str]


def matched(pattern: str) -> Find:
    """Finds evidence by a pattern with the groups `label` and `text`, in the last message."""
    compiled = re.compile(pattern, re.M)

    def find(messages: list[Message]) -> list[Evidence]:
        last = messages[-1]["content"] if messages else ""
        return [Evidence(found["label"], found["text"]) for found in compiled.finditer(last)]

    return find


def after(sentence: str, label: str) -> str:
    """`The bank raised rates. [S1]`, the way most prompts ask for it."""
    return f"{sentence} [{label}]"
