"""HTTP for a client library that is not trusted to be careful: one request, one connection.

The library hands over a request; what is sent is the path, the body, and a few headers that are
known here. It gets the body of a stream, and nothing of any other reply: what an error page says
may repeat the key or the prompt.
"""

import functools
import re
import ssl
import urllib.request
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from time import time

import httpcore
import httpx

from rag.model.address import is_this_machine
from rag.model.faults import RequestFault
from rag.model.model import Fault
from rag.model.settings import Kind, ModelSettings
from rag.model.wire import Wire

_KEPT = {"host", "content-length", "content-type", "accept", "anthropic-version"}
_STREAM = "text/event-stream"
_END_MARK, _TAIL = re.compile(rb"(?:^|\n)data: ?\[DONE\]\s*$"), 40  # bytes kept to look for it
_UNTYPED = {"text/plain", "application/octet-stream", ""}  # as some servers send their streams


class Transport(httpx.BaseTransport):
    """What goes wrong in a request is kept in `fault`: libraries wrap what is raised."""

    def __init__(self, settings: ModelSettings, wire: Wire, kind: str = _STREAM) -> None:
        """`kind` is the media type that is asked for; a stream may be untyped as well."""
        self._settings, self._kind = settings, kind
        self.fault: RequestFault | None = None
        self.body_bytes = 0
        self._tail = b""
        proxy = proxy_for(settings.url)
        context = certificates() if "https" in (settings.url[:5], (proxy or "")[:5]) else None
        self._pool = httpcore.ConnectionPool(
            ssl_context=context,
            proxy=_proxy(proxy) if proxy else None,
            max_connections=1,
            max_keepalive_connections=0,
            network_backend=wire,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Raises RequestFault."""
        assert isinstance(request.stream, httpx.SyncByteStream)
        url = request.url
        asked = httpcore.Request(
            request.method,
            httpcore.URL(
                scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
            ),
            headers=self._headers(request.headers),
            content=request.stream,
        )
        try:
            reply = self._pool.handle_request(asked)
            self._check(reply)
        except Exception as error:  # noqa: BLE001
            raise self._kept(error) from None
        headers = {"Content-Type": self._kind}
        return httpx.Response(200, headers=headers, stream=_Body(self, reply))

    def read(self, reply: httpcore.Response) -> Iterator[bytes]:
        """The body's pieces. Raises RequestFault."""
        try:
            for piece in reply.iter_stream():
                self.body_bytes += len(piece)
                self._tail = (self._tail + piece)[-_TAIL:]
                yield piece
        except Exception as error:  # noqa: BLE001
            raise self._kept(error) from None

    @property
    def has_end_mark(self) -> bool:
        """Whether the body ends as OpenAI's API ends a stream; some servers give no other sign."""
        return _END_MARK.search(self._tail) is not None

    def close(self) -> None:
        self._pool.close()

    def _check(self, reply: httpcore.Response) -> None:
        """Raises RequestFault for a reply that is not the plain text that was asked for."""
        headers = httpx.Headers(reply.headers)
        if reply.status != 200:
            reply.close()
            raise RequestFault(
                _fault_of(reply.status), reply.status, _seconds(headers.get("Retry-After"))
            )
        encoding = headers.get("Content-Encoding", "identity").strip().lower()
        kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
        known = kind == self._kind or (self._kind == _STREAM and kind in _UNTYPED)
        if encoding not in ("", "identity") or not known:
            reply.close()
            raise RequestFault(Fault.GARBAGE)

    def _headers(self, given: httpx.Headers) -> list[tuple[bytes, bytes]]:
        kept = [(name, value) for name, value in given.items() if name.lower() in _KEPT]
        kept += [
            ("Accept-Encoding", "identity"),
            ("Connection", "close"),
            ("User-Agent", "readout"),
        ]
        if key := self._settings.key:
            secret = key.get_secret_value()
            if self._settings.kind is Kind.ANTHROPIC:
                kept.append(("x-api-key", secret))
            else:
                kept.append(("Authorization", f"Bearer {secret}"))
        return [(name.encode("ascii"), value.encode("ascii")) for name, value in kept]

    def _kept(self, error: Exception) -> RequestFault:
        if isinstance(error, RequestFault):
            self.fault = error
        elif isinstance(error, httpcore.ProxyError):
            self.fault = RequestFault(Fault.UNREACHABLE)
        elif isinstance(error, httpcore.LocalProtocolError | httpcore.UnsupportedProtocol):
            self.fault = RequestFault(Fault.REFUSED)
        elif isinstance(error, httpcore.RemoteProtocolError):
            # h11 says so of a connection that ends early; all else that is no HTTP is garbage.
            ended = any(word in str(error) for word in ("closed", "disconnected"))
            self.fault = RequestFault(Fault.CUT if ended else Fault.GARBAGE)
        else:  # the connection broke
            self.fault = RequestFault(Fault.CUT)
        return self.fault


class Rehearsal(Transport):
    """Sends nothing, and replies with one word as OpenAI's API would."""

    _REPLY = b"""data: {"id": "", "choices": [{"index": 0, "delta": {"content": "Yes."}}]}

data: {"id": "", "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}

data: [DONE]

"""

    def __init__(self) -> None:
        self.fault = None
        self._tail = b""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        headers = {"Content-Type": _STREAM}
        return httpx.Response(200, headers=headers, content=self._REPLY)


class _Body(httpx.SyncByteStream):
    def __init__(self, transport: Transport, reply: httpcore.Response) -> None:
        self._transport, self._reply = transport, reply

    def __iter__(self) -> Iterator[bytes]:
        return self._transport.read(self._reply)

    def close(self) -> None:
        self._reply.close()


def proxy_for(url: str) -> str | None:
    """The proxy of the environment for `url`; none for this machine, and where NO_PROXY says so."""
    parts = httpx.URL(url)
    if is_this_machine(parts.host) or urllib.request.proxy_bypass(parts.host):
        return None
    proxies = urllib.request.getproxies()
    found = proxies.get(parts.scheme) or proxies.get("all")
    return found if found is None or "://" in found else f"http://{found}"


def _proxy(address: str) -> httpcore.Proxy:
    """Raises RequestFault for one that cannot be used (SOCKS needs another package)."""
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL:
        raise RequestFault(Fault.UNREACHABLE) from None
    if url.scheme not in ("http", "https"):
        raise RequestFault(Fault.UNREACHABLE)
    bare = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=b"/")
    return httpcore.Proxy(bare, auth=(url.username, url.password) if url.username else None)


@functools.cache
def certificates() -> ssl.SSLContext:
    """What a server's certificate is checked against; reading them takes a moment."""
    return httpx.create_ssl_context()


def _fault_of(status: int) -> Fault:
    if status in (401, 403):
        return Fault.REFUSED_KEY
    if status == 404:
        return Fault.NO_MODEL
    if status == 429:
        return Fault.BUSY
    if 300 <= status <= 399:
        return Fault.REDIRECTED
    if 400 <= status <= 499:
        return Fault.REFUSED
    return Fault.BROKEN


def _seconds(retry_after: str | None) -> float | None:
    """Seconds to wait by a Retry-After header (RFC 9110, 10.2.3)."""
    if retry_after is None:
        return None
    text = retry_after.strip()
    if text.isascii() and text.isdigit() and len(text) <= 9:
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time())
    except (ValueError, TypeError, OverflowError, OSError):
        return None
