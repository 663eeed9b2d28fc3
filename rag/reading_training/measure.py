"""How well a network reads, on questions whose passage is given."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import BertForQuestionAnswering

from rag.reading_training.batches import batch
from rag.reading_training.decode import best_spans, not_here
from rag.reading_training.epoch import Feature, feature
from rag.reading_training.model import span_logits
from rag.reading_training.score import area_under_curve, exact_match, f1
from rag.reading_training.tokenized import LONGEST, Asked, Context, Ids, Tokenized

Read = Callable[[Sequence[Feature]], list[NDArray[np.float32]]]  # logits (tokens, 2) of each


@dataclass(frozen=True, slots=True)
class Figures:
    """Of a set of questions; percentages but for the last three."""

    questions: int
    exact: float
    f1: float
    refused: float  # answerable ones for which "not here" scored higher than any span
    gap: float  # median of best span minus "not here", where the passage answers
    gap_tenth: float  # its tenth percentile
    told_apart: float  # area under the curve: answering passages against mismatched ones

    def rounded(self) -> dict[str, float]:
        """For a log."""
        return {name: round(value, 3) for name, value in asdict(self).items()}


def measured(model: BertForQuestionAnswering, data: Tokenized) -> Figures:
    """The figures of a torch network."""
    return figures(data, lambda features: torch_logits(model, features))


def figures(data: Tokenized, read: Read) -> Figures:
    """The figures of anything that gives logits.

    A mismatched pair is a question with the context of another one: that which stands half of the
    data away, so that it is of the same kind and never the same text.
    """
    windows = [_windows(asked.question, data.contexts[asked.context]) for asked in data.asked]
    answers = _best(windows, read)
    other = [data.contexts[_far(data.asked, n).context] for n in range(len(data.asked))]
    mismatched = _best(
        [_windows(a.question, o)[:1] for a, o in zip(data.asked, other, strict=True)], read
    )
    exact, overlap = [], []
    for asked, (_, first, last) in zip(data.asked, answers, strict=True):
        offsets = data.contexts[asked.context].offsets
        found = asked.example.context[offsets[first][0] : offsets[last][1]]
        exact.append(exact_match(found, asked.example.texts()))
        overlap.append(f1(found, asked.example.texts()))
    gaps = [gap for gap, _, _ in answers]
    return Figures(
        questions=len(answers),
        exact=100 * float(np.mean(exact)),
        f1=100 * float(np.mean(overlap)),
        refused=100 * float(np.mean([gap < 0 for gap in gaps])),
        gap=float(np.median(gaps)),
        gap_tenth=float(np.percentile(gaps, 10)),
        told_apart=area_under_curve(gaps, [gap for gap, _, _ in mismatched]),
    )


def torch_logits(
    model: BertForQuestionAnswering, features: Sequence[Feature]
) -> list[NDArray[np.float32]]:
    """Logits of each feature, computed in batches of like length."""
    model.train(False)
    result: list[NDArray[np.float32]] = [np.empty((0, 2), dtype=np.float32)] * len(features)
    order = sorted(range(len(features)), key=lambda n: len(features[n].ids))
    with torch.inference_mode():
        for start in range(0, len(order), 32):
            part = order[start : start + 32]
            group = batch([features[n] for n in part])
            logits = span_logits(model, group.ids, group.types, group.mask, group.readable)
            for row, n in enumerate(part):
                result[n] = logits[row, : len(features[n].ids)].numpy()
    model.train()
    return result


def _far(asked: Sequence[Asked], number: int) -> Asked:
    for step in range(len(asked)):
        other = asked[(number + len(asked) // 2 + step) % len(asked)]
        if other.context != asked[number].context:
            return other
    return asked[number]


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
            span = best_spans(given, one.passage, len(one.ids) - 1)[0]
            move = at - one.passage
            found.append((span.score - not_here(given), span.first + move, span.last + move))
        best.append(max(found))
    return best
