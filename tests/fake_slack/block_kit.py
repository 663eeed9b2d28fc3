"""The limits of blocks, and of what a message or a view may hold of them."""

from collections.abc import Iterator
from typing import Any, Literal

from .checks import Checks
from .elements import (
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    check_element,
    check_image,
)
from .refused import Refused
from .workspace import Json

Surface = Literal["message", "modal", "home"]

BLOCKS = {"message": 50, "modal": 100, "home": 100}
MARKDOWN = 12_000  # characters over all markdown blocks of a message
# Not in Slack's documentation. Reported between 13,172 and 13,297, depending on the blocks:
# https://github.com/slackapi/bolt-js/issues/2509
ALL_TEXT = 13_200

_EVERYWHERE = "section header divider context actions image input rich_text video alert card"
_IN_MESSAGES = "markdown context_actions file table task_card plan carousel container"


def check_blocks(blocks: Any, surface: Surface = "message", at: str = "/blocks") -> list[str]:
    """What is wrong with blocks, a line each; none is none."""
    checks = Checks()
    found = checks.items(blocks, at, BLOCKS[surface], least=0)
    for n, block in enumerate(found):
        _block(checks, block, f"{at}/{n}", surface)
    checks.unique(((b.get("block_id"), f"{at}/{n}") for n, b in enumerate(found)), "block_id")
    markdown = sum(len(str(b.get("text"))) for b in found if b.get("type") == "markdown")
    if markdown > MARKDOWN:
        checks.problem(at, f"markdown blocks must be less than {MARKDOWN + 1} characters together")
    return checks.problems


def accept_message_blocks(blocks: Any) -> list[Json]:
    """Blocks as a message keeps them, with ids; Refused if Slack would not take them."""
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    if problems := check_blocks(blocks):
        raise Refused.because("invalid_blocks", problems)
    if sum(map(len, texts(blocks))) > ALL_TEXT:
        raise Refused("msg_blocks_too_long")
    return with_ids(blocks)


def with_ids(blocks: list[Json]) -> list[Json]:
    """Blocks and elements without an id are given one, as Slack does."""
    kept = []
    for n, block in enumerate(blocks):
        full = {"block_id": f"b{n:03}", **block}
        for name in ("accessory", "element"):
            if name in full and full[name].get("type") != "image":
                full[name] = {"action_id": f"a{n:03}", **full[name]}
        if full["type"] in ("actions", "context_actions"):
            full["elements"] = [
                {"action_id": f"a{n:03}{i}", **element}
                for i, element in enumerate(full["elements"])
            ]
        kept.append(full)
    return kept


def texts(thing: Any) -> Iterator[str]:
    """Every text that blocks show, in order."""
    if isinstance(thing, list):
        for item in thing:
            yield from texts(item)
    elif isinstance(thing, dict):
        for name, value in thing.items():
            if name == "text" and isinstance(value, str):
                yield value
            else:
                yield from texts(value)


def _block(checks: Checks, block: Json, where: str, surface: Surface) -> None:
    kind = block.get("type")
    allowed = _EVERYWHERE + (" " + _IN_MESSAGES if surface == "message" else "")
    if kind not in allowed.split():
        return checks.problem(f"{where}/type", f"unsupported type: {kind}")
    checks.optional(block, where, "block_id", 255)
    if check := _CHECKS.get(str(kind)):
        check(checks, block, where)
    return None


def _section(checks: Checks, block: Json, where: str) -> None:
    checks.fields(block, where, "text fields accessory block_id expand")
    if block.get("text") is None and block.get("fields") is None:
        checks.problem(where, "missing required field: text")
    if block.get("text") is not None:
        checks.text(block["text"], f"{where}/text")
    if block.get("fields") is not None:
        for n, field in enumerate(checks.items(block["fields"], f"{where}/fields", 10)):
            checks.text(field, f"{where}/fields/{n}", 2000)
    if block.get("accessory") is not None:
        check_element(checks, block["accessory"], f"{where}/accessory", IN_SECTION)


def _header(checks: Checks, block: Json, where: str) -> None:
    checks.fields(block, where, "text block_id")
    checks.plain(block.get("text"), f"{where}/text", 150)


def _divider(checks: Checks, block: Json, where: str) -> None:
    checks.fields(block, where, "block_id")


def _context(checks: Checks, block: Json, where: str) -> None:
    checks.fields(block, where, "elements block_id")
    for n, element in enumerate(checks.items(block.get("elements"), f"{where}/elements", 10)):
        there = f"{where}/elements/{n}"
        if element.get("type") == "image":
            check_image(checks, element, there)
        else:
            checks.text(element, there)


def _actions(checks: Checks, block: Json, where: str) -> None:
    checks.fields(block, where, "elements block_id")
    few = block["type"] == "context_actions"
    allowed = IN_CONTEXT_ACTIONS if few else IN_ACTIONS
    found = checks.items(block.get("elements"), f"{where}/elements", 5 if few else 25)
    for n, element in enumerate(found):
        check_element(checks, element, f"{where}/elements/{n}", allowed)
    ids = ((e.get("action_id"), f"{where}/elements/{n}") for n, e in enumerate(found))
    checks.unique(ids, "action_id")


def _input(checks: Checks, block: Json, where: str) -> None:
    checks.fields(block, where, "label element hint optional dispatch_action block_id")
    if checks.needs(block, where, "label"):
        checks.plain(block["label"], f"{where}/label", 2000)
    if block.get("hint") is not None:
        checks.plain(block["hint"], f"{where}/hint", 2000)
    if checks.needs(block, where, "element"):
        check_element(checks, block["element"], f"{where}/element", IN_INPUT)


def _markdown(checks: Checks, block: Json, where: str) -> None:
    checks.fields(block, where, "text block_id")
    checks.string(block.get("text"), f"{where}/text", MARKDOWN)


def _image(checks: Checks, block: Json, where: str) -> None:
    check_image(checks, block, where)
    if block.get("title") is not None:
        checks.plain(block["title"], f"{where}/title", 2000)


def _rich_text(checks: Checks, block: Json, where: str) -> None:
    checks.items(block.get("elements"), f"{where}/elements", 1000)


_CHECKS = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "context": _context,
    "actions": _actions,
    "context_actions": _actions,
    "input": _input,
    "markdown": _markdown,
    "image": _image,
    "rich_text": _rich_text,
}
