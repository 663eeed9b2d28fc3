"""How well a network reads, on questions whose passage is given."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from rag.evals.matching import exact_match, token_f1
from rag.reading_training.epoch import Feature, feature
from rag.reading_training.negatives import Bm25, might_answer
from rag.reading_training.tokenized import Context, Ids, Tokenized
from rag.spans import LONGEST, best_spans

Read = Callable[[Sequence[Feature]], list[NDArray[np.float32]]]  # logits (tokens, 2) of each


@dataclass(frozen=True, slots=True)
class Figures:
    """Of a set of questions; percentages where nothing else is said."""

    questions: int
    exact: float
    f1: float
    refused: float  # answerable ones for which "not here" scored higher than any span
    gap: float  # logits: median of best span minus "not here", where the passage answers
    gap_tenth: float  # its tenth percentile
    near_ninetieth: float  # the same, ninetieth percentile of the nearest mismatched passages
    told_apart: float  # 0 to 1, area under the curve: answering passages against far ones
    told_apart_near: float  # the same against the nearest

    def rounded(self) -> dict[str, float]:
        """For a log."""
        return {name: round(value, 3) for name, value in asdict(self).items()}


def figures(data: Tokenized, read: Read) -> Figures:
    """The figures of anything that gives logits, on questions with their contexts.

    A mismatched pair is a question with a context that does not answer it: one far away in the
    data, or the nearest by BM25, as retrieval would bring it.
    """
    windows = [_windows(asked.question, data.contexts[asked.context]) for asked in data.asked]
    answers = _best(windows, read)
    near = _gaps(data, _near(data), read)
    exact, overlap = [], []
    for asked, (_, first, last) in zip(data.asked, answers, strict=True):
        offsets = data.contexts[asked.context].offsets
        found = asked.example.context[offsets[first][0] : offsets[last][1]]
        exact.append(exact_match(found, asked.example.texts()))
        overlap.append(token_f1(found, asked.example.texts()))
    gaps = [gap for gap, _, _ in answers]
    return Figures(
        questions=len(answers),
        exact=100 * float(np.mean(exact)),
        f1=100 * float(np.mean(overlap)),
        refused=100 * float(np.mean([gap < 0 for gap in gaps])),
        gap=float(np.median(gaps)),
        gap_tenth=float(np.percentile(gaps, 10)),
        near_ninetieth=float(np.percentile(near, 90)),
        told_apart=area_under_curve(gaps, _gaps(data, _far(data), read)),
        told_apart_near=area_under_curve(gaps, near),
    )


def _far(data: Tokenized) -> list[Context]:
    """For each question the context of the one that stands half of the data away."""
    asked = data.asked
    found = []
    for number, one in enumerate(asked):
        turned = (
            asked[(number + len(asked) // 2 + step) % len(asked)] for step in range(len(asked))
        )
        other = next((o.context for o in turned if o.context != one.context), one.context)
        found.append(data.contexts[other])
    return found


def _near(data: Tokenized) -> list[Context]:
    """For each question the other context that shares most words with it, without its answers.

    Where there is none, one that stands far away.
    """
    bm25 = Bm25([context.text for context in data.contexts])
    found = []
    for one, far in zip(data.asked, _far(data), strict=True):
        best = (
            data.contexts[n] for n in bm25.nearest(one.example.question, 20) if n != one.context
        )
        texts = one.example.texts()
        found.append(next((c for c in best if not might_answer(c.text, texts)), far))
    return found


def _gaps(data: Tokenized, contexts: Sequence[Context], read: Read) -> list[float]:
    """Best span minus "not here" of each question in the beginning of another context."""
    pairs = zip(data.asked, contexts, strict=True)
    return [gap for gap, _, _ in _best([_windows(a.question, c)[:1] for a, c in pairs], read)]


def _windows(question: Ids, context: Context) -> list[tuple[Feature, int]]:
    """The context in pieces that fit, half overlapping, with the token at which each begins."""
    room = LONGEST - 3 - len(question)
    last = max(0, len(context.ids) - room)
    starts = sorted({*range(0, last, room // 2), last})
    return [(feature(question, context.ids[at : at + room], ()), at) for at in starts]


def _best(
    windows: Sequence[Sequence[tuple[Feature, int]]], read: Read
) -> list[tuple[float, int, int]]:
    """For each question (best span minus "not here", first and last token of the context)."""
    logits = iter(read([one for group in windows for one, _ in group]))
    best = []
    for group in windows:
        found = []
        for one, at in group:
            given = next(logits)
            ((first, last, score),) = best_spans(given[one.passage : len(one.ids) - 1], 1)
            found.append((score - float(given[0].sum()), first + at, last + at))
        best.append(max(found))
    return best


def area_under_curve(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The chance that a positive scores above a negative, ties counting half: the ROC's area."""
    ordered = np.sort(np.array(negative))
    below = np.searchsorted(ordered, positive, side="left")
    ties = np.searchsorted(ordered, positive, side="right") - below
    return float((below + ties / 2).mean() / len(ordered))
