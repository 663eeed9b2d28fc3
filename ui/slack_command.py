"""The command line of `readout slack`."""

import json
import sys
from typing import Annotated

import typer

from index.errors import UsageError
from ui.command import Home, must_exist, told


@told
def slack(
    http: Annotated[
        int | None,
        typer.Option(
            metavar="PORT",
            help="Answer at http://HOST:PORT/slack/events. Without it: Socket Mode, which needs no"
            " public address.",
            min=0,
            max=65535,
        ),
    ] = None,
    host: Annotated[str, typer.Option(help="The address to listen on, with --http.")] = "127.0.0.1",
    manifest: Annotated[
        bool, typer.Option("--manifest", help="Print the manifest that makes the Slack app.")
    ] = False,
    url: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="With --manifest: the public address that leads to /slack/events, for --http.",
        ),
    ] = None,
    home: Home = None,
) -> None:
    """Answer in Slack."""
    if manifest:
        from ui.slack.manifest import manifest as made

        typer.echo(json.dumps(made(url), indent=2, ensure_ascii=False))
        return
    if url is not None:
        raise UsageError("--url goes with --manifest")
    from rag.settings import load_settings
    from ui.slack.service import run_http, run_socket
    from ui.slack.settings import load_slack_settings, required

    slack_settings = load_slack_settings()
    required(slack_settings, over_http=http is not None)
    settings = load_settings(home)
    must_exist(settings)
    if http is None:
        run_socket(settings, slack_settings, sys.stderr)
    else:
        run_http(settings, slack_settings, host, http)
