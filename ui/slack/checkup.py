"""Whether Slack can be used as it is set up: for `readout doctor`."""

import re
from dataclasses import dataclass

from ui.slack.connection import SlackError, socket_address, web_client, who_am_i
from ui.slack.manifest import SCOPES
from ui.slack.settings import SlackSettings

_SIGNING = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    about: str  # the variable of the environment, or "scopes"
    fine: bool
    said: str  # never a token's text


def check_up(settings: SlackSettings) -> list[Finding]:
    """What is right and wrong, in the order in which it is set up; [] where nothing is set."""
    if not (settings.bot or settings.app or settings.signing):
        return []
    if not settings.app and not settings.signing:
        needed = "for Socket Mode set SLACK_APP_TOKEN, for --http SLACK_SIGNING_SECRET"
        return [*_bot(settings), Finding("SLACK_APP_TOKEN", False, needed)]
    return [*_bot(settings), *_app(settings), *_signing(settings)]


def _bot(settings: SlackSettings) -> list[Finding]:
    if not settings.bot:
        return [Finding("SLACK_BOT_TOKEN", False, "not set")]
    try:
        me, scopes = who_am_i(web_client(settings))
    except SlackError as error:
        return [Finding("SLACK_BOT_TOKEN", False, str(error))]
    found = [Finding("SLACK_BOT_TOKEN", True, f"@{me.name} of {me.team_name or me.team}")]
    if scopes:
        missing = [f"{name} ({why})" for name, why in SCOPES.items() if name not in scopes]
        said = (
            f"missing: {', '.join(missing)}; take the manifest over anew and reinstall the app"
            if missing
            else "all that are needed"
        )
        found.append(Finding("scopes", not missing, said))
    return found


def _app(settings: SlackSettings) -> list[Finding]:
    if not settings.app:
        return []
    try:
        socket_address(web_client(settings), settings.app)
    except SlackError as error:
        return [Finding("SLACK_APP_TOKEN", False, str(error))]
    return [Finding("SLACK_APP_TOKEN", True, "opens a socket")]


def _signing(settings: SlackSettings) -> list[Finding]:
    if not settings.signing:
        return []
    fine = _SIGNING.fullmatch(settings.signing) is not None
    said = "set" if fine else "set, but Slack's have 32 digits of 0-9 and a-f: look again"
    return [Finding("SLACK_SIGNING_SECRET", True, said)]
