"""The part of the page on two modes: figures and answers in pairs, all as text."""

from collections.abc import Mapping, Sequence
from typing import Any

from rag.evals.modes import LEADING
from rag.evals.wording import aside_sentence, between, milliseconds, number, signed

CHANGES = {  # of verdicts, by what a filter calls them
    "better": "Right only with the model",
    "worse": "Right only without it",
    "otherwise": "Wrong in two ways",
}
# What the search found is the same in both modes.
_OF_SEARCH = ("recall_at_", "mrr_at_", "ndcg_at_")


def modes_part(
    report: Mapping[str, Any], questions: Sequence[Mapping[str, Any]]
) -> dict[str, Any] | None:
    """What the template shows of `report["modes"]`, which may be None."""
    modes = report.get("modes")
    if not modes:
        return None
    use, worded = modes["use"], modes["worded"]
    asked = {each["id"]: each for each in questions}
    return {
        "model": modes["model"],
        "use": use,
        "left": use["questions"] - use["asked"] - use["errors"],
        "rows": _rows(report, modes["measures"]),
        "worded": worded["questions"],
        "worded_rows": [row for row in _rows(report, worded["measures"]) if row["name"] in LEADING],
        "kinds": [
            (kind, found["questions"], found["worded"], row)
            for kind, found in modes["by_kind"].items()
            for row in _rows(report, found["measures"])  # none where no answer is expected
        ],
        "reasons": [
            {**each, "sentence": aside_sentence(each), "is_failure": each["kind"] == "failed"}
            for each in use["reasons"]
        ],
        "facts": _facts(use),
        "changes": [
            (name, title, [(asked[id_], modes["questions"][id_]) for id_ in modes[name]])
            for name, title in CHANGES.items()
            if modes[name]
        ],
        "judge": modes["judge"],
    }


def _rows(report: Mapping[str, Any], measured: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    rows = []
    for each in measured:
        said = report["measures"][each["measure"]]
        cells = [_cell(each[name], said["unit"]) for name in ("extractive", "written")]
        if each["measure"].startswith(_OF_SEARCH) or all(cell[0] == "–" for cell in cells):
            continue
        difference, low, high = (each["difference"][name] for name in ("value", "low", "high"))
        certain = low is not None and high is not None and (low > 0 or high < 0)
        unit = said["unit"]
        rows.append(
            {
                "name": each["measure"],
                "label": said["label"],
                "meaning": said["meaning"],
                "cells": cells,
                "difference": "–" if difference is None else signed(difference, unit),
                "interval": None if low is None or high is None else between(low, high, unit),
                "better": ((difference or 0) > 0) == (said["better"] == "higher")
                if certain
                else None,
            }
        )
    return rows


def _cell(estimate: Mapping[str, float | None], unit: str) -> tuple[str, str | None]:
    value, low, high = estimate["value"], estimate["low"], estimate["high"]
    if value is None or low is None or high is None:
        return number(value, unit), None
    return number(value, unit), f"{number(low, unit)} to {number(high, unit)}"


def _facts(use: Mapping[str, Any]) -> list[tuple[str, str, str | None]]:
    """What was written and what it took: (name, figure, how it is to be read)."""
    shares, each = use["shares"], use["each"]

    def share(fate: str) -> tuple[str, str | None]:
        text, interval = _cell(shares[fate], "share")
        return f"{use[fate]:,}", None if interval is None else f"{text} ({interval})"

    def mean(name: str) -> str | None:
        value, low, high = (each[name][part] for part in ("value", "low", "high"))
        if value is None or low is None or high is None:
            return None
        return f"{value:,.0f} a reply ({low:,.0f} to {high:,.0f})"

    def time(name: str) -> tuple[str, str | None]:
        return _cell(use[f"milliseconds_{name}"], "ms")

    facts: list[tuple[str, str, str | None]] = [
        ("Sentences written", f"{use['sentences']:,}", None),
        ("Shown as written", *share("shown")),
        ("Replaced by the article's own", *share("replaced")),
        ("Dropped", *share("dropped")),
        ("Labels removed", f"{use['labels_removed']:,}", "of passages that it was not given"),
        ("Labels mended", f"{use['labels_mended']:,}", "another passage says it"),
        ("Quotations without their marks", f"{use['quotes_unmarked']:,}", "no passage has them so"),
        ("Requests", f"{use['requests']:,}", "for answers and for the search"),
        ("Tokens in", f"{use['tokens_in']:,}", mean("tokens_in")),
        ("Tokens out", f"{use['tokens_out']:,}", mean("tokens_out")),
    ]
    if use["cost"] is not None:
        cost = each["cost"]["value"]
        of_one = None if cost is None else f"{cost:.6f} a reply"
        facts.append(("Cost", f"{use['cost']:.4f}", of_one))
    facts += [
        ("Replies from earlier", f"{use['cached']:,}", "kept; they took no tokens in this run"),
        ("Time to write, median", *time("p50")),
        ("Time to write, 95th percentile", *time("p95")),
    ]
    if use["longest_failure_ms"] is not None:
        facts.append(("Longest failure", milliseconds(use["longest_failure_ms"]), None))
    return facts
