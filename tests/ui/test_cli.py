"""The command line inside this process: wiring and errors. As a program: scenarios."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from index.article import Article, Basis
from index.errors import EmbedderMismatch, ModelError, ReadoutError, StoreError, UsageError
from rag.model.ledger import NoLedger
from rag.model.model import Prompt
from rag.writing.writer import Writer
from tests.doubles import HashingEmbedder
from tests.rag.invariants import assert_json_holds
from tests.rag.test_pointing import ScriptedReader
from tests.rag.writing.scripted import ScriptedModel, label_of, offered
from ui.cli import app
from ui.command import told

RUN = CliRunner()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("rag.settings.open_embedder", lambda model: HashingEmbedder())
    monkeypatch.chdir(tmp_path)


def readout(*arguments: str, code: int = 0, stdin: str | None = None) -> Result:
    result = RUN.invoke(app, arguments, input=stdin)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Path]:
    """A home with two articles in it."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "bridge.txt").write_text(
        "The bridge over the Tweed closes on 4 June for repairs.", "utf-8"
    )
    (folder / "crane.txt").write_text("The harbour of Leith bought a new crane.", "utf-8")
    readout("ingest", str(folder), "--home", str(tmp_path / "home"))
    yield tmp_path / "home"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("x is wrong"), 2),
        (StoreError("x is wrong"), 1),
        (EmbedderMismatch("x is wrong"), 1),
        (ModelError("x is wrong"), 1),
        (ReadoutError("x is wrong"), 1),
        (ValueError("x is wrong"), 1),
        (MemoryError(), 1),
        (RecursionError("x is wrong"), 1),
    ],
    ids=lambda each: type(each).__name__,
)
def test_an_error_is_one_line_and_a_code(
    error: Exception, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    import typer

    @told
    def fails() -> None:
        raise error

    with pytest.raises(typer.Exit) as caught:
        fails()
    assert caught.value.exit_code == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("readout: ")
    assert err.count("\n") == 1
    if not isinstance(error, ReadoutError):
        assert type(error).__name__ in err
        assert "READOUT_DEBUG=1" in err


def test_who_debugs_gets_the_error_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    @told
    def fails() -> None:
        raise ValueError("inside")

    monkeypatch.setenv("READOUT_DEBUG", "1")
    with pytest.raises(ValueError, match="inside"):
        fails()


@pytest.mark.parametrize("command", ["ask", "articles", "remove", "doctor", "chat"])
def test_a_missing_home_is_named_with_what_to_do(command: str, tmp_path: Path) -> None:
    arguments = ["anything"] if command in ("ask", "remove") else []
    home = tmp_path / "nowhere"
    result = readout(command, *arguments, "--home", str(home), code=1)
    assert result.stdout == ""
    assert str(home) in result.stderr
    assert "readout ingest" in result.stderr
    assert not home.exists()


@pytest.mark.parametrize("arguments", [[], ["a question", "--from", "a.jsonl"]])
def test_ask_wants_a_question_or_a_file(arguments: list[str]) -> None:
    assert "either" in readout("ask", *arguments, code=2).stderr


def test_the_home_comes_from_the_option_else_the_environment_else_here(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "2 articles" in readout("articles", "--home", str(desk)).stdout
    monkeypatch.setenv("READOUT_HOME", str(desk))
    assert "2 articles" in readout("articles").stdout
    monkeypatch.delenv("READOUT_HOME")
    desk.rename(desk.with_name(".readout"))
    assert "2 articles" in readout("articles").stdout


def test_articles_lists_what_is_known(desk: Path) -> None:
    listed = json.loads(readout("articles", "--home", str(desk), "--json").stdout)
    assert {Path(each["path"]).name for each in listed} == {"bridge.txt", "crane.txt"}
    for each in listed:
        assert each["passages"] == 1
        assert each["sources"] == [each["path"]]
        assert each["published_basis"] in set(Basis)


def test_remove_by_id_path_and_folder(desk: Path, tmp_path: Path) -> None:
    listed = json.loads(readout("articles", "--home", str(desk), "--json").stdout)
    result = readout("remove", listed[0]["id"], "--home", str(desk), "--json")
    assert json.loads(result.stdout) == {"removed": 1}
    result = readout("remove", listed[1]["path"], "--home", str(desk))
    assert result.stdout == "1 removed\n"
    readout("ingest", "articles", "--home", str(desk))
    assert readout("remove", "articles", "--home", str(desk)).stdout == "2 removed\n"
    assert "0 articles" in readout("articles", "--home", str(desk)).stdout


def test_one_name_that_is_not_there_removes_nothing(desk: Path) -> None:
    listed = json.loads(readout("articles", "--home", str(desk), "--json").stdout)
    result = readout("remove", listed[0]["id"], "no-such", "--home", str(desk), code=1)
    assert "no-such" in result.stderr
    assert "2 articles" in readout("articles", "--home", str(desk)).stdout


def test_a_folder_beside_one_of_a_longer_name_is_not_meant(desk: Path, tmp_path: Path) -> None:
    more = tmp_path / "articles-more"
    more.mkdir()
    (more / "fair.txt").write_text("The mayor of Kelso opened the fair.", "utf-8")
    readout("ingest", str(more), "--home", str(desk))
    assert readout("remove", str(tmp_path / "articles"), "--home", str(desk)).stdout == (
        "2 removed\n"
    )


def test_doctor_says_that_all_is_well(desk: Path) -> None:
    assert "database: ok" in readout("doctor", "--home", str(desk)).stdout
    found = json.loads(readout("doctor", "--home", str(desk), "--json").stdout)
    assert (found["articles"], found["passages"], found["database"]) == (2, 2, "ok")
    assert (found["embedded"], found["missing"], found["surplus"], found["rebuilt"]) == (
        0,
        0,
        0,
        None,
    )


def test_ingest_counts_what_it_did(desk: Path, tmp_path: Path) -> None:
    again = readout("ingest", "articles", "--home", str(desk), "--json")
    assert json.loads(again.stdout) == {
        "added": 0,
        "unchanged": 2,
        "replaced": 0,
        "removed": 0,
        "rejected": [],
    }
    (tmp_path / "articles" / "crane.txt").write_text("The crane of Leith broke.", "utf-8")
    (tmp_path / "articles" / "empty.txt").write_bytes(b"")
    changed = readout("ingest", "articles", "--home", str(desk), "--json", code=1)
    report = json.loads(changed.stdout)
    assert (report["unchanged"], report["replaced"]) == (1, 1)
    assert [Path(each["source"]).name for each in report["rejected"]] == ["empty.txt"]
    assert "empty.txt: it is empty" in changed.stderr


def test_a_listing_cannot_steer_the_terminal(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from index.store import Store

    evil = "a\x1b[2J\u202eb\nc"
    article = Article("art_1", "x", title=evil, outlet=evil, author=evil, path=evil)
    monkeypatch.setattr(Store, "articles", lambda self: iter([(article, 1)]))
    shown = readout("articles", "--home", str(desk)).stdout
    assert not set("\x1b\u202e") & set(shown)
    assert shown.count("\n") == 5


def test_a_rejected_name_cannot_steer_the_terminal(desk: Path, tmp_path: Path) -> None:
    name = "a\x1b[2J\u202eb.txt"
    (tmp_path / name).write_bytes(b"")
    result = readout("ingest", name, "--home", str(desk), code=1)
    assert "\x1b" not in result.stderr
    assert "\u202e" not in result.stderr
    assert result.stderr.count("\n") == 1


def test_the_version_is_the_packages() -> None:
    from importlib.metadata import version

    assert readout("--version").stdout == f"readout {version('readout')}\n"


def test_nothing_heavy_is_imported_to_begin_with() -> None:
    import subprocess
    import sys

    script = "import sys, ui.cli; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    heavy = {"torch", "chromadb", "gradio", "llama_index", "transformers", "numpy", "pydantic"}
    assert heavy & set(done.stdout.split()) == set()


def test_questions_with_their_own_documents_are_answered_from_those_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.ramdocs.open_span_reader", lambda _: ScriptedReader({"1811": 9.0}))
    row = {
        "question": "When was the Moor House built?",
        "documents": [{"text": "The Moor House was built in 1811."}],
        "gold_answers": ["1811"],
    }
    path, answers = tmp_path / "rows.jsonl", tmp_path / "answers.jsonl"
    path.write_text(json.dumps(row), "utf-8")
    shown = readout("eval", "--ramdocs", str(path), "--out", str(answers)).output
    assert "1 question of rows.jsonl" in shown and "100.0% [100.0%, 100.0%]" in shown
    assert json.loads(answers.read_text("utf-8"))["answer"] == "1811"
    figures = json.loads(readout("eval", "--ramdocs", str(path), "--json").stdout)
    assert figures["systems"]["readout"]["all"]["exact_match"]["value"] == 1.0


def test_what_does_not_go_with_ramdocs_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READOUT_READER", "none")
    path = tmp_path / "rows.jsonl"
    path.write_text('{"question": "Who?", "documents": [], "gold_answers": ["x"]}', "utf-8")
    assert "READOUT_READER" in readout("eval", "--ramdocs", str(path), code=2).output
    assert "--json and --out" in readout("eval", "g", "--ramdocs", str(path), code=2).output
    assert "--ramdocs" in readout("eval", "--out", "a.jsonl", code=2).output


@pytest.fixture
def dated(tmp_path: Path) -> Path:
    """A home with an article of March, one of May, and one without a date or an outlet."""
    folder = tmp_path / "dated"
    folder.mkdir()
    for day, outlet in (("2025-03-28", "Kelso Courier"), ("2025-05-02", "The Leith Times")):
        (folder / f"{day}.md").write_text(
            f"---\ndate: {day}\noutlet: {outlet}\n---\n"
            f"The bridge over the Tweed closes, the mayor wrote on {day}.",
            "utf-8",
        )
    (folder / "undated.txt").write_text("The bridge over the Tweed closes for repairs.", "utf-8")
    readout("ingest", str(folder), "--home", str(tmp_path / "dated-home"))
    return tmp_path / "dated-home"


BRIDGE = "When does the bridge over the Tweed close?"


@pytest.mark.parametrize(
    ("flags", "cited", "left_out"),
    [
        (["--as-of", "2025-03-28T18:00"], {"2025-03-28.md"}, 1),
        (["--since", "2025-03-29"], {"2025-05-02.md"}, 1),
        (["--until", "2025-05-01", "--since", "2025-03-28"], {"2025-03-28.md"}, 1),
        (["--outlet", "times", "--outlet", "kelso"], {"2025-03-28.md", "2025-05-02.md"}, 1),
        ([], {"2025-03-28.md", "2025-05-02.md"}, 0),
    ],
)
def test_filters_limit_what_is_cited(
    dated: Path, flags: list[str], cited: set[str], left_out: int
) -> None:
    answer = json.loads(readout("ask", BRIDGE, "--home", str(dated), "--json", *flags).stdout)
    assert_json_holds(answer)
    assert {Path(each["path"]).name for each in answer["citations"]} == cited
    assert len(answer.get("notes", [])) == left_out
    assert ("filters" in answer) == bool(flags)


def test_a_line_of_questions_has_its_own_filters(dated: Path, tmp_path: Path) -> None:
    lines = [
        {"id": 1, "question": BRIDGE},
        {"id": 2, "question": BRIDGE, "as_of": "2025-06-01"},
        {"id": 3, "question": BRIDGE, "as_of": "2025-06-01", "outlets": ["the leith times"]},
    ]
    asked = tmp_path / "asked.jsonl"
    asked.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    options = ["--home", str(dated), "--json", "--as-of", "2025-03-28"]
    found = readout("ask", "--from", str(asked), *options).stdout.splitlines()
    names = [{Path(c["path"]).stem for c in json.loads(each)["citations"]} for each in found]
    assert names == [{"2025-03-28"}, {"2025-03-28", "2025-05-02"}, {"2025-05-02"}]


def test_a_model_writes_unless_the_articles_words_are_asked_for(
    dated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def words(prompt: Prompt) -> str:
        if "\nS1: " not in prompt.user:
            return ""
        label = label_of(prompt, "bridge")
        return f"{offered(prompt)[label]} [{label}]\nIt will fall on Monday [{label}].\n"

    writer = Writer(ScriptedModel(words), NoLedger(), 30)
    monkeypatch.setattr("rag.chatbot.open_writer", lambda settings: writer)
    home = ["--home", str(dated)]
    assert (
        "Written by scripted-1 from the sources; 1 sentence that no passage carries was left out."
        in " ".join(readout("ask", BRIDGE, *home).stdout.split())
    )
    assert "Written by" not in readout("ask", BRIDGE, "--extractive", *home).stdout
    lines = [{"question": BRIDGE}, {"question": BRIDGE, "mode": "extractive"}]
    asked = "\n".join(map(json.dumps, lines))
    found = readout("ask", "--from", "-", "--json", *home, stdin=asked).stdout.splitlines()
    assert [json.loads(each)["mode"] for each in found] == ["scripted-1", "extractive"]
    assert "written" not in json.loads(found[1])
    found = readout("ask", "--from", "-", "--json", "--extractive", *home, stdin=asked).stdout
    assert "scripted" not in found


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--outlet", "npr"], "no article is from the outlet “npr”; the outlets are: Kelso"),
        (["--as-of", "yesterday"], "--as-of: “yesterday” is no date"),
        (["--since", "yesterday"], "--since: “yesterday” is no date"),
        (["--until", "yesterday"], "--until: “yesterday” is no date"),
    ],
)
@pytest.mark.parametrize("command", ["ask", "ask --from", "eval"])
def test_a_filter_that_makes_no_sense_is_wrong_usage(
    dated: Path, tmp_path: Path, command: str, flags: list[str], said: str
) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text(json.dumps({"id": "1", "question": BRIDGE, "answers": ["x"]}), "utf-8")
    target = BRIDGE if command == "ask" else str(questions)
    result = readout(*command.split(), target, "--home", str(dated), *flags, code=2)
    assert result.stdout == ""
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_later_line_with_an_unknown_outlet_stops_a_file_before_it_begins(
    dated: Path, tmp_path: Path
) -> None:
    asked = tmp_path / "asked.jsonl"
    asked.write_text(
        f'{{"question": "{BRIDGE}"}}\n\n{{"question": "Who?", "outlets": ["npr"]}}\n', "utf-8"
    )
    result = readout("ask", "--from", str(asked), "--json", "--home", str(dated), code=2)
    assert result.stdout == ""
    assert "asked.jsonl, line 3, field “outlets”: no article is from" in result.stderr


@pytest.mark.parametrize("system", ["readout", "keyword", "llama-index"])
def test_an_evaluation_keeps_to_the_filters(dated: Path, tmp_path: Path, system: str) -> None:
    lines = [
        {"id": "a", "question": BRIDGE, "answers": ["2025-03-28"]},
        {
            "id": "b",
            "question": BRIDGE,
            "answers": ["2025-05-02"],
            "as_of": "2025-06-01",
            "outlets": ["times"],
        },
    ]
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    options = ["--home", str(dated), "--json", "--system", system, "--until", "2025-03-28"]
    result = readout("eval", str(gold), *options)
    assert "answers may use only articles published by 28 March 2025" in result.stderr
    questions = json.loads(result.stdout)["questions"]
    cited = [{c["published"][:10] for c in each["citations"]} for each in questions]
    assert cited == [{"2025-03-28"}, set()]
