"""THE MAIN PATH of the harness: gold questions and a system in, judged questions out.

gold -> replies of a system -> verdicts, stages, scores -> estimates
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rag.evals.evidence import Evidence
from rag.evals.gold import Gold
from rag.evals.matching import contains_any
from rag.evals.measures import MEASURES
from rag.evals.reply import Reply
from rag.evals.resampling import (
    NOTHING,
    Drawn,
    Estimate,
    RiskCoverage,
    drawn_percentile,
    drawn_ratios,
    risk_coverage,
)
from rag.evals.retrieval import retrieval_scores
from rag.evals.scores import Score, scores
from rag.evals.systems import System
from rag.evals.verdicts import Stage, Verdict, stage_lost, verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """A gold question, what a system replied, and what that is worth."""

    gold: Gold
    reply: Reply
    verdict: Verdict
    stage_lost: Stage | None
    scores: Mapping[str, Score]  # what it adds to each measure that speaks of it


@dataclass(frozen=True, slots=True)
class Run:
    """All questions put to one system."""

    system: str
    judged: tuple[Judged, ...]

    @property
    def overall(self) -> dict[str, Estimate]:
        return estimates(self.judged)

    def grouped(self, names: Callable[[Gold], Sequence[str]]) -> dict[str, list[Judged]]:
        """The questions under each of the names that `names` gives them, names in order."""
        found: dict[str, list[Judged]] = {}
        for each in self.judged:
            for name in names(each.gold):
                found.setdefault(name, []).append(each)
        return dict(sorted(found.items()))


def run(
    gold: Sequence[Gold],
    system: System,
    evidence: Evidence,
    done: Callable[[], None] = lambda: None,
) -> Run:
    """Asks a system every question and judges what it replies; `done` is called after each."""
    replies: list[Reply] = []
    for reply in system.replies([each.as_question() for each in gold]):
        replies.append(reply)
        done()
    pairs = list(zip(gold, replies, strict=True))
    found = retrieval_scores(pairs, evidence)
    return Run(system.name, tuple(_judged(*pair, evidence, found) for pair in pairs))


def _judged(
    gold: Gold, reply: Reply, evidence: Evidence, found: Mapping[str, Mapping[str, float]]
) -> Judged:
    its_verdict = verdict(gold, reply)
    retrieved = {name: (value, 1.0) for name, value in found.get(gold.id, {}).items()}
    return Judged(
        gold,
        reply,
        its_verdict,
        stage_lost(gold, reply, its_verdict, evidence),
        scores(gold, reply, evidence) | retrieved,
    )


def estimates(judged: Sequence[Judged]) -> dict[str, Estimate]:
    """Every measure over some questions, in the order of `MEASURES`."""
    return {name: drawn.estimate for name, drawn in figures(judged).items()}


def figures(judged: Sequence[Judged]) -> dict[str, Drawn]:
    """The same before they become intervals, so that runs can be compared question by question."""
    times = [each.reply.milliseconds for each in judged]
    known = [time for time in times if time is not None]
    found = drawn_ratios([each.scores for each in judged]) | {
        "risk_coverage_area": risks(judged).drawn,
        "latency_p50_ms": drawn_percentile(known, 50),
        "latency_p95_ms": drawn_percentile(known, 95),
    }
    return {name: found.get(name, NOTHING) for name in MEASURES}


def risks(judged: Sequence[Judged]) -> RiskCoverage:
    """Risk against coverage, of a system that tells how sure it is of every answer."""
    if any(each.reply.confidence is None for each in judged):
        return risk_coverage([])
    return risk_coverage([(each.reply.confidence or 0.0, _errs(each)) for each in judged])


def _errs(judged: Judged) -> bool:
    """Whether the answer, given or held back, is wrong."""
    gold, reply = judged.gold, judged.reply
    if reply.abstained is None or not gold.answerable:
        return not gold.answerable or judged.verdict is not Verdict.CORRECT
    return not contains_any(reply.refused or "", gold.wordings)
