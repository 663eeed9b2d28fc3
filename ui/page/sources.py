"""The right side of the page: the sources of each answer as HTML, the cited words marked.

Everything that comes from an article, a question or a model passes `html_escape`.
"""

from urllib.parse import urlsplit

from index.article import Article
from rag.answer import Answer, Citation, Conflict, Position
from ui.page.conversation import Conversation, Exchange, nearest_id, source_id
from ui.text import day, heading, html_escape

_EMPTY = '<p class="quiet">The passages an answer rests on appear here.</p>'
_NO_SOURCES = '<p class="quiet">No passage to show for this question.</p>'


def sources_panel(conversation: Conversation) -> str:
    """The sources of all answers, the latest first and open, the earlier ones folded.

    A browser unfolds a `details` element by itself when a link leads inside it.
    """
    answered = [exchange for exchange in reversed(conversation.exchanges) if exchange.answer]
    if not answered:
        return _section(_EMPTY)
    latest, *earlier = answered
    folded = "".join(
        f"<details><summary>{html_escape(exchange.question)}</summary>{_sources(exchange)}</details>"
        for exchange in earlier
    )
    if folded:
        folded = f'<div class="earlier"><h2>Earlier questions</h2>{folded}</div>'
    return _section(_sources(latest) + folded)


def _section(content: str) -> str:
    return f'<section aria-label="Sources"><h2>Sources</h2>{content}</section>'


def _sources(exchange: Exchange) -> str:
    answer = exchange.answer
    if answer is None:
        return ""
    parts = [_conflict(conflict, answer, exchange.number) for conflict in answer.conflicts]
    parts += [_card(citation, exchange.number) for citation in answer.citations]
    if answer.abstained is not None and answer.nearest is not None:
        parts.append(_nearest(answer.nearest, exchange.number))
    return "".join(parts) or _NO_SOURCES


def _card(citation: Citation, exchange: int) -> str:
    name = html_escape(heading(citation.article))
    return (
        f'<article class="source" id="{source_id(exchange, citation.number)}" tabindex="-1"'
        f' aria-label="Source {citation.number}: {name}">'
        f'<h3><span class="number">{citation.number}</span> {name}</h3>'
        f"{_byline(citation.article)}{_passage(citation, marked=True)}</article>"
    )


def _nearest(citation: Citation, exchange: int) -> str:
    name = html_escape(heading(citation.article))
    return (
        f'<article class="source nearest" id="{nearest_id(exchange)}" tabindex="-1"'
        f' aria-label="Nearest passage, does not answer the question: {name}">'
        '<p class="label">Nearest passage · does not answer the question</p>'
        f"<h3>{name}</h3>{_byline(citation.article)}{_passage(citation, marked=False)}</article>"
    )


def _byline(article: Article) -> str:
    parts = [html_escape(day(article.published, article.published_basis))]
    if article.outlet and article.title:  # without a title the outlet is the heading already
        parts.insert(0, html_escape(article.outlet))
    if article.url and _is_web_address(article.url):
        parts.append(
            f'<a href="{html_escape(article.url)}" target="_blank"'
            ' rel="noopener noreferrer">original</a>'
        )
    return f'<p class="byline">{" · ".join(parts)}</p>'


def _is_web_address(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:  # such as an unclosed bracket in the host
        return False


def _passage(citation: Citation, *, marked: bool) -> str:
    body, span, passage = citation.article.body, citation.span, citation.passage
    # The quote lies inside the passage; were it ever to reach over an edge, show it whole.
    start, end = min(passage.start, span.start), max(passage.end, span.end)
    if marked and span:
        text = (
            f"{html_escape(body[start : span.start])}<mark>{html_escape(citation.quote)}</mark>"
            f"{html_escape(body[span.end : end])}"
        )
    else:
        text = html_escape(body[start:end])
    return f"<blockquote>{text}</blockquote>"


def _conflict(conflict: Conflict, answer: Answer, exchange: int) -> str:
    positions = "".join(_position(position, answer, exchange) for position in conflict.positions)
    return (
        '<section class="conflict"><h3>The articles disagree</h3>'
        f"<p>{html_escape(conflict.about)}</p><ul>{positions}</ul></section>"
    )


def _position(position: Position, answer: Answer, exchange: int) -> str:
    names = {citation.number: heading(citation.article) for citation in answer.citations}
    links = "; ".join(
        f'<a href="#{source_id(exchange, number)}">[{number}]</a> {html_escape(names[number])}'
        for number in position.citations
        if number in names
    )
    return f"<li><strong>“{html_escape(position.words)}”</strong> <span>{links}</span></li>"
