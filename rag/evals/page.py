"""The report as one HTML file: nothing to install, nothing to fetch, readable by anyone.

Everything in a report is untrusted text. It is escaped wherever it stands, it never becomes an
address, and a Content-Security-Policy lets nothing run or load but the style and the script of
this file, by their hashes.
"""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.evals.page_modes import CHANGES, modes_part
from rag.evals.report_charts import link, report_charts
from rag.evals.wording import (
    STAGES,
    VERDICTS,
    day,
    expected,
    milliseconds,
    number,
    one_line,
    percent,
    signed,
)

if TYPE_CHECKING:
    from jinja2 import Template

HERE = Path(__file__).parent

# The figures that lead the page, where they were measured; the others are in the full table.
LEADING = (
    "accuracy accuracy_at_once citation_recall verbatim_rate"
    " abstention_recall false_refusal_rate conflict_recall latency_p50_ms"
).split()
# Control characters, lone surrogates (no encoder takes them), and the embeddings, overrides and
# isolates of bidirectional text, which can show a sentence in another order than it was written.
_UNSHOWABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)
_MARKER = re.compile(r"\[(\d{1,4})\]")
_EXCERPT = 110  # characters of a passage that stand in for it


def report_page(report: Mapping[str, Any]) -> str:
    """The whole page. Takes the report as a plain dict and trusts no text in it."""
    from markupsafe import Markup

    clean = shown(report)
    style, script = ((HERE / f"report.{kind}").read_text("utf-8") for kind in ("css", "js"))
    questions = _questions(clean)
    return _template().render(
        report=clean,
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}';"
        " base-uri 'none'; form-action 'none'",
        verdicts=VERDICTS,
        missed=[each for each in list(VERDICTS.values())[1:] if clean["verdicts"].get(each.name)],
        stages=STAGES,
        figures=_figures(clean),
        measures={name: _measure(clean, name) for name in clean["measures"]},
        systems=_systems(clean),
        comparison=_comparison(clean, questions),
        modes=modes_part(clean, questions),
        charts=[(each, Markup(each.svg)) for each in report_charts(clean)],
        questions=questions,
        passages=list(clean["passages"].values()),
        facets=_facets(questions),
        link=link,
        expected=expected,
        number=number,
    )


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": day, "percent": percent, "milliseconds": milliseconds}
    return environment.get_template("report.html.j2")


def shown(value: Any) -> Any:
    """The same value, with every text in it rid of what could confuse an eye or an encoder."""
    if isinstance(value, str):
        return _UNSHOWABLE.sub("", value)
    if isinstance(value, Mapping):
        return {shown(name): shown(each) for name, each in value.items()}
    if isinstance(value, Sequence):
        return [shown(each) for each in value]
    return value


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _measure(report: Mapping[str, Any], name: str, within: Any = None) -> dict[str, Any]:
    """A measure with its figure, all as text, and the figures as they were measured."""
    said, none = report["measures"][name], {"value": None, "low": None, "high": None}
    found = (report["overall"] if within is None else within).get(name) or none
    unit = said["unit"]
    interval = None
    if found["value"] is not None and found["low"] is not None and found["high"] is not None:
        interval = f"{number(found['low'], unit)} to {number(found['high'], unit)}"
    return {**said, **found, "text": number(found["value"], unit), "interval": interval}


