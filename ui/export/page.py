"""A conversation as one HTML file that needs nothing else, and runs nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from rag.answer import Answer, Citation, Claim, Conflict, Position, Support
from ui.conversations.model import Exchange
from ui.export.document import Document, around, marked, unmentioned
from ui.export.reference import reference, retrieved
from ui.export.wording import NEAREST, NO_ANSWER, NOT_SAID, unanswered, written_by
from ui.text import html_escape, read_as

# The file holds itself to this wherever it is opened: were markup to slip through, it could
# neither run nor call anybody.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = Path(__file__).with_name("page.css")


def page(document: Document, downloads: Mapping[str, str] | None = None) -> str:
    """The whole document; `downloads` are links to show with it, by what they are called."""
    return _Page(document, downloads or {}).text()


def notice(title: str, sentence: str) -> str:
    """A page that says one sentence."""
    return _whole(title, f"<h1>{_escape(title)}</h1><p>{_escape(sentence)}</p>")


class _Page:
    """One page being written: it counts where each note is referred to, to link back."""

    def __init__(self, document: Document, downloads: Mapping[str, str]) -> None:
        self._document = document
        self._downloads = downloads
        self._references: dict[int, list[str]] = defaultdict(list)  # what each is called
        self._exchange = 0  # which one is being written, from 1

    def text(self) -> str:
        parts = [f"<header><h1>{_escape(self._document.title)}</h1>{self._links()}</header>"]
        for exchange in self._document.exchanges:
            self._exchange += 1
            parts.append(self._said(exchange))
        if self._document.notes:
            notes = "".join(self._note(note) for note in self._document.notes)
            parts.append(
                '<section aria-labelledby="notes"><h2 id="notes">Notes</h2>'
                f'<ol class="notes">{notes}</ol></section>'
            )
        return _whole(self._document.title, "".join(parts))

    def _links(self) -> str:
        if not self._downloads:
            return ""
        links = " ".join(
            f'<a href="{_escape(address)}">{_escape(name)}</a>'
            for name, address in self._downloads.items()
        )
        return f'<nav aria-label="Download">Download as {links}</nav>'

    def _said(self, exchange: Exchange) -> str:
        name = f"question-{self._exchange}"
        title = f'<h2 id="{name}">{_escape(exchange.question)}</h2>'
        if len(self._document.exchanges) == 1 and exchange.question == self._document.title:
            title = f'<h2 id="{name}" class="unseen">Answer</h2>'
        answer = exchange.answer
        parts = [title]
        if answer is None:
            parts.append(_quiet(unanswered(exchange)))
        else:
            if (read := read_as(answer)) is not None:
                parts.append(_quiet(f"Read as: {read}"))
            parts.append(
                self._refusal(answer) if answer.abstained is not None else self._answer(answer)
            )
            parts += [self._aside(note, answer) for note in answer.notes]
            if (writer := written_by(answer)) is not None:
                parts.append(_quiet(writer))
        parts.append(_quiet(retrieved(exchange)))
        return f'<article aria-labelledby="{name}">{"".join(parts)}</article>'

    def _answer(self, answer: Answer) -> str:
        parts = []
        if answer.short_answer:
            parts.append(f'<p class="short">{_escape(answer.short_answer)}</p>')
        parts += [self._conflict(conflict) for conflict in answer.conflicts]
        parts += [self._claim(claim) for claim in answer.claims]
        if rest := unmentioned(answer):
            parts.append(f"<p>Also quoted:{self._marks(rest)}</p>")
        return "".join(parts)

    def _conflict(self, conflict: Conflict) -> str:
        positions = "".join(map(self._position, conflict.positions))
        return (
            f'<div class="conflict"><p><strong>The articles disagree</strong> on'
            f" {_escape(conflict.about)}:</p><ul>{positions}</ul></div>"
        )

    def _position(self, position: Position) -> str:
        day = f" ({position.day})" if position.day else ""
        return f"<li>“{_escape(position.words)}”{day}{self._marks(position.citations)}</li>"

    def _claim(self, claim: Claim) -> str:
        label = f"<strong>{_escape(claim.label)}</strong> " if claim.label else ""
        doubt = f" <em>({NOT_SAID})</em>" if claim.support is Support.UNSUPPORTED else ""
        text = f'<span class="said">{_escape(claim.text)}</span>'
        return f"<p>{label}{text}{self._marks(claim.citations)}{doubt}</p>"

    def _refusal(self, answer: Answer) -> str:
        text = f'<p class="short">{NO_ANSWER}</p><p>{_escape(answer.abstained or "")}</p>'
        if answer.nearest is not None:
            mark = self._marks([answer.nearest.number])
            text += (
                f'<p class="label">{NEAREST}:</p><blockquote class="nearest">'
                f"<p>{_escape(answer.nearest.quote)}{mark}</p></blockquote>"
            )
        return text

    def _aside(self, note: str, answer: Answer) -> str:
        said = "".join(
            _escape(part) if isinstance(part, str) else self._mark(part)
            for part in marked(note, answer)
        )
        return f'<p class="quiet">{said}</p>'

    def _marks(self, numbers: Iterable[int]) -> str:
        return "".join(map(self._mark, numbers))

    def _mark(self, number: int) -> str:
        references = self._references[number]
        called = f"answer {self._exchange}"
        references.append(f"{called}, again" if called in references else called)
        name = f"ref-{number}-{len(references)}"
        # A no-break space ties the number to the word before it.
        return (
            f'\u00a0<a class="mark" id="{name}" role="doc-noteref"'
            f' href="#note-{number}">[{number}]</a>'
        )

    def _note(self, citation: Citation) -> str:
        known, number = reference(citation), citation.number
        facts = "".join(
            f"<div><dt>{name}</dt><dd>{self._fact(name, said)}</dd></div>"
            for name, said in known.facts
        )
        return (
            f'<li id="note-{number}"><h3>{_escape(known.title)}</h3>'
            f"{_passage(citation)}<dl>{facts}</dl>{self._back(number)}</li>"
        )

    def _fact(self, name: str, said: str) -> str:
        if name != "Address":
            return _escape(said)
        return f'<a href="{_escape(said)}" rel="noopener noreferrer">{_escape(said)}</a>'

    def _back(self, number: int) -> str:
        links = "; ".join(
            f'<a role="doc-backlink" href="#ref-{number}-{at}">{name}</a>'
            for at, name in enumerate(self._references[number], 1)
        )
        return f'<p class="back">Cited in {links}</p>' if links else ""


def _passage(citation: Citation) -> str:
    before, quote, after = map(_escape, around(citation))
    marked = f"<mark>{quote}</mark>" if quote else ""
    return f"<blockquote>{before}{marked}{after}</blockquote>"


def _quiet(text: str) -> str:
    return f'<p class="quiet">{_escape(text)}</p>'


def _escape(text: str) -> str:
    # A reader of HTML makes a line feed of a bare carriage return.
    return html_escape(text).replace("\r", "&#13;")


def _whole(title: str, content: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_escape(title) or 'readout'}</title>"
        f"<style>{_STYLE.read_text('utf-8')}</style></head>"
        f"<body><main>{content}</main></body></html>\n"
    )
