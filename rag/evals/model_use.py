"""What became of all that a model wrote in a run, and what it took."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import Any

from rag.evals.reply import Reply
from rag.evals.resampling import Estimate, percentile, ratios
from rag.evals.tally import Spent
from rag.writing.writer import LEFT_OUT, NONE, NOTHING
from rag.written import Written

_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
_FATES = ("shown", "replaced", "dropped")
_COUNTED = (*_FATES, "labels_removed", "labels_mended", "quotes_unmarked")


class Aside(StrEnum):
    """Why the articles' words stand, though the model was asked."""

    FOUND_NONE = "found_none"  # it says that the passages do not answer
    WROTE_NOTHING = "wrote_nothing"
    LEFT_OUT = "left_out"  # the passages carry too little of it
    FAILED = "failed"  # no reply, or only a part of one


def aside(written: Written) -> Aside | None:
    """Why the answer is put aside; None where it is not. What we know no better is a failure."""
    reason = written.put_aside
    if reason is None:
        return None
    if reason.startswith(LEFT_OUT):
        return Aside.LEFT_OUT
    return {NONE: Aside.FOUND_NONE, NOTHING: Aside.WROTE_NOTHING}.get(reason, Aside.FAILED)


def model_use(replies: Sequence[Reply], spent: Spent) -> dict[str, Any]:
    """Counts, shares with their intervals, tokens, cost and times.

    `spent` is what all requests of the run took, those for the search among them; cached replies
    took nothing. What is given for each answer is over the replies that did not fail: a failure is
    quick or slow, and cheap, for reasons of its own. Times are of what was written in this run.
    """
    asked = [each.written for each in replies if each.written is not None]
    replied = [each for each in asked if aside(each) is not Aside.FAILED]
    failed = [each for each in asked if aside(each) is Aside.FAILED]
    fresh = [each for each in replied if not each.cached]
    times = [each.milliseconds for each in fresh]
    return {
        "questions": len(replies),
        "asked": len(asked),
        "errors": sum(each.error is not None for each in replies),
        "worded": sum(each.put_aside is None for each in asked),
        "put_aside": len(asked) - len(failed) - sum(each.put_aside is None for each in asked),
        "failed": len(failed),
        "reasons": _reasons(asked),
        "sentences": sum(each.sentences for each in asked),
        **{name: sum(getattr(each, name) for each in asked) for name in _COUNTED},
        "shares": _shares(asked),
        "cached": sum(each.cached for each in asked),
        "requests": spent.requests,
        "tokens_in": spent.usage.tokens_in,
        "tokens_out": spent.usage.tokens_out,
        "cost": None if spent.cost is None else round(spent.cost, 6),
        "each": _each(replied, fresh),
        "milliseconds_p50": asdict(percentile(times, 50)),
        "milliseconds_p95": asdict(percentile(times, 95)),
        "longest_failure_ms": max((round(each.milliseconds, 3) for each in failed), default=None),
    }


def _shares(asked: Sequence[Written]) -> dict[str, dict[str, float | None]]:
    """Of all sentences written, those of each fate; resampled over answers, as all else is."""
    found = ratios(
        [
            {fate: (float(getattr(each, fate)), float(each.sentences)) for fate in _FATES}
            for each in asked
        ]
    )
    return {fate: asdict(found.get(fate, Estimate())) for fate in _FATES}


def _each(replied: Sequence[Written], fresh: Sequence[Written]) -> dict[str, Any]:
    """The mean tokens of a reply, cached or not, and the mean cost of one that is not."""
    found = ratios(
        [
            {"tokens_in": (float(each.tokens_in), 1.0), "tokens_out": (float(each.tokens_out), 1.0)}
            for each in replied
        ]
    ) | ratios([{"cost": (each.cost, 1.0)} for each in fresh if each.cost is not None])
    names = ("tokens_in", "tokens_out", "cost")
    return {name: asdict(found.get(name, Estimate())) for name in names}


def _reasons(asked: Sequence[Written]) -> list[dict[str, Any]]:
    """Why answers were put aside, the most frequent first; those that differ in figures are one."""
    found: dict[tuple[Aside, str], tuple[str, int]] = {}
    for each in asked:
        why = aside(each)
        if why is None or each.put_aside is None:
            continue
        key = (why, "" if why is Aside.LEFT_OUT else _NUMBER.sub("0", each.put_aside))
        first, count = found.get(key, (each.put_aside, 0))
        found[key] = first, count + 1
    ordered = sorted(found.items(), key=lambda one: -one[1][1])
    return [
        {"kind": why.value, "reason": first, "count": count} for (why, _), (first, count) in ordered
    ]
