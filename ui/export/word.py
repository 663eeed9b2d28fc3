"""A conversation as a Word document whose notes are Word's own footnotes."""

import io
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from rag.answer import Answer, Claim, Conflict, Support
from ui.conversations.model import Exchange
from ui.export.document import Document, marked, unmentioned
from ui.export.reference import retrieved
from ui.export.runs import add_text, in_xml
from ui.export.wording import NEAREST, NO_ANSWER, NOT_SAID, unanswered, written_by
from ui.text import read_as

if TYPE_CHECKING:
    from docx.document import Document as File
    from docx.text.paragraph import Paragraph

    from ui.export.footnotes import Footnotes

_LONGEST_PROPERTY = 255  # characters, a limit of python-docx on document properties


def word(document: Document, made: datetime) -> bytes:
    """The whole document as a .docx file."""
    import docx  # takes a third of a second

    from ui.export.footnotes import Footnotes

    file = docx.Document()
    properties = file.core_properties
    properties.title = in_xml(document.title)[:_LONGEST_PROPERTY]
    properties.author = properties.comments = ""
    properties.created = properties.modified = made
    writer = _Writer(file, Footnotes(file, document.notes))
    writer.heading(document.title, 0)
    for exchange in document.exchanges:
        writer.exchange(exchange)
    content = io.BytesIO()
    file.save(content)
    return content.getvalue()


class _Writer:
    def __init__(self, file: "File", notes: "Footnotes") -> None:
        self._file = file
        self._notes = notes

    def heading(self, text: str, level: int) -> None:
        add_text(self._file.add_heading(level=level), text)

    def exchange(self, exchange: Exchange) -> None:
        self.heading(exchange.question, 1)
        answer = exchange.answer
        if answer is None:
            self._aside(unanswered(exchange))
        else:
            if (read := read_as(answer)) is not None:
                self._aside(f"Read as: {read}")
            if answer.abstained is not None:
                self._refusal(answer)
            else:
                self._answer(answer)
            for note in answer.notes:
                self._note(note, answer)
            if (writer := written_by(answer)) is not None:
                self._aside(writer)
        self._aside(retrieved(exchange))

    def _answer(self, answer: Answer) -> None:
        if answer.short_answer:
            add_text(self._file.add_paragraph(), answer.short_answer, bold=True)
        for conflict in answer.conflicts:
            self._conflict(conflict)
        for claim in answer.claims:
            self._claim(claim)
        if rest := unmentioned(answer):
            paragraph = self._file.add_paragraph()
            add_text(paragraph, "Also quoted:")
            self._marks(paragraph, rest)

    def _conflict(self, conflict: Conflict) -> None:
        paragraph = self._file.add_paragraph()
        add_text(paragraph, "The articles disagree", bold=True)
        add_text(paragraph, f" on {conflict.about}:")
        for position in conflict.positions:
            paragraph = self._file.add_paragraph(style="List Bullet")
            day = f" ({position.day})" if position.day else ""
            add_text(paragraph, f"“{position.words}”{day}")
            self._marks(paragraph, position.citations)

    def _claim(self, claim: Claim) -> None:
        paragraph = self._file.add_paragraph()
        if claim.label:
            add_text(paragraph, f"{claim.label} ", bold=True)
        add_text(paragraph, claim.text)
        self._marks(paragraph, claim.citations)
        if claim.support is Support.UNSUPPORTED:
            add_text(paragraph, f" ({NOT_SAID})", italic=True)

    def _refusal(self, answer: Answer) -> None:
        add_text(self._file.add_paragraph(), NO_ANSWER, bold=True)
        add_text(self._file.add_paragraph(), answer.abstained or "")
        if answer.nearest is not None:
            self._aside(f"{NEAREST}:")
            paragraph = self._file.add_paragraph(style="Quote")
            add_text(paragraph, answer.nearest.quote)
            self._marks(paragraph, [answer.nearest.number])

    def _marks(self, paragraph: "Paragraph", numbers: Iterable[int]) -> None:
        for at, number in enumerate(numbers):
            if at:
                add_text(paragraph, " ")
            self._notes.refer(paragraph, number)

    def _note(self, note: str, answer: Answer) -> None:
        paragraph = self._file.add_paragraph()
        for part in marked(note, answer):
            if isinstance(part, str):
                add_text(paragraph, part, italic=True)
            else:
                self._marks(paragraph, [part])

    def _aside(self, text: str) -> None:
        add_text(self._file.add_paragraph(), text, italic=True)
