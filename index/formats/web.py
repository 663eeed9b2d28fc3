"""A web address: whatever answers there, read by what it is."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from index.fetch import Fetched, FetchPolicy, fetch
from index.formats.draft import Draft, Drafts
from index.formats.endings import reader

_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<[!?][^>]*>\s*){0,20}<(?:rss|feed|rdf:RDF|\w+:feed)[\s>]",
    re.IGNORECASE,
)


def read_address(url: str, policy: FetchPolicy) -> tuple[str, Drafts]:
    """The final address and what it holds. Raises FetchError."""
    fetched = fetch(url, policy)
    known = _ending(fetched)
    drafts = reader(known)(fetched.content)
    return fetched.url, _placed(drafts, fetched.url) if known in (
        ".html",
        ".txt",
        ".pdf",
    ) else drafts


def _placed(drafts: Drafts, url: str) -> Drafts:
    for draft in drafts:
        yield at_address(draft, url) if isinstance(draft, Draft) else draft


def at_address(draft: Draft, url: str) -> Draft:
    """A page's draft with the address it was fetched from, or the one it prefers on that host."""
    own = draft.url and urlsplit(draft.url).hostname == urlsplit(url).hostname
    return draft if own else replace(draft, url=url)


def _ending(fetched: Fetched) -> str:
    """The file ending whose reader fits what came. A page that turns out to be a feed is one."""
    if _FEED.match(fetched.content[:8192].removeprefix(b"\xef\xbb\xbf")):
        return ".xml"
    kind = fetched.content_type
    if kind == "application/pdf":
        return ".pdf"
    if "json" in kind:
        return ".json"
    if kind in ("text/plain", "text/markdown"):
        return ".txt"
    if kind.endswith("xml") and "xhtml" not in kind:
        return ".xml"
    return ".html"
