"""From rows to figures: ours, and what simpler ways to answer would get."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rag.evals.ramdocs.positions import in_words, positions
from rag.evals.ramdocs.rows import Row
from rag.evals.ramdocs.scoring import scored
from rag.evals.resampling import Estimate
from rag.spans import SpanReader

OURS = "readout"
# The best that Wang et al. 2025 report for retrieval-augmented generation on the whole data set,
# with Llama 3.3 of 70 billion parameters (abstract).
PUBLISHED = 0.326
# The method was developed on the even half of the project's file; any other file is all unseen.
HALVES = ("even half", "odd half")

Answering = Callable[[str, Sequence[str]], str]


@dataclass(frozen=True, slots=True)
class Result:
    """The figures of a file: for each system, over all rows and over each half of them."""

    rows: int
    figures: Mapping[str, Mapping[str, Mapping[str, Estimate]]]  # system, part, measure
    parts: Mapping[str, int]  # rows of each part
    answers: list[str]  # ours


def systems(reader: SpanReader) -> dict[str, Answering]:
    """What answers, by its name; each sees the question and the texts and nothing else."""
    return {
        OURS: lambda question, texts: in_words(positions(question, texts, reader)),
        "first document": lambda question, texts: "; ".join(_best(question, texts[:1], reader)),
        "every document": lambda question, texts: "; ".join(_best(question, texts, reader)),
        "all texts copied": lambda _question, texts: "\n".join(texts),
    }


def run(rows: Sequence[Row], reader: SpanReader, done: Callable[[], None]) -> Result:
    """Answers and scores every row; `done` is called after each."""
    answering = systems(reader)
    answers: dict[str, list[str]] = {name: [] for name in answering}
    for row in rows:
        for name, answer in answering.items():
            answers[name].append(answer(row.question, row.texts))
        done()
    parts = {"all": list(range(len(rows)))}
    for number, name in enumerate(HALVES):
        parts[name] = [at for at, row in enumerate(rows) if half(row.question) == number]
    return Result(
        len(rows),
        {
            name: {
                part: scored([rows[at] for at in places], [given[at] for at in places])
                for part, places in parts.items()
            }
            for name, given in answers.items()
        },
        {part: len(places) for part, places in parts.items()},
        answers[OURS],
    )


def half(question: str) -> int:
    """Which half a question is in, by a hash of its words: 0 even, 1 odd."""
    return int(hashlib.sha256(question.encode()).hexdigest(), 16) % 2


def _best(question: str, texts: Sequence[str], reader: SpanReader) -> list[str]:
    read = reader.read([(question, text) for text in texts], 1)
    return [
        text[span.start : span.end]
        for text, spans in zip(texts, read, strict=True)
        for span in spans
    ]
