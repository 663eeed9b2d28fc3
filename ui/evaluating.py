"""What `readout eval` does, from the options to the exit code."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import typer

from index.errors import ReadoutError, UsageError
from rag.answer import Question
from rag.chatbot import Chatbot
from rag.evals.chat_endpoint import JudgeSettings
from rag.evals.evidence import Evidence
from rag.evals.gate import compare, read_baseline
from rag.evals.gold import Gold, chosen, read_gold
from rag.evals.junit import report_junit
from rag.evals.model_use import Aside
from rag.evals.modes import modes_of
from rag.evals.page import report_page
from rag.evals.ragas import report_ragas
from rag.evals.report import report_of, reported_questions
from rag.evals.run import Run, run
from rag.evals.second_opinion import second_opinion
from rag.evals.systems import System
from rag.evals.systems.desk import Desk, WritingDesk
from rag.evals.systems.named import BASELINES, OURS, system_named
from rag.evals.tally import Tally
from rag.filters import Filters
from rag.settings import Settings, judge_settings, load_settings, open_corpus
from rag.spans import open_span_reader
from rag.writing.opening import open_writer
from rag.writing.writer import Writer
from ui.command import must_exist
from ui.eval_text import comparison_text, summary
from ui.progress import counted
from ui.text import plain

SAMPLE_GOLD = Path(__file__).parents[1] / "seeds" / "gold.jsonl"
WORSE = 3  # exit code: significantly worse than the baseline


@dataclass(frozen=True, slots=True)
class Order:
    """The options of the command; None where one is not given."""

    gold: Path | None
    home: Path | None
    folder: Path | None  # of the report
    as_json: bool
    baseline: Path | None
    kinds: tuple[str, ...]
    split: str | None
    limit: int | None
    filters: Filters  # for questions that set none
    system: str
    beside: tuple[str, ...] | None
    judge: bool
    llm: bool  # whether the questions are put to the language model as well

    @property
    def others(self) -> tuple[str, ...]:
        """The systems to measure beside: those named; for a report of ours, the baselines."""
        if self.beside is not None:
            return tuple(name for name in self.beside if name != "none")
        return BASELINES if self.folder and self.system == OURS else ()


def carry_out(order: Order) -> None:
    """Asks, judges, reports.

    Raises typer.Exit: 3 when worse than the baseline, 1 when no question got an answer, or none
    got one of the language model that was to be compared.
    """
    settings = load_settings(order.home)
    must_exist(settings)
    # Everything that can be wrong with the order is found before the first question is asked.
    path, gold = _questions(order)
    earlier = read_baseline(order.baseline) if order.baseline else None
    judging = judge_settings(settings) if order.judge else None
    if order.folder is not None:
        _make(order.folder)
    writer = _writer(order, settings)
    tally = Tally(writer.ledger) if writer else None
    if writer and tally:
        writer = replace(writer, ledger=tally)
    with Chatbot(open_corpus(settings), open_span_reader(settings.reader), writer) as chatbot:
        gold = [_limited(each, order.filters, chatbot) for each in gold]
        if order.filters:
            _tell(f"answers may use only articles {order.filters}")
        evidence = Evidence(chatbot.corpus.store)
        _warn_of_missing(evidence, gold)
        if writer:
            _read_ahead(chatbot, gold)
        tested = _run(system_named(order.system, chatbot), gold, evidence)
        compared = (
            compare(earlier, reported_questions(tested), str(order.baseline))
            if earlier is not None
            else None
        )
        beside = [_run_beside(name, chatbot, gold, evidence) for name in order.others]
        modes = None
        if writer and tally:
            name = writer.model.name
            chatbot.warm()
            written = _run(WritingDesk(chatbot, name), gold, evidence)
            opinion = _opinions(written, judging, settings.home) if judging else None
            modes = modes_of(tested, written, name, tally.spent, opinion)
            beside = [written, *beside]
        report = report_of(
            tested,
            beside,
            evidence,
            gold=path.name,
            split=order.split,
            corpus=chatbot.corpus.store.counts(),
            comparison=compared,
            judgement=_opinions(tested, judging, settings.home) if judging else None,
            modes=modes,
        )
    if order.folder is not None:
        _write(order.folder, report)
    if order.as_json:
        line = json.dumps(report, ensure_ascii=False, allow_nan=False)
        typer.echo(line.encode("utf-8", "replace").decode("utf-8"))
    else:
        typer.echo(summary(report))
    if order.as_json and compared is not None:
        typer.echo(comparison_text(report), err=True)
    failures = _tell_failures(tested)
    silent = _tell_model_failures(report["modes"]["use"]) if report["modes"] else False
    if compared is not None and compared.regressed:
        raise typer.Exit(WORSE)
    if silent or failures == len(gold):
        raise typer.Exit(1)


def _writer(order: Order, settings: Settings) -> Writer | None:
    """What writes with the model that is to be compared; None where none is to be asked.

    Raises UsageError when there is none to ask.
    """
    if not order.llm:
        if settings.llm.strip() and order.system == OURS:
            _tell("the articles' own words are measured; --llm measures the model's beside them")
        return None
    if order.system != OURS:
        raise UsageError("--llm compares two modes of readout: it does not go with --system")
    writer = open_writer(settings)
    if writer is None:
        raise UsageError(
            "--llm needs a language model: set READOUT_LLM, READOUT_LLM_BASE_URL and"
            " READOUT_LLM_MODEL"
        )
    return writer


def _questions(order: Order) -> tuple[Path, list[Gold]]:
    path = order.gold or SAMPLE_GOLD
    if order.gold is None and not path.exists():
        raise UsageError("name a file of gold questions: this installation comes without samples")
    return path, chosen(read_gold(path), kinds=order.kinds, split=order.split, limit=order.limit)


def _limited(gold: Gold, filters: Filters, chatbot: Chatbot) -> Gold:
    """The question with its filters complete. Raises UsageError for an unknown outlet."""
    asked = Question(gold.question, filters=gold.filters.over(filters))
    try:
        return replace(gold, filters=chatbot.checked(asked).filters)
    except UsageError as error:
        raise UsageError(f"question {gold.id}: {error}" if gold.filters else str(error)) from None


def _run(system: System, gold: Sequence[Gold], evidence: Evidence) -> Run:
    with counted(f"asking {plain(system.name)}", len(gold)) as done:
        return run(gold, system, evidence, done)


def _read_ahead(chatbot: Chatbot, gold: Sequence[Gold]) -> None:
    """Has every sentence read once, so that neither of two modes pays for it."""
    with counted("reading ahead", len(gold)) as done:
        for _ in Desk(chatbot).replies([each.as_question() for each in gold]):
            done()


def _run_beside(
    name: str, chatbot: Chatbot, gold: Sequence[Gold], evidence: Evidence
) -> Run | tuple[str, str]:
    """A run, or why there is none: another system that fails does not cost our report."""
    try:
        return _run(system_named(name, chatbot), gold, evidence)
    except (ReadoutError, ImportError) as error:
        _tell(f"{name} was not measured: {error}")
        return name, str(error)


def _opinions(tested: Run, settings: JudgeSettings, home: Path) -> dict[str, Any]:
    with counted(f"judging by {plain(settings.model)}", len(tested.judged)) as done:
        opinions, warnings = second_opinion(tested, settings, home, done)
    for warning in warnings:
        _tell(warning)
    return opinions


def _tell(message: str) -> None:
    typer.echo(f"readout: {plain(message)}", err=True)


def _some(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    return ", ".join(names[:3]) + (f" and {len(names) - 3:,} more" if len(names) > 3 else "")


def _warn_of_missing(evidence: Evidence, gold: Sequence[Gold]) -> None:
    if missing := evidence.missing(gold):
        _tell(f"articles that the gold questions name are not in this index: {_some(missing)}")
    if unheld := evidence.unheld(gold):
        _tell(f"no accepted wording stands in a passage of the articles named by {_some(unheld)}")


def _tell_failures(tested: Run) -> int:
    """Tells how many questions got no answer, and gives that number."""
    errors = [each.reply.error for each in tested.judged if each.reply.error]
    if errors:
        _tell(
            f"{len(errors):,} of {len(tested.judged):,} questions got no answer;"
            f" the first: {errors[0]}"
        )
    return len(errors)


def _tell_model_failures(use: Mapping[str, Any]) -> bool:
    """Tells how often the model failed; whether it did each time it was asked."""
    if not use["failed"]:
        return False
    first = next(each["reason"] for each in use["reasons"] if each["kind"] == Aside.FAILED)
    _tell(
        f"the model failed on {use['failed']:,} of the {use['asked']:,} questions it was asked;"
        f" most often: {first}"
    )
    return bool(use["failed"] == use["asked"])


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"the report cannot go to {folder}: {error.strerror or error}") from None


def _write(folder: Path, report: Mapping[str, Any]) -> None:
    for name, content in (
        ("report.json", json.dumps(report, ensure_ascii=False, indent=1) + "\n"),
        ("report.html", report_page(report)),
        ("junit.xml", report_junit(report)),
        ("ragas.jsonl", report_ragas(report)),
    ):
        try:
            (folder / name).write_text(content, encoding="utf-8", errors="replace")
        except OSError as error:
            reason = error.strerror or error
            raise ReadoutError(f"{folder / name} cannot be written: {reason}") from None
    _tell(f"the report is {folder / 'report.html'}")
