"""A report object as text for the terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rag.evals.wording import STAGES
from ui.eval_modes_text import changed, estimated, figure, modes_lines
from ui.text import cut, plain

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
    yield from _table(report)
    yield ""
    yield "  Accuracy by kind"
    yield from _kinds(report)
    lost = {stage: count for stage, count in report["stages"].items() if count}
    if lost:
        yield ""
        yield "  Where answers were lost"
        for stage, count in sorted(lost.items(), key=lambda pair: -pair[1]):
            yield f"  {count:>6}  {STAGES[stage]}"
    if report["modes"]:
        yield ""
        yield from modes_lines(report)
    for title, judge in _judges(report):
        yield ""
        yield _judged(judge, title)
    if report["comparison"]:
        yield ""
        yield from _comparison(report)


def _table(report: Mapping[str, Any]) -> Iterator[str]:
    """Every measure of every system; after our own two modes, the difference between them."""
    systems = [each for each in report["systems"] if each["overall"]]
    modes = report["modes"]
    names = [each["name"] for each in systems]
    behind = names.index(modes["written"]) + 1 if modes else 0
    heads = [f"  {cut(name, 24):>24}" for name in names]
    if modes:
        heads.insert(behind, f"  {'difference':>28}")
        differences = {each["measure"]: each["difference"] for each in modes["measures"]}
    yield "  " + " " * 24 + "".join(heads)
    for name in _HEADLINE:
        measure = report["measures"][name]
        unit = measure["unit"]
        cells = [f"  {estimated(each['overall'][name], unit):>24}" for each in systems]
        if modes:
            cells.insert(behind, f"  {changed(differences[name], unit):>28}")
        yield f"  {measure['label']:<24}" + "".join(cells)


def _kinds(report: Mapping[str, Any]) -> Iterator[str]:
    """Accuracy by kind of question; in both modes, where there are two."""
    modes = report["modes"]
    for kind, measures in report["by_kind"].items():
        cells = f"{estimated(measures['accuracy'], 'share'):>26}"
        if modes:
            (row,) = modes["by_kind"][kind]["measures"]
            cells += f"{estimated(row['written'], 'share'):>26}"
            cells += f"{changed(row['difference'], 'share'):>30}"
        yield f"  {cut(kind, 24):<24}{cells}  of {report['kinds'][kind]}"


def _judges(report: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each opinion with what it is about, where there are two."""
    modes = report["modes"]
    if report["judge"]:
        yield (f", of the answers of {plain(report['system'])}" if modes else ""), report["judge"]
    if modes and modes["judge"]:
        yield f", of the answers of {plain(modes['written'])}", modes["judge"]


def _judged(judge: Mapping[str, Any], of: str) -> str:
    verdicts = [each["verdict"] for each in judge["questions"].values()]
    counts = ", ".join(f"{verdicts.count(name)} {name}" for name in ("right", "wrong", "unclear"))
    failed = f", {judge['failed']} not judged" if judge["failed"] else ""
    agreement = judge["agreement"]
    agrees = f"; agrees with the measure: {estimated(agreement, 'share')}" if agreement else ""
    return f"In the opinion of {plain(judge['model'])}{of}: {counts}{failed}{agrees}"


def _comparison(report: Mapping[str, Any]) -> Iterator[str]:
    compared = report["comparison"]
    yield f"Against {plain(compared['baseline'])}"
    for each in compared["measures"]:
        measure = report["measures"][each["measure"]]
        if abs(each["difference"]) < 5e-7 and not each["significant"]:
            continue
        note = f"worse, p = {each['p']:.4f}" if each["significant"] else f"p = {each['p']:.2f}"
        yield (
            f"  {measure['label']:<24}{figure(each['before'], measure['unit']):>8} ->"
            f" {figure(each['after'], measure['unit']):<8} {note}"
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
        yield f"    {plain(id_)}  {cut(asked[id_]['question'], 60)}  ({moved})"
    if len(ids) > _SHOWN:
        yield f"    and {len(ids) - _SHOWN:,} more"
