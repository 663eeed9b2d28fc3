"""The passages of an answer, the cited words in bold: as a modal, or as messages."""

import re
from collections.abc import Iterator

from rag.answer import Citation
from ui.conversations.model import Exchange
from ui.export.wording import NEAREST
from ui.slack.blocks.escape import bold, mrkdwn
from ui.slack.blocks.message import Message, messages
from ui.slack.blocks.parts import LONGEST_TEXT, Block, Line, Part, lines, sections, weight, width
from ui.slack.blocks.sources import byline, title
from ui.slack.blocks.view import modal
from ui.text import heading

_MOST_BLOCKS = 100  # of a modal
_HEAVIEST = 30_000  # characters over a modal: written as JSON it stays under Slack's 250 kB
_NONE = "No passage to show for this question."
_REST = "… the page shows the rest."


def passages_view(exchange: Exchange) -> Block:
    """A modal with each cited passage, or as many as it holds."""
    kept: list[Block] = []
    rest = sections(lines(_REST))[0].block
    blocks = [each.block for each in _parts(exchange)]
    for block in blocks:
        if len(kept) + 2 > _MOST_BLOCKS or weight([*kept, block, rest]) > _HEAVIEST:
            break
        kept.append(block)
    return modal(
        "Passages",
        kept if len(kept) == len(blocks) else [*kept, rest],
        callback="passages",
    )


def passages_messages(exchange: Exchange) -> tuple[Message, ...]:
    """The same as messages, all of them, for where no modal can be opened."""
    return messages(_parts(exchange))


def _parts(exchange: Exchange) -> list[Part]:
    answer = exchange.answer
    parts = []
    if answer is not None:
        for citation in answer.citations:
            parts += sections([*title(citation), *byline(citation), *_passage(citation)])
        if answer.abstained is not None and answer.nearest is not None:
            named = lines(heading(answer.nearest.article), bold)
            label = Line(f"_{NEAREST}:_", f"{NEAREST}:")
            shown = [*byline(answer.nearest), *_passage(answer.nearest)]
            parts += sections([label, *named, *shown])
    return parts or sections(lines(_NONE))


def _passage(citation: Citation) -> list[Line]:
    """The passage on one line where it fits, else the words before, cited and after on their own.

    Bold needs a break on each side: where the article has none, a zero-width space is one.
    """
    body, span, passage = citation.article.body, citation.span, citation.passage
    # The quote lies inside the passage; were it ever to reach over an edge, show it whole.
    start, end = min(passage.start, span.start), max(passage.end, span.end)
    before, after = body[start : span.start], body[span.end : end]
    if not citation.quote.strip():
        return lines(body[start:end])
    left = _space(before[-1:] + citation.quote[:1]) if before.strip() else ""
    right = _space(citation.quote[-1:] + after[:1]) if after.strip() else ""
    whole = f"{mrkdwn(before)}{left}{bold(citation.quote)}{right}{mrkdwn(after)}"
    if width(whole) <= LONGEST_TEXT:
        return [Line(whole, body[start:end])]
    return list(_apart(before, citation.quote, after))


def _space(edge: str) -> str:
    return " " if re.search(r"\s", edge) else "\u200b"


def _apart(before: str, quote: str, after: str) -> Iterator[Line]:
    yield from lines(before)
    yield from lines(quote, bold)
    yield from lines(after)
