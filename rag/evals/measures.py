"""Every measure by name: how it is called, what it means, which way is better."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from rag.evals import resampling, retrieval, scores


@dataclass(frozen=True, slots=True)
class Measure:
    """How a measure is read."""

    label: str
    meaning: str  # a paragraph for a person
    better: Literal["higher", "lower"] = "higher"
    unit: Literal["share", "ms", "words"] = "share"


def _measure(
    label: str,
    of: Callable[..., Any],
    better: Literal["higher", "lower"] = "higher",
    unit: Literal["share", "ms", "words"] = "share",
) -> Measure:
    """A measure that means what the docstring of its function says."""
    return Measure(label, " ".join((of.__doc__ or "").split()), better, unit)


MEASURES: Mapping[str, Measure] = {
    "accuracy": _measure("Accuracy", scores.accuracy),
    "accuracy_at_once": _measure("Right at once", scores.accuracy_at_once),
    "correct_rate": _measure("Correct verdicts", scores.correct_rate),
    "exact_match": _measure("Exact match", scores.exact_match_score),
    "token_f1": _measure("Token F1", scores.token_f1_score),
    "citation_precision": _measure("Citation precision", scores.citation_precision),
    "citation_recall": _measure("Citation recall", scores.citation_recall),
    "verbatim_rate": _measure("Verbatim quotes", scores.verbatim_rate),
    "abstention_precision": _measure("Refusal precision", scores.abstention_precision),
    "abstention_recall": _measure("Refusal recall", scores.abstention_recall),
    "false_refusal_rate": _measure("False refusals", scores.false_refusal_rate, "lower"),
    "conflict_precision": _measure("Conflict precision", scores.conflict_precision),
    "conflict_recall": _measure("Conflict recall", scores.conflict_recall),
    "false_conflict_rate": _measure("False conflicts", scores.false_conflict_rate, "lower"),
    "recall_at_1": _measure("Retrieval recall at 1", retrieval.recall),
    "recall_at_5": _measure("Retrieval recall at 5", retrieval.recall),
    "recall_at_10": _measure("Retrieval recall at 10", retrieval.recall),
    "mrr_at_10": _measure("Retrieval MRR at 10", retrieval.reciprocal_rank),
    "ndcg_at_10": _measure("Retrieval nDCG at 10", retrieval.discounted_gain),
    "risk_coverage_area": _measure("Risk-coverage area", resampling.risk_coverage, "lower"),
    "answer_words": _measure("Words in an answer", scores.answer_words, "lower", "words"),
    "latency_p50_ms": _measure("Latency, median", resampling.percentile, "lower", "ms"),
    "latency_p95_ms": _measure("Latency, 95th percentile", resampling.percentile, "lower", "ms"),
}
