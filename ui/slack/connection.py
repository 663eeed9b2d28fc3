"""Reaching Slack: who we are there, and the socket over which it sends what is asked."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from index.errors import ReadoutError
from ui.slack.intake import Me
from ui.slack.settings import SlackSettings

if TYPE_CHECKING:
    from slack_bolt import App
    from slack_bolt.adapter.socket_mode import SocketModeHandler
    from slack_sdk import WebClient

# seconds; slack_sdk 3.47 needs five failed pings to see that a socket is gone, one in ten seconds.
_PING = 2.0
_TIMEOUT = 10  # seconds until Slack must have answered


class SlackError(ReadoutError):
    """Slack cannot be used as it is set up."""


def web_client(settings: SlackSettings) -> "WebClient":
    """A client that never makes a call twice by itself: `api` knows when that does no harm."""
    from slack_sdk import WebClient

    return WebClient(
        token=settings.bot, base_url=settings.api_url, timeout=_TIMEOUT, retry_handlers=[]
    )


def who_am_i(client: "WebClient") -> tuple[Me, frozenset[str]]:
    """Who readout is in the workspace, and the scopes of its token. Raises SlackError."""
    found = _asked(client.auth_test, "SLACK_BOT_TOKEN", "xoxb-")
    fields: dict[str, Any] = found.data
    me = Me(
        team=str(fields.get("team_id") or ""),
        user=str(fields.get("user_id") or ""),
        bot=str(fields.get("bot_id") or ""),
        name=str(fields.get("user") or "readout"),
        team_name=str(fields.get("team") or ""),
    )
    said = {name.lower(): value for name, value in dict(found.headers).items()}
    scopes = str(said.get("x-oauth-scopes") or "")
    return me, frozenset(each.strip() for each in scopes.split(",") if each.strip())


def socket_address(client: "WebClient", app_token: str) -> str:
    """Where Slack sends what is asked in Socket Mode. Raises SlackError."""
    found = _asked(
        lambda: client.apps_connections_open(app_token=app_token), "SLACK_APP_TOKEN", "xapp-"
    )
    return str(found["url"])


def connect(app: "App", settings: SlackSettings) -> "SocketModeHandler":
    """A socket to Slack, which is opened again whenever it breaks. Raises SlackError."""
    from slack_bolt.adapter.socket_mode import SocketModeHandler

    address = socket_address(app.client, settings.app)
    handler = SocketModeHandler(
        app,
        settings.app,
        logger=logging.getLogger("slack_sdk.socket_mode"),
        ping_interval=_PING,
        concurrency=20,
    )
    handler.client.wss_uri = address
    try:
        handler.client.connect()
    except Exception as error:  # noqa: BLE001 - whatever it is, there is no socket
        handler.client.close()
        raise SlackError(
            f"Slack's socket cannot be opened ({type(error).__name__}); try again in a while"
        ) from None
    return handler


def _asked(call: Callable[[], Any], name: str, prefix: str) -> Any:
    from slack_sdk.errors import SlackApiError, SlackRequestError

    try:
        return call()
    except SlackApiError as error:
        response: Any = error.response
        fields = getattr(response, "data", response)
        code = fields.get("error") if isinstance(fields, dict) else None
        if code in ("invalid_auth", "not_authed", "token_revoked", "token_expired"):
            raise SlackError(
                f"Slack does not know {name} ({code}): copy the one that begins with {prefix} from"
                " the app's settings again"
            ) from None
        if code in ("account_inactive", "not_allowed_token_type", "missing_scope"):
            raise SlackError(f"{name} may not be used for this (Slack says: {code})") from None
        status = getattr(response, "status_code", "?")
        raise SlackError(
            f"Slack cannot be asked just now (status {status}{f', {code}' if code else ''});"
            " try again in a while"
        ) from None
    except (OSError, SlackRequestError, ValueError) as error:
        reason = getattr(error, "reason", None) or type(error).__name__
        raise SlackError(
            f"Slack cannot be reached ({reason}): look at the network and SLACK_API_URL"
        ) from None
