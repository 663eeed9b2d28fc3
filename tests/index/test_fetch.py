"""Web addresses: what is refused, what is capped, and that a refusal connects to nothing."""

import gzip
import ipaddress
import socket
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import fetch as fetch_module
from index.errors import FetchError
from index.fetch import FetchPolicy, fetch, is_public
from index.load import Loaded, Rejected, load
from tests.index.articles_on_disk import PROSE, SENTENCES, page, pdf, rss

LOOPBACK = FetchPolicy(allow_private=True, timeout_seconds=5.0, max_bytes=100_000)


class Listener:
    """A server that says one thing to everybody and remembers who came."""

    def __init__(self, answer: bytes, host: str = "127.0.0.1", hold: bool = False) -> None:
        self.answer, self.hold = answer, hold
        self.connections = 0
        self.requests: list[bytes] = []
        self._socket = socket.create_server((host, 0))
        self.port = self._socket.getsockname()[1]
        self.url = f"http://{host}:{self.port}/"
        self._released = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            with connection:
                try:
                    self.requests.append(connection.recv(65536))
                    connection.sendall(self.answer)
                    if self.hold:
                        self._released.wait(30)
                except OSError:
                    continue

    def close(self) -> None:
        self._released.set()
        # A thread that waits in accept would still answer one more connection.
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@contextmanager
def listening(
    body: bytes = b"",
    kind: str = "text/html",
    status: str = "200 OK",
    headers: str = "",
    host: str = "127.0.0.1",
    whole: bytes | None = None,
    hold: bool = False,
) -> Iterator[Listener]:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}Connection: close\r\n"
    if "Content-Length" not in headers and "chunked" not in headers:
        head += f"Content-Length: {len(body)}\r\n"
    listener = Listener(whole if whole is not None else head.encode() + b"\r\n" + body, host, hold)
    try:
        yield listener
    finally:
        listener.close()


def refused(url: str, policy: FetchPolicy = LOOPBACK) -> str:
    with pytest.raises(FetchError) as caught:
        fetch(url, policy)
    reason = str(caught.value)
    assert reason and "\n" not in reason
    return reason


SPELLINGS = [
    "http://127.0.0.1:{}/",
    "http://127.0.0.1.:{}/",
    "http://127.1:{}/",
    "http://127.0.1:{}/",
    "http://2130706433:{}/",
    "http://0x7f000001:{}/",
    "http://0x7f.0.0.1:{}/",
    "http://0x7f.1:{}/",
    "http://0177.0.0.1:{}/",
    "http://017700000001:{}/",
    "http://127.000.000.001:{}/",
    "http://localhost:{}/",
    "http://LOCALHOST:{}/",
    "http://localhost.:{}/",
    "http://127.255.255.254:{}/",
    "http://0.0.0.0:{}/",
    "http://0:{}/",
    "http://[::1]:{}/",
    "http://[::]:{}/",
    "http://[0:0:0:0:0:0:0:1]:{}/",
    "http://[::ffff:127.0.0.1]:{}/",
    "http://[::ffff:7f00:1]:{}/",
    "http://[::127.0.0.1]:{}/",
    "http://[64:ff9b::127.0.0.1]:{}/",
    "http://[64:ff9b:1::127.0.0.1]:{}/",
    "http://[2002:7f00:1::]:{}/",
    "http://[fe80::1]:{}/",
    "http://[fe80::1%25lo]:{}/",
    "http://[fc00::1]:{}/",
    "http://[fec0::1]:{}/",
    "http://[ff02::1]:{}/",
    "http://１２７.０.０.１:{}/",
    "http://127。0。0。1:{}/",
    "http://ⓛocalhost:{}/",
    "http://user@127.0.0.1:{}/",
    "http://user:pass@127.0.0.1:{}/",
    "http://news.example@127.0.0.1:{}/",
    "http://127.0.0.1:{}\\@news.example/",
    "http://127.0.0.1 :{}/",
    "http://127.0.0.1\t:{}/",
    "http:127.0.0.1:{}/",
    "http:/127.0.0.1:{}/",
    "http:///127.0.0.1:{}/",
    "//127.0.0.1:{}/",
    "https://127.0.0.1:{}/",
    "ftp://127.0.0.1:{}/",
    "gopher://127.0.0.1:{}/_GET",
    "dict://127.0.0.1:{}/",
    "ws://127.0.0.1:{}/",
    "jar:http://127.0.0.1:{}/",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("any_port", [True, False])
def test_no_spelling_of_a_private_address_is_connected_to(
    spelling: str, any_port: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with listening(page()) as forbidden:
        if any_port:
            monkeypatch.setattr(fetch_module, "_PORTS", {forbidden.port})
        refused(spelling.format(forbidden.port), FetchPolicy(timeout_seconds=5.0))
        assert forbidden.connections == 0


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "FILE:///etc/passwd", "data:text/html,a", "javascript:alert(1)"),
        *("http://", "http:///", "https://:443/", "http://[::1", "http://a:99999/", "http://a:b/"),
        *("http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://192.168.1.1/"),
        *("http://172.16.0.1/", "http://100.64.0.1/", "http://198.18.0.1/", "http://224.0.0.1/"),
        *(
            "http://255.255.255.255/",
            "http://240.0.0.1/",
            "http://192.0.2.1/",
            "http://[2001:db8::1]/",
        ),
        *("http://8.8.8.8:22/", "http://8.8.8.8:6379/", "http://no-such-host.invalid/"),
        *("http://" + "a" * 300 + ".example/", "http://a..b/", "http://xn--\x80/", "x" * 10),
    ],
)
def test_addresses_that_are_refused_anyway(url: str) -> None:
    assert refused(url, FetchPolicy(timeout_seconds=5.0))
    (outcome,) = load(url)
    assert isinstance(outcome, Rejected)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        *[("8.8.8.8", True), ("2001:4860:4860::8888", True), ("::ffff:8.8.8.8", True)],
        *[("64:ff9b::808:808", True), ("64:ff9b::a00:1", False), ("2002:a00:1::", False)],
        *[("::ffff:10.0.0.1", False), ("2001:0:7f00:1::", False), ("64:ff9b:1::1", False)],
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(page()) as forbidden:
        answers = [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, forbidden.port))
            for host in ("8.8.8.8", "127.0.0.1")
        ]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
        monkeypatch.setattr(fetch_module, "_PORTS", {forbidden.port})
        url = f"http://news.example:{forbidden.port}/"
        assert "private network" in refused(url, FetchPolicy())
        assert forbidden.connections == 0


