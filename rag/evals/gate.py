"""Whether a run is worse than an earlier one, question by question.

For each measure the drop is tested by a paired bootstrap over the questions that both runs have
(Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13): p is the share of 4,000
resamples in which the measure did not drop. Several measures are tested, so Holm's step-down method
(1979) keeps the chance that any of them gives a false alarm. A quote that is no longer verbatim is
no matter of chance: there any drop counts.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from index.errors import UsageError
from rag.evals.measures import MEASURES
from rag.evals.resampling import Floats, resampled_counts
from rag.evals.scores import Score

RESAMPLES = 4_000
LEVEL = 0.04  # of false alarms; where a few questions decide, a percentile bootstrap gives more
TESTED = (
    "correct_rate",
    "accuracy_at_once",
    "token_f1",
    "citation_precision",
    "citation_recall",
    "abstention_recall",
    "false_refusal_rate",
    "conflict_recall",
    "false_conflict_rate",
    "ndcg_at_10",
)
WITHOUT_DOUBT = ("verbatim_rate",)
ON_THE_WAY = ("ndcg_at_10",)  # tested, but no reader sees it: it makes no question better or worse
_SMALLEST = 1e-9  # a difference below is one of rounding
_NOTHING: Score = (0.0, 0.0)  # what a question adds to a measure that does not speak of it


class ReportedQuestion(BaseModel):
    """What a comparison needs of a question in a report."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    question: str
    history: tuple[str, ...] = ()
    verdict: str
    scores: dict[str, tuple[float, float]]


class _Report(BaseModel):
    model_config = ConfigDict(extra="ignore")

    questions: list[ReportedQuestion]


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure before and after, over the questions of both runs."""

    measure: str
    before: float
    after: float
    p: float  # share of resamples without a drop; 1 where there is none
    significant: bool

    @property
    def difference(self) -> float:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed since an earlier run."""

    baseline: str
    differences: tuple[Difference, ...]
    better: tuple[str, ...]  # ids of questions
    worse: tuple[str, ...]
    changes: Mapping[str, Mapping[str, tuple[float, float]]]  # by question and measure
    only_before: tuple[str, ...]  # also those asked in other words since
    only_after: tuple[str, ...]

    @property
    def regressed(self) -> bool:
        return any(each.significant for each in self.differences)


def read_baseline(path: Path) -> list[ReportedQuestion]:
    """The questions of an earlier report. Raises UsageError when it is none."""
    try:
        return _Report.model_validate(json.loads(path.read_text("utf-8-sig"))).questions
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from None
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(map(str, problem["loc"]))
        raise UsageError(
            f"{path} is not a report of `readout eval --json`: field “{where}”: {problem['msg']}"
        ) from None
    except (ValueError, RecursionError):
        raise UsageError(f"{path} is not a report of `readout eval --json`: not JSON") from None


def compare(
    before: Sequence[ReportedQuestion], after: Sequence[ReportedQuestion], baseline: str
) -> Comparison:
    """What got better and worse. Raises UsageError when the runs share no question."""
    earlier = {_key(each): each for each in before}
    later = {_key(each): each for each in after}
    shared = [key for key in later if key in earlier]
    if not shared:
        raise UsageError(f"{baseline} has none of these questions: there is nothing to compare")
    changes = {key[0]: dict(_changes(earlier[key].scores, later[key].scores)) for key in shared}
    balance = {
        id_: sum(_gain(name, *pair) for name, pair in change.items() if name not in ON_THE_WAY)
        for id_, change in changes.items()
    }
    return Comparison(
        baseline=baseline,
        differences=_tested(
            [earlier[key].scores for key in shared], [later[key].scores for key in shared]
        ),
        better=tuple(id_ for id_, gain in balance.items() if gain > _SMALLEST),
        worse=tuple(id_ for id_, gain in balance.items() if gain < -_SMALLEST),
        changes={id_: change for id_, change in changes.items() if change},
        only_before=tuple(key[0] for key in earlier if key not in later),
        only_after=tuple(key[0] for key in later if key not in earlier),
    )


