"""What a person sees of a message, and what in it Slack would make live."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

from .rich_text import RICH
from .workspace import Json, Message, View

_MARKUP = re.compile(r"<([^<>\s|][^<>|]*)(?:\|([^<>]*))?>")
_LIVE = re.compile(
    r"<(?:!|@|#|(?:https?|mailto|tel|ftp):)[^<>]*>|(?<![\w@])@(?:here|channel|everyone)\b",
    re.IGNORECASE,
)
# A sample of the endings by which Slack's clients know a domain.
_ENDINGS = "com|org|net|edu|gov|int|ca|us|uk|eu|fr|de|cn|ru|io|co|info|biz|dev|app|news|example"
_BARE = re.compile(
    r"(?<![\w<|/@.-])(?:https?://|www\.)[^\s<>|]+"
    rf"|(?<![\w</|@.-])(?:[\w.+-]+@)?(?:[a-z0-9-]+\.)+(?:{_ENDINGS})(?![\w-])(?:/[^\s<>|]*)?",
    re.IGNORECASE,
)


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


def live_texts(thing: Any, verbatim: bool = True) -> Iterator[str]:
    """Every text in which Slack acts on markup: the message's own, mrkdwn, markdown, rich text.

    Without `verbatim`, only those in which it also looks for bare links.
    """
    if isinstance(thing, list):
        for item in thing:
            yield from live_texts(item, verbatim)
    elif isinstance(thing, dict):
        kind, text = thing.get("type"), thing.get("text")
        if kind in ("mrkdwn", "markdown") and isinstance(text, str):
            if verbatim or not thing.get("verbatim"):
                yield text
        elif kind in ("user", "broadcast", "usergroup", "channel") and "elements" not in thing:
            yield f"<{'!' if kind == 'broadcast' else '@'}{kind}>"
        elif kind == "link" and "url" in thing:
            yield f"<{thing['url']}|{text or ''}>"
        else:
            for value in thing.values():
                yield from live_texts(value, verbatim)


def pings(thing: Message | View) -> list[str]:
    """Every `<!…>`, `<@…>`, `<#…>`, `<http…>` and @here, in every version of a message."""
    return [found for text in _all_texts(thing, True) for found in _LIVE.findall(text)]


def bare_links(thing: Message | View) -> list[str]:
    """Addresses, domains and mail addresses that Slack would make into links by itself."""
    texts = _all_texts(thing, False)
    return [found for text in texts for found in _BARE.findall(_MARKUP.sub(" ", text))]


def _all_texts(thing: Message | View, verbatim: bool) -> Iterator[str]:
    if isinstance(thing, View):
        yield from live_texts(thing.blocks, verbatim)
        return
    for text, blocks in [*thing.versions, (thing.text, thing.blocks)]:
        yield text
        own = [block for block in blocks if block["block_id"] != RICH]  # made of the text
        yield from live_texts(own, verbatim)