def test_the_name_is_resolved_once_and_exactly_that_address_is_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with listening(page(), host="127.0.0.2") as good, listening(page()) as rebound:
        asked: list[object] = []

        def answer(host: object, *_: object, **__: object) -> list[object]:
            asked.append(host)
            where = good if len(asked) == 1 else rebound
            address = "127.0.0.2" if len(asked) == 1 else "127.0.0.1"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, where.port))]

        monkeypatch.setattr(socket, "getaddrinfo", answer)
        fetch(f"http://news.example:{good.port}/", LOOPBACK)
        assert asked == ["news.example"]
        assert (good.connections, rebound.connections) == (1, 0)
        assert f"Host: news.example:{good.port}\r\n".encode() in good.requests[0]


def test_a_redirect_into_a_private_network(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(page(), host="127.0.0.2") as forbidden:
        location = f"Location: {forbidden.url}\r\n"
        with listening(status="302 Found", headers=location) as public:
            monkeypatch.setattr(fetch_module, "is_public", lambda each: str(each) == "127.0.0.1")
            monkeypatch.setattr(fetch_module, "_PORTS", {public.port, forbidden.port})
            assert "private network" in refused(public.url, FetchPolicy(timeout_seconds=5.0))
            assert (public.connections, forbidden.connections) == (1, 0)


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://a@b/", "", "http://["]
)
def test_a_redirect_to_what_is_no_page(location: str) -> None:
    with listening(status="301 Moved", headers=f"Location: {location}\r\n") as server:
        refused(server.url)


def test_redirects_are_followed_and_counted() -> None:
    with (
        listening(page()) as last,
        listening(status="308 Moved", headers=f"Location: {last.url}article\r\n") as first,
    ):
        assert fetch(first.url, LOOPBACK).url == f"{last.url}article"
    with listening(status="302 Found", headers="Location: /again\r\n") as loop:
        assert "more than 5 times" in refused(loop.url)
        assert loop.connections == 6


def test_https_is_not_left_for_http(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch_module, "_ask", lambda *_: "http://news.example/")
    assert "from https to http" in refused("https://news.example/")


def test_a_page_comes_back_whole() -> None:
    with listening(page(), kind="Text/HTML; charset=utf-8") as server:
        fetched = fetch(f"{server.url}a%20b?c=d#part", LOOPBACK)
    assert (fetched.content, fetched.content_type) == (page(), "text/html")
    assert fetched.url == f"{server.url}a%20b?c=d"
    request = server.requests[0]
    assert request.startswith(b"GET /a%20b?c=d HTTP/1.1\r\n")
    assert b"Accept-Encoding: identity\r\n" in request
    assert b"Cookie" not in request and b"Authorization" not in request


def test_no_proxy_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(page()) as server, listening(page()) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("http_proxy", proxy.url)
        fetch(server.url, LOOPBACK)
        assert (server.connections, proxy.connections) == (1, 0)


