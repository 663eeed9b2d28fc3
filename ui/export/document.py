"""A conversation, or one answer, as what is written down: numbered notes under the answers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from index.article import Span
from rag.answer import Answer, Citation
from ui.conversations.model import Exchange

# A marker that an answer's note shows; what the articles say stands in curly quotation marks.
_MARK = re.compile(r"“[^”]*”|\[(?P<number>[0-9]{1,6})\]")


@dataclass(frozen=True, slots=True)
class Document:
    """What every format writes."""

    title: str
    exchanges: tuple[Exchange, ...]  # the numbers in their answers are those of `notes`
    notes: tuple[Citation, ...]  # numbered 1, 2, 3 in the order of their first mention


def document(title: str, exchanges: Iterable[Exchange]) -> Document:
    """The exchanges with notes numbered through all of them; the same words have one number."""
    notes: dict[tuple[str, Span], Citation] = {}
    numbered = [
        replace(each, answer=_renumbered(each.answer, notes)) if each.answer else each
        for each in exchanges
    ]
    return Document(title, tuple(numbered), tuple(notes.values()))


def mentioned(answer: Answer) -> list[int]:
    """The numbers that the answer's sentences show, each once, in the order they are shown."""
    positions = (each for conflict in answer.conflicts for each in conflict.positions)
    shown = [each.citations for each in positions] + [each.citations for each in answer.claims]
    return list(dict.fromkeys(chain.from_iterable(shown)))


def unmentioned(answer: Answer) -> list[int]:
    """The numbers of citations that no sentence shows."""
    shown = set(mentioned(answer))
    return [each.number for each in answer.citations if each.number not in shown]


def marked(note: str, answer: Answer) -> Iterator[str | int]:
    """An answer's note in parts: its words, and the numbers of citations that it shows."""
    known = {citation.number for citation in answer.citations}
    at = 0
    for match in _MARK.finditer(note):
        if match["number"] and int(match["number"]) in known:
            yield note[at : match.start()].rstrip(" ")
            yield int(match["number"])
            at = match.end()
    yield note[at:]


def around(citation: Citation) -> tuple[str, str, str]:
    """The passage: what stands before the quote, the quote, what stands after it."""
    body, span, passage = citation.article.body, citation.span, citation.passage
    # The quote lies inside the passage; were it ever to reach over an edge, it is shown whole.
    start, end = min(passage.start, span.start), max(passage.end, span.end)
    return body[start : span.start], citation.quote, body[span.end : end]


def _renumbered(answer: Answer, notes: dict[tuple[str, Span], Citation]) -> Answer:
    by_number = {citation.number: citation for citation in answer.citations}
    order = [by_number[n] for n in mentioned(answer) if n in by_number]
    order += [by_number[n] for n in unmentioned(answer)]
    for citation in [*order, *_nearest(answer)]:
        key = (citation.article.id, citation.span)
        notes.setdefault(key, replace(citation, number=len(notes) + 1))

    def new(citation: Citation) -> Citation:
        return notes[citation.article.id, citation.span]

    def numbers(old: Iterable[int]) -> tuple[int, ...]:
        return tuple(new(by_number[n]).number for n in old if n in by_number)

    return replace(
        answer,
        claims=tuple(replace(each, citations=numbers(each.citations)) for each in answer.claims),
        citations=tuple(new(each) for each in answer.citations),
        conflicts=tuple(
            replace(
                conflict,
                positions=tuple(
                    replace(each, citations=numbers(each.citations)) for each in conflict.positions
                ),
            )
            for conflict in answer.conflicts
        ),
        nearest=new(answer.nearest) if answer.nearest else None,
        notes=tuple(
            "".join(
                part if isinstance(part, str) else f" [{new(by_number[part]).number}]"
                for part in marked(note, answer)
            )
            for note in answer.notes
        ),
    )


def _nearest(answer: Answer) -> Iterator[Citation]:
    if answer.nearest is not None:
        yield answer.nearest
