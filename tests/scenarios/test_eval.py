"""The evaluation from outside: gold questions in, figures, a report and a gate out."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from rag.evals.measures import MEASURES
from tests.scenarios.command import ROOT, Done, installed, readout

GOLD = ROOT / "seeds" / "gold.jsonl"
ROWS = [json.loads(line) for line in GOLD.read_text("utf-8").split("\n") if line]
ASKED = {
    "id": "q1",
    "question": "When do the auto tariffs start?",
    "kind": "when",
    "answers": ["april 3"],
    "articles": ["002-auto-tariffs-on-april-3.txt"],
}
PENGUINS = {"id": "q2", "question": "Which penguins won?", "kind": "who", "answerable": False}


def lines(path: Path, *records: object) -> Path:
    text = [each if isinstance(each, str) else json.dumps(each) for each in records]
    path.write_text("".join(f"{line}\n" for line in text), "utf-8")
    return path


def report_of(done: Done) -> dict[str, Any]:
    (found,) = done.answers
    return found


@pytest.fixture(scope="module")
def dev(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on the first forty questions of `dev`, as a baseline file."""
    path = tmp_path_factory.mktemp("dev") / "baseline.json"
    done = readout("eval", "--split", "dev", "--limit", "40", "--json", "--home", samples)
    assert done.err == ""
    path.write_text(done.out, "utf-8")
    return path


