"""Sentences that may answer, read: which of their words answer, and how surely.

The reader is asked twice: about the passage, where the name behind a "he" may stand, and about the
sentence alone, where no neighbour can outshine it. Both answers, limited to what training has seen,
are added to the sentence's score.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.article import Span
from rag.reading import Candidate
from rag.spans import Found, SpanReader

_PASSAGE, _SENTENCE = 0.02, 0.02  # what a point of the reader's score is worth
_LEAST, _MOST = -5.0, 15.0  # beyond these a score says no more


def pointed(reader: SpanReader, question: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with the words that answer, best first by their new scores."""
    passages = list({each.passage.id: each.passage for each in candidates}.values())
    texts = [each.text for each in passages] + [each.text for each in candidates]
    found = reader.read(question, texts)
    in_passage = {passage.id: spans for passage, spans in zip(passages, found, strict=False)}
    alone = found[len(passages) :]
    read = [
        _read(candidate, in_passage[candidate.passage.id], spans)
        for candidate, spans in zip(candidates, alone, strict=True)
    ]
    return sorted(read, key=lambda candidate: -candidate.score)


def _read(candidate: Candidate, around: Sequence[Found], alone: Sequence[Found]) -> Candidate:
    """A candidate with its best words: those found in the passage, else those found alone."""
    own = [span for each in around if (span := _inside(candidate, each)) is not None]
    start = candidate.span.start
    lone = [(Span(start + each.start, start + each.end), each.score) for each in alone[:1]]
    scores = [_limited(pairs[0][1] if pairs else _LEAST) for pairs in (own, lone)]
    return replace(
        candidate,
        score=candidate.score + _PASSAGE * scores[0] + _SENTENCE * scores[1],
        reading=sum(scores) / 2,
        answer=next((span for span, _ in (*own, *lone)), None),
    )


def _inside(candidate: Candidate, found: Found) -> tuple[Span, float] | None:
    """Words of the passage as a span of the article, where they lie in the candidate's sentence."""
    at = candidate.passage.span.start
    span = Span(at + found.start, at + found.end)
    if candidate.span.start <= span.start and span.end <= candidate.span.end:
        return span, found.score
    return None


def _limited(score: float) -> float:
    return max(_LEAST, min(_MOST, score))
