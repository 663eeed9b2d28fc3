"""Blocks and what they say: text of any length as lines, lines as sections, sections as messages.

Slack refuses a section of more than 3,000 characters and a message of more than 50 blocks or, as
measured, about 13,200 characters over all of them. Characters are counted as UTF-16 does, which is
never less than Python's count.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from ui.slack.blocks.escape import mrkdwn
from ui.text import plain

Block: TypeAlias = dict[str, Any]

LONGEST_TEXT = 3_000  # characters of a text object
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a section."""

    shown: str  # mrkdwn, of at most LONGEST_TEXT characters
    said: str  # the same as plain text; empty for what is said elsewhere


@dataclass(frozen=True, slots=True)
class Part:
    """A block, and the lines that it says as plain text."""

    block: Block
    said: tuple[str, ...] = ()


def width(text: str) -> int:
    """The number of UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def weight(value: object) -> int:
    """All characters of the strings in a block or in several, keys left out."""
    if isinstance(value, str):
        return width(value)
    if isinstance(value, dict):
        return sum(map(weight, value.values()))
    return sum(map(weight, value)) if isinstance(value, list | tuple) else 0


def pieces(text: str, room: int) -> Iterator[str]:
    """`text` in pieces that have at most `room` characters each as mrkdwn; nothing is left out.

    Each ends with a sentence where it can, else with a word.
    """
    rest = plain(text)
    while rest:
        size = min(len(rest), room)
        while (needed := width(mrkdwn(rest[:size]))) > room:
            size = min(size - 1, size * room // needed)
        if size < len(rest):
            size = _good_end(rest[: size + 1]) or size
        yield rest[:size].rstrip()
        rest = rest[size:].lstrip()


def cut(text: str, room: int) -> str:
    """`text` as mrkdwn of at most `room` characters, with an ellipsis where some is left out."""
    if next(pieces(text, room), "") == plain(text):
        return mrkdwn(text)
    return mrkdwn(next(pieces(text, room - 2))) + " …"


def lines(
    text: str, form: Callable[[str], str] = mrkdwn, *, before: str = "", after: str = ""
) -> list[Line]:
    """`text` as as many lines as it needs; `before` and `after` are short and mrkdwn already."""
    room = LONGEST_TEXT - width(before) - width(after) - 2  # two for the marks of `form`
    cuts = list(pieces(text, room))
    made = [Line(form(each), each) for each in cuts]
    if made:
        made[0] = Line(before + made[0].shown, made[0].said)
        made[-1] = Line(made[-1].shown + after, made[-1].said)
    return made


def sections(several: Iterable[Line]) -> list[Part]:
    """Lines as sections: one, or as many as they need."""
    return [_part(_section, group) for group in _groups(several)]


def contexts(several: Iterable[Line]) -> list[Part]:
    """The same as context blocks, which Slack shows small and grey."""
    return [_part(_context, group) for group in _groups(several)]


def text_object(shown: str) -> Block:
    return {"type": "mrkdwn", "text": shown, "verbatim": True}


def plain_object(words: str) -> Block:
    """A text object of our own words, or of others' where Slack takes no mrkdwn."""
    return {"type": "plain_text", "text": words, "emoji": False}


def _good_end(text: str) -> int:
    """Where to cut before the last character: behind a sentence of the second half, or a word."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    if ends and ends[-1] * 2 > len(text):
        return ends[-1]
    return text.rfind(" ") + 1


def _groups(several: Iterable[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    size = 0
    for line in several:
        more = width(line.shown) + 1
        if group and size + more > LONGEST_TEXT:
            yield group
            group, size = [], 0
        group.append(line)
        size += more
    if group:
        yield group


def _part(made: Callable[[str], Block], group: Sequence[Line]) -> Part:
    return Part(made("\n".join(each.shown for each in group)), tuple(each.said for each in group))


def _section(shown: str) -> Block:
    return {"type": "section", "text": text_object(shown)}


def _context(shown: str) -> Block:
    return {"type": "context", "elements": [text_object(shown)]}
