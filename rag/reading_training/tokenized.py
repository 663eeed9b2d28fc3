"""Examples as token ids, with answers as tokens: made once, cropped and mixed every epoch."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from index.sentences import sentences
from rag.reading_training.example import Example
from rag.spans import LONGEST_QUESTION

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Context:
    """A text's tokens."""

    text: str
    ids: Ids
    offsets: tuple[tuple[int, int], ...]  # [start, end) in characters, one a token
    words: frozenset[int]  # tokens at which a word begins
    sentences: tuple[tuple[int, int], ...]  # [first, end) tokens; together they are the text


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's tokens, and where its context answers it."""

    example: Example
    question: Ids
    context: int  # number of the context
    answers: tuple[tuple[int, int], ...]  # first and last token, both included


@dataclass(frozen=True, slots=True)
class Tokenized:
    """All questions, and the contexts that they share."""

    asked: tuple[Asked, ...]
    contexts: tuple[Context, ...]


def tokenized(examples: Sequence[Example], tokenizer: Tokenizer) -> Tokenized:
    """Answers that the tokenizer gives no token are left out, and questions without an answer."""
    numbers: dict[str, int] = {}
    contexts: list[Context] = []
    asked = []
    for example in examples:
        number = numbers.setdefault(example.context, len(contexts))
        if number == len(contexts):
            encoding = tokenizer.encode(example.context, add_special_tokens=False)
            contexts.append(context(example.context, encoding))
        spans = {token_span(contexts[number].offsets, *answer) for answer in example.answers}
        found = tuple(sorted(span for span in spans if span is not None))
        if found:
            ids = tokenizer.encode(example.question, add_special_tokens=False).ids
            question = np.array(ids[:LONGEST_QUESTION], dtype=np.int64)
            asked.append(Asked(example, question, number, found))
    return Tokenized(tuple(asked), tuple(contexts))


def context(text: str, encoding: Encoding) -> Context:
    """The tokens of a text with the places where it can be cut."""
    offsets = encoding.offsets
    starts = {0}
    token = 0
    for span in sentences(text):
        while token < len(offsets) and offsets[token][0] < span.start:
            token += 1
        if token < len(offsets):
            starts.add(token)
    edges = [*sorted(starts), len(offsets)]
    runs = tuple((a, b) for a, b in itertools.pairwise(edges) if a < b)
    words = frozenset(
        n for n, word in enumerate(encoding.word_ids) if n == 0 or word != encoding.word_ids[n - 1]
    )
    return Context(text, np.array(encoding.ids, dtype=np.int64), tuple(offsets), words, runs)


def token_span(offsets: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """First and last token that share a character with [start, end), or None."""
    inside = [n for n, (a, b) in enumerate(offsets) if a < end and start < b]
    return (inside[0], inside[-1]) if inside else None
