"""A run as the report object: what `--json` prints, and what a later run is compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import PurePath
from typing import Any

from index.article import Passage
from rag.evals.citing import carries, is_true
from rag.evals.evidence import Evidence
from rag.evals.gate import Comparison, ReportedQuestion, comparison_as_dict
from rag.evals.gold import Gold
from rag.evals.measures import MEASURES
from rag.evals.reply import Reply
from rag.evals.resampling import CONFIDENCE, RESAMPLES, SEED, Estimate
from rag.evals.retrieval import DEPTH
from rag.evals.run import Judged, Run, estimates, risks
from rag.evals.verdicts import Stage, Verdict


def reported_questions(run: Run) -> list[ReportedQuestion]:
    """The questions of a run as a later run will read them from its report."""
    return [
        ReportedQuestion(
            id=each.gold.id,
            question=each.gold.question,
            history=each.gold.history,
            verdict=each.verdict.value,
            scores={name: _rounded(score) for name, score in each.scores.items()},
        )
        for each in run.judged
    ]


def report_of(  # noqa: PLR0913 each is a part of the report
    run: Run,
    beside: Sequence[Run | tuple[str, str]],
    evidence: Evidence,
    *,
    gold: str,
    split: str | None,
    corpus: tuple[int, int],
    comparison: Comparison | None = None,
    judgement: Mapping[str, Any] | None = None,
    modes: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The report object.

    `beside` are runs of other systems over the same questions, or (name, why there is none);
    `gold` is the name of the questions' file, `corpus` the number of articles and of passages;
    `modes` is what `modes_of` gives.
    """
    overall = _estimates(run.overall)
    kinds = run.grouped(lambda gold: (gold.kind,))
    tags = run.grouped(lambda gold: gold.tags)
    others = [each for each in beside if isinstance(each, Run)]
    curve = risks(run.judged)
    return {
        "readout": version("readout"),
        "generated": datetime.now(UTC).isoformat(timespec="seconds"),
        "gold": {"name": gold, "questions": len(run.judged), "split": split},
        "corpus": {"articles": corpus[0], "passages": corpus[1]},
        "system": run.system,
        "bootstrap": {"resamples": RESAMPLES, "confidence": CONFIDENCE, "seed": SEED},
        "overall": overall,
        "by_kind": {name: _estimates(estimates(each)) for name, each in kinds.items()},
        "kinds": {name: len(each) for name, each in kinds.items()},
        "by_tag": {name: _estimates(estimates(each)) for name, each in tags.items()},
        "tags": {name: len(each) for name, each in tags.items()},
        "verdicts": _counts(Verdict, [each.verdict for each in run.judged]),
        "stages": _counts(Stage, [each.stage_lost for each in run.judged]),
        "risk_coverage": (
            {"area": asdict(curve.area), "points": [list(point) for point in curve.points]}
            if curve.points
            else None
        ),
        "systems": [
            {"name": run.system, "overall": overall, "error": None},
            *(
                {"name": each.system, "overall": _estimates(each.overall), "error": None}
                if isinstance(each, Run)
                else {"name": each[0], "overall": None, "error": each[1]}
                for each in beside
            ),
        ],
        "measures": {name: asdict(measure) for name, measure in MEASURES.items()},
        "comparison": comparison_as_dict(comparison) if comparison else None,
        "judge": judgement,
        "modes": modes,
        "questions": [
            _question(each, evidence)
            | {"others": {other.system: _other(other.judged[at]) for other in others}}
            for at, each in enumerate(run.judged)
        ],
        "passages": {  # once each, since many questions find the same
            hit.id: hit.text for each in run.judged for hit in _contexts(each.reply)
        },
    }


def _question(judged: Judged, evidence: Evidence) -> dict[str, Any]:
    gold, reply = judged.gold, judged.reply
    return {
        "id": gold.id,
        "question": gold.question,
        "history": list(gold.history),
        "kind": gold.kind,
        "tags": list(gold.tags),
        "split": gold.split,
        "verdict": judged.verdict.value,
        "stage_lost": judged.stage_lost.value if judged.stage_lost else None,
        "answer": None if reply.error is not None else reply.text,
        "short_answer": reply.short_answer,
        "abstained": reply.abstained,
        "error": reply.error,
        "claims": [
            {
                "text": each.text,
                "citations": list(each.citations),
                "supported": carries(each, reply, evidence),
            }
            for each in reply.statements
        ],
        "citations": [
            {
                "n": each.number,
                "article_id": each.article_id,
                "title": each.title or (PurePath(each.path).name if each.path else None),
                "outlet": each.outlet,
                "published": each.published,
                "quote": each.quote,
                "verbatim": is_true(each, evidence),
            }
            for each in reply.citations
        ],
        "conflicts": [[position[0] for position in each if position] for each in reply.conflicts],
        "contexts": [hit.id for hit in _contexts(reply)],
        "expected": _expected(gold),
        "confidence": reply.confidence,
        "latency_ms": None if reply.milliseconds is None else round(reply.milliseconds, 3),
        "scores": {name: list(_rounded(score)) for name, score in judged.scores.items()},
    }


def _contexts(reply: Reply) -> tuple[Passage, ...]:
    return reply.trace.hits[:DEPTH] if reply.trace else ()


def _expected(gold: Gold) -> dict[str, Any]:
    return {
        "answerable": gold.answerable,
        "answers": list(gold.answers),
        "positions": [list(side) for side in gold.positions],
        "must_not": list(gold.must_not),
        "articles": list(gold.articles),
    }


def _other(judged: Judged) -> dict[str, Any]:
    return {"verdict": judged.verdict.value, "answer": judged.reply.text or None}


def _estimates(found: Mapping[str, Estimate]) -> dict[str, dict[str, float | None]]:
    return {name: asdict(estimate) for name, estimate in found.items()}


def _counts(
    names: type[Verdict] | type[Stage], found: Sequence[Verdict | Stage | None]
) -> dict[str, int]:
    return {name.value: found.count(name) for name in names}


def _rounded(score: tuple[float, float]) -> tuple[float, float]:
    return round(score[0], 6), round(score[1], 6)
