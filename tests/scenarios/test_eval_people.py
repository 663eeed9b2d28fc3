"""What people and models add to an evaluation: a second opinion, and marks that become gold."""

import json
from datetime import UTC, datetime
from pathlib import Path

from rag.evals.gold import read_gold
from rag.feedback import Feedback, record
from tests.scenarios.command import installed, readout
from tests.scripted_model import Reply, ScriptedModel, says

QUESTION = {
    "id": "q1",
    "question": "When is the Canadian election?",
    "kind": "when",
    "answers": ["april 28"],
}
KEY = "sk-a-secret-of-the-newsroom"


def test_a_model_gives_its_opinion_beside_the_figures(desk: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(QUESTION), "utf-8")
    command = ("eval", gold, "--home", desk, "--judge")
    opinion = says('{"verdict": "wrong", "reason": "It does not say which election."}')
    with ScriptedModel(opinion) as model:
        settings = {
            "READOUT_JUDGE_URL": model.url,
            "READOUT_JUDGE_MODEL": "judge-1",
            "READOUT_JUDGE_KEY": KEY,
        }
        done = readout(*command, "--json", **settings)
        again = readout(*command, **settings)
    (request,) = model.requests  # the second run knew the opinion
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert "april 28" in request.prompt and "election" in request.prompt
    (report,) = done.answers
    assert report["overall"]["accuracy"]["value"] == 1.0
    assert report["judge"]["questions"]["q1"]["verdict"] == "wrong"
    assert report["judge"]["agreement"]["value"] == 0.0
    assert "In the opinion of judge-1: 0 right, 1 wrong, 0 unclear" in again.out
    kept = "".join(path.read_text("utf-8", "replace") for path in desk.rglob("*.jsonl"))
    assert KEY not in done.out + done.err + again.out + again.err + kept


def test_a_model_that_fails_costs_no_figure(desk: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(QUESTION), "utf-8")
    with ScriptedModel(Reply(401)) as model:
        done = readout(
            *("eval", gold, "--home", desk, "--judge", "--json"),
            READOUT_JUDGE_URL=model.url,
            READOUT_JUDGE_MODEL="judge-1",
        )
    (report,) = done.answers
    assert report["overall"]["accuracy"]["value"] == 1.0
    assert (report["judge"]["questions"], report["judge"]["failed"]) == ({}, 1)
    assert "READOUT_JUDGE_KEY" in done.err


def test_a_judge_must_be_named(desk: Path) -> None:
    done = readout("eval", "--home", desk, "--judge", code=2)
    assert "READOUT_JUDGE_URL" in done.err and "READOUT_JUDGE_MODEL" in done.err


def test_a_mark_becomes_a_question_for_an_editor(desk: Path, tmp_path: Path) -> None:
    (answer,) = readout("ask", QUESTION["question"], "--json", "--home", desk).answers
    marked = Feedback(datetime.now(UTC), "wrong", answer, comment="Which election?", face="chat")
    record(desk, marked)
    done = installed("feedback", "--home", desk)
    (candidate,) = done.answers
    assert candidate["question"] == QUESTION["question"]
    assert (candidate["comment"], candidate["given"]) == ("Which election?", answer["answer"])
    assert candidate["articles"] == [each["article_id"] for each in answer["citations"]]
    assert "1 to finish" in done.err

    path = tmp_path / "gold.jsonl"
    path.write_text(done.out, "utf-8")
    refused = readout("eval", path, "--home", desk, code=2)
    assert "line 1, field “answers”" in refused.err
    path.write_text(json.dumps({**candidate, "answers": ["april 28"]}), "utf-8")
    assert [each.answers for each in read_gold(path)] == [("april 28",)]
    (report,) = readout("eval", path, "--home", desk, "--json").answers
    assert report["verdicts"]["correct"] == 1
