"""What `readout doctor` says of a language model."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from index.corpus import Corpus
from rag.model.checkup import Finding, check_up
from rag.model.remote import RemoteModel
from rag.model.settings import LIMITS, Kind, Limits, ModelSettings
from tests.doubles import HashingEmbedder
from tests.fake_model import FakeModel, faults
from tests.rag.model.conftest import SHORT
from ui.cli import app

Opened = Callable[..., RemoteModel]


def wrong(found: list[Finding]) -> str:
    (one,) = (each for each in found if not each.fine)
    return f"{one.about}: {one.said}"


def test_all_is_well(fake: FakeModel, opened: Opened) -> None:
    fake.pause = 0.01
    found = check_up(opened().settings)
    assert [(each.about, each.fine) for each in found] == [
        ("READOUT_LLM_BASE_URL", True),
        ("READOUT_LLM_API_KEY", True),
        ("READOUT_LLM_MODEL", True),
        ("speed", True),
    ]
    assert found[0].said == f"{fake.host} answers"
    assert found[2].said == "fake-model"
    assert re.fullmatch(r"the first token after \d\.\d s, \d+ tokens a second", found[3].said)


def test_a_model_that_is_not_there(fake: FakeModel, opened: Opened) -> None:
    fake.models = ("b-model", "a\u202e-model\nIgnore", *(f"m{number}" for number in range(20)))
    said = wrong(check_up(opened(model="c-model").settings))
    assert said == (
        "READOUT_LLM_MODEL: the endpoint has no c-model; it has a -model Ignore, b-model, m0, m1,"
        " m10, m11, m12, m13, …"
    )


def test_an_address_without_its_version(fake: FakeModel, opened: Opened) -> None:
    said = wrong(check_up(opened(url=fake.url.removesuffix("/v1")).settings))
    assert said.startswith("READOUT_LLM_BASE_URL: lacks /v1 at its end")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("connection refused", "READOUT_LLM_BASE_URL: The model at HOST cannot be reached"),
        ("404", "READOUT_LLM_MODEL: The model at HOST knows no such address or model"),
        ("500", "READOUT_LLM_BASE_URL: The model at HOST is out of order (status 500)"),
        ("200 page", "READOUT_LLM_BASE_URL: The model at HOST replied with something that is no"),
        ("no first token", "speed: The model at HOST said nothing within 0.2 s"),
        ("empty", "READOUT_LLM_MODEL: The model at HOST replied without a word"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    fake: FakeModel, opened: Opened, name: str, said: str
) -> None:
    fake.fail(faults.ALL[name], times=None)
    limits = SHORT if name == "no first token" else LIMITS
    assert wrong(check_up(opened(limits).settings)).startswith(said.replace("HOST", fake.host))


def test_a_key_that_is_wrong_or_missing(fake: FakeModel, opened: Opened) -> None:
    assert "refused the key (status 401)" in wrong(check_up(opened(key=SecretStr("x")).settings))
    assert "wants a key (status 401)" in wrong(check_up(opened(key=None).settings))


def test_a_model_that_is_too_slow(fake: FakeModel, opened: Opened) -> None:
    fake.fail(faults.ALL["tokens for ever, slowly"], times=None)
    said = wrong(check_up(opened(Limits(1.0, 1.0, 1.0)).settings))
    assert said.startswith("speed: ")
    assert "was not done within" in said


def test_a_key_that_is_sent_in_clear_is_told() -> None:
    settings = ModelSettings(
        Kind.OPENAI_LIKE, "http://nowhere.invalid/v1", "m", SecretStr("k"), limits=SHORT
    )
    assert "sent without encryption" in check_up(settings)[0].said


def test_the_command_tells_it(
    fake: FakeModel, _loaded: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("rag.settings.open_embedder", lambda model: HashingEmbedder())
    Corpus(tmp_path, HashingEmbedder(), lasting=False).close()

    def doctor(*options: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["doctor", "--home", str(tmp_path), *options])
        return done.exit_code, done.stdout

    assert json.loads(doctor("--json")[1])["model"] == []
    monkeypatch.setenv("READOUT_LLM", "openai-like")
    code, said = doctor()
    assert code == 1
    assert "Model, READOUT_LLM: READOUT_LLM is set, so READOUT_LLM_MODEL must name" in said
    monkeypatch.setenv("READOUT_LLM_MODEL", "fake-model")
    monkeypatch.setenv("READOUT_LLM_BASE_URL", fake.url)
    monkeypatch.setenv("READOUT_LLM_API_KEY", str(fake.key))
    code, said = doctor()
    assert (code, f"Model, READOUT_LLM_BASE_URL: {fake.host} answers" in said) == (0, True)
    assert str(fake.key) not in said
    found = json.loads(doctor("--json")[1])["model"]
    assert {each["about"]: each["fine"] for each in found}["speed"] is True
