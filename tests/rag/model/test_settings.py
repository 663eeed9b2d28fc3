"""Settings of a language model: what is half set or makes no sense is told in a sentence."""

import logging
from pathlib import Path

import pytest

from index.errors import UsageError
from rag.model.settings import ANTHROPIC, Kind, Price, shown_name
from rag.settings import llm_settings, load_settings

KEY = "sk-canary-1234567890"
WHOLE = {
    "READOUT_LLM": "openai-like",
    "READOUT_LLM_BASE_URL": "http://127.0.0.1:11434/v1/",
    "READOUT_LLM_MODEL": "some-model",
}


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def set_all(monkeypatch: pytest.MonkeyPatch, **names: str) -> None:
    for name, value in (WHOLE | names).items():
        monkeypatch.setenv(name, value)


def test_without_a_kind_there_is_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    assert llm_settings(load_settings()) is None
    set_all(monkeypatch, READOUT_LLM=" ")
    assert llm_settings(load_settings()) is None


def test_what_holds_where_little_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch)
    found = llm_settings(load_settings())
    assert found is not None
    assert (found.kind, found.url, found.model) == (
        Kind.OPENAI_LIKE,
        "http://127.0.0.1:11434/v1",
        "some-model",
    )
    assert (found.key, found.price, found.tokens_per_day) == (None, None, None)
    assert found.host == "127.0.0.1:11434"


def test_all_that_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(
        monkeypatch,
        READOUT_LLM_API_KEY=KEY,
        READOUT_LLM_CONTEXT="4096",
        READOUT_LLM_REPLY_TOKENS="500",
        READOUT_LLM_CONNECT_SECONDS="1",
        READOUT_LLM_FIRST_TOKEN_SECONDS="2.5",
        READOUT_LLM_SECONDS="9",
        READOUT_LLM_REQUESTS="2",
        READOUT_LLM_TOKENS_PER_DAY="100000",
        READOUT_LLM_PRICE_IN="0.5",
        READOUT_LLM_PRICE_OUT="2",
    )
    found = llm_settings(load_settings())
    assert found is not None
    assert found.key is not None
    assert found.key.get_secret_value() == KEY
    assert found.context_tokens == 4096
    limits = found.limits
    assert (limits.connect_seconds, limits.first_token_seconds, limits.total_seconds) == (1, 2.5, 9)
    assert (limits.reply_tokens, limits.at_once) == (500, 2)
    assert (found.tokens_per_day, found.price) == (100_000, Price(0.5, 2))


def test_anthropic_has_an_address_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, READOUT_LLM="anthropic", READOUT_LLM_API_KEY=KEY, READOUT_LLM_BASE_URL="")
    found = llm_settings(load_settings())
    assert found is not None
    assert found.url == ANTHROPIC


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ({"READOUT_LLM": "gpt"}, "READOUT_LLM must be openai-like or anthropic"),
        ({"READOUT_LLM_MODEL": ""}, "READOUT_LLM_MODEL must name"),
        ({"READOUT_LLM_MODEL": "  "}, "READOUT_LLM_MODEL must name"),
        ({"READOUT_LLM_BASE_URL": ""}, "READOUT_LLM_BASE_URL must be the address"),
        ({"READOUT_LLM_BASE_URL": "127.0.0.1:80"}, "must be an http or https address"),
        ({"READOUT_LLM_BASE_URL": "file:///etc/passwd"}, "must be an http or https address"),
        ({"READOUT_LLM_BASE_URL": "http://[::1"}, "must be an http or https address"),
        ({"READOUT_LLM_BASE_URL": "http://h:99999/v1"}, "must be an http or https address"),
        ({"READOUT_LLM_BASE_URL": f"http://u:{KEY}@h/v1"}, "must hold no user name"),
        ({"READOUT_LLM_BASE_URL": f"http://h/v1?key={KEY}"}, "must hold no user name"),
        ({"READOUT_LLM_BASE_URL": "http://h/v 1"}, "no web address has"),
        ({"READOUT_LLM": "anthropic"}, "needs READOUT_LLM_API_KEY"),
        ({"READOUT_LLM_API_KEY": f"{KEY} x"}, "READOUT_LLM_API_KEY holds a space"),
        ({"READOUT_LLM_API_KEY": f"{KEY}\u20ac"}, "READOUT_LLM_API_KEY holds a space"),
        ({"READOUT_LLM_API_KEY_FILE": "nowhere"}, "READOUT_LLM_API_KEY_FILE cannot be read"),
        ({"READOUT_LLM_API_KEY_FILE": "/"}, "READOUT_LLM_API_KEY_FILE cannot be read"),
        ({"READOUT_LLM_API_KEY_FILE": "/dev/null"}, "must hold one key"),
        ({"READOUT_LLM_API_KEY_FILE": "/dev/zero"}, "must hold one key"),
        ({"READOUT_LLM_API_KEY": KEY, "READOUT_LLM_API_KEY_FILE": "x"}, "not both"),
        ({"READOUT_LLM_CONTEXT": "512"}, "READOUT_LLM_CONTEXT is 512 tokens, which is too small"),
        ({"READOUT_LLM_REPLY_TOKENS": "5000"}, "READOUT_LLM_REPLY_TOKENS"),
        ({"READOUT_LLM_SECONDS": "1"}, "must not become smaller"),
        ({"READOUT_LLM_SECONDS": "0"}, "READOUT_LLM_SECONDS is not usable"),
        ({"READOUT_LLM_SECONDS": "nan"}, "READOUT_LLM_SECONDS is not usable"),
        ({"READOUT_LLM_CONNECT_SECONDS": "inf"}, "READOUT_LLM_CONNECT_SECONDS is not usable"),
        ({"READOUT_LLM_CONTEXT": "many"}, "READOUT_LLM_CONTEXT is not usable"),
        ({"READOUT_LLM_TOKENS_PER_DAY": "0"}, "READOUT_LLM_TOKENS_PER_DAY is not usable"),
        ({"READOUT_LLM_PRICE_IN": "1"}, "set both READOUT_LLM_PRICE_IN"),
    ],
)
def test_what_is_half_set_or_makes_no_sense_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, names: dict[str, str], said: str
) -> None:
    set_all(monkeypatch, **names)
    with pytest.raises(UsageError) as caught:
        llm_settings(load_settings())
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert KEY not in str(caught.value)


def test_the_key_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{KEY}\n")
    set_all(monkeypatch, READOUT_LLM_API_KEY_FILE=str(tmp_path / "key"))
    found = llm_settings(load_settings())
    assert found is not None
    assert found.key is not None
    assert found.key.get_secret_value() == KEY


def test_the_key_is_never_shown(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    set_all(monkeypatch, READOUT_LLM_API_KEY=KEY)
    settings = load_settings()
    found = llm_settings(settings)
    shown = f"{settings!r} {settings} {settings.model_dump_json()} {found!r} {found} {caplog.text}"
    assert KEY not in shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("qwen3:8b", "qwen3:8b"),
        (" a\tb\nc ", "a b c"),
        ("a\u202eb\u0000c\u2028d", "a b c d"),
        ("x" * 200, "x" * 79 + "…"),
        ("e\u0301", "é"),
    ],
)
def test_a_name_is_one_line(name: str, shown: str) -> None:
    assert shown_name(name) == shown
