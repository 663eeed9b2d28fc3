"""A whole article as HTML, the cited words marked; a page of its own, and a part of another."""

from datetime import UTC

from index.article import Article, Span
from ui.text import day, heading, html_escape, web_address


def article_html(article: Article, cited: Span | None) -> str:
    """The article; what `cited` covers is marked and can be scrolled to by the id "cited"."""
    body = article.body
    if cited is None or not cited or cited.end > len(body):
        text = html_escape(body)
    else:
        text = (
            f'{html_escape(body[: cited.start])}<mark id="cited" tabindex="-1">'
            f"{html_escape(cited.of(body))}</mark>{html_escape(body[cited.end :])}"
        )
    return (
        f'<article class="whole" data-article="{html_escape(article.id)}">'
        f"<h1>{html_escape(heading(article))}</h1>{_byline(article)}"
        f'<div class="body">{text}</div></article>'
    )


def _byline(article: Article) -> str:
    named = [each for each in (article.outlet, article.author) if each]
    parts = [html_escape(each) for each in named if each != heading(article)]
    when = html_escape(day(article.published, article.published_basis))
    if article.published:
        iso = article.published.astimezone(UTC).date().isoformat()
        when = f'<time datetime="{iso}">{when}</time>'
    parts.append(when)
    if address := web_address(article.url):
        parts.append(
            f'<a href="{html_escape(address)}" target="_blank" rel="noopener noreferrer">'
            "Original</a>"
        )
    return f'<p class="byline">{" · ".join(parts)}</p>'


def plain_page(title: str, content: str) -> str:
    """A page beside the desk, around `content`, which is HTML."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html_escape(title)} · readout</title>"
        '<link rel="stylesheet" href="/desk/style.css"></head>'
        f'<body class="plain-page"><main>{content}</main></body></html>'
    )
