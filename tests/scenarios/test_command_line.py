"""A person, a script and a gate at the command line: each command as a child process.

Of each command one journey at least runs the program as it is installed.
"""

import json
import os
import re
from pathlib import Path

import pytest

from tests.index.chroma_server import chroma_server
from tests.rag.invariants import assert_json_holds
from tests.scenarios.command import SEEDS, installed, readout, running

QUESTION = "When do the auto tariffs start?"


def lines(path: Path, *records: object) -> Path:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
    return path


def test_what_was_ingested_is_not_ingested_again(desk: Path) -> None:
    assert readout("ingest", SEEDS, "--home", desk).out == "0 added, 5 unchanged\n"


def test_a_question_is_answered_for_a_person(samples: Path) -> None:
    done = installed("ask", QUESTION, "--home", samples)
    assert "April 3" in done.out
    assert re.search(r"(?m)^Sources$", done.out)
    assert "[1]" in done.out.partition("Sources")[0]
    assert max(map(len, done.out.partition("Sources")[0].split("\n"))) <= 80
    assert done.err == ""


def test_a_question_is_answered_for_a_program(samples: Path) -> None:
    done = readout("ask", QUESTION, "--json", "--home", samples)
    (answer,) = done.answers
    assert_json_holds(answer)
    assert (answer["id"], answer["question"]) == (None, QUESTION)
    assert any("April 3" in claim["text"] for claim in answer["claims"])
    for citation in answer["citations"]:
        text = Path(citation["path"]).read_bytes().decode("utf-8")
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert done.err == ""


def test_what_the_articles_do_not_say_is_no_failure(samples: Path) -> None:
    done = readout("ask", "Which penguins won the Zanzibar regatta?", "--json", "--home", samples)
    (answer,) = done.answers
    assert_json_holds(answer)
    assert answer["abstained"]


def test_a_file_of_questions_is_answered_in_order(samples: Path, tmp_path: Path) -> None:
    asked = [
        {"id": "b", "question": QUESTION, "kind": "when", "must_not": []},
        {"id": 7, "question": "And on parts?", "history": [QUESTION]},
        {"question": "Who is the US commerce secretary?"},
        {"id": "b", "question": "Which penguins won?\nSecond line"},
        {"id": None, "question": ""},
    ]
    done = readout(
        "ask", "--from", lines(tmp_path / "q.jsonl", *asked), "--json", "--home", samples
    )
    assert [answer["id"] for answer in done.answers] == ["b", 7, None, "b", None]
    assert [each["question"] for each in done.answers] == [each["question"] for each in asked]
    for answer in done.answers:
        assert_json_holds(answer)
    assert done.answers[1]["standalone_question"] == "When do the tariffs on parts start?"
    assert done.err == ""


def test_blank_lines_and_other_line_ends_are_borne(samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes(b'{"id": 1, "question": "a"}\r\n\r\n   \n{"id": 2, "question": "b"}')
    done = readout("ask", "--from", path, "--json", "--home", samples)
    assert [answer["id"] for answer in done.answers] == [1, 2]


def test_an_empty_file_of_questions_has_no_answers(samples: Path, tmp_path: Path) -> None:
    done = readout("ask", "--from", lines(tmp_path / "q.jsonl"), "--json", "--home", samples)
    assert done.out == done.err == ""


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        ('{"id": 1}', "question"),
        ('{"question": 5}', "question"),
        ('{"question": "x", "history": "y"}', "history"),
        ('{"question": "x", "id": 1.5}', "id"),
        ("When?", ""),
    ],
)
def test_a_bad_line_is_named_before_anything_is_answered(
    samples: Path, tmp_path: Path, bad: str, named: str
) -> None:
    path = lines(tmp_path / "q.jsonl", {"question": QUESTION})
    path.write_text(path.read_text("utf-8") + "\n" + bad + "\n", "utf-8")
    done = readout("ask", "--from", path, "--json", "--home", samples, code=2)
    assert done.out == ""
    assert "line 3" in done.err
    assert str(path) in done.err
    assert named in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("missing", ["no-such.jsonl", "."])
def test_a_file_of_questions_that_cannot_be_read_is_named(
    samples: Path, tmp_path: Path, missing: str
) -> None:
    done = readout("ask", "--from", tmp_path / missing, "--json", "--home", samples, code=2)
    assert "cannot be read" in done.err


