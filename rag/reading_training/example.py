"""A question, the text it was asked about, and where that text answers it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """One question of a training set."""

    id: str
    question: str
    context: str
    answers: tuple[tuple[int, int], ...]  # [start, end) in characters; empty: it does not answer
    paragraph: str  # the same for all questions about one text
    source: str  # the data set

    def texts(self) -> tuple[str, ...]:
        """The words of each answer."""
        return tuple(self.context[start:end] for start, end in self.answers)
