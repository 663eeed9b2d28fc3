"""The `rich_text` block that Slack makes of a text that came without blocks."""

import re
from html import unescape

from .workspace import Json

RICH = "made-of-the-text"  # the id of such a block
_SPECIAL = re.compile(r"<([@#!])([^>|]+)(?:\|[^>]*)?>|<((?:https?|mailto)[^>|]+)(?:\|([^>]*))?>")


def rich_text(text: str) -> list[Json]:
    """One block; none for a blank text."""
    if not text.strip():
        return []
    elements: list[Json] = []
    end = 0
    for found in _SPECIAL.finditer(text):
        if plain := text[end : found.start()]:
            elements.append({"type": "text", "text": unescape(plain)})
        elements.append(_element(found))
        end = found.end()
    if plain := text[end:]:
        elements.append({"type": "text", "text": unescape(plain)})
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "block_id": RICH, "elements": [section]}]


def _element(found: re.Match[str]) -> Json:
    sign, what, url, label = found.groups()
    if url:
        return {
            "type": "link",
            "url": unescape(url),
            **({"text": unescape(label)} if label else {}),
        }
    if sign == "@":
        return {"type": "user", "user_id": what}
    if sign == "#":
        return {"type": "channel", "channel_id": what}
    return {"type": "broadcast", "range": what}
