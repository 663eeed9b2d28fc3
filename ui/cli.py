"""The command `readout`: turns the command line into calls, and results into text or JSON.

Answers go to stdout, everything else to stderr. Exit codes: 0 answered or abstained, 1 something
failed, 2 wrong usage, 3 worse than the baseline. Heavy imports stand in the commands that need
them, for a quick start.
"""

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from index.errors import StoreError, UsageError
from ui.accounts_command import accounts
from ui.command import AsJson, AsOf, Home, Outlets, Since, Until, flag, must_exist, told
from ui.eval_command import evaluate
from ui.slack_command import slack
from ui.verify_command import verify

if TYPE_CHECKING:
    from rag.answer import Question
    from rag.chatbot import Chatbot
    from rag.filters import Filters
    from rag.model.checkup import Finding
    from rag.settings import Settings

app = typer.Typer(
    name="readout",
    help="Ask what the articles say. Every sentence of an answer carries the passage that says it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback(invoke_without_command=True)
def main(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"readout {installed('readout')}")
        raise typer.Exit


@app.command()
@told
def ingest(
    targets: Annotated[list[str], typer.Argument(metavar="PATH_OR_URL...")],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Take in articles: files, folders, web pages, feeds. Again and again, without harm."""
    from index.ingest import ingest as take_in
    from rag.settings import fetch_policy, load_settings, open_corpus
    from ui.progress import watched
    from ui.text import plain

    settings = load_settings(home)
    with open_corpus(settings) as corpus, watched(targets) as progress:
        report = take_in(corpus, targets, fetch_policy(settings), progress)
    for rejected in report.rejected:
        typer.echo(plain(f"rejected {rejected.source}: {rejected.reason}"), err=True)
    counts = {
        "added": report.added,
        "unchanged": report.unchanged,
        "replaced": report.replaced,
        "removed": report.removed,
    }
    if as_json:
        listed = [{"source": each.source, "reason": each.reason} for each in report.rejected]
        typer.echo(json.dumps(counts | {"rejected": listed}, ensure_ascii=False))
    else:
        counts["rejected"] = len(report.rejected)
        shown = {"added", "unchanged", *(name for name, count in counts.items() if count)}
        typer.echo(", ".join(f"{counts[name]:,} {name}" for name in counts if name in shown))
    if report.rejected:
        raise typer.Exit(1)


@app.command()
@told
def ask(  # noqa: PLR0913, PLR0917 every parameter is an option of the command
    question: Annotated[str | None, typer.Argument(metavar="QUESTION")] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FILE.jsonl",
            help='Questions, one a line: {"id", "question", "history", "mode"};'
            " - for standard input.",
        ),
    ] = None,
    as_of: AsOf = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlets = None,
    extractive: Annotated[
        bool,
        typer.Option(
            "--extractive", help="Answer in the articles' words, also where a model is set."
        ),
    ] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Ask a question, or a file of them."""
    from dataclasses import replace

    from rag.answer import Question
    from rag.chatbot import Chatbot
    from rag.filters import filters_from
    from rag.settings import load_settings
    from rag.wire import answer_as_json
    from ui.render import answer_text

    if (question is None) == (source is None):
        raise UsageError("give either a QUESTION or --from FILE.jsonl")
    filters = filters_from(as_of=as_of, since=since, until=until, outlets=outlet or (), called=flag)
    settings = load_settings(home)
    must_exist(settings)
    width = min(typer.get_terminal_size().columns, 100) if sys.stdout.isatty() else 80
    with Chatbot.open(settings, lasting=source is not None) as chatbot:
        if question is not None:
            asked = iter([chatbot.checked(Question(question, filters=filters))])
        else:
            asked = _questions(source or "-", chatbot, filters)
        for each in asked:
            answer = chatbot.ask(replace(each, extractive=each.extractive or extractive))
            typer.echo(answer_as_json(answer) if as_json else answer_text(answer, width) + "\n")
            sys.stdout.flush()


@app.command()
@told
def articles(home: Home = None, as_json: AsJson = False) -> None:
    """List the articles, the newest first."""
    from index.store import Store
    from rag.settings import load_settings
    from rag.wire import article_as_dict
    from ui.text import day, heading, plain

    settings = load_settings(home)
    must_exist(settings)
    with closing(Store(settings.home)) as store:
        rows = list(store.articles())
        if as_json:
            listed = [
                article_as_dict(article)
                | {"passages": passages, "sources": store.sources(article.id)}
                for article, passages in rows
            ]
            typer.echo(json.dumps(listed, ensure_ascii=False))
            return
    for article, passages in rows:
        typer.echo(plain(heading(article)))
        known = [day(article.published, article.published_basis), article.outlet, article.author]
        typer.echo("    " + plain(" · ".join(part for part in known if part)))
        where = article.url or article.path or ""
        typer.echo(f"    {article.id} · {passages} passages · {plain(where)}\n")
    typer.echo(f"{len(rows):,} {'article' if len(rows) == 1 else 'articles'}")


@app.command()
@told
def remove(
    names: Annotated[list[str], typer.Argument(metavar="ID_PATH_OR_URL...")],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Forget articles: by id, by file, folder or address they came from."""
    from index.remove import remove as forget
    from rag.settings import load_settings, open_corpus

    settings = load_settings(home)
    must_exist(settings)
    with open_corpus(settings) as corpus:
        removed = forget(corpus, names)
    typer.echo(json.dumps({"removed": removed}) if as_json else f"{removed:,} removed")


@app.command()
@told
def doctor(
    home: Home = None,
    reembed: Annotated[
        bool, typer.Option("--reembed", help="Embed everything anew with the current model.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Compare the stores of the index, and mend what a crash left; try Slack and the model."""
    from dataclasses import asdict

    from index.doctor import examine
    from rag.settings import load_settings, open_corpus
    from ui.slack.checkup import check_up
    from ui.slack.settings import load_slack_settings

    settings = load_settings(home)
    must_exist(settings)
    with open_corpus(settings, check=True, reembed=reembed) as corpus:
        diagnosis = examine(corpus)
    slack = check_up(load_slack_settings())
    model = _examined_model(settings)
    if as_json:
        found = asdict(diagnosis)
        found |= {"slack": [asdict(each) for each in slack]}
        found |= {"model": [asdict(each) for each in model]}
        typer.echo(json.dumps(found, ensure_ascii=False))
    else:
        typer.echo("\n".join(_diagnosis_lines(diagnosis)))
        for each in slack:
            typer.echo(f"Slack, {each.about}: {each.said}")
        for looked_at in model:
            typer.echo(f"Model, {looked_at.about}: {looked_at.said}")
    fine = all(each.fine for each in slack) and all(each.fine for each in model)
    if diagnosis.database != "ok" or not fine:
        raise typer.Exit(1)


def _examined_model(settings: "Settings") -> "list[Finding]":
    from rag.model.checkup import Finding, check_up
    from rag.model.kept import FileLedger
    from rag.settings import llm_settings

    try:
        chosen = llm_settings(settings)
    except UsageError as error:
        return [Finding("READOUT_LLM", False, str(error))]
    if chosen is None:
        return []
    try:
        with FileLedger(settings.home, chosen.price, chosen.tokens_per_day) as ledger:
            use = Finding("today", True, str(ledger.today()))
    except StoreError as error:
        use = Finding("today", False, str(error))
    return [*check_up(chosen), use]


app.command("eval")(evaluate)
app.command()(verify)
app.command()(slack)
app.add_typer(accounts, name="accounts")


@app.command()
@told
def feedback(home: Home = None) -> None:
    """Print the answers that were marked wrong as gold questions for an editor to finish."""
    from rag.evals.candidates import candidates_as_lines, gold_candidates
    from rag.feedback import read_feedback
    from rag.settings import load_settings

    settings = load_settings(home)
    must_exist(settings)
    records, damaged = read_feedback(settings.home)
    if damaged:
        lines = ", ".join(map(str, damaged))
        typer.echo(f"readout: lines of the record that cannot be read: {lines}", err=True)
    candidates = gold_candidates(records)
    typer.echo(candidates_as_lines(candidates), nl=False)
    typer.echo(f"{len(candidates):,} to finish: fill in “answers”, or set “answerable”", err=True)


@app.command()
@told
def chat(
    home: Home = None,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=0, max=65535)] = 7860,
    accounts: Annotated[
        bool | None,
        typer.Option(
            "--accounts/--no-accounts",
            help="Whether people sign in. By default where there is an account; where others can"
            " reach the page, always.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Open the chat page."""
    from rag.chatbot import Chatbot
    from rag.settings import fetch_policy, load_settings
    from rag.suggestions import Suggestions
    from ui.accounts.entrance import entrance
    from ui.page.library import CorpusLibrary
    from ui.shared_desk import SharedDesk
    from ui.web import Site, serve

    settings = load_settings(home)
    must_exist(settings)
    # The page opens on an exact scan, and takes Chroma up once it answers.
    with (
        closing(entrance(settings, host, accounts)) as way_in,
        Chatbot.open(settings, lasting=False) as chatbot,
    ):
        desk, library = SharedDesk(chatbot), CorpusLibrary(chatbot, fetch_policy(settings))
        stale = timedelta(days=settings.stale_days)
        with closing(Suggestions(chatbot, desk.busy)) as suggesting:

            def ready() -> None:
                chatbot.corpus.keep_up()
                suggesting.start()
                if chatbot.model is not None:  # what it imports takes seconds
                    threading.Thread(target=chatbot.warm, name="warm", daemon=True).start()

            site = Site(desk, settings.home, suggesting, library, way_in, stale)
            serve(site, host, port, ready)


def _questions(source: str, chatbot: "Chatbot", filters: "Filters") -> Iterator["Question"]:
    """The questions of a file, checked before the first is asked; of stdin, one by one."""
    from rag.answer import Question
    from rag.wire import read_question

    filters = chatbot.checked(Question("", filters=filters)).filters

    def checked(question: Question, number: int) -> Question:
        try:
            return chatbot.checked(question)
        except UsageError as error:
            raise UsageError(f"line {number}, field “outlets”: {error}") from None

    streamed = source == "-"
    name = "standard input" if streamed else source
    try:
        with ExitStack() as opened:
            file: TextIO = sys.stdin
            if not streamed:
                file = opened.enter_context(Path(source).open(encoding="utf-8-sig"))
            lines = ((n, line) for n, line in enumerate(file, 1) if line.strip())
            parsed = (checked(read_question(line, n, filters), n) for n, line in lines)
            yield from parsed if streamed else list(parsed)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{name} cannot be read: {error}") from None
    except UsageError as error:
        raise UsageError(f"{name}, {error}") from None


def _diagnosis_lines(found: Any) -> Iterator[str]:
    yield f"{found.articles:,} articles, {found.passages:,} passages, embedded by {found.embedder}"
    yield f"database: {found.database}"
    if found.rebuilt:
        yield f"vector index: built anew, because {found.rebuilt}"
    if not found.compared:
        yield "vector index: in use by another readout, which keeps it in step; not compared"
    else:
        mended = [
            (found.embedded, "embedded that had no vector"),
            (found.missing, "put back that the vector index had lost"),
            (found.surplus, "deleted from the vector index that the store does not have"),
        ]
        done = [f"{count:,} {what}" for count, what in mended if count]
        yield "vector index: " + ("; ".join(done) or "holds just what the store holds")
