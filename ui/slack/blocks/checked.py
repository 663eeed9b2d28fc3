"""A message checked against the articles: each sentence, its verdict, and what bears it out."""

from collections.abc import Iterator

from rag.answer import Citation
from rag.claim_check import CheckedSentence, ClaimCheck, Verdict
from ui.slack.blocks.escape import bold, quoted
from ui.slack.blocks.message import Message, messages
from ui.slack.blocks.parts import Line, Part, contexts, lines, sections
from ui.slack.blocks.sources import byline, title

_VERDICTS = {
    Verdict.SAID: "The articles say this",
    Verdict.CONTRADICTED: "The articles say otherwise",
    Verdict.DISPUTED: "The articles disagree on this",
    Verdict.NOT_SAID: "Not found in the articles",
    Verdict.NO_CLAIM: "Nothing to check",
}
_NEAREST = "The nearest passage, which does not say it"
_EMPTY = "There is no sentence in this message to check."


def checked_messages(check: ClaimCheck) -> tuple[Message, ...]:
    """The sentences in their order, then the sources that they cite; at least one message."""
    parts = [part for each in check.sentences for part in _sentence(each)]
    parts += contexts(each for note in check.notes for each in lines(note))
    if check.citations:
        parts.append(Part({"type": "divider"}))
    for citation in check.citations:
        parts += _source(citation)
    return messages(parts or sections(lines(_EMPTY)))


def _sentence(checked: CheckedSentence) -> list[Part]:
    return sections([*lines(checked.text, quoted), *_verdict(checked)])


def _verdict(checked: CheckedSentence) -> Iterator[Line]:
    numbers = checked.citations or checked.against
    yield from lines(_VERDICTS[checked.verdict], bold, after=_marks(numbers))
    if checked.note:
        others = checked.against if checked.citations else ()
        yield from lines(checked.note, after=_marks(others))
    if checked.nearest is not None:
        yield from lines(f"{_NEAREST}: [{checked.nearest}]")


def _source(citation: Citation) -> list[Part]:
    return sections([*title(citation), *byline(citation), *lines(citation.quote, quoted)])


def _marks(numbers: tuple[int, ...]) -> str:
    return "".join(f" [{number}]" for number in numbers)
