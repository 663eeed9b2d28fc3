"""Settings from the environment."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from index.embed import DEFAULT
from index.errors import UsageError
from rag.settings import Settings, fetch_policy, load_settings, open_corpus
from tests.doubles import HashingEmbedder


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder with nothing in it; the settings of the developer are gone already."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Opens the double instead of a model; the models that were asked for."""
    models: list[str] = []

    def open_embedder(model: str) -> HashingEmbedder:
        models.append(model)
        return HashingEmbedder()

    monkeypatch.setattr("rag.settings.open_embedder", open_embedder)
    return models


def test_what_holds_when_nothing_is_set() -> None:
    settings = load_settings()
    assert settings.home == Path.cwd() / ".readout"
    assert settings.embedder == DEFAULT
    assert settings.chroma_url is None
    assert settings.fetch_private is False
    assert fetch_policy(settings).allow_private is False


def test_each_setting_is_read_with_the_prefix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUT_HOME", "/somewhere/else")
    monkeypatch.setenv("READOUT_EMBEDDER", "some/model")
    monkeypatch.setenv("READOUT_CHROMA_URL", "http://127.0.0.1:8000")
    monkeypatch.setenv("READOUT_FETCH_PRIVATE", "true")
    settings = load_settings()
    assert settings.home == Path("/somewhere/else")
    assert settings.embedder == "some/model"
    assert settings.chroma_url == "http://127.0.0.1:8000"
    assert fetch_policy(settings).allow_private is True


def test_names_without_the_prefix_mean_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME_", "/x")
    monkeypatch.setenv("EMBEDDER", "some/model")
    monkeypatch.setenv("FETCH_PRIVATE", "true")
    settings = load_settings()
    assert settings.model_copy(update={"home": Settings().home}) == Settings()
    assert settings.embedder == DEFAULT


def test_the_command_line_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUT_HOME", "/somewhere/else")
    assert load_settings(Path("/given")).home == Path("/given")
    assert load_settings(None).home == Path("/somewhere/else")


def test_a_home_below_the_users_own_is_found_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings(Path("~/desk")).home == Path.home() / "desk"
    monkeypatch.setenv("READOUT_HOME", "~/other")
    assert load_settings().home == Path.home() / "other"


def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUT_HOME", "")
    monkeypatch.setenv("READOUT_FETCH_PRIVATE", "")
    assert load_settings().home == Path.cwd() / ".readout"
    assert load_settings().fetch_private is False


@pytest.mark.parametrize("value", ["maybe", "2"])
def test_a_value_that_makes_no_sense_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("READOUT_FETCH_PRIVATE", value)
    with pytest.raises(UsageError) as caught:
        load_settings()
    said = str(caught.value)
    assert said.startswith("READOUT_FETCH_PRIVATE is not usable: ")
    assert "\n" not in said
    assert "pydantic" not in said


@pytest.mark.parametrize("url", ["chroma", "ftp://127.0.0.1", "http://", "http://127.0.0.1:x"])
def test_a_chroma_address_that_makes_no_sense_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, opened: list[str], url: str
) -> None:
    monkeypatch.setenv("READOUT_CHROMA_URL", url)
    with pytest.raises(UsageError, match=r"^READOUT_CHROMA_URL is .*127\.0\.0\.1:8000$"):
        open_corpus(load_settings(tmp_path / "home"))


def test_the_embedder_is_the_one_that_is_set(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, opened: list[str]
) -> None:
    monkeypatch.setenv("READOUT_EMBEDDER", "some/model")
    open_corpus(load_settings(tmp_path / "home"), lasting=False).close()
    assert opened == ["some/model"]


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        load_settings().home = Path("/elsewhere")  # type: ignore[misc]


def test_a_home_under_the_tilde_is_the_users(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, opened: list[str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with open_corpus(load_settings(Path("~/desk")), lasting=False) as corpus:
        assert corpus.home == (tmp_path / "desk").resolve()
    assert (tmp_path / "desk" / "readout.db").exists()
    assert opened == [DEFAULT]
