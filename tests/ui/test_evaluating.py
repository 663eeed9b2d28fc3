"""What `readout eval` asks of a language model: nothing, unless it is told to."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typer

import ui.evaluating
from index.corpus import Corpus
from index.errors import UsageError
from index.ingest import ingest
from rag.filters import NO_FILTERS
from rag.settings import Settings
from rag.writing.writer import Writer
from tests.doubles import HashingEmbedder
from tests.rag.evals.scripted_writer import Acting, Priced, Scripted, fails, repeats
from ui.evaluating import Order, carry_out

TEXT = "The harbour board met on Monday. The new ferry to Skarholm sails on 4 May."
GOLD = {"id": "f1", "question": "When does the ferry to Skarholm sail?", "kind": "when"}
ORDER = Order(
    gold=None,
    home=None,
    folder=None,
    as_json=True,
    baseline=None,
    kinds=(),
    split=None,
    limit=None,
    filters=NO_FILTERS,
    system="readout",
    beside=None,
    judge=False,
    llm=False,
)


class Desk:
    """A home of one article, and what `carry_out` printed."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def evaluate(self, code: int = 0, **options: Any) -> tuple[Any, str]:
        """The report, and what was told on standard error."""
        order = replace(ORDER, home=self.folder / "home", gold=self.folder / "gold.jsonl")
        ended = 0
        try:
            carry_out(replace(order, **options))
        except typer.Exit as end:
            ended = end.exit_code
        assert ended == code
        out, err = self._capsys.readouterr()
        return json.loads(out), err


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    (tmp_path / "ferry.txt").write_text(TEXT, "utf-8")
    gold = json.dumps(GOLD | {"answers": ["4 may"]})
    (tmp_path / "gold.jsonl").write_text(f"{gold}\n", "utf-8")
    with Corpus(tmp_path / "home", HashingEmbedder(), lasting=False) as corpus:
        ingest(corpus, [str(tmp_path / "ferry.txt")])

    def opened(settings: Settings) -> Corpus:
        return Corpus(settings.home, HashingEmbedder(), lasting=False)

    monkeypatch.setattr(ui.evaluating, "open_corpus", opened)
    monkeypatch.setattr(ui.evaluating, "open_span_reader", lambda name: None)
    return Desk(tmp_path, capsys)


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Callable[[Acting], None]:
    """Sets a model that acts so."""

    def set_model(act: Acting) -> None:
        writer = Writer(Scripted(act), Priced(), 10.0)
        monkeypatch.setattr(ui.evaluating, "open_writer", lambda settings: writer)

    monkeypatch.setenv("READOUT_LLM", "openai-like")
    return set_model


def never(prompt: str) -> str:
    raise AssertionError("the model was asked")


def test_a_model_that_is_set_is_not_asked_unless_told_to(
    desk: Desk, model: Callable[[Acting], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    model(never)
    report, told = desk.evaluate()
    assert report["modes"] is None and report["system"] == "readout"
    assert "readout: the articles' own words are measured; --llm measures" in told
    monkeypatch.delenv("READOUT_LLM")
    same, silent = desk.evaluate()
    assert silent == ""
    assert same["questions"][0]["answer"] == report["questions"][0]["answer"]


def test_told_to_both_modes_are_measured_and_the_baseline_is_held_to_the_articles_words(
    desk: Desk, model: Callable[[Acting], None], tmp_path: Path
) -> None:
    model(lambda prompt: "Nine penguins won the cup.\n" * 3 if "ferry" in prompt else "NONE")
    earlier, _ = desk.evaluate()
    baseline = tmp_path / "baseline.json"
    baseline.write_text(json.dumps(earlier), "utf-8")
    report, _ = desk.evaluate(llm=True, baseline=baseline)
    assert report["comparison"]["worse"] == report["comparison"]["better"] == []
    assert [each["name"] for each in report["systems"]] == ["readout", "readout with a-model"]
    assert report["questions"][0]["others"].keys() == {"readout with a-model"}
    use = report["modes"]["use"]
    assert (use["asked"], use["put_aside"], use["dropped"], use["requests"]) == (1, 1, 3, 1)


def test_a_model_that_fails_each_time_is_told_and_ends_with_one(
    desk: Desk, model: Callable[[Acting], None]
) -> None:
    model(fails)
    report, told = desk.evaluate(code=1, llm=True)
    assert report["modes"]["use"]["failed"] == 1
    assert "the model failed on 1 of the 1 questions it was asked; most often: The model" in told


def test_the_judge_is_asked_about_both_modes(
    desk: Desk, model: Callable[[Acting], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    model(repeats)
    judged: list[str] = []

    def opinions(tested: Any, *_: Any) -> dict[str, Any]:
        judged.append(tested.system)
        return {"model": "j", "agreement": None, "questions": {}, "failed": 0}

    monkeypatch.setattr(ui.evaluating, "_opinions", opinions)
    monkeypatch.setattr(ui.evaluating, "judge_settings", lambda settings: object())
    report, _ = desk.evaluate(llm=True, judge=True)
    assert sorted(judged) == ["readout", "readout with a-model"]
    assert report["judge"]["model"] == report["modes"]["judge"]["model"] == "j"


def test_there_must_be_a_model_and_the_system_must_be_ours(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match="--llm needs a language model: set READOUT_LLM"):
        desk.evaluate(llm=True)
    with pytest.raises(UsageError, match="does not go with --system"):
        desk.evaluate(llm=True, system="keyword")
