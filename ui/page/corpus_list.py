"""The articles as a list, and what is being added to them: pure functions that make HTML.

Everything that comes from an article, an address or a file's name passes `html_escape`.
"""

from collections.abc import Sequence
from pathlib import PurePath

from index.listing import ListedArticle, Listing
from ui.page.adding import Line, State
from ui.page.library import Holdings
from ui.text import day, heading, html_escape, web_address

PAGE = 100  # articles
_REASONS = 20  # shown for one file
_NAME = 120  # characters of a name or an address


def holdings_html(holdings: Holdings) -> str:
    """ "5 articles, 30 passages, all of them searchable"."""
    if not holdings.articles:
        return '<p class="quiet">There are no articles yet. Add some here.</p>'
    state = "all searchable"
    if holdings.pending:
        state = f"{holdings.pending:,} of them being embedded"
    return (
        f'<p class="quiet">{_counted(holdings.articles, "article")},'
        f" {_counted(holdings.passages, 'passage')}, {state}</p>"
    )


def listing_html(listing: Listing, search: str = "") -> str:
    """One page of articles, each with a link to its text and a way to remove it."""
    if not listing.articles:
        if not search.strip():
            return ""
        return (
            f'<p class="quiet">No article’s title, outlet or file has “{html_escape(search)}”.</p>'
        )
    rows = "".join(map(_row, listing.articles))
    return (
        f'{_pages(listing)}<ol class="articles" start="{listing.offset + 1}"'
        f' aria-label="Articles">{rows}</ol>'
    )


def adding_html(lines: Sequence[Line]) -> str:
    """What became of each file or address so far."""
    rows = "".join(map(_line, lines))
    return f'<div role="status"><ul class="adding" aria-label="Added">{rows}</ul></div>'


def told_html(sentence: str) -> str:
    """One sentence about what was done, or why not."""
    return f'<div role="status"><p class="told">{html_escape(sentence)}</p></div>'


def _row(article: ListedArticle) -> str:
    id_, name = html_escape(article.id), html_escape(heading(article))
    return (
        f'<li><div><a class="open-article" href="/articles/{id_}" data-article="{id_}">{name}</a>'
        f'<p class="byline">{_byline(article)}</p></div>'
        f'<details class="remove"><summary aria-label="Remove {name}">Remove</summary>'
        '<div class="confirm"><span>It will not be found any more.</span>'
        f'<button type="button" data-action="remove" data-id="{id_}"'
        f' aria-label="Yes, remove {name}">Yes, remove</button></div></details></li>'
    )


def _byline(article: ListedArticle) -> str:
    parts = [html_escape(day(article.published, article.published_basis))]
    if article.outlet and article.title:
        parts.insert(0, html_escape(article.outlet))
    parts.append(_counted(article.passages, "passage"))
    if article.pending:
        parts.append(
            f'<span class="pending">being embedded, {article.pending:,} of {article.passages:,} to'
            " go</span>"
        )
    else:
        parts.append("searchable" if article.passages else "no passage to search")
    if address := web_address(article.url):
        parts.append(
            f'<a href="{html_escape(address)}" target="_blank" rel="noopener noreferrer"'
            f' aria-label="Original of {html_escape(heading(article))}">original</a>'
        )
    elif article.path and (file := PurePath(article.path).name) != heading(article):
        parts.append(f'<span class="file">{html_escape(_short(file))}</span>')
    return " · ".join(parts)


def _pages(listing: Listing) -> str:
    if listing.found <= PAGE:
        return ""
    first, last = listing.offset + 1, listing.offset + len(listing.articles)
    return (
        '<nav class="pages" aria-label="Pages of articles">'
        f"{_page('Newer', listing.offset - PAGE, listing.offset > 0)}"
        f"<span>{first:,} to {last:,} of {listing.found:,}</span>"
        f"{_page('Older', listing.offset + PAGE, last < listing.found)}</nav>"
    )


def _page(text: str, offset: int, there: bool) -> str:
    state = f'data-offset="{max(0, offset)}"' if there else "disabled"
    return f'<button type="button" data-action="page" {state}>{text}</button>'


def _line(line: Line) -> str:
    reasons = "".join(
        f"<li>{f'<b>{html_escape(_short(record))}</b>: ' if record else ''}{html_escape(why)}</li>"
        for record, why in line.reasons[:_REASONS]
    )
    if len(line.reasons) > _REASONS:
        reasons += f"<li>and {len(line.reasons) - _REASONS:,} more</li>"
    said = "waiting" if line.state is State.WAITING else line.said
    return (
        f'<li class="{line.state.value}"><b>{html_escape(_short(line.name))}</b>'
        f"<span>{html_escape(said)}</span>{f'<ul>{reasons}</ul>' if reasons else ''}</li>"
    )


def _short(name: str) -> str:
    return name if len(name) <= _NAME else name[:_NAME] + "…"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
