"""What the modals share: their frame, their fields, and the reading of what was filled in."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ui.slack.blocks.parts import Block, plain_object, width
from ui.text import plain

LONGEST_OPTION = 75


def modal(
    title: str,
    blocks: Sequence[Block],
    *,
    callback: str,
    submit: str | None = None,
    carried: Mapping[str, str] | None = None,
) -> Block:
    """A modal; `carried` comes back with what is sent. Without `submit` it can only be closed."""
    view: Block = {
        "type": "modal",
        "callback_id": callback,
        "title": plain_object(title),
        "close": plain_object("Cancel" if submit else "Close"),
        "blocks": list(blocks),
    }
    if submit:
        view["submit"] = plain_object(submit)
    if carried:
        view["private_metadata"] = json.dumps(carried, separators=(",", ":"))
    return view


def field(name: str, label: str, element: Block, *, hint: str | None = None) -> Block:
    """A field that may be left empty; `name` is its block_id and the element's action_id."""
    made: Block = {
        "type": "input",
        "block_id": name,
        "label": plain_object(label),
        "element": {**element, "action_id": name},
        "optional": True,
    }
    return {**made, "hint": plain_object(hint)} if hint else made


def option(value: str, words: str) -> Block:
    """A choice; `words` may be others', and are cut where they are long."""
    return {"text": plain_object(choice(words)), "value": value}


def choice(words: str) -> str:
    """Others' words where Slack takes plain text alone, of at most 75 characters."""
    shown = plain(words).replace("<", "<\u2060")  # so that nobody takes it for a mention
    if width(shown) <= LONGEST_OPTION:
        return shown or "Without a name"
    kept = shown[: LONGEST_OPTION - 1]
    while width(kept) >= LONGEST_OPTION:
        kept = kept[:-1]
    return f"{kept}…"


def filled(state: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """What the field of that name holds, in the `state` of a view; {} where there is none."""
    found: object = state
    for key in ("values", name, name):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}
