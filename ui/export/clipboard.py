"""An answer with its references as a short plain text, to paste."""

from collections.abc import Iterator

from rag.answer import Answer, Citation, Support
from ui.conversations.model import Exchange
from ui.export.reference import reference, retrieved
from ui.export.wording import NEAREST, NO_ANSWER, NOT_SAID, unanswered, written_by
from ui.text import day, plain


def copied(exchange: Exchange) -> str:
    """The answer, then a line for each source; without the question, which is known."""
    answer = exchange.answer
    if answer is None:
        return plain(unanswered(exchange))
    sources = answer.citations + ((answer.nearest,) if answer.nearest else ())
    references = "\n".join(map(_reference, sources))
    written = written_by(answer, "the sources")
    parts = [*_said(answer), *answer.notes, written, references, retrieved(exchange)]
    return "\n\n".join(part if part is references else plain(part) for part in parts if part)


def _said(answer: Answer) -> Iterator[str]:
    if answer.abstained is not None:
        yield f"{NO_ANSWER}. {answer.abstained}"
        if answer.nearest is not None:
            yield f"{NEAREST}: “{answer.nearest.quote}” [{answer.nearest.number}]"
        return
    yield from (conflict.text for conflict in answer.conflicts)
    for claim in answer.claims:
        label = f"{claim.label}: " if claim.label else ""
        marks = "".join(f" [{number}]" for number in claim.citations)
        doubt = f" ({NOT_SAID})" if claim.support is Support.UNSUPPORTED else ""
        yield f"{label}{claim.text}{marks}{doubt}"


def _reference(citation: Citation) -> str:
    known = reference(citation)
    facts = dict(known.facts)
    where = [facts.get(name) for name in ("Outlet", "Author")]
    place = facts.get("Address") or facts.get("File")
    when = day(citation.article.published, citation.article.published_basis)
    said = [known.title, *where, when, place]
    return plain(f"[{citation.number}] {', '.join(each for each in said if each)}")
