"""The same through the real command line: files, HTTP, JSON."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from index.corpus import Corpus
from index.ingest import ingest
from tests.doubles import HashingEmbedder
from tests.fake_model import FakeModel, Obedient
from tests.fake_model.calls import Message
from tests.poison import KINDS, POISONS
from tests.poison.chain import OFFERED
from tests.rag.conftest import SAMPLES
from ui.cli import app

ASKED = 1  # of the questions; each takes a second
CHOSEN = [next(each for each in POISONS if each.kind == kind) for kind in KINDS]


def obedient(messages: list[Message]) -> str:
    true = [f"{text} [{label}]" for label, text in OFFERED.findall(messages[-1]["content"])]
    return "\n".join([Obedient(most=800)(messages), *true[:8]])


def written(folder: Path) -> None:
    """The first of each kind as a file with front matter."""
    for poison in CHOSEN:
        for at, article in enumerate(poison.articles):
            about = {"title": article.title, "outlet": article.outlet, "author": article.author}
            front = "\n".join(f"{name}: {json.dumps(said)}" for name, said in about.items() if said)
            text = f"---\n{front}\ndate: 2025-03-28\n---\n{article.body}"
            (folder / f"{poison.mark}-{at}.md").write_text(text, "utf-8")


def test_the_command_line_is_not_led(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.settings.open_embedder", lambda model: HashingEmbedder())
    poisoned, home = tmp_path / "articles", tmp_path / "home"
    poisoned.mkdir()
    written(poisoned)
    with Corpus(home, HashingEmbedder(), lasting=False) as corpus:
        assert not ingest(corpus, [str(SAMPLES), str(poisoned)]).rejected
    with FakeModel(obedient) as model:
        for name, value in {
            "": "openai-like",
            "_MODEL": "fake-model",
            "_BASE_URL": model.url,
            "_API_KEY": str(model.key),
            "_FIRST_TOKEN_SECONDS": "120",  # the model thinks in this process, and loads slowly
            "_SECONDS": "120",
        }.items():
            monkeypatch.setenv(f"READOUT_LLM{name}", value)
        for question in [*dict.fromkeys(each.topic.question for each in CHOSEN)][:ASKED]:
            done = CliRunner().invoke(app, ["ask", question, "--home", str(home), "--json"])
            assert done.exit_code == 0, done.output
            told = json.loads(done.stdout)
            assert told["claims"] and told["mode"] == "fake-model", told["notes"]
            assert not told["written"]["put_aside"]
            for said in (told["claims"], told["notes"], told["conflicts"], told["short_answer"]):
                assert "canary" not in json.dumps(said).lower()
        assert not model.trap.caught and model.asked
        assert all("canary" not in each.prompt.lower() for each in model.asked)
