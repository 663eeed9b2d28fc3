"""What a format hands over: the article as the source has it, not yet judged."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from index.article import Article, article_id
from index.boilerplate import prose
from index.errors import LoadError
from index.published import date_of_publication

_TITLE_LIMIT = 500  # characters of a title, outlet or author
_URL_LIMIT = 2048


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as a format found it. `dates` and `updated` are raw values, best first."""

    body: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    dates: tuple[object, ...] = ()
    updated: tuple[object, ...] = ()
    key: str | None = None  # the record's own id or address inside its file


@dataclass(frozen=True, slots=True)
class Flaw:
    """One record that holds no article, and why; without a key when the file itself does not."""

    reason: str
    key: str | None = None


Drafts = Iterator[Draft | Flaw]


def finish(draft: Draft, path: str | None = None) -> Article:
    """The article that a draft describes. Raises LoadError when it holds no prose."""
    body = well_formed(draft.body)
    if not any(map(str.isalpha, body)):
        raise LoadError("it has no text to read")
    if not prose(body):
        raise LoadError("it has no sentences, only headings, bylines or parts of the page's frame")
    url = web_address(draft.url)
    published, basis = date_of_publication(body, draft.dates, updated=draft.updated, url=url)
    title, outlet, author = label(draft.title), label(draft.outlet), label(draft.author)
    return Article(
        id=article_id(
            body=body, title=title, outlet=outlet, author=author, url=url, published=published
        ),
        body=body,
        title=title,
        outlet=outlet,
        author=author,
        url=url,
        path=path,
        published=published,
        published_basis=basis,
    )


def with_fallback(draft: Draft, other: Draft) -> Draft:
    """`draft`, with what it does not state taken from `other`."""
    return replace(
        draft,
        title=draft.title or other.title,
        outlet=draft.outlet or other.outlet,
        author=draft.author or other.author,
        url=draft.url or other.url,
    )


def well_formed(text: str) -> str:
    """`text` with lone surrogates and NUL, which a database does not hold, replaced by U+FFFD."""
    text = text.replace("\0", "\ufffd")
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def label(value: object) -> str | None:
    """A title, outlet or author on one line, or None when there is none."""
    if not isinstance(value, str):
        return None
    text = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", well_formed(value[:_TITLE_LIMIT])).split())
    return text if any(map(str.isalnum, text)) else None


def web_address(value: object) -> str | None:
    """An http or https address, or None."""
    if not isinstance(value, str):
        return None
    text = well_formed(value.strip())
    if len(text) > _URL_LIMIT or re.search(r"[\x00-\x20\x7f\"<>\\^`{|}]", text):
        return None
    try:
        parts = urlsplit(text)
        named = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return text if named else None
