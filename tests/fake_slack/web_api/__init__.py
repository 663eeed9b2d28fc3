"""The methods of the Web API, by name."""

from collections.abc import Callable

from ..calls import Call
from ..core import Core
from ..refused import Refused
from ..workspace import Json
from . import assistant, chat, conversations, directory, streams, views

Method = Callable[[Core, Call], Json]

METHODS: dict[str, Method] = {
    **directory.METHODS,
    **chat.METHODS,
    **streams.METHODS,
    **conversations.METHODS,
    **views.METHODS,
    **assistant.METHODS,
}

# A method takes any one of these scopes; no entry, no scope.
_HISTORY = "channels:history groups:history im:history mpim:history"
_READ = "channels:read groups:read im:read mpim:read"
SCOPES = {
    **{name: "chat:write" for name in METHODS if name.startswith("chat.")},
    "chat.getPermalink": "",
    "conversations.replies": _HISTORY,
    "conversations.history": _HISTORY,
    "conversations.info": _READ,
    "conversations.open": "im:write mpim:write channels:manage groups:write",
    "users.info": "users:read",
    "bots.info": "users:read",
    "team.info": "team:read",
    "reactions.add": "reactions:write",
    "assistant.threads.setStatus": "chat:write assistant:write",
    "assistant.threads.setTitle": "assistant:write",
    "assistant.threads.setSuggestedPrompts": "assistant:write",
}


def perform(slack: Core, call: Call) -> Json:
    """Does what is asked; Refused says why not."""
    method = METHODS.get(call.method)
    if method is None:
        raise Refused("unknown_method", req_method=call.method)
    if not call.token:
        raise Refused("not_authed")
    if call.token not in (slack.bot_token, slack.app_token):
        raise Refused("invalid_auth")
    wanted = slack.app_token if call.method == "apps.connections.open" else slack.bot_token
    if call.token != wanted:
        raise Refused("not_allowed_token_type")
    accepted = SCOPES.get(call.method, "").split()
    if accepted and not slack.scopes.intersection(accepted):
        provided = ",".join(sorted(slack.scopes))
        raise Refused("missing_scope", needed=accepted[0], provided=provided)
    return {"ok": True, **method(slack, call)}
