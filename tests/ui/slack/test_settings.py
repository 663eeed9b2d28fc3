"""How Slack is reached: what the environment says, and what it must say."""

import pytest

from index.errors import UsageError
from ui.slack.settings import PAGE, SLACK, load_slack_settings, required

NAMES = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_API_URL")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_nothing_is_needed_to_load_them() -> None:
    settings = load_slack_settings()
    assert (settings.bot, settings.app, settings.signing) == ("", "", "")
    assert settings.api_url == SLACK
    assert settings.page == PAGE


def test_secrets_are_read_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES[:3]:
        monkeypatch.setenv(name, f" {name}-canary\n")  # as a file of variables leaves them
    settings = load_slack_settings()
    assert settings.bot == "SLACK_BOT_TOKEN-canary"
    assert settings.app == "SLACK_APP_TOKEN-canary"
    assert settings.signing == "SLACK_SIGNING_SECRET-canary"
    assert "canary" not in f"{settings!r}{settings}{settings.model_dump_json()}"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("http://127.0.0.1:9/api", "http://127.0.0.1:9/api/"),
        ("https://slack-gov.com/api/", "https://slack-gov.com/api/"),
        ("  ", SLACK),
    ],
)
def test_the_address_ends_with_a_slash(
    monkeypatch: pytest.MonkeyPatch, said: str, meant: str
) -> None:
    monkeypatch.setenv("SLACK_API_URL", said)
    assert load_slack_settings().api_url == meant


def test_no_page_and_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUT_PAGE_URL", "")
    assert load_slack_settings().page is None
    monkeypatch.setenv("READOUT_PAGE_URL", "https://desk.example/readout/")
    assert load_slack_settings().page == "https://desk.example/readout"


@pytest.mark.parametrize("name", ["SLACK_API_URL", "READOUT_PAGE_URL"])
@pytest.mark.parametrize("said", ["slack.com/api", "ftp://slack.com", "https://", "javascript:x"])
def test_an_address_that_is_none_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    monkeypatch.setenv(name, said)
    with pytest.raises(UsageError, match=f"^{name} is no web address"):
        load_slack_settings()


@pytest.mark.parametrize(
    ("given", "over_http", "missing"),
    [
        ((), False, "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are not set"),
        ((), True, "SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET are not set"),
        (("SLACK_BOT_TOKEN",), False, "SLACK_APP_TOKEN is not set"),
        (("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"), True, "SLACK_SIGNING_SECRET is not set"),
        (("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"), False, None),
        (("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"), True, None),
    ],
)
def test_what_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, given: tuple[str, ...], over_http: bool, missing: str | None
) -> None:
    for name in given:
        monkeypatch.setenv(name, "set")
    if missing is None:
        required(load_slack_settings(), over_http=over_http)
        return
    with pytest.raises(UsageError, match=f"^{missing}"):
        required(load_slack_settings(), over_http=over_http)
