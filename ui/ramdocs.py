"""What `readout eval --ramdocs` does."""

import json
from collections.abc import Iterator
from pathlib import Path

import typer

from index.errors import UsageError
from rag.evals.ramdocs.rows import read_rows, write_answers
from rag.evals.ramdocs.run import OURS, PUBLISHED, Result, run
from rag.evals.ramdocs.scoring import MEASURES
from rag.evals.resampling import Estimate
from rag.settings import load_settings
from rag.spans import open_span_reader
from ui.progress import counted
from ui.text import plain


def answer_ramdocs(path: Path, *, as_json: bool, out: Path | None) -> None:
    """Answers every row of a file from its documents alone, and tells the figures.

    Raises UsageError when the file is none of the format, or no reader is set.
    """
    rows = read_rows(path)
    reader = open_span_reader(load_settings().reader)
    if reader is None:
        raise UsageError(
            "to answer RAMDocs questions, set READOUT_READER to an extractive"
            " question-answering model, by name or folder"
        )
    with counted("answering", len(rows)) as done:
        result = run(rows, reader, done)
    if out is not None:
        write_answers(out, rows, result.answers)
    if as_json:
        typer.echo(json.dumps(_as_object(result, path.name), ensure_ascii=False))
    else:
        typer.echo("\n".join(_lines(result, path.name)))


def _as_object(result: Result, name: str) -> dict[str, object]:
    return {
        "file": name,
        "rows": result.rows,
        "parts": dict(result.parts),
        "published_best_exact_match": PUBLISHED,
        "systems": {
            system: {
                part: {
                    measure: {"value": each.value, "low": each.low, "high": each.high}
                    for measure, each in figures.items()
                }
                for part, figures in parts.items()
            }
            for system, parts in result.figures.items()
        },
    }


def _lines(result: Result, name: str) -> Iterator[str]:
    questions = "question" if result.rows == 1 else "questions"
    yield f"{result.rows:,} {questions} of {plain(name)}, answered from their documents alone"
    for part, rows in result.parts.items():
        if not rows:
            continue
        yield ""
        yield f"  {part}, {rows:,}:"
        yield "  " + " " * 20 + "".join(f"{label:>26}" for label in MEASURES.values())
        for system, parts in result.figures.items():
            cells = "".join(f"{_cell(parts[part][each], each):>26}" for each in MEASURES)
            yield f"  {system:<20}{cells}"
    yield ""
    yield (
        f"  {OURS} uses no language model. Wang et al. 2025 report an exact match of up to"
        f" {PUBLISHED:.1%} with one"
    )
    yield (
        "  of 70 billion parameters. The measure does not punish length: see what copying every"
        " text gets."
    )


def _cell(figure: Estimate, measure: str) -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return "-"
    if measure == "answer_words":
        return f"{figure.value:.0f}"
    return f"{figure.value:.1%} [{figure.low:.1%}, {figure.high:.1%}]"
