"""The right side of the page: the sources of an answer as cards, the cited words marked.

Everything that comes from an article passes `html_escape`.
"""

from urllib.parse import urlencode

from index.article import Article
from rag.answer import Answer, Citation
from ui.conversations.model import Exchange
from ui.page.marks import claim_id, source_id
from ui.text import day, heading, html_escape, web_address


def sources(exchange: Exchange, *, latest: bool) -> str:
    """The sources of one answer; those of the latest are open, the others folded.

    A browser unfolds a `details` element by itself when a link leads inside it.
    """
    answer = exchange.answer
    if answer is None:
        return '<aside class="sources" aria-label="Sources"></aside>'
    number = exchange.number
    cards = _cards(answer, exchange)
    if answer.abstained is not None and answer.nearest is not None:
        cards += _nearest(answer.nearest, exchange)
    count = len(answer.citations)
    title = f"{count} {'source' if count == 1 else 'sources'}" if count else "No source"
    if answer.abstained is not None:
        title = "The nearest passage" if answer.nearest else "No source"
    return (
        f'<aside class="sources" aria-label="Sources of answer {number}">'
        f"<details{' open' if latest else ''}><summary>{title}</summary>"
        f"{cards or _NO_SOURCES}</details></aside>"
    )


_NO_SOURCES = '<p class="quiet">No passage to show for this question.</p>'


def _cards(answer: Answer, exchange: Exchange) -> str:
    """A card a citation; near-copies of one story folded under the first of them."""
    copies = {each: group[0] for group in answer.origins for each in group[1:]}
    parts = []
    for citation in answer.citations:
        if citation.number in copies:
            continue
        folded = [each for each in answer.citations if copies.get(each.number) == citation.number]
        parts.append(_card(citation, answer, exchange))
        if folded:
            inner = "".join(_card(each, answer, exchange) for each in folded)
            told = f"{len(folded)} more {'copy' if len(folded) == 1 else 'copies'} of this story"
            parts.append(f'<details class="copies"><summary>{told}</summary>{inner}</details>')
    return "".join(parts)


def _card(citation: Citation, answer: Answer, exchange: Exchange) -> str:
    name = html_escape(heading(citation.article))
    return (
        f'<article class="source" id="{source_id(exchange.number, citation.number)}" tabindex="-1"'
        f' aria-label="Source {citation.number}: {name}">'
        f'<h3><span class="number">{citation.number}</span> {name}</h3>'
        f"{_byline(citation.article)}{_passage(citation, marked=True)}"
        f"{_links(citation)}{_backs(citation, answer, exchange.number)}</article>"
    )


def _nearest(citation: Citation, exchange: Exchange) -> str:
    name = html_escape(heading(citation.article))
    return (
        f'<article class="source nearest" id="a{exchange.number}-nearest" tabindex="-1"'
        f' aria-label="Nearest passage, does not answer the question: {name}">'
        '<p class="label">Nearest passage · does not answer the question</p>'
        f"<h3>{name}</h3>{_byline(citation.article)}{_passage(citation, marked=False)}"
        f"{_links(citation)}</article>"
    )


def _byline(article: Article) -> str:
    parts = [html_escape(day(article.published, article.published_basis))]
    if article.outlet and article.title:  # without a title the outlet is the heading already
        parts.insert(0, html_escape(article.outlet))
    return f'<p class="byline">{" · ".join(parts)}</p>'


def _links(citation: Citation) -> str:
    article = citation.article
    links = [
        f'<a class="open-article" href="{html_escape(article_address(citation))}">'
        "Open the article</a>"
    ]
    if address := web_address(article.url):
        links.append(
            f'<a href="{html_escape(address)}" target="_blank" rel="noopener noreferrer">'
            "Original</a>"
        )
    links.append(
        '<button type="button" class="plain" data-event="only"'
        f' data-id="{html_escape(article.id)}">Ask only this article</button>'
    )
    return f'<p class="links">{" ".join(links)}</p>'


def article_address(citation: Citation) -> str:
    """Where the whole article is shown with the cited words marked."""
    asked = urlencode({"start": citation.span.start, "end": citation.span.end})
    return f"/articles/{citation.article.id}?{asked}#cited"


def _backs(citation: Citation, answer: Answer, number: int) -> str:
    """Links from a source back to the sentences that rest on it."""
    links = [
        f'<a href="#{claim_id(number, place)}">sentence {place}</a>'
        for place, claim in enumerate(answer.claims, 1)
        if citation.number in claim.citations
    ]
    return f'<p class="backs">Used in {", ".join(links)}</p>' if links else ""


def _passage(citation: Citation, *, marked: bool) -> str:
    body, span, passage = citation.article.body, citation.span, citation.passage
    # The quote lies inside the passage; were it ever to reach over an edge, show it whole.
    start, end = min(passage.start, span.start), max(passage.end, span.end)
    if not marked or not span:
        return f"<blockquote>{html_escape(body[start:end])}</blockquote>"
    return (
        f"<blockquote>{html_escape(body[start : span.start])}<mark>"
        f"{html_escape(citation.quote)}</mark>{html_escape(body[span.end : end])}</blockquote>"
    )
