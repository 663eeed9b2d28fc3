"""The limits of a modal and of a Home tab."""

from typing import Any, Literal

from .block_kit import check_blocks, with_ids
from .checks import Checks
from .refused import Refused
from .workspace import Json

_KNOWN = (
    "title blocks close submit private_metadata callback_id clear_on_close notify_on_close"
    " external_id submit_disabled"
)
_BYTES = 250_000


def accept_view(view: Any, only: Literal["modal", "home"]) -> Json:
    """A view as Slack keeps it; it has to be of the type `only`."""
    if not isinstance(view, dict):
        raise Refused("invalid_arguments")
    checks = Checks()
    if view.get("type") != only:
        checks.problem("/view/type", f"must be one of: {only}")
    checks.fields(view, "/view", _KNOWN)
    if only == "modal" and checks.needs(view, "/view", "title"):
        checks.plain(view["title"], "/view/title", 24)
    for name in ("close", "submit"):
        if view.get(name) is not None:
            checks.plain(view[name], f"/view/{name}", 24)
    checks.optional(view, "/view", "callback_id", 255)
    checks.optional(view, "/view", "external_id", 255)
    if view.get("private_metadata"):
        checks.string(view["private_metadata"], "/view/private_metadata", 3000)
    if checks.needs(view, "/view", "blocks"):
        checks.problems += check_blocks(view["blocks"], only, "/view/blocks")
        has_input = any(b.get("type") == "input" for b in view["blocks"] if isinstance(b, dict))
        if only == "modal" and has_input and view.get("submit") is None:
            checks.problem("/view/submit", "missing required field: submit")
    if checks.problems:
        raise Refused.because("invalid_arguments", checks.problems)
    if len(str(view)) > _BYTES:
        raise Refused("view_too_large")
    return {
        "private_metadata": "",
        "callback_id": "",
        **view,
        "blocks": with_ids(view["blocks"]),
    }
