"""One web page or feed, fetched without being led anywhere else.

An address can be written by anyone who writes an article, so it may aim at a machine behind the
firewall (server-side request forgery, OWASP A10:2021). Hence: the name is resolved once, every
address it has must be public, and the connection goes to exactly that address, so that a second
answer of the name server changes nothing; redirects are followed by hand, each one checked anew;
time, size and decompression are capped. `http.client` knows nothing of proxies, cookies or
content encodings, which is what is wanted here.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from index.errors import FetchError

_PORTS = frozenset({80, 443, 8080, 8443})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 64 * 1024
_KINDS = frozenset(
    {
        *("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf"),
        *("text/xml", "application/xml", "application/rss+xml", "application/atom+xml"),
        *("application/rdf+xml", "application/json", "application/ld+json", "text/json"),
        *("application/jsonl", "application/x-ndjson", "application/ndjson"),
    }
)
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# RFC 6052 and RFC 8215: IPv4 addresses written into IPv6 ones, reached through a translator.
_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
_IPV4_COMPATIBLE = ipaddress.IPv6Network("::/96")  # RFC 4291, 2.5.5.1, deprecated


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """What may be fetched, and how much of it."""

    allow_private: bool = False  # also addresses that are not public, and any port
    max_bytes: int = 10 * 1024 * 1024  # of the page, after decompression
    timeout_seconds: float = 20.0  # for everything together, redirects included
    max_redirects: int = 5


PUBLIC_ONLY = FetchPolicy()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a web address gave."""

    url: str  # after redirects
    content: bytes
    content_type: str  # in small letters and without parameters: "text/html"


def fetch(url: str, policy: FetchPolicy = PUBLIC_ONLY) -> Fetched:
    """The content of an http or https address. Raises FetchError with the reason."""
    deadline = time.monotonic() + policy.timeout_seconds
    for _ in range(policy.max_redirects + 1):
        parts = _checked(url, policy)
        answer = _ask(parts, policy, deadline)
        if isinstance(answer, Fetched):
            return answer
        try:
            url = urljoin(parts.geturl(), answer)
        except ValueError:
            raise FetchError("the page redirects to an address that is malformed") from None
        if parts.scheme == "https" and url.lower().startswith("http:"):
            raise FetchError("the page redirects from https to http, which is not followed")
    raise FetchError(f"the page redirects more than {policy.max_redirects} times")


def _checked(url: str, policy: FetchPolicy) -> SplitResult:
    """The parts of an address that may be asked for. Nothing has been resolved yet."""
    if re.search(r"[\x00-\x20\x7f\\]", url) or len(url) > 4096:
        raise FetchError("the web address has characters that no web address has")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise FetchError("the web address is malformed") from None
    if parts.scheme not in ("http", "https"):
        raise FetchError(f"only http and https addresses are read, not {parts.scheme or 'this'}:")
    if "@" in parts.netloc:
        raise FetchError("a web address with a user name or password in it is not read")
    host = parts.hostname
    if not host or "%" in host:
        raise FetchError("the web address names no host")
    if not policy.allow_private:
        if port is not None and port not in _PORTS:
            raise FetchError(f"port {port} is not one that web pages are read from")
        _refuse_disguised(host)
    return parts


def _refuse_disguised(host: str) -> None:
    """127.1, 0x7f000001, 2130706433, 0177.0.0.1: what only the resolver takes for an address."""
    labels = host.rstrip(".").split(".")
    if not all(re.fullmatch(r"0x[0-9a-f]*|[0-9]+", label) for label in labels):
        return
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        raise FetchError("the web address writes its host as a disguised number") from None


def _ask(parts: SplitResult, policy: FetchPolicy, deadline: float) -> Fetched | str:
    """One request: the content, or where a redirect leads."""
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    addresses = _resolve(host, port, deadline)
    if not policy.allow_private:
        for address in addresses:
            if not is_public(address):
                raise FetchError("the web address leads into a private network")
    connection = http.client.HTTPConnection(host, port)
    connection.auto_open = 0  # never connect by name: that would resolve a second time
    plain = _connect(addresses, port, deadline)
    # Socket time-outs start anew with every byte; this ends the whole request at the deadline.
    # It holds its own handle on the connection, for wrapping in TLS takes the first one over.
    handle = plain.dup()
    watchdog = threading.Timer(_left(deadline), _cut, [handle])
    watchdog.daemon = True
    watchdog.start()
    try:
        sock = plain
        if parts.scheme == "https":
            sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        connection.sock = sock
        return _exchange(connection, parts, policy, deadline)
    except ssl.SSLCertVerificationError as error:
        raise FetchError(
            f"the certificate of {host} is not valid: {error.verify_message}"
        ) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        _left(deadline)
        raise FetchError(f"{host} does not answer properly ({type(error).__name__})") from None
    finally:
        watchdog.cancel()
        connection.close()
        plain.close()
        handle.close()


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):  # it is closed already
        sock.shutdown(socket.SHUT_RDWR)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchError("the page took too long to answer")
    return left