def test_sizes_are_capped() -> None:
    with listening(b"a" * 200_000) as declared:
        assert "larger than" in refused(declared.url)
    chunk = b"186A0\r\n" + b"a" * 100_000 + b"\r\n"
    with listening(chunk * 3, headers="Transfer-Encoding: chunked\r\n") as endless:
        assert "larger than" in refused(endless.url)
    lie = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"a" * 200_000
    with listening(whole=lie) as silent:
        assert "larger than" in refused(silent.url)


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_compression_is_undone_and_capped(encoding: str) -> None:
    compress = gzip.compress if encoding == "gzip" else zlib.compress
    header = f"Content-Encoding: {encoding}\r\n"
    with listening(compress(page()), headers=header) as server:
        assert fetch(server.url, LOOPBACK).content == page()
    bomb = compress(b"a" * 50_000_000)
    assert len(bomb) < 100_000
    with listening(bomb, headers=header) as server:
        assert "larger than" in refused(server.url)
    with listening(compress(page())[:-20], headers=header) as server:
        assert "breaks off" in refused(server.url)
    with listening(b"not compressed", headers=header) as server:
        assert "damaged" in refused(server.url)


def test_other_compression_is_refused() -> None:
    with listening(b"x", headers="Content-Encoding: br\r\n") as server:
        assert "br" in refused(server.url)


@pytest.mark.parametrize("kind", ["image/png", "application/zip", "text/css", "", "text/html5"])
def test_other_kinds_are_refused(kind: str) -> None:
    with listening(page(), kind=kind) as server:
        assert "its type is" in refused(server.url)


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oops", "204 Nothing", "304 Same"])
def test_other_answers_are_refused(status: str) -> None:
    with listening(page(), status=status) as server:
        assert status[:3] in refused(server.url)


@pytest.mark.parametrize(
    "whole",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nContent-",
        b"",
        b"HTTP/1.1 200 OK\r\n",
    ],
)
def test_a_slow_answer_ends_at_the_deadline(whole: bytes) -> None:
    policy = FetchPolicy(allow_private=True, timeout_seconds=0.3)
    with listening(whole=whole, hold=True) as server:
        assert "too long" in refused(server.url, policy)


def test_a_slow_handshake_ends_at_the_deadline() -> None:
    policy = FetchPolicy(allow_private=True, timeout_seconds=0.3)
    with listening(whole=b"", hold=True) as server:
        assert "too long" in refused(server.url.replace("http:", "https:"), policy)


@pytest.mark.parametrize(
    "whole",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\nhalf",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nA: " + b"b" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)
def test_broken_answers(whole: bytes) -> None:
    with listening(whole=whole) as server:
        refused(server.url)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    scheme=st.sampled_from(["http://", "https://", "http:", "//", "file://", ""]),
    rest=st.text(alphabet=st.sampled_from("a.:/@[]%?#0127x-é１。\\ \t"), max_size=30)
    | st.text(max_size=30),
)
def test_any_address_gives_a_reason(
    scheme: str, rest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(*_: object, **__: object) -> list[object]:
        raise socket.gaierror("no network in tests")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    refused(scheme + rest, FetchPolicy(allow_private=True))
    refused(scheme + rest, FetchPolicy())


def test_nothing_listens() -> None:
    with listening() as server:
        pass
    assert "nothing answers" in refused(server.url)


def test_a_page_is_loaded() -> None:
    head = "<link rel='canonical' href='http://127.0.0.1/talks'>"
    with listening(page(head=head)) as server:
        (outcome,) = load(server.url, LOOPBACK)
    assert isinstance(outcome, Loaded)
    assert outcome.source == outcome.container == server.url
    assert outcome.article.url == "http://127.0.0.1/talks"
    assert SENTENCES[0] in outcome.article.body
    assert outcome.article.path is None


@pytest.mark.parametrize("kind", ["application/rss+xml", "text/html", "text/plain"])
def test_an_address_that_turns_out_to_be_a_feed(kind: str) -> None:
    item = f"<guid>g1</guid><title>A</title><description>{PROSE}</description>"
    with listening(rss(item), kind=kind) as server:
        (outcome,) = load(server.url, LOOPBACK)
    assert isinstance(outcome, Loaded)
    assert (outcome.source, outcome.container) == (f"{server.url}#g1", server.url)
    assert outcome.article.outlet == "Example Times"


def test_other_kinds_of_content_are_loaded() -> None:
    with listening(pdf([list(SENTENCES)]), kind="application/pdf") as server:
        (outcome,) = load(server.url, LOOPBACK)
        assert isinstance(outcome, Loaded) and outcome.article.url == server.url
    with listening(
        f'[{{"id": 1, "text": "{SENTENCES[0]}"}}]'.encode(), "application/json"
    ) as server:
        (outcome,) = load(server.url, LOOPBACK)
        assert isinstance(outcome, Loaded) and outcome.source == f"{server.url}#1"


def test_a_private_address_is_rejected_by_default() -> None:
    with listening(page()) as server:
        (outcome,) = load(server.url)
        assert isinstance(outcome, Rejected) and outcome.source == server.url
        assert server.connections == 0