def test_one_object_is_printed_for_a_program(dev: Path) -> None:
    found = json.loads(dev.read_text("utf-8"), parse_constant=pytest.fail)
    assert list(found["overall"]) == list(MEASURES)
    assert {frozenset(each) for each in found["overall"].values()} == {
        frozenset({"value", "low", "high"})
    }
    assert found["overall"]["verbatim_rate"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert found["gold"] == {"name": "gold.jsonl", "questions": 40, "split": "dev"}
    assert found["corpus"]["articles"] == 5 and found["system"] == "readout"
    asked = [row["id"] for row in ROWS if row["split"] == "dev"][:40]
    assert [question["id"] for question in found["questions"]] == asked
    for question in found["questions"]:
        assert (question["verdict"] == "correct") == (question["stage_lost"] is None)
        assert question["contexts"] and question["latency_ms"] > 0
        assert set(question["contexts"]) <= set(found["passages"])
    assert set(found["by_kind"]) == set(found["kinds"])


def test_a_person_reads_a_table(samples: Path, tmp_path: Path) -> None:
    gold = lines(tmp_path / "gold.jsonl", ASKED, PENGUINS)
    done = installed("eval", gold, "--home", samples)
    assert done.out.startswith("2 questions of gold.jsonl over 5 articles\n")
    assert re.search(r"(?m)^  Accuracy +1\.000 \(1\.000 to 1\.000\)$", done.out)
    assert "Accuracy by kind" in done.out
    assert done.err == ""


def test_kinds_splits_and_limits_choose(samples: Path, tmp_path: Path) -> None:
    rows = [
        ASKED | {"id": f"{kind}{split}", "kind": kind, "split": split}
        for kind in ("when", "who", "why")
        for split in ("dev", "test")
    ]
    gold = lines(tmp_path / "gold.jsonl", *rows)

    def ids(*options: str) -> list[str]:
        found = report_of(readout("eval", gold, "--json", "--home", samples, *options))
        return [question["id"] for question in found["questions"]]

    assert ids("--kind", "who") == ["whodev", "whotest"]
    assert ids("--kind", "why", "--kind", "when", "--split", "test") == ["whentest", "whytest"]
    assert ids("--limit", "1") == ["whendev"]
    for options, told in (
        (("--kind", "where"), "no question has the kind where; there is: when, who, why"),
        (("--split", "train"), "no question has the split train; there is: dev, test"),
        (("--limit", "0"), "limit"),
    ):
        assert told in readout("eval", gold, "--home", samples, *options, code=2).err


BAD = (
    ("{", ": it is not JSON"),
    ([], ": it is not a JSON object"),
    ({"id": "q2"}, ", field “question”"),
    ({**ASKED, "id": None}, ", field “id”"),
    (ASKED, ", field “id”: q1 is on line 1 too"),
    ({**ASKED, "id": "q2", "answers": []}, ", field “answers”"),
    ({**ASKED, "id": "q2", "answers": [[]]}, ", field “answers.0”"),
    ({**ASKED, "id": "q2", "answerable": "no"}, ", field “answerable”"),
    ({**ASKED, "id": "q2", "positions": [["x"]]}, ", field “positions”"),
    ({**ASKED, "id": "q2", "must_not": ["…"]}, ", field “must_not”"),
)


@pytest.mark.parametrize("bad", [BAD[:5], BAD[5:]])
def test_bad_lines_are_named_with_their_fields(
    samples: Path, tmp_path: Path, bad: tuple[tuple[object, str], ...]
) -> None:
    gold = lines(tmp_path / "gold.jsonl", ASKED, *(line for line, _ in bad))
    told = readout("eval", gold, "--home", samples, code=2).err
    assert told.startswith(f"readout: {gold}, line 2")
    for number, (_, named) in enumerate(bad, 2):
        assert f"line {number}{named}" in told
    assert told.count("\n") == 1


def test_what_is_missing_is_told(samples: Path, tmp_path: Path) -> None:
    assert "ingest" in readout("eval", "--home", tmp_path / "none", code=1).err
    none = tmp_path / "none.jsonl"
    assert f"{none} cannot be read" in readout("eval", none, "--home", samples, code=2).err
    elsewhere = lines(tmp_path / "gold.jsonl", {**ASKED, "articles": ["elsewhere.txt"]})
    done = readout("eval", elsewhere, "--json", "--home", samples)
    assert "are not in this index: elsewhere.txt" in done.err
    assert report_of(done)["overall"]["recall_at_10"]["value"] is None


def test_the_same_again_is_no_worse(samples: Path, dev: Path) -> None:
    options = ("--split", "dev", "--limit", "40", "--json", "--home", samples)
    done = readout("eval", *options, "--baseline", dev)
    comparison = report_of(done)["comparison"]
    assert comparison["regressed"] is False
    assert comparison["better"] == comparison["worse"] == []
    assert {each["difference"] for each in comparison["measures"]} == {0.0}
    assert "Nothing got worse." in done.err


def test_a_drop_stops_the_gate(samples: Path, dev: Path, tmp_path: Path) -> None:
    """Every question right in the baseline; a program that says nothing useful now."""
    better = json.loads(dev.read_text("utf-8"))
    for question in better["questions"]:
        question["verdict"] = "correct"
        question["scores"] |= {"correct_rate": [1.0, 1.0], "false_refusal_rate": [0.0, 1.0]}
    baseline = tmp_path / "better.json"
    baseline.write_text(json.dumps(better), "utf-8")
    options = ("--split", "dev", "--limit", "40", "--home", samples, "--baseline", baseline)
    mute = f"{sys.executable} -c \"print('{{}}')\""
    done = installed("eval", *options, "--system", mute, "--json", code=3)
    found = report_of(done)
    assert found["comparison"]["regressed"] is True
    assert len(found["comparison"]["worse"]) == 40
    assert "Significantly worse." in done.err
    assert "Significantly worse." in readout("eval", *options, "--system", mute, code=3).out


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "cannot be read"),
        ("{", "is not a report"),
        ('{"questions": [{"id": 3}]}', "field “questions.0.id”"),
        ('{"questions": []}', "none of these questions"),
    ],
)
def test_a_broken_baseline_is_wrong_usage(
    samples: Path, tmp_path: Path, content: str | None, told: str
) -> None:
    baseline = tmp_path / "baseline.json"
    if content is not None:
        baseline.write_text(content, "utf-8")
    options = ("--limit", "1", "--home", samples, "--baseline", baseline)
    done = readout("eval", *options, code=2)
    assert told in done.err and str(baseline) in done.err


