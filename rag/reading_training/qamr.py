"""Examples out of QAMR's full files (Michael et al. 2018, "Crowdsourcing Question-Answer Meaning
Representations", NAACL): questions about single sentences of Wikipedia and Wikinews.

A row holds sentence id, target words, the writer's number, the question's number, a target
word, the question, the writer's answer as token indices, and two validators' verdicts, each
`number:indices`, `number:Invalid` or `number:Redundant-n`.
"""

import csv
import gzip
import itertools
from collections.abc import Iterator
from pathlib import Path

from index.errors import LoadError
from rag.reading_training.detokenize import Detokenized, detokenized
from rag.reading_training.example import Example

_QUESTION, _ANSWER, _VERDICTS = 5, 6, slice(7, 9)
_QUESTION_WORDS = frozenset(
    "who whom whose what which when where why how in on at to for from by of with about".split()
)
_LARGEST_GAP = 2  # tokens that an answer may leave out in its middle and still be one span


def qamr_examples(rows: Path, sentences: Path) -> list[Example]:
    """The questions of a full file that both validators accept and that begin like a question.

    The context is the sentence with those that stand beside it in its paragraph, where the file of
    sentences has them. Raises LoadError when a file cannot be read.
    """
    try:
        texts = {key: detokenized(text.split()) for key, text in _rows(sentences)}
        neighbours = {key: _neighbours(key, texts) for key in texts}
        found = (_example(n, row, texts, neighbours) for n, row in enumerate(_rows(rows)))
        unique = {(e.paragraph, e.question): e for e in found if e is not None}
        return list(unique.values())
    except (OSError, ValueError, IndexError, UnicodeDecodeError) as error:
        raise LoadError(f"{rows} is not a readable file of QAMR: {error}") from error


def _rows(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _neighbours(key: str, texts: dict[str, Detokenized]) -> list[str]:
    """The run of sentence ids of one paragraph around `key`, itself included."""
    paragraph, number = key.rsplit(":", 1)
    first = last = int(number)
    while f"{paragraph}:{first - 1}" in texts:
        first -= 1
    while f"{paragraph}:{last + 1}" in texts:
        last += 1
    return [f"{paragraph}:{place}" for place in range(first, last + 1)]


def _example(
    number: int, row: list[str], texts: dict[str, Detokenized], neighbours: dict[str, list[str]]
) -> Example | None:
    key, question = row[0], " ".join(row[_QUESTION].split())
    verdicts = [verdict.split(":", 1)[1] for verdict in row[_VERDICTS]]
    if key not in texts or "Invalid" in verdicts:
        return None
    if question.split(" ")[0].lower() not in _QUESTION_WORDS or len(question.split()) < 3:
        return None
    given = [row[_ANSWER], *(v for v in verdicts if not v.startswith("Redundant"))]
    before = neighbours[key][: neighbours[key].index(key)]
    shift = sum(len(texts[other].text) + 1 for other in before)
    spans = {texts[key].span(*run) for answer in given if (run := _run(answer)) is not None}
    if not spans:
        return None
    return Example(
        id=f"qamr-{key}-{number}",
        question=question,
        context=" ".join(texts[other].text for other in neighbours[key]),
        answers=tuple(sorted((start + shift, end + shift) for start, end in spans)),
        paragraph=f"qamr:{neighbours[key][0]}",
        source="qamr",
    )


def _run(indices: str) -> tuple[int, int] | None:
    """First and last token of an answer, or None when it is not one run of the sentence."""
    tokens = sorted(int(index) for index in indices.split())
    gaps = (after - before - 1 for before, after in itertools.pairwise(tokens))
    if not tokens or sum(gaps) > _LARGEST_GAP:
        return None
    return tokens[0], tokens[-1]
