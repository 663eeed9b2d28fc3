"""A conversation as Markdown (CommonMark), its notes numbered at the end."""

import re
from collections.abc import Iterable, Iterator

from rag.answer import Answer, Citation, Claim, Position, Support
from ui.conversations.model import Exchange
from ui.export.document import Document, around, unmentioned
from ui.export.reference import reference, retrieved
from ui.export.wording import NEAREST, NO_ANSWER, NOT_SAID, unanswered, written_by
from ui.text import markdown_escape, read_as, showable

_GAPS = re.compile(r"(\s+)")
_ADDRESS = re.compile(r"[!-;=?-~]+")  # ASCII that may stand between < and > as an address
# What CommonMark renderers take a numeric reference for; the others (U+000B, U+0085) stay bare.
_REFERABLE = re.compile(r"[^\x0b\x7f-\x9f]")


def markdown(document: Document) -> str:
    """The whole document, ending in a line feed."""
    parts = [f"# {markdown_escape(document.title)}"]
    for exchange in document.exchanges:
        parts += _exchange(exchange)
    if document.notes:
        parts.append("## Notes")
        parts += [part for note in document.notes for part in _note(note)]
    return "\n\n".join(parts) + "\n"


def exact(text: str) -> str:
    """`text` as Markdown that renders as exactly that text, its white space too.

    Only what can never be shown is left out.
    """
    text = showable(text)
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    within = "".join(
        markdown_escape(part) if at % 2 == 0 else part if part == " " else _referred(part)
        for at, part in enumerate(_GAPS.split(text[first:last]))
    )
    return _referred(text[:first]) + within + _referred(text[max(first, last) :])


def _referred(text: str) -> str:
    return "".join(f"&#{ord(each)};" if _REFERABLE.match(each) else each for each in text)


def _exchange(exchange: Exchange) -> Iterator[str]:
    yield f"## {markdown_escape(exchange.question)}"
    answer = exchange.answer
    if answer is None:
        yield f"*{markdown_escape(unanswered(exchange))}*"
    else:
        if (read := read_as(answer)) is not None:
            yield f"Read as: {markdown_escape(read)}"
        yield from _refusal(answer) if answer.abstained is not None else _answer(answer)
        yield from (f"*{markdown_escape(note)}*" for note in answer.notes)
        if (writer := written_by(answer)) is not None:
            yield f"*{markdown_escape(writer)}*"
    yield f"*{markdown_escape(retrieved(exchange))}*"


def _answer(answer: Answer) -> Iterator[str]:
    if answer.short_answer:
        yield f"**{markdown_escape(answer.short_answer)}**"
    for conflict in answer.conflicts:
        yield f"**The articles disagree** on {markdown_escape(conflict.about)}:"
        yield "\n".join(_position(position) for position in conflict.positions)
    yield from map(_claim, answer.claims)
    if rest := unmentioned(answer):
        yield f"Also quoted:{_marks(rest)}"


def _position(position: Position) -> str:
    day = f" ({position.day})" if position.day else ""
    return f"- “{exact(position.words)}”{day}{_marks(position.citations)}"


def _claim(claim: Claim) -> str:
    label = f"**{markdown_escape(claim.label)}** " if claim.label else ""
    doubt = f" *({NOT_SAID})*" if claim.support is Support.UNSUPPORTED else ""
    return f"{label}{exact(claim.text)}{_marks(claim.citations)}{doubt}"


def _refusal(answer: Answer) -> Iterator[str]:
    yield f"**{NO_ANSWER}**"
    yield markdown_escape(answer.abstained or "")
    if answer.nearest is not None:
        yield f"{NEAREST}:"
        yield _quoted(exact(answer.nearest.quote) + _marks([answer.nearest.number]))


def _note(citation: Citation) -> Iterator[str]:
    known = reference(citation)
    yield f"### \\[{citation.number}\\] {markdown_escape(known.title)}"
    yield _quoted(_passage(citation))
    yield "\n".join(
        f"- {name}: {_address(said) if name == 'Address' else markdown_escape(said)}"
        for name, said in known.facts
    )


def _address(url: str) -> str:
    return f"<{url}>" if _ADDRESS.fullmatch(url) else markdown_escape(url)


def _passage(citation: Citation) -> str:
    """The passage with the quote in bold, a blank line between its paragraphs."""
    before, quote, after = (showable(part) for part in around(citation))
    before, after = before.lstrip(), after.rstrip()
    if not quote:
        return _context(before) + _context(after)
    # Two asterisks open or close only beside white space or punctuation, which a reference is.
    last, first = "", ""
    if before and not before[-1].isspace():
        before, last = before[:-1], _referred(before[-1])
    if after and not after[0].isspace():
        first, after = _referred(after[0]), after[1:]
    return f"{_context(before)}{last}**{exact(quote)}**{first}{_context(after)}"


def _context(text: str) -> str:
    parts = _GAPS.split(text)
    return "".join(
        markdown_escape(part) if at % 2 == 0 else "\n\n" if part.count("\n") > 1 else " "
        for at, part in enumerate(parts)
    )


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _marks(numbers: Iterable[int]) -> str:
    return "".join(f" \\[{number}\\]" for number in numbers)
