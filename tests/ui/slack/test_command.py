"""`readout slack` and `readout doctor` where something is missing or wrong: a sentence, a code."""

import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from tests.doubles import HashingEmbedder
from tests.fake_slack import FakeSlack
from tests.fake_slack.web_api import SCOPES as ACCEPTED
from ui.cli import app
from ui.slack.app import bolt_app
from ui.slack.checkup import check_up
from ui.slack.manifest import CHECK, COMMAND, EVENTS, SCOPES
from ui.slack.settings import load_slack_settings

HEX = "0123456789abcdef" * 2
NAMES = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_API_URL")


def run(*arguments: str, code: int) -> Result:
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == code, done.output
    assert "Traceback" not in done.output
    if code and arguments[0] == "slack":
        assert done.stdout == ""
        [line] = done.stderr.splitlines()
        assert line.startswith("readout: ")
        assert "canary" not in line
    return done


@pytest.fixture(scope="module")
def slack() -> Iterator[FakeSlack]:
    with FakeSlack(signing_secret=HEX) as slack:
        yield slack


@pytest.fixture
def variables(
    monkeypatch: pytest.MonkeyPatch, slack: FakeSlack, tmp_path: Path
) -> pytest.MonkeyPatch:
    """All that is needed; a test takes away or changes what it is about."""
    monkeypatch.setattr("rag.settings.open_embedder", lambda model: HashingEmbedder())
    told = (slack.bot_token, slack.app_token, slack.signing_secret, slack.api_url)
    for name, value in zip(NAMES, told, strict=True):
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return monkeypatch


@pytest.fixture
def desk(tmp_path: Path, variables: pytest.MonkeyPatch) -> str:
    (tmp_path / "bridge.txt").write_text("The bridge over the Tweed closes on 4 June.", "utf-8")
    run("ingest", str(tmp_path / "bridge.txt"), "--home", str(tmp_path / "home"), code=0)
    return str(tmp_path / "home")


@pytest.mark.parametrize(
    ("missing", "options", "said"),
    [
        ("SLACK_BOT_TOKEN", (), "SLACK_BOT_TOKEN is not set"),
        ("SLACK_APP_TOKEN", (), "SLACK_APP_TOKEN is not set"),
        ("SLACK_SIGNING_SECRET", ("--http", "0"), "SLACK_SIGNING_SECRET is not set"),
    ],
)
def test_what_is_not_set_is_named(
    variables: pytest.MonkeyPatch, missing: str, options: tuple[str, ...], said: str
) -> None:
    variables.setenv(missing, " ")
    assert said in run("slack", *options, code=2).stderr


