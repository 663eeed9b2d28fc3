"""Web pages: the article in the page, found by trafilatura, without its frame."""

import json
import logging
import re
from collections.abc import Iterator

from lxml import etree
from trafilatura import bare_extraction
from trafilatura.settings import Document
from trafilatura.utils import load_html

from index.errors import LoadError
from index.formats import lines
from index.formats.draft import Draft, Drafts, label, web_address
from index.formats.isolation import isolated
from index.formats.visible import drop_invisible

MAX_PAGE_BYTES = 20_000_000  # trafilatura 2.3.1 gives nothing beyond, and no reason
# What is read in this process takes well under a second; 100,000 paragraphs took ten.
_PLAIN_BYTES = 2_000_000
_PLAIN_TAGS = 8_000
_UNCLOSED_TAGS = 1_500  # as many can be nested

# Best first; the values of `content`, `datetime` or the text are read.
_DATE_PATHS = (
    "//meta[@property='article:published_time' or @property='og:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='article:published_time' or @name='parsely-pub-date']/@content",
    "//meta[@name='pubdate' or @name='publishdate' or @name='sailthru.date']/@content",
    "//meta[@name='date' or @name='dc.date' or @name='DC.date.issued']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
)
_UPDATED_PATHS = (
    "//meta[@property='article:modified_time' or @property='og:updated_time']/@content",
    "//meta[@itemprop='dateModified']/@content",
)


def read_page(content: bytes) -> Drafts:
    """The article of an HTML page. A page that is costly to parse goes to the child process."""
    if len(content) > MAX_PAGE_BYTES:
        raise LoadError(f"it has {len(content) / 1e6:.0f} MB; a web page is read up to 20 MB")
    tags = content.count(b"<")
    if (
        len(content) > _PLAIN_BYTES
        or tags > _PLAIN_TAGS
        or tags - 2 * content.count(b"</") > _UNCLOSED_TAGS
    ):
        yield from isolated("page:parse_page", content)
        return
    yield from parse_page(content)


def parse_page(content: bytes) -> Iterator[Draft]:
    """The same in this process, however long it takes. Raises LoadError without an article."""
    _quiet()
    tree = load_html(content)
    if tree is None:  # trafilatura wants <html> or <body>
        tree = load_html(b"<html><body>" + content + b"</body></html>") if b"<" in content else None
    if tree is None:
        raise LoadError("it is not a web page")
    drop_invisible(tree)
    structured = _structured(tree)
    dates = [*structured("datePublished"), *_values(tree, _DATE_PATHS)]
    updated = [*structured("dateModified"), *_values(tree, _UPDATED_PATHS)]
    canonical = _values(
        tree, ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
    )
    posted = [" ".join(text.split()) for text in _posted_lines(tree)]
    document = bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        # Not the date that is guessed from anything on the page: ours has its own rule.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if not isinstance(document, Document) or not (document.text or "").strip():
        raise LoadError("the page has no article in it")
    yield Draft(
        body=document.text or "",
        title=label(document.title),
        outlet=label(document.sitename),
        author=label((document.author or "").replace("; ", ", ")),
        url=next((url for url in map(web_address, canonical) if url), None),
        dates=(*dates, *posted),
        updated=tuple(updated),
    )


def _values(tree: etree._Element, paths: tuple[str, ...]) -> list[str]:
    return [str(value)[:300] for path in paths for value in tree.xpath(path)[:3]]


def _posted_lines(tree: etree._Element) -> list[str]:
    """The date in "Posted March 28, 2025 11:09 am.", which trafilatura cuts off with the frame."""
    found = []
    for node in tree.iter("p", "span", "div", "time", "li"):
        text = " ".join((node.text or "").split())
        if text and len(text) <= 120 and len(node) == 0 and lines.posted(text):
            found.append(re.sub(r"^\D*?(?=\w*\.?\s?\d)", "", text))
    return found[:1]


class _Structured:
    """Values in the page's schema.org data, articles only."""

    def __init__(self, tree: etree._Element) -> None:
        self._articles: list[dict[str, object]] = []
        for script in tree.xpath("//script[contains(@type, 'ld+json')]")[:20]:
            try:
                self._collect(json.loads((script.text or "")[:1_000_000]), 4)
            except (ValueError, RecursionError):
                continue

    def _collect(self, value: object, depth: int) -> None:
        if isinstance(value, list):
            for each in value[:100]:
                self._collect(each, depth)
        elif isinstance(value, dict) and depth:
            if re.search(r"Article|Posting|Report", str(value.get("@type", ""))[:200]):
                self._articles.append(value)
            for name in ("@graph", "mainEntity"):
                self._collect(value.get(name), depth - 1)

    def __call__(self, name: str) -> list[str]:
        found = (article.get(name) for article in self._articles)
        return [value for value in found if isinstance(value, str)][:3]


def _structured(tree: etree._Element) -> _Structured:
    return _Structured(tree)


def _quiet() -> None:
    """trafilatura and htmldate log every page that they cannot use; the outcome says it."""
    for name in ("trafilatura", "htmldate", "justext", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
