"""An answer with the way to it."""

from dataclasses import dataclass

from index.article import Hit
from rag.answer import Answer
from rag.reading import Candidate


@dataclass(frozen=True, slots=True)
class Explained:
    """An answer, and what was found and read for it."""

    answer: Answer
    hits: tuple[Hit, ...] = ()  # retrieved, best first
    candidates: tuple[Candidate, ...] = ()  # read, best first
    confidence: float | None = None  # what speaks for the answer; compares between questions
