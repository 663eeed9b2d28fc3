"""The Slack app's manifest: what it may do, what it hears of, where its buttons are."""

from typing import Any

CHECK = "check_message"
COMMAND = "/readout"

# What is called with it.
SCOPES = {
    "app_mentions:read": "to hear of mentions",
    "assistant:write": "to show what it is doing, and suggest questions",
    "channels:history": "to follow threads in channels, and never answer twice",
    "chat:write": "to answer",
    "commands": "for /readout and the shortcut",
    "groups:history": "to follow threads in private channels",
    "im:history": "to hear direct messages",
    "im:write": "to answer a person directly where it may not post",
    "mpim:history": "to follow threads in group messages",
}
EVENTS = (
    "app_home_opened",
    "app_mention",
    "message.channels",
    "message.groups",
    "message.im",
    "message.mpim",
)
DESCRIPTION = "Answers questions from news articles, each sentence with its source."


def manifest(url: str | None = None) -> dict[str, Any]:
    """For Slack's "From a manifest"; `url` is where HTTP reaches readout, None for Socket Mode."""
    address = {"url": url} if url else {}
    request = {"request_url": url} if url else {}
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "readout",
            "description": DESCRIPTION,
            "background_color": "#1d2a3a",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "readout", "always_online": True},
            "agent_view": {"agent_description": DESCRIPTION},
            "shortcuts": [
                {
                    "name": "Check against the articles",
                    "type": "message",
                    "callback_id": CHECK,
                    "description": "Says of each sentence whether the articles say so",
                }
            ],
            "slash_commands": [
                {
                    "command": COMMAND,
                    "description": "Ask the articles, for yourself alone",
                    "usage_hint": "[question] | settings | help",
                    "should_escape": True,
                    **address,
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**request, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **request},
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }
