"""Refusing what another site's page sends with the reader's cookies.

The browser's word on where a request comes from (Fetch Metadata) goes first; without it, as over
plain HTTP, the request's Origin must name the host that was asked. Scripts send neither.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

_READING = frozenset(("GET", "HEAD", "OPTIONS"))


def is_from_elsewhere(method: str, headers: Mapping[str, str], also: str | None = None) -> bool:
    """Whether a request that may change something comes from another origin than ours.

    `also` is the host that a trusted proxy was asked for.
    """
    if method in _READING:
        return False
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return False
    try:
        asked = urlsplit(origin)
    except ValueError:
        return True
    hosts = [host.lower() for host in (headers.get("host"), also) if host]
    return asked.scheme not in ("http", "https") or asked.netloc.lower() not in hosts