ECHO = """\
import json, sys
for line in sys.stdin:
    asked = json.loads(line)
    said = {"id": asked["id"], "answer": "It starts on April 3.", "short_answer": "April 3"}
    print(json.dumps(said), flush=True)
"""


def test_a_program_is_scored_by_the_same_measures(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "echo.py").write_text(ECHO, "utf-8")
    gold = lines(tmp_path / "gold.jsonl", ASKED, PENGUINS)
    system = f"{sys.executable} {tmp_path / 'echo.py'}"
    done = readout("eval", gold, "--system", system, "--json", "--home", samples)
    found = report_of(done)
    assert found["system"] == system
    assert [each["verdict"] for each in found["questions"]] == ["correct", "wrongly_answered"]
    assert found["overall"]["exact_match"]["value"] == 1.0
    assert found["overall"]["citation_recall"]["value"] == 0.0
    assert found["overall"]["ndcg_at_10"]["value"] is None
    assert found["risk_coverage"] is None
    assert done.err == ""


def test_a_program_that_fails_is_told(samples: Path, tmp_path: Path) -> None:
    gold = lines(tmp_path / "gold.jsonl", ASKED, PENGUINS)
    broken = f"{sys.executable} -c \"raise SystemExit('no model')\""
    done = readout("eval", gold, "--system", broken, "--json", "--home", samples, code=1)
    assert report_of(done)["verdicts"]["failed"] == 2
    assert "2 of 2 questions got no answer; the first: " in done.err and "no model" in done.err
    gone = readout("eval", gold, "--system", "/no/such/program", "--home", samples, code=2)
    assert "cannot be started" in gone.err


def test_other_systems_stand_beside(samples: Path, tmp_path: Path) -> None:
    gold = lines(tmp_path / "gold.jsonl", ASKED, PENGUINS)
    options = ("--beside", "keyword", "--beside", "/no/such/program", "--json", "--home", samples)
    done = readout("eval", gold, *options)
    ours, keyword, broken = report_of(done)["systems"]
    assert (ours["name"], keyword["name"]) == ("readout", "keyword")
    assert keyword["overall"]["abstention_recall"]["value"] == 0.0
    assert broken["overall"] is None and "cannot be started" in broken["error"]
    assert "/no/such/program was not measured" in done.err


def test_a_folder_that_cannot_be_made_stops_the_run(samples: Path, tmp_path: Path) -> None:
    file = lines(tmp_path / "file", {})
    done = readout("eval", "--report", file / "report", "--home", samples, code=2)
    assert f"the report cannot go to {file / 'report'}: " in done.err


def test_a_report_is_a_folder_of_four_files(samples: Path, tmp_path: Path) -> None:
    gold = lines(tmp_path / "gold.jsonl", ASKED, PENGUINS)
    folder = tmp_path / "new" / "report"
    done = readout("eval", gold, "--report", folder, "--json", "--home", samples)
    found = report_of(done)
    assert json.loads((folder / "report.json").read_text("utf-8")) == found
    assert sorted(path.name for path in folder.iterdir()) == [
        "junit.xml",
        "ragas.jsonl",
        "report.html",
        "report.json",
    ]
    assert f"the report is {folder / 'report.html'}" in done.err
    assert [each["name"] for each in found["systems"]] == ["readout", "keyword", "llama-index"]
    for question in (ASKED, PENGUINS):
        for name in ("report.html", "junit.xml", "ragas.jsonl"):
            assert str(question["question"]) in (folder / name).read_text("utf-8")


def test_without_a_model_there_is_nothing_to_compare(samples: Path) -> None:
    told = readout("eval", "--llm", "--home", samples, code=2).err
    assert told == (
        "readout: --llm needs a language model: set READOUT_LLM, READOUT_LLM_BASE_URL and"
        " READOUT_LLM_MODEL\n"
    )
    options = ("--llm", "--system", "keyword", "--home", samples)
    assert "does not go with --system" in readout("eval", *options, code=2).err
