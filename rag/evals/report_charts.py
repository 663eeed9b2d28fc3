"""Which charts a report is worth, and what goes into them."""

from collections import Counter
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from rag.evals import charts
from rag.evals.charts import Chart, Interval
from rag.evals.wording import STAGES, VERDICTS, one_line, percent

# Those that are also drawn for each kind of question.
DRAWN = "accuracy accuracy_at_once citation_recall conflict_recall".split()


def link(**filters: str) -> str:
    """The address, on the page itself, of the questions that pass the filters."""
    return "#" + urlencode(filters)


def report_charts(report: Mapping[str, Any]) -> list[Chart]:
    """What is worth drawing of this report."""
    questions = report["questions"]
    drawn = []
    if questions:
        drawn.append(_verdict_chart(report))
    if any(report["stages"].values()):
        drawn.append(_lost_chart(report))
    drawn.extend(_interval_charts(report, DRAWN[0], "kind"))
    drawn.extend(_interval_charts(report, DRAWN[0], "tag"))
    for name in DRAWN[1:]:
        drawn.extend(_interval_charts(report, name, "kind"))
    curve = report.get("risk_coverage")
    if curve and curve["points"]:
        area = curve["area"]
        note = "If it answered only the questions it is surest of, so many answers would be wrong."
        if area["value"] is not None:
            note += f" Mean over the curve: {percent(area['value'])}."
        drawn.append(charts.risk_curve("risk", "Risk and coverage", note, curve["points"]))
    times = [each["latency_ms"] for each in questions if each["latency_ms"] is not None]
    if times:
        marks = [
            (label, report["overall"][name]["value"])
            for label, name in (("median", "latency_p50_ms"), ("95%", "latency_p95_ms"))
            if (report["overall"].get(name) or {}).get("value") is not None
        ]
        note = "Time from question to answer, on a logarithmic scale."
        drawn.append(charts.histogram("latency", "Latency", note, times, marks))
    return drawn


def _verdict_chart(report: Mapping[str, Any]) -> Chart:
    counts: Counter[tuple[str, str]] = Counter()
    for each in report["questions"]:
        counts[one_line(each["kind"]), each["verdict"]] += 1
    stacks = [
        charts.Stack(
            kind,
            tuple(counts[kind, verdict] for verdict in VERDICTS),
            tuple(link(kind=kind, verdict=verdict) for verdict in VERDICTS),
            link(kind=kind),
        )
        for kind in dict.fromkeys(map(one_line, report["kinds"]))
    ]
    series = [charts.Series(each.name, each.word) for each in VERDICTS.values()]
    return charts.stacked_bars("verdicts", "Verdicts by kind of question", series, stacks)


def _lost_chart(report: Mapping[str, Any]) -> Chart:
    return charts.bars(
        "lost",
        "Where answers are lost",
        "The first stage after which the right answer was no longer there.",
        [
            (_capital(words), report["stages"].get(name, 0), link(stage=name))
            for name, words in STAGES.items()
        ],
    )


def _interval_charts(report: Mapping[str, Any], measure: str, by: str) -> list[Chart]:
    """A plot of one measure by kind or by tag; none where there is no difference to see."""
    said = report["measures"].get(measure)
    if said is None or said["unit"] != "share":
        return []
    rows = []
    for group, found in report[f"by_{by}"].items():
        figure = found.get(measure) or {}
        if figure.get("value") is None:
            continue
        count = sum(
            measure in each["scores"]
            and group in ([each["kind"]] if by == "kind" else each["tags"])
            for each in report["questions"]
        )
        rows.append(
            Interval(
                one_line(group),
                count,
                figure["value"],
                figure["low"],
                figure["high"],
                link(**{by: one_line(group)}),
            )
        )
    if len({row.value for row in rows}) < 2:
        return []
    share = int(report["bootstrap"]["confidence"] * 100)
    note = f"Lines are {share}% intervals; dashed, the figure over all questions."
    overall = (report["overall"].get(measure) or {}).get("value")
    name = f"{measure}-{by}".replace("_", "-")
    return [charts.interval_plot(name, f"{said['label']} by {by}", note, rows, overall)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
