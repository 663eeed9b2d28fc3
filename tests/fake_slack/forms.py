"""Elements and what people do to them: find one, use one, fill in a form."""

from collections.abc import Iterator
from typing import Any

from .workspace import Json

NO_VALUE = ("button", "icon_button", "feedback_buttons", "workflow_button", "overflow", "image")


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """(block, element) for all that can be used."""
    for block in blocks:
        held = [block.get("accessory"), block.get("element")]
        if block["type"] in ("actions", "context_actions"):
            held += block["elements"]
        yield from ((block, element) for element in held if element and "action_id" in element)


def find_element(
    blocks: list[Json], action_id: str, block_id: str | None = None
) -> tuple[Json, Json]:
    found = list(elements(blocks))
    for block, element in found:
        if element["action_id"] == action_id and block_id in (None, block["block_id"]):
            return block, element
    there = sorted(element["action_id"] for _, element in found)
    raise LookupError(f"no {action_id} here; there is {', '.join(there) or 'nothing to use'}")


def action_of(element: Json, choice: str | None = None) -> Json:
    """The entry in `actions` when somebody uses an element."""
    kind = element["type"]
    action: Json = {"type": kind, "action_id": element["action_id"]}
    if kind == "feedback_buttons":
        offered = [element["positive_button"], element["negative_button"]]
        if choice not in [button["value"] for button in offered]:
            raise LookupError(f"no {choice}")
        return {**action, "value": choice}
    if "options" in element or "option_groups" in element:
        return {**action, **value_of(element, choice)}
    if kind in ("button", "icon_button"):
        return {**action, **{n: element[n] for n in ("value", "text", "url") if n in element}}
    return {**action, **value_of(element, choice)}


def state_of(blocks: list[Json], values: Json) -> Json:
    """`state.values` of a form; ValueError where Slack's client would not let it be sent."""
    state: Json = {}
    unused = dict(values)
    for block, element in elements(blocks):
        if block["type"] != "input" and element["type"] in NO_VALUE:
            continue
        ids = (element["action_id"], block["block_id"])
        given = next((unused.pop(id_) for id_ in ids if id_ in unused), None)
        held = value_of(element, given)
        state.setdefault(block["block_id"], {})[element["action_id"]] = held
        if block["type"] == "input":
            _fits(block, held)
    if unused:
        raise LookupError(f"no field {', '.join(unused)}")
    return state


def _fits(block: Json, held: Json) -> None:
    label, element = block["label"]["text"], block["element"]
    filled = any(value for name, value in held.items() if name != "type")
    if not filled and not block.get("optional"):
        raise ValueError(f"{label}: this field has to be filled in")
    if filled and element["type"] == "plain_text_input":
        size = len(held["value"])
        if not element.get("min_length", 0) <= size <= element.get("max_length", 3000):
            raise ValueError(f"{label}: {size} characters do not fit")


def value_of(element: Json, given: Any) -> Json:
    """What an element holds: what was given, or what it began with."""
    kind = element["type"]
    offered = list(element.get("options") or [])
    for group in element.get("option_groups") or []:
        offered += group["options"]
    if offered:
        many = kind in ("checkboxes", "multi_static_select")
        if given is None:
            first = "initial_options" if many else "initial_option"
            held = element.get(first, [] if many else None)
        else:
            wanted = given if isinstance(given, list) else [given]
            held = [option for option in offered if option["value"] in wanted]
            if len(held) != len(wanted):
                raise LookupError(f"no option {given}")
            held = held if many else held[0]
        return {"type": kind, ("selected_options" if many else "selected_option"): held}
    for end, name in (
        ("conversations_select", "conversation"),
        ("channels_select", "channel"),
        ("users_select", "user"),
    ):
        if kind.endswith(end):
            many = kind.startswith("multi_")
            initial = element.get(f"initial_{name}{'s' if many else ''}")
            value = initial if given is None else given
            return {"type": kind, f"selected_{name}{'s' if many else ''}": value}
    if kind in ("datepicker", "timepicker"):
        name = kind.removesuffix("picker")
        value = element.get(f"initial_{name}") if given is None else given
        return {"type": kind, f"selected_{name}": value}
    return {"type": kind, "value": element.get("initial_value") if given is None else given}
