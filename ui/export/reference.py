"""What a note says of its source, as plain words that each format escapes in its own way."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath

from index.article import Article, Basis
from rag.answer import Citation
from rag.packet.form import body_hash
from ui.conversations.model import Exchange
from ui.text import heading, web_address

_BASIS = {
    Basis.STATED: "stated by the source",
    Basis.INFERRED: "inferred from its text",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A source: what to call it, and what is known of it."""

    title: str
    facts: tuple[tuple[str, str], ...]  # what each is, and what it says: ("Outlet", "NPR")
    address: str | None  # http or https; where there is one, it is also the fact "Address"


def reference(citation: Citation) -> Reference:
    """What the note of a citation says."""
    article = citation.article
    title, address = heading(article), web_address(article.url)
    file = PurePath(article.path).name if article.path and not address else None
    known = [
        ("Outlet", article.outlet if article.outlet != title else None),
        ("Author", article.author),
        ("Published", published(article)),
        ("Address", address),
        ("File", file if file != title else None),
        ("Characters", f"{citation.span.start} to {citation.span.end} of the article"),
        ("Article", article.id),
        ("SHA-256", body_hash(article.body)),
    ]
    return Reference(title, tuple((name, said) for name, said in known if said), address)


def published(article: Article) -> str:
    """ "28 March 2025, stated by the source (2025-03-28T11:09:00+00:00)", or "date unknown"."""
    moment = article.published
    if moment is None:
        return "date unknown"
    basis = _BASIS[article.published_basis]
    return f"{moment.day} {moment:%B %Y}, {basis} ({moment.isoformat()})"


def retrieved(exchange: Exchange) -> str:
    """When the articles were asked, in UTC, and within which limits."""
    said = f"Retrieved {_moment(exchange.asked)}"
    filters = exchange.filters or (exchange.answer.question.filters if exchange.answer else None)
    return f"{said}; only articles {filters}." if filters else f"{said}."


def _moment(moment: datetime) -> str:
    moment = moment.astimezone(UTC)
    iso = moment.isoformat(timespec="seconds")
    return f"{moment.day} {moment:%B %Y}, {moment:%H:%M} UTC ({iso})"
