"""What `/readout` alone and `/readout help` say."""

from ui.slack.blocks.message import Message, messages
from ui.slack.blocks.parts import Line, lines, sections

_WAYS = (
    ("Mention me", "in a channel with a question; I answer in the thread, and there you go on"),
    ("Write to me", "directly, without a mention"),
    ("/readout question", "answers you alone, and you choose whether the channel sees it"),
    ("/readout settings", "says which articles answer in this channel, and to whom"),
    ("Check against the articles", "in a message's menu looks up each of its sentences"),
)


def help_message(summary: str) -> Message:
    """How to ask; `summary` says what the corpus holds: "5 articles, 30 passages"."""
    told = [
        *lines(f"I answer questions from {summary}. Each sentence is an article's own, with its"
               " source; where the articles do not say, I say so."),
        *(Line(f"• *{what}* {how}", f"{what} {how}") for what, how in _WAYS),
        *lines("Limits go into the question: “only the Canadian Press”, “as of 28 March 2025”."),
    ]  # fmt: skip
    return messages(sections(told))[0]
