"""Web addresses as systems under test, against a server of this machine."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from rag.answer import Question
from rag.evals.reply import Reply
from rag.evals.systems.address import Address
from rag.evals.systems.attended import LONGEST

QUESTION = Question("When “é”?", id="a", history=("Who?",))


class _Handler(BaseHTTPRequestHandler):
    """Answers by the path it is asked at, and remembers what it was asked."""

    server: "_Server"

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, json.loads(asked)))
        getattr(self, "at_" + self.path.strip("/"))()

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def at_right(self) -> None:
        self.send(json.dumps({"answer": "April 3. [1]"}).encode())

    def at_marked(self) -> None:
        self.send("\ufeff{}".encode())

    def at_failing(self) -> None:
        self.send(b'{"answer": "not this"}', 500)

    def at_junk(self) -> None:
        self.send(b"<html>Welcome</html>")

    def at_list(self) -> None:
        self.send(b"[]")

    def at_bytes(self) -> None:
        self.send(b"\xff\xfe\xfa")

    def at_deep(self) -> None:
        self.send(b"[" * 200_000)

    def at_moved(self) -> None:
        self.send(b'{"answer": "not this"}', 302, Location="/right")

    def at_huge(self) -> None:
        self.send(b'{"answer": "' + b"x" * LONGEST + b'"}')

    def at_gone(self) -> None:
        self.connection.close()

    def at_short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b'{"answer":')
        self.close_connection = True

    def at_late(self) -> None:
        self.server.over.wait(30)

    def log_message(self, format: str, *arguments: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, object]] = []
        self.over = threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # a client that leaves early is what some of these tests are about


@pytest.fixture
def server() -> Iterator[_Server]:
    found = _Server()
    threading.Thread(target=found.serve_forever, daemon=True).start()
    yield found
    found.over.set()
    found.shutdown()
    found.server_close()


def asked(server: _Server, path: str, patience: float = 30.0) -> Reply:
    address = Address(f"http://127.0.0.1:{server.server_port}/{path}", patience)
    (reply,) = address.replies([QUESTION])
    return reply


def test_a_question_is_posted_and_its_answer_read(server: _Server) -> None:
    reply = asked(server, "right")
    assert reply.text == "April 3. [1]" and reply.error is None
    assert reply.milliseconds is not None and reply.milliseconds > 0
    assert server.asked == [("/right", {"id": "a", "question": "When “é”?", "history": ["Who?"]})]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("failing", "status is 500"),
        ("junk", "no JSON"),
        ("list", "not a JSON object"),
        ("bytes", "no JSON"),
        ("deep", "no JSON"),
        ("moved", "status is 302"),
        ("huge", "longer than 10,000,000 bytes"),
        ("gone", "gave no answer"),
        ("short", "gave no answer"),
    ],
)
def test_what_is_no_answer_is_a_failure(server: _Server, path: str, told: str) -> None:
    reply = asked(server, path)
    assert reply.error is not None and told in reply.error
    assert reply.text == ""
    assert [at for at, _ in server.asked] == [f"/{path}"]  # asked once, and nowhere else


def test_a_server_that_is_late_is_given_up(server: _Server) -> None:
    reply = asked(server, "late", patience=0.5)
    assert reply.error is not None and "gave no answer: " in reply.error


def test_a_failure_does_not_cost_the_next_question(server: _Server) -> None:
    address = Address(f"http://127.0.0.1:{server.server_port}/failing")
    assert [reply.error is None for reply in address.replies([QUESTION] * 2)] == [False] * 2
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:1/", "http://nowhere.invalid/", "http://", "http://[::1", "http://a:b/"],
)
def test_an_address_of_nothing(url: str) -> None:
    (reply,) = Address(url, patience=5.0).replies([QUESTION])
    assert reply.error is not None and reply.error.startswith("the address gave no answer: ")
