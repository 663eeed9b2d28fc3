"""The modal in which a person says what is wrong with an answer, or right."""

from collections.abc import Mapping
from typing import Any

from ui.slack.blocks.parts import Block
from ui.slack.blocks.view import field, filled, modal

LONGEST_NOTE = 1_000  # characters, as in the page
_TITLES = {"right": "What is right?", "wrong": "What is wrong?", "missing": "What is missing?"}


def note_view(carried: Mapping[str, str]) -> Block:
    """The modal; `carried` ("exchange", "verdict", "channel", "thread"…) comes back with it."""
    element: Block = {
        "type": "plain_text_input",
        "multiline": True,
        "max_length": LONGEST_NOTE,
    }
    title = _TITLES.get(carried.get("verdict", ""), "Your note")
    hint = "It is kept with the answer for those who run readout."
    return modal(
        title,
        [field("note", "Note", element, hint=hint)],
        callback="note",
        submit="Send",
        carried=carried,
    )


def note_of(state: Mapping[str, Any]) -> str:
    """The note in the `state` of the view, "" where there is none."""
    value = filled(state, "note").get("value")
    return value.strip()[:LONGEST_NOTE] if isinstance(value, str) else ""