def test_each_line_of_a_stream_is_answered_before_the_next_is_sent(samples: Path) -> None:
    with running("ask", "--from", "-", "--json", "--home", samples) as process:
        assert process.stdin and process.stdout and process.stderr
        for number, question in enumerate([QUESTION, "Who is Lutnick?", "Why?"]):
            process.stdin.write(json.dumps({"id": number, "question": question}) + "\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            assert_json_holds(answer)
            assert (answer["id"], answer["question"]) == (number, question)
        process.stdin.close()
        assert process.wait() == 0
        assert process.stdout.read() == process.stderr.read() == ""


def test_a_bad_line_ends_a_stream(samples: Path) -> None:
    with running("ask", "--from", "-", "--json", "--home", samples) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write('{"id": 1, "question": "When?"}\n{"id": 2}\n')
        process.stdin.close()
        assert process.wait() == 2
        assert [json.loads(line)["id"] for line in process.stdout] == [1]
        said = process.stderr.read()
        assert "line 2" in said and "question" in said and "Traceback" not in said


def test_a_reader_that_goes_away_is_no_traceback(samples: Path) -> None:
    with running("ask", "--from", "-", "--json", "--home", samples) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdout.close()
        process.stdin.write('{"question": "When?"}\n' * 3)
        process.stdin.close()
        process.wait()
        assert "Traceback" not in process.stderr.read()


def test_an_argument_of_broken_encoding_is_no_accident(samples: Path) -> None:
    question = os.fsdecode(b"When do tariffs \xff start?")
    assert installed("ask", question, "--home", samples).out
    assert readout("ask", question, "--json", "--home", samples).out


def test_articles_are_listed(samples: Path) -> None:
    shown = installed("articles", "--home", samples)
    assert shown.out.endswith("5 articles\n")
    listed = json.loads(readout("articles", "--json", "--home", samples).out)
    assert sorted(Path(each["path"]).name[:3] for each in listed) == [
        "000",
        "001",
        "002",
        "003",
        "004",
    ]
    for each in listed:
        assert each["id"] in shown.out
        assert each["passages"] > 0


def test_articles_are_removed_by_id_path_and_folder(desk: Path) -> None:
    listed = json.loads(readout("articles", "--json", "--home", desk).out)
    assert installed("remove", listed[0]["id"], "--home", desk).out == "1 removed\n"
    assert readout("remove", listed[1]["path"], "--home", desk).out == "1 removed\n"
    relative = os.path.relpath(SEEDS, Path.cwd())
    assert readout("remove", relative, "--home", desk, cwd=Path.cwd()).out == "3 removed\n"
    done = readout("ask", QUESTION, "--json", "--home", desk)
    assert done.answers[0]["abstained"]
    assert "remove" in readout("remove", "art_0", "--home", desk, code=1).err


def test_doctor_finds_a_sound_index(desk: Path) -> None:
    found = json.loads(installed("doctor", "--json", "--home", desk).out)
    assert (found["articles"], found["database"], found["compared"]) == (5, "ok", True)
    assert (found["missing"], found["surplus"], found["embedded"]) == (0, 0, 0)


@pytest.mark.parametrize(
    "arguments", [[], ["nonsense"], ["ask"], ["ingest"], ["remove"], ["ask", "x", "--nonsense"]]
)
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    readout(*arguments, code=2)


def test_the_program_gives_its_exit_codes(tmp_path: Path) -> None:
    readout("ask", code=2)
    assert "readout ingest" in installed("ask", "x", "--home", tmp_path / "nowhere", code=1).err


def test_a_setting_that_makes_no_sense_is_wrong_usage(samples: Path) -> None:
    done = readout("ask", "x", "--home", samples, code=2, READOUT_FETCH_PRIVATE="maybe")
    assert done.err.startswith("readout: READOUT_FETCH_PRIVATE")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["ask", "x"], ["articles"], ["remove", "x"], ["doctor"]])