def comparison_as_dict(comparison: Comparison) -> dict[str, Any]:
    """The comparison as values that JSON has."""
    return {
        "baseline": comparison.baseline,
        "regressed": comparison.regressed,
        "measures": [
            {
                "measure": each.measure,
                "before": round(each.before, 6),
                "after": round(each.after, 6),
                "difference": round(each.difference, 6),
                "p": round(each.p, 6),
                "significant": each.significant,
            }
            for each in comparison.differences
        ],
        "better": list(comparison.better),
        "worse": list(comparison.worse),
        "changes": {
            id_: {name: list(pair) for name, pair in change.items()}
            for id_, change in comparison.changes.items()
        },
        "only_before": list(comparison.only_before),
        "only_after": list(comparison.only_after),
    }


def _key(question: ReportedQuestion) -> tuple[str, str, tuple[str, ...]]:
    return question.id, question.question, question.history


def _gain(measure: str, before: float, after: float) -> float:
    return after - before if MEASURES[measure].better == "higher" else before - after


def _changes(
    before: Mapping[str, Score], after: Mapping[str, Score]
) -> Iterator[tuple[str, tuple[float, float]]]:
    """The measures that a question moved, with its own figure before and after."""
    for name in (*TESTED, *WITHOUT_DOUBT):
        if name in before and name in after and before[name][1] and after[name][1]:
            pair = before[name][0] / before[name][1], after[name][0] / after[name][1]
            if abs(pair[0] - pair[1]) > _SMALLEST:
                yield name, pair


def _tested(
    before: Sequence[Mapping[str, Score]], after: Sequence[Mapping[str, Score]]
) -> tuple[Difference, ...]:
    """The measures that both runs have, each with whether it dropped beyond chance."""
    names = [
        name
        for name in (*TESTED, *WITHOUT_DOUBT)
        if all(any(each.get(name, _NOTHING)[1] for each in run) for run in (before, after))
    ]
    was, now = (_table(names, run) for run in (before, after))
    figures = [_ratios(one.sum(axis=0, keepdims=True))[0] for one in (was, now)]
    sign = np.array([1.0 if MEASURES[name].better == "higher" else -1.0 for name in names])
    chances = _chances(was, now, sign, sign * (figures[1] - figures[0]))
    significant = {
        name
        for name, p in zip(names, chances, strict=True)
        if name in WITHOUT_DOUBT and p < 1.0  # it dropped
    }
    # Holm: the smallest p against LEVEL / m, the next against LEVEL / (m - 1), until one is larger.
    ordered = sorted((p, name) for name, p in zip(names, chances, strict=True) if name in TESTED)
    for at, (p, name) in enumerate(ordered):
        if p > LEVEL / (len(ordered) - at):
            break
        significant.add(name)
    return tuple(
        Difference(
            name, float(figures[0][at]), float(figures[1][at]), chances[at], name in significant
        )
        for at, name in enumerate(names)
    )


def _chances(was: Floats, now: Floats, sign: Floats, gains: Floats) -> list[float]:
    """For each measure, the share of resamples in which it did not drop; 1 where it did not.

    `was` and `now` are (questions, measures, 2), numerators and denominators; `sign` is -1 where
    lower is better; `gains` is what each measure gained, below 0 for a drop.
    """
    held, counted = np.ones(len(gains)), np.ones(len(gains))
    for counts in resampled_counts(len(was), RESAMPLES):
        sums = [np.einsum("rq,qmk->rmk", counts, one, optimize=True) for one in (was, now)]
        drawn = sign * (_ratios(sums[1]) - _ratios(sums[0]))
        held += (drawn >= -_SMALLEST).sum(axis=0)  # NaN compares as false
        counted += (~np.isnan(drawn)).sum(axis=0)
    return [
        float(p) if gain < -_SMALLEST else 1.0
        for p, gain in zip(held / counted, gains, strict=True)
    ]


def _table(names: Sequence[str], run: Sequence[Mapping[str, Score]]) -> Floats:
    """What each question adds to each measure: (questions, measures, 2)."""
    return np.array([[each.get(name, _NOTHING) for name in names] for each in run], np.float64)


def _ratios(sums: Floats) -> Floats:
    """Numerators over denominators, NaN where there is nothing to divide by."""
    over, under = sums[..., 0], sums[..., 1]
    return np.divide(over, under, out=np.full_like(over, np.nan), where=under > 0)
