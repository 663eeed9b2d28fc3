"""What a person sees of a message, and what in it Slack would make live."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

from .workspace import Json, Message, View

_MARKUP = re.compile(r"<([^<>\s|][^<>|]*)(?:\|([^<>]*))?>")
_LIVE = re.compile(r"<(?:!|@|#|(?:https?|mailto|tel|ftp):)[^<>]*>", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w<|/@.])(?:https?://|www\.)[^\s<>|]+", re.IGNORECASE)


def shown(thing: Message | View | Json, name: Callable[[str], str] = str) -> str:
    """The text a person reads, a line a part; buttons are [in brackets].

    `name` turns an id into what stands for it. A message with blocks shows them, not its text.
    """
    if isinstance(thing, View):
        parts = [thing.title, *_lines(thing.blocks, name)]
    else:
        said = thing.as_slack() if isinstance(thing, Message) else thing
        parts = list(_lines(said["blocks"], name)) if said.get("blocks") else []
        if not parts:
            parts = [plain(str(said.get("text") or ""), name)]
    return "\n".join(part for part in parts if part)


def plain(mrkdwn: str, name: Callable[[str], str] = str) -> str:
    """mrkdwn as read: links by their label, mentions by name, entities as characters."""

    def one(found: re.Match[str]) -> str:
        what, label = found.groups()
        if what[0] in "@#!":
            word = label or name(what[1:])
            return ("#" if what[0] == "#" else "@") + word.lstrip("@#")
        return label or what

    return unescape(_MARKUP.sub(one, mrkdwn))


def _lines(blocks: list[Json], name: Callable[[str], str]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, name)


def _block(block: Json, name: Callable[[str], str]) -> Iterator[str]:
    kind = block["type"]
    if kind == "rich_text":
        yield "".join(_rich(block["elements"], name)).strip()
    elif kind == "markdown":
        yield unescape(block["text"])
    elif kind == "input":
        yield _text(block["label"], name)
        yield from _element(block["element"], name)
    elif kind == "image":
        yield block["alt_text"]
    else:
        for part in [block.get("text"), *block.get("fields", [])]:
            if part:
                yield _text(part, name)
        used = [*block.get("elements", []), block.get("accessory") or {}]
        yield " ".join(word for element in used for word in _element(element, name))


def _element(element: Json, name: Callable[[str], str]) -> Iterator[str]:
    kind = element.get("type")
    if kind in ("plain_text", "mrkdwn"):
        yield _text(element, name)
    elif kind == "image":
        yield element["alt_text"]
    elif kind == "button":
        yield f"[{element['text']['text']}]"
    elif kind == "feedback_buttons":
        for which in ("positive_button", "negative_button"):
            yield f"[{element[which]['text']['text']}]"
    elif kind == "plain_text_input":
        yield str(element.get("initial_value") or "")


def _text(text: Json, name: Callable[[str], str]) -> str:
    return plain(text["text"], name) if text["type"] == "mrkdwn" else str(text["text"])


def _rich(elements: list[Json], name: Callable[[str], str]) -> Iterator[str]:
    for element in elements:
        kind = element["type"]
        if "elements" in element:
            yield from _rich(element["elements"], name)
            yield "\n"
        elif kind in ("text", "link"):
            yield element.get("text") or element.get("url", "")
        elif kind in ("user", "channel", "broadcast", "usergroup"):
            id_ = element.get("range") or element.get(f"{kind}_id", "")
            yield f"@{name(id_)}"
        elif kind == "emoji":
            yield f":{element['name']}:"


def live_texts(thing: Any) -> Iterator[str]:
    """Every text in which Slack acts on markup: the message's own, mrkdwn, markdown."""
    if isinstance(thing, Message):
        yield thing.text
        yield from live_texts([block for block in thing.blocks if block["type"] != "rich_text"])
    elif isinstance(thing, View):
        yield from live_texts(thing.blocks)
    elif isinstance(thing, list):
        for item in thing:
            yield from live_texts(item)
    elif isinstance(thing, dict):
        if thing.get("type") in ("mrkdwn", "markdown") and isinstance(thing.get("text"), str):
            yield thing["text"]
        else:
            for value in thing.values():
                yield from live_texts(value)


def pings(thing: Message | View) -> list[str]:
    """Every `<!…>`, `<@…>`, `<#…>` and `<http…>`, in every version of a message."""
    return _found(_LIVE, thing)


def bare_links(thing: Message | View) -> list[str]:
    """Addresses that Slack would make into links by itself."""
    return _found(_BARE, thing)


def _found(pattern: re.Pattern[str], thing: Message | View) -> list[str]:
    read = list(live_texts(thing))
    if isinstance(thing, Message):
        for text, blocks in thing.versions:
            read += [text, *live_texts([b for b in blocks if b["type"] != "rich_text"])]
    return [found for text in read for found in pattern.findall(text)]