def test_a_missing_home_is_one_line(tmp_path: Path, arguments: list[str]) -> None:
    done = readout(*arguments, "--home", tmp_path / "nowhere", code=1)
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert "readout ingest" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_bad_file_among_good_ones_is_named_and_the_rest_goes_in(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a-good.txt").write_text("The bridge over the Tweed closes on 4 June.", "utf-8")
    (articles / "b-empty.txt").write_bytes(b"")
    (articles / "c-broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    (articles / "d-image.png").write_bytes(b"\x89PNG")
    home = tmp_path / "home"
    done = readout("ingest", articles, tmp_path / "gone.txt", "--home", home, code=1)
    assert done.out == "1 added, 0 unchanged, 4 rejected\n"
    assert [line.split(":")[0] for line in done.err.splitlines()] == [
        f"rejected {path}"
        for path in (
            articles / "b-empty.txt",
            articles / "c-broken.pdf",
            articles / "d-image.png",
            tmp_path / "gone.txt",
        )
    ]
    done = readout("ask", "When does the bridge over the Tweed close?", "--json", "--home", home)
    assert "4 June" in done.answers[0]["answer"]


@pytest.mark.parametrize(
    "arguments", [["ingest", SEEDS], ["ask", "x"], ["articles"], ["doctor"]], ids=lambda a: a[0]
)
def test_a_home_that_is_a_file_is_one_line(tmp_path: Path, arguments: list[object]) -> None:
    (tmp_path / "file").write_text("not a folder", "utf-8")
    done = readout(*arguments, "--home", tmp_path / "file", code=1)
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert (tmp_path / "file").read_text("utf-8") == "not a folder"


@pytest.mark.parametrize(
    "arguments", [["ingest", SEEDS], ["ask", "x"], ["articles"], ["doctor"]], ids=lambda a: a[0]
)
def test_an_index_that_is_none_is_one_line(tmp_path: Path, arguments: list[object]) -> None:
    (tmp_path / "readout.db").write_text("this is not a database, but long enough\n" * 50, "utf-8")
    done = readout(*arguments, "--home", tmp_path, code=1)
    assert done.out == ""
    assert done.err.count("\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to a read-only folder")
@pytest.mark.parametrize(
    "arguments", [["ingest", SEEDS], ["ask", "x"], ["doctor"]], ids=lambda a: a[0]
)
def test_a_home_that_is_read_only_is_one_line(desk: Path, arguments: list[object]) -> None:
    desk.chmod(0o555)
    try:
        done = readout(*arguments, "--home", desk, code=1)
    finally:
        desk.chmod(0o755)
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert str(desk) in done.err


def test_a_chroma_server_answers_like_the_embedded_one(samples: Path, tmp_path: Path) -> None:
    asked = lines(
        tmp_path / "q.jsonl",
        *({"id": n, "question": text} for n, text in enumerate([QUESTION, "Who is Lutnick?"])),
    )
    home = tmp_path / "home"
    with chroma_server(tmp_path / "server") as url:
        done = readout("ingest", SEEDS, "--home", home, READOUT_CHROMA_URL=url)
        assert done.out == "5 added, 0 unchanged\n"
        served = readout(
            "ask", "--from", asked, "--json", "--home", home, READOUT_CHROMA_URL=url
        ).answers
        found = json.loads(readout("doctor", "--json", "--home", home, READOUT_CHROMA_URL=url).out)
        assert (found["missing"], found["surplus"], found["compared"]) == (0, 0, True)
    assert not (home / "chroma").exists()
    embedded = readout("ask", "--from", asked, "--json", "--home", samples).answers
    assert [answer["claims"] for answer in served] == [answer["claims"] for answer in embedded]
    assert all(answer["claims"] for answer in served)


def test_a_chroma_server_that_does_not_answer_is_one_line(samples: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    done = readout("ask", "x", "--home", samples, code=1, READOUT_CHROMA_URL=url)
    assert url in done.err
    assert done.err.count("\n") == 1


def test_an_empty_name_removes_nothing(desk: Path) -> None:
    before = readout("articles", "--home", desk, "--json").out
    refused = readout("remove", "", "--home", desk, code=2)
    assert "an empty name names no article" in refused.err
    assert readout("articles", "--home", desk, "--json").out == before


def test_modules_of_the_working_directory_are_not_run(tmp_path: Path) -> None:
    """The checks and the readers of PDF run in child processes, beside untrusted files."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    for name in ("index", "json", "lxml", "pypdf"):
        (folder / f"{name}.py").write_text(f"open('{name} was run', 'w').close()\n", "utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4\n1 0 obj\n")
    (folder / "a.txt").write_text("The ferry was late on Monday. Nobody minded.\n", "utf-8")
    home = tmp_path / "home"
    installed("ingest", "broken.pdf", "a.txt", "--home", home, code=1, cwd=folder)
    told = installed("doctor", "--home", home, "--json", cwd=folder)
    assert json.loads(told.out)["rebuilt"] is None
    assert sorted(folder.glob("* was run")) == []
