"""RSS and Atom feeds, by feedparser: one article an entry."""

import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from index.errors import LoadError
from index.formats.draft import Draft, Drafts, label, web_address
from index.formats.isolation import isolated
from index.formats.visible import fragment_text

_PLAIN_BYTES = 1_000_000  # a larger feed is parsed in the child process
_LAST_OPENED = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]")
_LAST_CLOSED = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>")
_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)


def read_feed(content: bytes) -> Drafts:
    """The entries of a feed. Raises LoadError for XML that is no feed."""
    cut = _breaks_off(content)
    if len(content) > _PLAIN_BYTES:
        drafts = isolated("feed:parse_feed", content)
    else:
        drafts = list(parse_feed(content))
    if cut and drafts:
        yield from drafts[:-1]
        raise LoadError("the feed breaks off in the middle of an entry; those before it were read")
    yield from drafts


def parse_feed(content: bytes) -> Iterator[Draft]:
    """The same without the check for completeness, in this process."""
    # A file object: feedparser 6.0.14 opens a string, and bytes too, when they name a file.
    try:
        feed = feedparser.parse(io.BytesIO(content))
    except UnicodeError:  # raised by 6.0.14 for some declared encodings that the bytes belie
        raise LoadError("its bytes do not fit the encoding that it states") from None
    if not feed.entries:
        if not feed.version:
            raise LoadError("it is XML, but not an RSS or Atom feed")
        raise LoadError("the feed has no entries")
    outlet = label(feed.feed.get("title"))
    for ordinal, entry in enumerate(feed.entries, 1):
        url = web_address(entry.get("link"))
        yield Draft(
            body=_body(entry),
            title=label(fragment_text(str(entry.get("title") or ""))),
            outlet=label((entry.get("source") or {}).get("title")) or outlet,
            author=label(entry.get("author")),
            url=url,
            dates=tuple(value for value in (entry.get("published"),) if value),
            # Not entry.get: feedparser 6.0.14 answers "updated" with the other date and a warning.
            updated=tuple(value for value in (dict.get(entry, "updated"),) if value),
            key=label(entry.get("id")) or url or str(ordinal),
        )


def _body(entry: Any) -> str:
    """The longest text of the entry: the whole article where the feed has it, else its summary."""
    pieces = [*entry.get("content", []), entry.get("summary_detail") or {}]
    texts = []
    for piece in pieces:
        value = str(piece.get("value") or "")
        is_plain = piece.get("type") == "text/plain" and "<" not in value
        texts.append(value if is_plain else fragment_text(value))
    return max(texts, key=len, default="")


def _breaks_off(content: bytes) -> bool:
    """Whether the file ends inside an entry."""
    if _END.search(content[-4096:]):
        return False
    opened = max((match.start() for match in _LAST_OPENED.finditer(content)), default=-1)
    closed = max((match.start() for match in _LAST_CLOSED.finditer(content)), default=-1)
    return opened > closed
