"""The nouns of claim verification."""

from dataclasses import dataclass
from enum import StrEnum

from rag.answer import Citation


class Verdict(StrEnum):
    """What the articles have to say about a sentence."""

    SAID = "said"  # an article says it
    CONTRADICTED = "contradicted"  # articles give another value for the same thing
    DISPUTED = "disputed"  # some articles say it, others say otherwise
    NOT_SAID = "not said"  # nothing in the articles says it
    NO_CLAIM = "no claim"  # a question, a greeting, an opinion: nothing to check


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of the message, and what became of it."""

    text: str  # as it was written
    verdict: Verdict
    citations: tuple[int, ...] = ()  # numbers of what says it
    against: tuple[int, ...] = ()  # numbers of what says otherwise
    nearest: int | None = None  # when not said: the number of the closest sentence
    note: str | None = None  # why, in one sentence


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """A whole message, checked."""

    text: str
    sentences: tuple[CheckedSentence, ...] = ()  # in the order of the message
    citations: tuple[Citation, ...] = ()  # numbered 1, 2, 3 in order
    notes: tuple[str, ...] = ()  # what was left out, and why
