"""`readout accounts`: who may sign in to the chat page."""

import json
import os
import sys
from contextlib import closing
from typing import Annotated

import typer

from index.errors import UsageError
from ui.command import AsJson, Home, told

accounts = typer.Typer(
    help="Who may sign in to the chat page.", no_args_is_help=True, rich_markup_mode=None
)

Name = Annotated[str, typer.Argument(metavar="NAME")]


@accounts.command()
@told
def add(name: Name, home: Home = None) -> None:
    """Add an account. Its password is asked for, or READOUT_PASSWORD, or a line of input."""
    from rag.settings import load_settings
    from ui.accounts.names import account_name
    from ui.accounts.store import Accounts

    settings = load_settings(home)
    account_name(name)  # before a password is asked for
    with closing(Accounts(settings.home)) as store:
        typer.echo(f"added {store.add(name, _password())}")


@accounts.command()
@told
def remove(
    name: Name,
    with_conversations: Annotated[
        bool, typer.Option("--with-conversations", help="Delete its conversations, too.")
    ] = False,
    home: Home = None,
) -> None:
    """Remove an account; it is signed out. Its conversations stay for one of the same name."""
    from rag.settings import load_settings
    from ui.accounts.store import Accounts
    from ui.conversations.store import Conversations

    settings = load_settings(home)
    with closing(Accounts(settings.home)) as store:
        name = store.remove(name)
    deleted = ""
    if with_conversations:
        with closing(Conversations(settings.home)) as conversations:
            count = conversations.delete_all(name)
        deleted = f" and {count:,} conversation{'' if count == 1 else 's'}"
    typer.echo(f"removed {name}{deleted}")


@accounts.command("list")
@told
def listed(home: Home = None, as_json: AsJson = False) -> None:
    """List the accounts."""
    from rag.settings import load_settings
    from ui.accounts.store import Accounts, accounts_path

    settings = load_settings(home)
    found = []
    if accounts_path(settings.home).exists():
        with closing(Accounts(settings.home)) as store:
            found = store.listed()
    if as_json:
        rows = [
            {"name": each.name, "created": each.created.isoformat(), "tokens": each.tokens}
            for each in found
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for each in found:
        tokens = f" · {each.tokens} token{'' if each.tokens == 1 else 's'}" if each.tokens else ""
        typer.echo(f"{each.name} · since {each.created:%Y-%m-%d}{tokens}")
    typer.echo(f"{len(found):,} {'account' if len(found) == 1 else 'accounts'}")


@accounts.command()
@told
def password(name: Name, home: Home = None) -> None:
    """Give an account a new password; it is signed out everywhere, and its tokens end."""
    from rag.settings import load_settings
    from ui.accounts.store import Accounts

    settings = load_settings(home)
    with closing(Accounts(settings.home)) as store:
        store.require(name)
        typer.echo(f"new password for {store.set_password(name, _password())}")


@accounts.command()
@told
def token(
    name: Name,
    end: Annotated[bool, typer.Option("--end", help="End all its tokens instead.")] = False,
    home: Home = None,
) -> None:
    """Print a token for a script or an MCP client, sent as `Authorization: Bearer TOKEN`."""
    from rag.settings import load_settings
    from ui.accounts.store import Accounts

    settings = load_settings(home)
    with closing(Accounts(settings.home)) as store:
        if end:
            count = store.end_tokens(name)
            typer.echo(f"ended {count:,} {'token' if count == 1 else 'tokens'}")
            return
        typer.echo(store.new_token(name))
    typer.echo("readout: this is shown once; who has it reads what the account reads", err=True)


def _password() -> str:
    """From READOUT_PASSWORD, else asked for twice, else a line of input. Raises UsageError."""
    given = os.environ.get("READOUT_PASSWORD")
    if given:
        return given
    if not has_terminal():
        return sys.stdin.readline().rstrip("\r\n")
    first: str = typer.prompt("Password", hide_input=True, err=True)
    if typer.prompt("The same again", hide_input=True, err=True) != first:
        raise UsageError("the two passwords differ; nothing was changed")
    return first


def has_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty()
