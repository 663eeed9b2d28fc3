"""A report object as text for the terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rag.evals.wording import STAGES
from ui.text import plain

_HEADLINE = (
    "accuracy",
    "accuracy_at_once",
    "correct_rate",
    "exact_match",
    "token_f1",
    "citation_precision",
    "citation_recall",
    "verbatim_rate",
    "abstention_precision",
    "abstention_recall",
    "false_refusal_rate",
    "conflict_precision",
    "conflict_recall",
    "false_conflict_rate",
    "recall_at_10",
    "mrr_at_10",
    "ndcg_at_10",
    "risk_coverage_area",
    "answer_words",
    "latency_p50_ms",
    "latency_p95_ms",
)
_SHOWN = 12  # questions listed of each kind of change


def summary(report: Mapping[str, Any]) -> str:
    """The figures, where answers were lost, and what changed since the baseline."""
    return "\n".join(_lines(report))


def comparison_text(report: Mapping[str, Any]) -> str:
    """What got better and worse since the baseline, and whether that is more than chance."""
    return "\n".join(_comparison(report))


def _lines(report: Mapping[str, Any]) -> Iterator[str]:
    gold, corpus = report["gold"], report["corpus"]
    split = f", {plain(gold['split'])}" if gold["split"] else ""
    yield (
        f"{gold['questions']:,} questions of {plain(gold['name'])}{split}"
        f" over {corpus['articles']:,} articles"
    )
    yield ""
    systems = [each for each in report["systems"] if each["overall"]]
    yield "  " + " " * 24 + "".join(f"{_cut(each['name'], 24):>26}" for each in systems)
    for name in _HEADLINE:
        measure = report["measures"][name]
        cells = [_estimate(each["overall"][name], measure["unit"]) for each in systems]
        yield f"  {measure['label']:<24}" + "".join(f"{cell:>26}" for cell in cells)
    yield ""
    yield "  Accuracy by kind"
    for kind, measures in report["by_kind"].items():
        count = report["kinds"][kind]
        yield f"  {_cut(kind, 24):<24}{_estimate(measures['accuracy'], 'share'):>26}  of {count}"
    lost = {stage: count for stage, count in report["stages"].items() if count}
    if lost:
        yield ""
        yield "  Where answers were lost"
        for stage, count in sorted(lost.items(), key=lambda pair: -pair[1]):
            yield f"  {count:>6}  {STAGES[stage]}"
    if report["judge"]:
        yield ""
        yield _judged(report["judge"])
    if report["comparison"]:
        yield ""
        yield from _comparison(report)


def _judged(judge: Mapping[str, Any]) -> str:
    verdicts = [each["verdict"] for each in judge["questions"].values()]
    counts = ", ".join(f"{verdicts.count(name)} {name}" for name in ("right", "wrong", "unclear"))
    failed = f", {judge['failed']} not judged" if judge["failed"] else ""
    agreement = judge["agreement"]
    agrees = f"; agrees with the measure: {_estimate(agreement, 'share')}" if agreement else ""
    return f"In the opinion of {plain(judge['model'])}: {counts}{failed}{agrees}"


def _comparison(report: Mapping[str, Any]) -> Iterator[str]:
    compared = report["comparison"]
    yield f"Against {plain(compared['baseline'])}"
    for each in compared["measures"]:
        measure = report["measures"][each["measure"]]
        if abs(each["difference"]) < 5e-7 and not each["significant"]:
            continue
        note = f"worse, p = {each['p']:.4f}" if each["significant"] else f"p = {each['p']:.2f}"
        yield (
            f"  {measure['label']:<24}{_figure(each['before'], measure['unit']):>8} ->"
            f" {_figure(each['after'], measure['unit']):<8} {note}"
        )
    asked = {each["id"]: each for each in report["questions"]}
    for name in ("worse", "better"):
        yield from _changed(name, compared[name], compared["changes"], asked)
    for name, ids in (("no longer", compared["only_before"]), ("newly", compared["only_after"])):
        if ids:
            shown = ", ".join(map(plain, ids[:_SHOWN]))
            yield f"  {len(ids):,} questions are {name} asked: {shown}"
    if compared["regressed"]:
        yield "  Significantly worse."
    else:
        yield "  No drop beyond chance." if compared["worse"] else "  Nothing got worse."


def _changed(
    name: str,
    ids: Sequence[str],
    changes: Mapping[str, Mapping[str, Sequence[float]]],
    asked: Mapping[str, Mapping[str, Any]],
) -> Iterator[str]:
    if not ids:
        return
    yield f"  {len(ids):,} {'question' if len(ids) == 1 else 'questions'} {name}"
    for id_ in ids[:_SHOWN]:
        moved = ", ".join(
            f"{measure} {pair[0]:g} -> {pair[1]:g}" for measure, pair in changes[id_].items()
        )
        yield f"    {plain(id_)}  {_cut(asked[id_]['question'], 60)}  ({moved})"
    if len(ids) > _SHOWN:
        yield f"    and {len(ids) - _SHOWN:,} more"


def _estimate(estimate: Mapping[str, float | None], unit: str) -> str:
    value, low, high = estimate["value"], estimate["low"], estimate["high"]
    if value is None or low is None or high is None:
        return "–"
    return f"{_figure(value, unit)} ({_figure(low, unit)} to {_figure(high, unit)})"


def _figure(value: float, unit: str) -> str:
    return f"{value:.3f}" if unit == "share" else f"{value:.1f}"


def _cut(text: str, width: int) -> str:
    text = plain(text)
    return text if len(text) <= width else text[: width - 1] + "…"
