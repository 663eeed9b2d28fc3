"""Sentences of our own as messages."""

from rag.feedback import Mark
from ui.slack.blocks.message import Message, messages
from ui.slack.blocks.parts import Part, lines, plain_object, sections


def sentence(text: str) -> Message:
    """A message that says `text`, and shows it as it is; the first message's worth of it."""
    return messages(sections(lines(text)))[0]


def thanks(verdict: Mark, exchange: str | None = None) -> Message:
    """What a mark on an answer is thanked with; with `exchange` a note may be added."""
    button = {
        "type": "button",
        "action_id": "note",
        "text": plain_object("Add a note…"),
        "value": exchange,
    }
    tail = [Part({"type": "actions", "elements": [button]})] if exchange else []
    return messages(sections(lines(f"Marked as {verdict}. Thank you.")), tail)[0]
