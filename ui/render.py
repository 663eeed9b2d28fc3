"""An answer as text for a terminal. Pure: the same answer gives the same text."""

import textwrap

from rag.answer import Answer, Citation
from ui.export.wording import written_by
from ui.text import day, heading, plain, read_as

_INDENT = "  "


def answer_text(answer: Answer, width: int = 80) -> str:
    """The answer, then its sources, wrapped to `width` columns."""
    parts = []
    if (read := read_as(answer)) is not None:
        parts.append(_wrapped(f"Read as: {read}", width))
    if answer.abstained is not None:
        parts.append(_wrapped(answer.abstained, width))
        parts.extend(_wrapped(note, width) for note in answer.notes)
        if answer.nearest is not None:
            parts.append("The nearest passage, which does not answer:")
            parts.append(_source(answer.nearest, width, number=False))
        return "\n\n".join(parts)
    parts.extend(_wrapped(conflict.text, width) for conflict in answer.conflicts)
    parts.extend(
        _wrapped(
            (f"{claim.label}: " if claim.label else "")
            + f"{claim.text} {' '.join(f'[{number}]' for number in claim.citations)}",
            width,
        )
        for claim in answer.claims
    )
    parts.extend(_wrapped(note, width) for note in answer.notes)
    if (writer := written_by(answer, "the sources")) is not None:
        parts.append(_wrapped(writer, width))
    parts.append("Sources")
    parts.append("\n".join(_source(citation, width) for citation in answer.citations))
    return "\n\n".join(parts)


def _source(citation: Citation, width: int, *, number: bool = True) -> str:
    article = citation.article
    title = heading(article)
    known = [part for part in (article.outlet, article.author) if part and part != title]
    known.append(day(article.published, article.published_basis))
    where = article.url or article.path or article.id
    known.append(f"characters {citation.span.start} to {citation.span.end}")
    mark = f"[{citation.number}] " if number else ""
    lines = [f"{_INDENT}{mark}{plain(title)}", f"{_INDENT}    {plain(' · '.join(known))}"]
    if not number:
        lines.append(_wrapped(f"“{citation.quote}”", width, _INDENT * 3))
    lines.append(f"{_INDENT}    {plain(where)}")
    return "\n".join(lines)


def _wrapped(text: str, width: int, indent: str = _INDENT) -> str:
    return textwrap.fill(
        plain(text),
        width=max(width, 40),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
