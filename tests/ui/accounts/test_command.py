"""`readout accounts` and `readout chat`: who is let in, and what is said otherwise."""

import json
from contextlib import closing
from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from index.corpus import Corpus
from rag.settings import load_settings
from tests.doubles import HashingEmbedder
from tests.ui.conversations.examples import exchange
from ui.accounts.entrance import Entrance, entrance
from ui.accounts.store import Accounts
from ui.cli import app
from ui.conversations.store import Conversations

PASSWORD = "long enough for anyone"


def readout(*arguments: str, code: int = 0, stdin: str | None = None) -> Result:
    result = CliRunner().invoke(app, arguments, input=stdin)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


@pytest.fixture(autouse=True)
def at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUT_HOME", str(home))


@pytest.fixture
def served(home: Path, monkeypatch: pytest.MonkeyPatch) -> list[Entrance]:
    """By which way `readout chat` let people in to a home with an index, each time."""
    Corpus(home, HashingEmbedder(), lasting=False).close()
    monkeypatch.setattr("rag.settings.open_embedder", lambda model: HashingEmbedder())
    ways: list[Entrance] = []
    monkeypatch.setattr("ui.web.serve", lambda site, host, port, ready: ways.append(site.entrance))
    return ways


def test_accounts_are_added_listed_and_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert readout("accounts", "list").stdout == "0 accounts\n"
    assert readout("accounts", "add", "Ann", stdin=PASSWORD + "\n").stdout == "added ann\n"
    monkeypatch.setenv("READOUT_PASSWORD", PASSWORD)
    readout("accounts", "add", "bob@desk")
    listed = json.loads(readout("accounts", "list", "--json").stdout)
    assert [(each["name"], each["tokens"]) for each in listed] == [("ann", 0), ("bob@desk", 0)]
    assert readout("accounts", "remove", "ANN").stdout == "removed ann\n"
    assert readout("accounts", "list").stdout.endswith("1 account\n")


def test_listing_makes_no_file(home: Path) -> None:
    readout("accounts", "list")
    assert not home.exists()


def test_a_password_signs_in_and_a_new_one_replaces_it(home: Path) -> None:
    readout("accounts", "add", "ann", stdin=PASSWORD)
    readout("accounts", "password", "ann", stdin="quite another one")
    with closing(Accounts(home)) as accounts:
        assert accounts.sign_in("ann", PASSWORD) is None
        assert accounts.sign_in("ann", "quite another one")
    assert PASSWORD.encode() not in (home / "accounts.db").read_bytes()


def test_a_password_is_asked_for_twice_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter([PASSWORD, PASSWORD, PASSWORD, "mistyped"])
    monkeypatch.setattr("ui.accounts_command.has_terminal", lambda: True)
    monkeypatch.setattr(typer, "prompt", lambda *_, **options: next(typed))
    readout("accounts", "add", "ann")
    assert "the two passwords differ" in readout("accounts", "add", "bob", code=2).stderr
    assert "1 account\n" in readout("accounts", "list").stdout


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (("add", "ann"), "too short", "at least 10 characters"),
        (("add", "ann"), "", "at least 10 characters"),
        (("add", "a b"), PASSWORD, "an account's name"),
        (("add", ""), PASSWORD, "an account's name"),
        (("add", "x" * 65), PASSWORD, "an account's name"),
        (("add", "Held"), PASSWORD, "there is an account held already"),
        (("remove", "ann"), "", "there is no account ann"),
        (("password", "ann"), PASSWORD, "there is no account ann"),
        (("token", "ann"), "", "there is no account ann"),
        (("token", "ann", "--end"), "", "there is no account ann"),
    ],
)
def test_what_is_wrong_is_one_sentence(arguments: tuple[str, ...], stdin: str, said: str) -> None:
    readout("accounts", "add", "held", stdin=PASSWORD)
    wrong = readout("accounts", *arguments, code=2, stdin=stdin)
    assert said in wrong.stderr
    assert wrong.stderr.count("\n") == 1


def test_a_token_is_printed_once_and_ended(home: Path) -> None:
    readout("accounts", "add", "ann", stdin=PASSWORD)
    printed = readout("accounts", "token", "ann")
    token = printed.stdout.strip()
    with closing(Accounts(home)) as accounts:
        assert accounts.named_by(token, "token") == "ann"
        assert token.encode() not in (home / "accounts.db").read_bytes()
        assert "1 token" in readout("accounts", "list").stdout
        assert readout("accounts", "token", "ann", "--end").stdout == "ended 1 token\n"
        assert accounts.named_by(token, "token") is None


def test_conversations_stay_unless_they_are_to_go(home: Path) -> None:
    with closing(Conversations(home)) as conversations:
        for owner in ("ann", "bob"):
            conversations.put(owner, conversations.begin(owner).id, exchange())
            readout("accounts", "add", owner, stdin=PASSWORD)
        readout("accounts", "remove", "ann")
        gone = readout("accounts", "remove", "bob", "--with-conversations")
        assert gone.stdout == "removed bob and 1 conversation\n"
        assert len(conversations.listed("ann")) == 1
        assert conversations.listed("bob") == []


def test_on_this_machine_the_page_opens_without_accounts(served: list[Entrance]) -> None:
    for host in ("127.0.0.1", "::1", "localhost"):
        assert readout("chat", "--host", host).stderr == ""
    assert [way.is_open for way in served] == [True] * 3


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "desk.example", "::"])
def test_where_others_reach_it_the_page_opens_with_accounts_only(
    served: list[Entrance], host: str
) -> None:
    refused = readout("chat", "--host", host, code=2).stderr
    assert "run `readout accounts add NAME`" in refused
    assert refused.count("\n") == 1
    readout("accounts", "add", "ann", stdin=PASSWORD)
    assert "--no-accounts" in readout("chat", "--host", host, "--no-accounts", code=2).stderr
    assert served == []
    readout("chat", "--host", host)
    assert not served[0].is_open
    assert served[0].accounts is not None


def test_the_first_account_asks_everyone_to_sign_in(served: list[Entrance]) -> None:
    assert "accounts add" in readout("chat", "--accounts", code=2).stderr
    readout("accounts", "add", "ann", stdin=PASSWORD)
    readout("chat")
    readout("chat", "--no-accounts")
    readout("accounts", "remove", "ann")
    readout("chat")
    assert [way.is_open for way in served] == [False, True, True]


def test_a_proxy_takes_the_place_of_accounts(
    served: list[Entrance], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READOUT_AUTH_HEADER", "X-Forwarded-User")
    monkeypatch.setenv("READOUT_AUTH_PROXY", "10.0.0.7")
    readout("chat", "--host", "0.0.0.0")
    readout("chat", "--no-accounts")
    assert [way.proxy.header for way in served] == ["x-forwarded-user"] * 2
    assert [way.accounts for way in served] == [None, None]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("READOUT_AUTH_HEADER", "X User"),
        ("READOUT_AUTH_HEADER", "X_User"),
        ("READOUT_AUTH_PROXY", "proxy.example"),
        ("READOUT_AUTH_PROXY", "10.0.0.7/16"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch, served: list[Entrance], name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert f"{name} is not usable" in readout("chat", code=2).stderr
    assert served == []


def test_the_entrance_is_open_where_nothing_is_set(home: Path) -> None:
    assert entrance(load_settings(home), "127.0.0.1").is_open
    assert not (home / "accounts.db").exists()
