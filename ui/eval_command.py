"""The command line of `readout eval`."""

from pathlib import Path
from typing import Annotated

import typer

from index.errors import UsageError
from ui.command import AsJson, AsOf, Home, Outlets, Since, Until, flag, told


@told
def evaluate(  # noqa: PLR0913, PLR0917 every parameter is an option of the command
    gold: Annotated[
        Path | None, typer.Argument(metavar="[GOLD.jsonl]", help="Else the sample questions.")
    ] = None,
    home: Home = None,
    report: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Write report.html, report.json, junit.xml and ragas.jsonl there."
        ),
    ] = None,
    as_json: AsJson = False,
    baseline: Annotated[
        Path | None,
        typer.Option(
            metavar="REPORT.json",
            help="Compare with an earlier report; exit code 3 when significantly worse.",
        ),
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option(help="Only questions of this kind; may be repeated.")
    ] = None,
    split: Annotated[str | None, typer.Option(help="Only this split: dev or test.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Only the first so many.")] = None,
    as_of: AsOf = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlets = None,
    system: Annotated[
        str,
        typer.Option(
            help="What to evaluate: readout, keyword, llama-index, a URL, python:module:function,"
            " or a command that reads question lines and writes answer lines."
        ),
    ] = "readout",
    beside: Annotated[
        list[str] | None,
        typer.Option(
            help="Another system to ask the same questions; may be repeated."
            " With --report, keyword and llama-index unless this says none."
        ),
    ] = None,
    judge: Annotated[
        bool,
        typer.Option("--judge", help="Also ask the model of READOUT_JUDGE_URL; reported apart."),
    ] = False,
    llm: Annotated[
        bool,
        typer.Option(
            "--llm",
            help="Also put each question to the model of READOUT_LLM, and compare; without it, no"
            " language model is asked. --baseline stays with the articles' own words.",
        ),
    ] = False,
    ramdocs: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Instead answer the questions of a RAMDocs file from its own documents.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="ANSWERS.jsonl", help="With --ramdocs, write the answers there."),
    ] = None,
) -> None:
    """Score the answers to gold questions: what is right, what is wrong, and why."""
    if ramdocs is not None:
        from ui.ramdocs import answer_ramdocs

        if gold or report or baseline or kind or split or limit or beside or judge or llm:
            raise UsageError("--ramdocs goes with --json and --out alone")
        answer_ramdocs(ramdocs, as_json=as_json, out=out)
        return
    if out is not None:
        raise UsageError("--out goes with --ramdocs; for a report, give --report DIR")
    from rag.filters import filters_from
    from ui.evaluating import Order, carry_out

    carry_out(
        Order(
            gold=gold,
            home=home,
            folder=report,
            as_json=as_json,
            baseline=baseline,
            kinds=tuple(kind or ()),
            split=split,
            limit=limit,
            filters=filters_from(
                as_of=as_of, since=since, until=until, outlets=outlet or (), called=flag
            ),
            system=system,
            beside=None if beside is None else tuple(beside),
            judge=judge,
            llm=llm,
        )
    )
