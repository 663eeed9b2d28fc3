"""One sentence of our own as a message."""

from ui.slack.blocks.escape import mrkdwn
from ui.slack.blocks.message import Message


def sentence(text: str) -> Message:
    """A message that says `text`, and shows it as it is; at most 2,900 characters of it."""
    shown = mrkdwn(text[:2900])[:2990]
    return Message(shown, ({"type": "section", "text": {"type": "mrkdwn", "text": shown}},))
