"""views.*: modals and the Home tab."""

from typing import Literal

from ..calls import Call
from ..core import Core
from ..refused import Refused
from ..view_kit import accept_view
from ..workspace import Json, View


def keep_view(slack: Core, user: str, body: Json, previous: View | None = None) -> View:
    workspace = slack.workspace
    id_ = workspace.new_id("V")
    view = View(id_, user, body, workspace.next_ts(), previous.root if previous else id_)
    view.previous = previous.id if previous else None
    workspace.views[id_] = view
    return view


def replace_view(slack: Core, view: View, body: Json) -> None:
    view.body, view.hash, view.errors = body, slack.workspace.next_ts(), {}


def told(slack: Core, view: View, state: Json | None = None) -> Json:
    """A view as in an answer or a payload."""
    workspace = slack.workspace
    return {
        "id": view.id,
        "team_id": workspace.team_id,
        "app_id": workspace.app_id,
        "bot_id": workspace.bot_id,
        "hash": view.hash,
        "root_view_id": view.root,
        "previous_view_id": view.previous,
        "app_installed_team_id": workspace.team_id,
        "state": {"values": state or {}},
        **view.body,
    }


def _asked(call: Call, only: Literal["modal", "home"]) -> Json:
    return accept_view(call.structure("view", "invalid_arguments"), only)


def open_view(slack: Core, call: Call) -> Json:
    body = _asked(call, "modal")  # a view that is refused does not use up the trigger
    user = slack.triggers.use(call.need("trigger_id"))
    return {"view": told(slack, keep_view(slack, user, body))}


def push(slack: Core, call: Call) -> Json:
    body = _asked(call, "modal")
    user = slack.triggers.use(call.need("trigger_id"))
    stack = [v for v in slack.workspace.views.values() if v.user == user and not v.closed]
    if len(stack) >= 3:
        raise Refused("push_limit_reached")
    return {"view": told(slack, keep_view(slack, user, body, stack[-1] if stack else None))}


def update(slack: Core, call: Call) -> Json:
    view = _named(slack, call)
    body = _asked(call, "modal")
    if call.get("hash") and call.get("hash") != view.hash:
        raise Refused("hash_conflict")
    replace_view(slack, view, body)
    return {"view": told(slack, view)}


def _named(slack: Core, call: Call) -> View:
    if external := call.get("external_id"):
        open_ = [v for v in slack.workspace.views.values() if not v.closed]
        found = [v for v in open_ if v.body.get("external_id") == external]
    else:
        found = [v for v in slack.workspace.views.values() if v.id == call.need("view_id")]
    if not found or found[0].closed:
        raise Refused("not_found")
    return found[0]


def publish(slack: Core, call: Call) -> Json:
    body = _asked(call, "home")
    user = call.need("user_id")
    if user not in slack.workspace.users:
        raise Refused("user_not_found")
    home = slack.workspace.homes.get(user)
    if home and call.get("hash") and call.get("hash") != home.hash:
        raise Refused("hash_conflict")
    if home is None:
        home = slack.workspace.homes[user] = keep_view(slack, user, body)
    else:
        replace_view(slack, home, body)
    return {"view": told(slack, home)}


METHODS = {
    "views.open": open_view,
    "views.push": push,
    "views.update": update,
    "views.publish": publish,
}
