"""The buttons under an answer. The value of each is the id of the exchange."""

from ui.conversations.model import Exchange
from ui.slack.blocks.parts import Block, Line, Part, contexts, plain_object
from ui.slack.blocks.view import choice
from ui.ways import other_way

_LONGEST_URL = 3_000  # characters that a button takes
_MARKED = {
    "right": "Marked right",
    "wrong": "Marked wrong",
    "missing": "Marked: something is missing",
}


def buttons(
    exchange: Exchange, *, page: str | None, share: bool, model: str | None = None
) -> tuple[Part, ...]:
    """What can be done with an answer; what was said of it stands instead of asking that.

    `model` is the name of the language model that is set.
    """
    answer = exchange.answer
    made = []
    if answer is not None and (answer.citations or answer.nearest):
        made.append(_button("passages", "Show passages", exchange))
    if answer is not None and (way := other_way(answer, model)) is not None:
        made.append(_button("extractive" if way.extractive else "model", way.words, exchange))
    if share and answer is not None:
        made.append(_button("share", "Share to channel", exchange))
        made.append(_button("keep", "Keep to yourself", exchange))
    if page and len(page) <= _LONGEST_URL:
        made.append({**_button("open_page", "Open in the page", exchange), "url": page})
    if answer is not None and exchange.mark is None:
        made.append(_button("right", "Right", exchange))
        made.append(_button("wrong", "Wrong…", exchange))
    parts = []
    if exchange.mark is not None:
        said = _MARKED[exchange.mark]
        parts += contexts([Line(said, said)])
    if made:
        parts.append(Part({"type": "actions", "elements": made}))
    return tuple(parts)


def _button(action: str, words: str, exchange: Exchange) -> Block:
    return {
        "type": "button",
        "action_id": action,
        "text": plain_object(choice(words)),  # a model may have any name
        "value": exchange.id,
    }