def test_there_must_be_articles(variables: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = run("slack", "--home", str(tmp_path / "none"), code=1).stderr
    assert "readout ingest" in told
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("options", [(), ("--http", "0")])
def test_a_token_that_slack_does_not_know(
    variables: pytest.MonkeyPatch, desk: str, options: tuple[str, ...]
) -> None:
    variables.setenv("SLACK_BOT_TOKEN", "xoxb-canary")
    told = run("slack", *options, "--home", desk, code=1).stderr
    assert "Slack does not know SLACK_BOT_TOKEN (invalid_auth)" in told
    assert "begins with xoxb-" in told


@pytest.mark.parametrize("token", ["xapp-canary", "xoxb-of-the-fake"])
def test_an_app_token_that_is_none(variables: pytest.MonkeyPatch, desk: str, token: str) -> None:
    variables.setenv("SLACK_APP_TOKEN", token)
    assert "SLACK_APP_TOKEN" in run("slack", "--home", desk, code=1).stderr


def test_a_slack_that_is_not_there(variables: pytest.MonkeyPatch, desk: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    variables.setenv("SLACK_API_URL", f"http://127.0.0.1:{port}/api/")
    told = run("slack", "--home", desk, code=1).stderr
    assert "Slack cannot be reached" in told
    assert "SLACK_API_URL" in told


def test_a_port_that_is_taken(variables: pytest.MonkeyPatch, desk: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = run("slack", "--http", str(port), "--home", desk, code=2).stderr
    assert f"Port {port} on 127.0.0.1 cannot be used" in told
    assert "--http" in told


def test_the_manifest_asks_for_what_is_used(variables: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        variables.delenv(name)
    made = json.loads(run("slack", "--manifest", code=0).stdout)
    settings, features = made["settings"], made["features"]
    assert settings["socket_mode_enabled"] is True
    assert "request_url" not in settings["event_subscriptions"]
    assert settings["event_subscriptions"]["bot_events"] == list(EVENTS)
    assert made["oauth_config"]["scopes"]["bot"] == list(SCOPES)
    assert features["slash_commands"][0]["command"] == COMMAND
    assert features["shortcuts"][0]["callback_id"] == CHECK
    # Each event's own scope is asked for, as Slack would refuse the manifest otherwise.
    needed = {
        "app_mention": "app_mentions:read",
        "message.channels": "channels:history",
        "message.groups": "groups:history",
        "message.im": "im:history",
        "message.mpim": "mpim:history",
    }
    assert {needed[each] for each in EVENTS if each in needed} <= set(SCOPES)
    # The limits of a manifest, docs.slack.dev, "App manifest reference".
    assert len(made["display_information"]["name"]) <= 35
    assert len(made["display_information"]["description"]) <= 140
    assert len(features["shortcuts"][0]["description"]) <= 150


def test_the_manifest_for_http_says_where(variables: pytest.MonkeyPatch) -> None:
    url = "https://desk.example/slack/events"
    made = json.loads(run("slack", "--manifest", "--url", url, code=0).stdout)
    assert made["settings"]["socket_mode_enabled"] is False
    assert made["settings"]["event_subscriptions"]["request_url"] == url
    assert made["settings"]["interactivity"]["request_url"] == url
    assert made["features"]["slash_commands"][0]["url"] == url
    assert "--url goes with --manifest" in run("slack", "--url", url, code=2).stderr


def test_every_method_that_is_called_has_its_scope() -> None:
    source = Path(str(bolt_app.__code__.co_filename)).with_name("api.py").read_text("utf-8")
    called = set(re.findall(r'"((?:chat|conversations|views|assistant)\.[\w.]+)"', source))
    assert len(called) > 6
    for method in called:
        accepted = set(ACCEPTED.get(method, "").split())
        assert not accepted or accepted & set(SCOPES), method


def test_the_doctor_tries_the_tokens(
    variables: pytest.MonkeyPatch, slack: FakeSlack, desk: str
) -> None:
    told = run("doctor", "--home", desk, code=0).stdout
    assert "Slack, SLACK_BOT_TOKEN: @newsbot of " in told
    assert "Slack, scopes: all that are needed" in told
    assert "Slack, SLACK_APP_TOKEN: opens a socket" in told
    assert "Slack, SLACK_SIGNING_SECRET: set\n" in told
    variables.setenv("SLACK_BOT_TOKEN", "xoxb-canary")
    variables.setenv("SLACK_SIGNING_SECRET", "short canary")
    done = run("doctor", "--home", desk, "--json", code=1)
    assert "canary" not in done.output
    found = {each["about"]: each["fine"] for each in json.loads(done.stdout)["slack"]}
    assert found["SLACK_BOT_TOKEN"] is False
    assert found["SLACK_APP_TOKEN"] is True


def test_what_else_is_looked_at(variables: pytest.MonkeyPatch, slack: FakeSlack) -> None:
    variables.setattr(slack, "scopes", slack.scopes - {"assistant:write"})
    told = {each.about: (each.fine, each.said) for each in check_up(load_slack_settings())}
    fine, said = told["scopes"]
    assert not fine
    assert said.startswith("missing: assistant:write (to show what it is doing")
    variables.setattr(slack, "scopes", set(SCOPES))
    assert all(each.fine for each in check_up(load_slack_settings()))
    for name in NAMES[1:3]:
        variables.delenv(name)
    told = {each.about: (each.fine, each.said) for each in check_up(load_slack_settings())}
    assert told["SLACK_APP_TOKEN"][0] is False
    assert "for Socket Mode" in told["SLACK_APP_TOKEN"][1]
    variables.delenv(NAMES[0])
    assert check_up(load_slack_settings()) == []
