"""A message as Slack takes it, and parts packed into as many as they need."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ui.slack.blocks.escape import mrkdwn
from ui.slack.blocks.parts import LONGEST_TEXT, Block, Part, cut, weight, width

MOST_BLOCKS = 50
HEAVIEST = 12_000  # characters over all blocks; Slack refuses somewhere above 13,200
_LEAST = 100  # characters of a line that is worth beginning


@dataclass(frozen=True, slots=True)
class Message:
    """One message, within Slack's limits."""

    text: str  # for notifications and screen readers; mrkdwn, at most 3,000 characters
    blocks: tuple[Block, ...]


def messages(parts: Iterable[Part], tail: Sequence[Part] = ()) -> tuple[Message, ...]:
    """The parts in their order, in as few messages as hold them; `tail` whole on the last.

    There must be at least one part. The tail must be short: it fits beside any one part.
    """
    packed: list[list[Part]] = [[]]
    free = HEAVIEST
    for part in parts:
        heavy = weight(part.block)
        if packed[-1] and (heavy > free or len(packed[-1]) == MOST_BLOCKS):
            packed.append([])
            free = HEAVIEST
        packed[-1].append(part)
        free -= heavy
    last = packed[-1]
    fits = weight([each.block for each in tail]) <= free and len(last) + len(tail) <= MOST_BLOCKS
    if len(last) > 1 and not fits:
        packed.append([last.pop()])  # so that the tail does not stand alone
    packed[-1].extend(tail)
    return tuple(_message(each) for each in packed)


def _message(parts: Sequence[Part]) -> Message:
    return Message(_text(parts) or "The sources, continued.", tuple(each.block for each in parts))


def _text(parts: Sequence[Part]) -> str:
    """What the parts say, line by line, as far as there is room."""
    told = ""
    for said in (each for part in parts for each in part.said if each):
        line = mrkdwn(said)
        if width(told) + width(line) >= LONGEST_TEXT:
            room = LONGEST_TEXT - width(told) - 1
            return f"{told}\n{cut(said, room)}".strip() if room > _LEAST else told
        told = f"{told}\n{line}".strip()
    return told
