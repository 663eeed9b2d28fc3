"""The part of a report on two modes as text: what a model wrote, what it took, what it changed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rag.evals.modes import LEADING
from rag.evals.wording import VERDICTS, aside_sentence, milliseconds, percent
from ui.text import cut, plain

_SHOWN = 12  # questions listed of each kind of change


def modes_lines(report: Mapping[str, Any]) -> Iterator[str]:
    """Lines of text; none where one mode was measured."""
    modes = report["modes"]
    if not modes:
        return
    use, model = modes["use"], plain(modes["model"])
    yield f"  What {model} wrote"
    yield from _answers(use)
    yield from _sentences(use)
    yield from _took(use)
    worded = modes["worded"]
    if worded["questions"]:
        yield ""
        yield f"  Over the {_counted(worded['questions'], 'answer')} in its words"
        yield "  " + " " * 24 + f"{'extractive':>26}{cut(model, 24):>26}{'difference':>30}"
        for row in worded["measures"]:
            if row["measure"] in LEADING:
                measure = report["measures"][row["measure"]]
                unit = measure["unit"]
                yield (
                    f"  {measure['label']:<24}  {estimated(row['extractive'], unit):>24}"
                    f"  {estimated(row['written'], unit):>24}"
                    f"  {changed(row['difference'], unit):>28}"
                )
    yield from _differing(report)


def estimated(estimate: Mapping[str, float | None], unit: str) -> str:
    """A figure with its interval: "0.812 (0.740 to 0.871)"; a dash where there is none."""
    return _with_interval(estimate, unit, "")


def changed(estimate: Mapping[str, float | None], unit: str) -> str:
    """A difference with its interval: "+0.012 (-0.040 to +0.061)"."""
    return _with_interval(estimate, unit, "+")


def figure(value: float, unit: str, sign: str = "") -> str:
    """A figure in its unit; with the sign "+", one of either sign."""
    # No "-0.000" for a difference that is none.
    return format(value or 0.0, f"{sign}.3f" if unit == "share" else f"{sign}.1f")


def _with_interval(estimate: Mapping[str, float | None], unit: str, sign: str) -> str:
    value, low, high = estimate["value"], estimate["low"], estimate["high"]
    if value is None or low is None or high is None:
        return "–"
    return f"{figure(value, unit, sign)} ({figure(low, unit, sign)} to {figure(high, unit, sign)})"


def _answers(use: Mapping[str, Any]) -> Iterator[str]:
    yield f"    {_counted(use['worded'], 'answer')} of {use['questions']:,} in its words"
    if left := use["questions"] - use["asked"] - use["errors"]:
        yield f"    {_counted(left, 'question')} not put to it: there was nothing to word"
    if use["errors"]:
        yield f"    {_counted(use['errors'], 'question')} without any answer"
    for title, count, failed in (
        ("put aside; the articles' own words stand instead", use["put_aside"], False),
        ("lost to failures; the articles' own words stand instead", use["failed"], True),
    ):
        if not count:
            continue
        yield f"    {_counted(count, 'answer')} {title}"
        for each in use["reasons"]:
            if (each["kind"] == "failed") == failed:
                yield f"      {each['count']:>6,}  {plain(aside_sentence(each))}"
    if use["longest_failure_ms"] is not None:
        yield f"      the longest took {milliseconds(use['longest_failure_ms'])}"


def _sentences(use: Mapping[str, Any]) -> Iterator[str]:
    if not use["sentences"]:
        return
    names = {
        "shown": "shown as written",
        "replaced": "replaced by the article's own",
        "dropped": "dropped",
    }
    fates = (
        f"{use[fate]:,} {name} ({percent(use['shares'][fate]['value'])})"
        for fate, name in names.items()
    )
    yield f"    {_counted(use['sentences'], 'sentence')}: {', '.join(fates)}"
    yield (
        f"    {_counted(use['labels_removed'], 'label')} removed, {use['labels_mended']:,} mended;"
        f" {_counted(use['quotes_unmarked'], 'quotation')} without their marks"
    )


def _took(use: Mapping[str, Any]) -> Iterator[str]:
    each = use["each"]
    mean = [each[name]["value"] for name in ("tokens_in", "tokens_out")]
    of_one = "" if None in mean else f" (a reply: {mean[0]:,.0f} and {mean[1]:,.0f})"
    requests = _counted(use["requests"], "request")
    yield f"    {requests}: {use['tokens_in']:,} tokens in, {use['tokens_out']:,} out{of_one}"
    if use["cost"] is not None:
        cost = each["cost"]["value"]
        yield f"    cost {use['cost']:.4f}" + (f" (a reply: {cost:.6f})" if cost else "")
    if use["cached"]:
        yield f"    {_counted(use['cached'], 'reply', 'replies')} from earlier, which took nothing"
    median, late = (use[f"milliseconds_{name}"]["value"] for name in ("p50", "p95"))
    if median is not None and late is not None:
        yield f"    written in {milliseconds(median)} (median), {milliseconds(late)} (95 %)"


def _differing(report: Mapping[str, Any]) -> Iterator[str]:
    modes = report["modes"]
    asked = {each["id"]: each for each in report["questions"]}
    titles = {
        "better": "right only with it",
        "worse": "right only without it",
        "otherwise": "wrong in two ways",
    }
    for name, title in titles.items():
        ids: Sequence[str] = modes[name]
        if not ids:
            continue
        yield ""
        yield f"  {_counted(len(ids), 'question')} {title}"
        for id_ in ids[:_SHOWN]:
            pair = (asked[id_], modes["questions"][id_])
            before, after = (VERDICTS[each["verdict"]].word.lower() for each in pair)
            question = cut(asked[id_]["question"], 60)
            yield f"    {plain(id_)}  {question}  ({before} -> {after})"
        if len(ids) > _SHOWN:
            yield f"    and {len(ids) - _SHOWN:,} more"


def _counted(count: int, noun: str, several: str | None = None) -> str:
    return f"{count:,} {noun if count == 1 else several or noun + 's'}"