def _resolve(host: str, port: int, deadline: float) -> list[_Address]:
    """The addresses of a host, asked for once, in a thread because nothing can interrupt it."""
    found: list[_Address] = []

    def ask() -> None:
        try:
            for *_, where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                address = ipaddress.ip_address(str(where[0]))
                if address not in found:
                    found.append(address)
        except (OSError, ValueError, UnicodeError):
            found.clear()

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(_left(deadline))
    _left(deadline)
    if thread.is_alive() or not found:
        raise FetchError(f"there is no host called {host[:100]}")
    return found


def is_public(address: _Address) -> bool:
    """Whether anyone on the internet can reach the address, also the one hidden inside it."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None or address.is_site_local:
            return False
        inner = _embedded(address)
        if any(not is_public(each) for each in inner):
            return False
        if inner and (address.ipv4_mapped is not None or address in _NAT64[0]):
            return True  # another spelling of a public IPv4 address
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not address.is_unspecified
        and not address.is_loopback
        and not address.is_link_local
        and not address.is_private
    )


def _embedded(address: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    last = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    inner = [each for each in (address.ipv4_mapped, address.sixtofour) if each is not None]
    inner.extend(address.teredo or ())
    if any(address in network for network in (*_NAT64, _IPV4_COMPATIBLE)):
        inner.append(last)
    return inner


def _connect(addresses: list[_Address], port: int, deadline: float) -> socket.socket:
    for address in addresses[:3]:
        family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.settimeout(_left(deadline))
            sock.connect((str(address), port))
        except OSError:
            sock.close()
            continue
        except FetchError:
            sock.close()
            raise
        return sock
    _left(deadline)
    raise FetchError("nothing answers at the web address")


def _exchange(
    connection: http.client.HTTPConnection,
    parts: SplitResult,
    policy: FetchPolicy,
    deadline: float,
) -> Fetched | str:
    path = _quoted(parts.path or "/") + (f"?{_quoted(parts.query)}" if parts.query else "")
    connection.putrequest("GET", path, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", _host_header(parts))
    connection.putheader("Accept", "text/html, application/xml;q=0.9, */*;q=0.5")
    connection.putheader("Accept-Encoding", "identity")
    connection.putheader("User-Agent", "readout")
    connection.putheader("Connection", "close")
    connection.endheaders()
    response = connection.getresponse()
    _left(deadline)  # cut off at the deadline, the first half of the headers looks complete
    if response.status in _REDIRECTS:
        location = response.getheader("Location")
        if not location:
            raise FetchError("the page redirects to nowhere")
        return _quoted(location.strip())
    if response.status != 200:
        raise FetchError(f"the page answers with the status {response.status}")
    kind = (response.getheader("Content-Type") or "").split(";")[0].strip().lower()
    if kind not in _KINDS:
        raise FetchError(f"the page is no article: its type is {kind[:60] or 'not stated'}")
    declared = response.getheader("Content-Length") or "0"
    if declared.isascii() and declared.isdigit() and int(declared[:18]) > policy.max_bytes:
        raise FetchError(_too_large(policy))
    encoding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    content = _body(response, encoding, policy, deadline)
    return Fetched(parts._replace(fragment="").geturl(), content, kind)


def _body(
    response: http.client.HTTPResponse, encoding: str, policy: FetchPolicy, deadline: float
) -> bytes:
    """The body, inflated piece by piece, never more than one byte over the cap.

    A server may compress although it was asked not to; 200 kB can stand for 200 MB.
    """
    inflate = None
    if encoding in ("gzip", "x-gzip", "deflate"):
        inflate = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)  # 32: gzip or zlib, by its header
    elif encoding != "identity":
        raise FetchError(f"the page is compressed in a way that is not read: {encoding[:40]}")
    content = bytearray()
    while True:
        _left(deadline)
        piece = response.read1(_CHUNK)
        if not piece:
            break
        if inflate is not None:
            try:
                piece = inflate.decompress(piece, policy.max_bytes + 1 - len(content))
            except zlib.error:
                raise FetchError("the page's compressed content is damaged") from None
        content += piece
        if len(content) > policy.max_bytes:
            raise FetchError(_too_large(policy))
    _left(deadline)
    if inflate is not None and not inflate.eof:
        raise FetchError("the page's compressed content breaks off")
    if response.length:
        raise FetchError("the page breaks off before its end")
    return bytes(content)


def _too_large(policy: FetchPolicy) -> str:
    return f"the page is larger than {policy.max_bytes / 1e6:.0f} MB"


def _host_header(parts: SplitResult) -> str:
    host = parts.hostname or ""
    if ":" in host:
        host = f"[{host}]"
    else:
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            raise FetchError("the web address names no host") from None
    return f"{host}:{parts.port}" if parts.port else host


def _quoted(text: str) -> str:
    """`text` with what is not ASCII percent-encoded, as browsers send it."""
    return "".join(
        c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode("utf-8", "replace"))
        for c in text
    )
