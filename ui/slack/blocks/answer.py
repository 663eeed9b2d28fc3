"""An answer as messages: what the page says, shorter."""

from collections.abc import Iterator
from dataclasses import replace

from rag.answer import Answer, Claim, Conflict, Position, Support
from rag.resolved_days import resolved_days
from ui.conversations.model import Exchange
from ui.days import published_of_claim, published_of_short
from ui.export.wording import NO_ANSWER, NOT_SAID, written_by
from ui.slack.blocks.buttons import buttons
from ui.slack.blocks.escape import bold
from ui.slack.blocks.message import Message, messages
from ui.slack.blocks.parts import Line, Part, contexts, lines, sections
from ui.slack.blocks.sources import nearest, sources
from ui.text import heading, plain, read_as
from ui.ways import own_words

_SHORT = 90  # characters; longer words that answer are a sentence of the answer anyway
_LONGEST_LABEL = 200  # characters before a sentence; a longer one is a line of its own


def answer_messages(
    exchange: Exchange,
    *,
    page: str | None,
    share: bool = False,
    question: bool = False,
    model: str | None = None,
) -> tuple[Message, ...]:
    """What came of a question as at least one message, the buttons on the last.

    `page` is the address of the answer in the page, if there is one; `share` says that only the
    asker sees the answer, and lets them choose who else does. With `question` it begins with the
    question as it was asked, for where that does not stand above it. `model` is the name of the
    language model that is set.
    """
    parts = [*_read(exchange, question), *_reply(exchange, model)]
    return messages(
        parts or sections(lines(NO_ANSWER, bold)),
        buttons(exchange, page=page, share=share, model=model),
    )


def writing_message(exchange: Exchange, so_far: Answer, doing: str) -> Message:
    """The sentences of an answer that are checked, while the rest is still written."""
    shown = replace(exchange, answer=so_far)
    parts = [*_read(shown, False), *_said(so_far), *contexts(lines(f"{doing}…"))]
    return messages(parts)[0]  # it is followed by the answer; that is told in full


def _read(exchange: Exchange, question: bool) -> list[Part]:
    """The question, how it was read, and which articles it was asked of."""
    told = lines(f"Asked: {exchange.question}") if question else []
    if exchange.answer and (read := read_as(exchange.answer)):
        told += lines(f"Read as: {read}")
    if exchange.filters:
        told += lines(f"Only articles {exchange.filters}")
    return contexts(told)


def _reply(exchange: Exchange, model: str | None) -> list[Part]:
    if exchange.failure is not None:
        return sections(lines(exchange.failure))
    if exchange.answer is None:
        return contexts(lines("Reading the articles…"))
    answer = exchange.answer
    words = written_by(answer, "the sources below") or own_words(answer, model)
    told = contexts(lines(words)) if words else []
    return [*_said(answer), *told, *sources(answer)]


def _said(answer: Answer) -> list[Part]:
    notes = contexts(each for note in answer.notes for each in lines(note))
    if answer.abstained is not None:
        return _refusal(answer) + notes
    parts = _short(answer)
    for conflict in answer.conflicts:
        parts += sections(_conflict(conflict, answer))
    if answer.conflicts:  # what fits with what belongs to the positions
        parts += notes
    for claim in answer.claims:
        parts += sections(_claim(claim, answer))
    if not answer.conflicts:
        parts += notes
    return parts


def _short(answer: Answer) -> list[Part]:
    """The words that answer, in bold, with the day that they stand for."""
    words = answer.short_answer
    if not words or len(words) > _SHORT:
        return []
    days = resolved_days(words, published_of_short(answer))
    return sections(lines(words, bold, after="".join(f" = {resolved}" for _, resolved in days)))


def _claim(claim: Claim, answer: Answer) -> list[Line]:
    """A sentence with its sources; the days that it names stand behind it and not in it."""
    days = resolved_days(claim.text, published_of_claim(claim, answer))
    text = claim.text + _marks(claim.citations)
    if days:
        text += f" ({'; '.join(f'{words} = {resolved}' for words, resolved in days)})"
    caution = f" _{NOT_SAID}_" if claim.support is Support.UNSUPPORTED else ""
    label = plain(claim.label or "")
    if len(label) > _LONGEST_LABEL:
        return [*lines(label, bold), *lines(text, after=caution)]
    return lines(text, before=f"{bold(label)} " if label else "", after=caution)


def _conflict(conflict: Conflict, answer: Answer) -> Iterator[Line]:
    yield from lines(f"The articles disagree on {conflict.about}", bold)
    for position in conflict.positions:
        yield from lines(_position(position, answer), before="• ")


def _position(position: Position, answer: Answer) -> str:
    """ "“Wednesday” (2025-04-02) [2] Example Times"."""
    resolved = f" ({position.value})" if position.day else ""
    cited = {each.number: each.article for each in answer.citations}
    backed = (
        f"[{each}] {cited[each].outlet or heading(cited[each])}"
        for each in position.citations
        if each in cited
    )
    return f"“{position.words}”{resolved} {', '.join(backed)}"


def _refusal(answer: Answer) -> list[Part]:
    told = sections([*lines(NO_ANSWER, bold), *lines(answer.abstained or "")])
    return told + (nearest(answer.nearest) if answer.nearest is not None else [])


def _marks(citations: tuple[int, ...]) -> str:
    return "".join(f" [{number}]" for number in citations)