def _figures(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    names = [name for name in LEADING if name in report["measures"]] or report["measures"]
    return [_measure(report, name) for name in list(names)[: len(LEADING)]]


def _systems(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A row for each measure that any system has: its cells, the best of them marked."""
    ran = [system for system in report["systems"] if system["overall"] is not None]
    rows = []
    for name, said in report["measures"].items():
        cells = [_measure(report, name, system["overall"]) for system in ran]
        values = [cell["value"] for cell in cells if cell["value"] is not None]
        if not values:
            continue
        best = max(values) if said["better"] == "higher" else min(values)
        for cell in cells:
            cell["best"] = cell["value"] == best and len(set(values)) > 1
        rows.append({"label": said["label"], "meaning": said["meaning"], "cells": cells})
    return rows


def _comparison(
    report: Mapping[str, Any], questions: Sequence[Mapping[str, Any]]
) -> dict[str, Any] | None:
    comparison = report.get("comparison")
    if not comparison:
        return None
    rows, changes = [], []
    for each in comparison["measures"]:
        said = report["measures"].get(each["measure"]) or {
            "label": each["measure"],
            "better": "higher",
            "unit": "share",
        }
        unit, difference = said["unit"], each["difference"]
        change = "–" if difference is None else signed(difference, unit)
        rose = bool(difference and difference > 0)
        better = bool(difference) and rose == (said["better"] == "higher")
        if each["significant"]:
            changes.append((better, f"{said['label']}: {change}"))
        rows.append(
            {
                "label": said["label"],
                "before": number(each["before"], unit),
                "after": number(each["after"], unit),
                "change": change,
                "better": better,
                "significant": each["significant"],
                "p": "–" if each["p"] is None else f"{each['p']:.3f}".replace("0.000", "< 0.001"),
            }
        )
    gained = [text for better, text in changes if better]
    lost = [text for better, text in changes if not better]
    state = (
        "worse" if comparison["regressed"] else "mixed" if lost else "better" if gained else "same"
    )
    anchors = {question["id"]: question["anchor"] for question in questions}
    return {
        "state": state,
        "baseline": comparison["baseline"],
        "gained": gained,
        "lost": lost,
        "rows": rows,
    } | {
        name: [(each, anchors.get(each)) for each in comparison[name]]
        for name in ("better", "worse", "only_before", "only_after")
    }


def _questions(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The questions, each with an anchor, its answer in parts and what the filters look at."""
    taken: set[str] = set()
    comparison = report.get("comparison") or {}
    changed = {each: name for name in ("better", "worse") for each in comparison.get(name, ())}
    modes = report.get("modes") or {}
    differ = {each: name for name in CHANGES for each in modes.get(name, ())}
    opinions = (report.get("judge") or {}).get("questions", {})
    places = {id_: at for at, id_ in enumerate(report["passages"], 1)}
    told = []
    for question in report["questions"]:
        name = _anchor(str(question["id"]), taken)
        taken.add(name)
        opinion = opinions.get(question["id"])
        judged = None
        if opinion is not None:
            right = (opinion["verdict"] == "right") == (question["verdict"] == "correct")
            judged = (
                "unclear"
                if opinion["verdict"] == "unclear"
                else ("agrees" if right else "disagrees")
            )
        told.append(
            {
                **question,
                "anchor": f"q-{name}",
                "sources": f"c-{name}",
                "parts": _parts(question["answer"] or "", question["citations"]),
                "places": [
                    (places[id_], _excerpt(report["passages"][id_])) for id_ in question["contexts"]
                ],
                "opinion": opinion,
                "facets": {
                    "verdict": [question["verdict"]],
                    "kind": [one_line(question["kind"])],
                    "tag": [one_line(tag) for tag in question["tags"] if one_line(tag)],
                    "stage": [question["stage_lost"]] if question["stage_lost"] else [],
                    "change": [changed[question["id"]]] if question["id"] in changed else [],
                    "judge": [judged] if judged else [],
                    "mode": [differ[question["id"]]] if question["id"] in differ else [],
                },
            }
        )
    return told


def _anchor(text: str, taken: set[str]) -> str:
    base = re.sub(r"[^A-Za-z0-9._-]+", "-", text)[:60]
    numbered = (f"{base}-{at}" for at in range(2, len(taken) + 3))
    return next(name for name in chain([base], numbered) if name not in taken)


def _parts(answer: str, citations: Iterable[Mapping[str, Any]]) -> list[tuple[str, str | None]]:
    """The answer in pieces: text, or a marker with the number of a citation that is there."""
    known = {str(citation["n"]) for citation in citations}
    pieces = _MARKER.split(answer)
    return [
        (piece, None) if at % 2 == 0 else (f"[{piece}]", piece if piece in known else None)
        for at, piece in enumerate(pieces)
        if piece
    ]


def _excerpt(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _EXCERPT else line[:_EXCERPT].rsplit(" ", 1)[0] + " …"


def _facets(
    questions: Sequence[Mapping[str, Any]],
) -> list[tuple[str, str, list[tuple[str, str, int]]]]:
    """What can be filtered by: (name, label, [(value, label, how many)])."""
    words: dict[str, tuple[str, Callable[[str], str]]] = {
        "verdict": ("Verdict", lambda value: VERDICTS[value].word),
        "kind": ("Any kind", str),
        "tag": ("Any tag", str),
        "stage": ("Lost anywhere", lambda value: STAGES.get(value, value)),
        "change": ("Any change", lambda value: f"{value} than before"),
        "judge": (
            "Any opinion",
            lambda value: f"judge {value}".replace("judge unclear", "judge unsure"),
        ),
        "mode": ("Either mode", lambda value: CHANGES[value].lower()),
    }
    found = []
    for name, (label, word) in words.items():
        counts = Counter(value for each in questions for value in set(each["facets"][name]))
        order = {"verdict": list(VERDICTS), "stage": list(STAGES)}.get(name) or list(counts)
        values = [(value, word(value), counts[value]) for value in order if counts[value]]
        if values:
            found.append((name, label, values))
    return found
