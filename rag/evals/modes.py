"""The same questions answered in the articles' words and in a model's: the two side by side.

Where nothing of the model is shown, the articles' words stand, and count for the model's mode as
well: that is what a person gets. So every figure is given twice, over all questions and over those
whose answer the model worded.

Sentences that were read once are remembered, so whichever mode came second would be the faster:
both are measured after a round that is not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rag.evals.measures import MEASURES
from rag.evals.model_use import model_use
from rag.evals.resampling import Drawn, drawn_percentile
from rag.evals.run import Judged, Run, figures
from rag.evals.tally import Spent
from rag.evals.verdicts import Verdict

# What is looked at first over the answers that a model worded.
LEADING = (
    "accuracy",
    "accuracy_at_once",
    "correct_rate",
    "citation_precision",
    "citation_recall",
    "verbatim_rate",
    "answer_words",
    "latency_p50_ms",
    "latency_p95_ms",
)
Pairs = Sequence[tuple[Judged, Judged]]  # of one question: extractive, then with the model


def modes_of(
    extractive: Run,
    written: Run,
    model: str,
    spent: Spent,
    judgement: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The part of a report on two runs over the same questions in the same order.

    `spent` is what the model's run took; `judgement` is a judge's opinion of its answers.
    """
    pairs = list(zip(extractive.judged, written.judged, strict=True))
    worded = [pair for pair in pairs if is_worded(pair[1])]
    kinds: dict[str, list[tuple[Judged, Judged]]] = {}
    for pair in pairs:
        kinds.setdefault(pair[0].gold.kind, []).append(pair)
    changes = {name: [*_changed(pairs, name)] for name in ("better", "worse", "otherwise")}
    return {
        "model": model,
        "extractive": extractive.system,
        "written": written.system,
        "measures": compared(pairs),
        "worded": {"questions": len(worded), "measures": compared(worded)},
        "by_kind": {
            kind: {
                "questions": len(found),
                "worded": sum(is_worded(pair[1]) for pair in found),
                "measures": compared(found, ("accuracy",)),
            }
            for kind, found in sorted(kinds.items())
        },
        "use": model_use([each.reply for each in written.judged], spent),
        "questions": {pair[1].gold.id: _question(pair[1]) for pair in pairs},
        **changes,
        "judge": judgement,
    }


def is_worded(judged: Judged) -> bool:
    """Whether the answer is in a model's words."""
    written = judged.reply.written
    return judged.reply.answered and written is not None and written.put_aside is None


def compared(pairs: Pairs, names: Sequence[str] = tuple(MEASURES)) -> list[dict[str, Any]]:
    """Each measure in both modes, and how far the model's is above the other, with intervals."""
    one, other = (figures([pair[at] for pair in pairs]) for at in (0, 1))
    return [
        {
            "measure": name,
            "extractive": asdict(one[name].estimate),
            "written": asdict(other[name].estimate),
            "difference": asdict(_difference(name, one, other, pairs).estimate),
        }
        for name in names
    ]


def _difference(
    name: str, one: Mapping[str, Drawn], other: Mapping[str, Drawn], pairs: Pairs
) -> Drawn:
    if MEASURES[name].unit != "ms":
        return other[name].less(one[name])
    # A question that failed took no time, so it has no partner.
    both = [(first.reply.milliseconds, second.reply.milliseconds) for first, second in pairs]
    timed = [(first, second) for first, second in both if first is not None and second is not None]
    share = {"latency_p50_ms": 50, "latency_p95_ms": 95}[name]
    before, after = (drawn_percentile([pair[at] for pair in timed], share) for at in (0, 1))
    return after.less(before)


def _changed(pairs: Pairs, name: str) -> list[str]:
    """The questions whose verdicts differ in one of three ways."""
    found = []
    for before, after in pairs:
        right = (before.verdict is Verdict.CORRECT, after.verdict is Verdict.CORRECT)
        change = {(False, True): "better", (True, False): "worse"}.get(right, "otherwise")
        if before.verdict is not after.verdict and change == name:
            found.append(after.gold.id)
    return found


def _question(judged: Judged) -> dict[str, Any]:
    reply = judged.reply
    return {
        "verdict": judged.verdict.value,
        "answer": None if reply.error is not None else reply.text,
        "error": reply.error,
        "worded": is_worded(judged),
        "latency_ms": None if reply.milliseconds is None else round(reply.milliseconds, 3),
        "written": None if reply.written is None else asdict(reply.written),
    }
