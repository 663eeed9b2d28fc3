"""Anthropic's Messages API, where its package is installed, and a sentence where it is not."""

import importlib.util
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from pydantic import SecretStr

from rag.model.endpoint import open_model, warm
from rag.model.model import Ending, Fault, ModelFailure, Usage
from rag.model.settings import Kind, Limits, ModelSettings
from tests.rag.model.conftest import PROMPT, Read

needs_it = pytest.mark.skipif(
    importlib.util.find_spec("anthropic") is None, reason="the extra `anthropic` is not installed"
)
TEXT = ("content_block_delta", {"index": 0, "delta": {"type": "text_delta", "text": "Yes. "}})
START = (
    "message_start",
    {
        "message": {
            "id": "m",
            "type": "message",
            "role": "assistant",
            "content": [],
            "model": "x",
            "stop_reason": None,
            "stop_sequence": None,
            "usage": {"input_tokens": 25, "output_tokens": 1},
        }
    },
)
Event = tuple[str, dict[str, Any]]


def block(kind: str, **fields: object) -> Event:
    return "content_block_start", {"index": 0, "content_block": {"type": kind, **fields}}


def end(reason: str) -> Event:
    delta = {"stop_reason": reason, "stop_sequence": None}
    return "message_delta", {"delta": delta, "usage": {"output_tokens": 15}}


class FakeMessages:
    """Answers each request with the events that are scripted."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.status = 200
        self.refuses = ""  # a field of the request
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                headers = {name.lower(): value for name, value in self.headers.items()}
                fake.asked.append((self.path, headers, body))
                self.send_response(400 if fake.refuses and fake.refuses in body else fake.status)
                self.send_header("Content-Type", "text/event-stream")
                self.end_headers()
                for kind, fields in fake.events:
                    data = json.dumps({"type": kind, **fields})
                    self.wfile.write(f"event: {kind}\ndata: {data}\n\n".encode())

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    @property
    def settings(self) -> ModelSettings:
        return ModelSettings(
            Kind.ANTHROPIC,
            f"http://127.0.0.1:{self.server.server_port}",
            "claude-of-the-test",
            SecretStr("the-key"),
            limits=Limits(total_seconds=30),
        )


@pytest.fixture
def messages() -> Iterator[FakeMessages]:
    fake = FakeMessages()
    thread = Thread(target=fake.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    warm(fake.settings).join()
    yield fake
    fake.server.shutdown()
    fake.server.server_close()
    thread.join()


@needs_it
def test_what_is_sent_and_what_comes(messages: FakeMessages) -> None:
    messages.events = [START, block("text", text=""), ("ping", {}), TEXT, TEXT, end("end_turn")]
    read = Read(open_model(messages.settings))
    assert (read.text, read.ended, read.usage) == ("Yes. Yes. ", Ending.DONE, Usage(25, 15))
    ((path, headers, body),) = messages.asked
    assert path == "/v1/messages"
    assert headers["x-api-key"] == "the-key"
    assert "authorization" not in headers
    assert not [name for name in headers if "stainless" in name]
    assert (body["system"], body["temperature"], body["stream"]) == (PROMPT.system, 0, True)


@needs_it
def test_a_model_without_temperature(messages: FakeMessages) -> None:
    messages.refuses = "temperature"
    messages.events = [START, block("text", text=""), TEXT, end("max_tokens")]
    read = Read(open_model(messages.settings))
    assert (read.text, read.ended) == ("Yes. ", Ending.LENGTH)
    assert len(messages.asked) == 2


@needs_it
@pytest.mark.parametrize(
    ("status", "events", "fault"),
    [
        (401, [], Fault.REFUSED_KEY),
        (404, [], Fault.NO_MODEL),
        (529, [], Fault.BROKEN),
        (200, [], Fault.EMPTY),
        (200, [START, block("text", text=""), TEXT], Fault.CUT),
        (200, [START, ("error", {"error": {"type": "x", "message": "m"}})], Fault.BROKEN),
        (200, [START, block("tool_use", id="t", name="x", input={}), end("tool_use")], "garbage"),
    ],
)
def test_what_goes_wrong(
    messages: FakeMessages, status: int, events: list[Event], fault: Fault
) -> None:
    messages.status, messages.events = status, events
    read = Read(open_model(messages.settings))
    assert read.failure is not None
    assert read.failure.fault == fault


def test_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.model.endpoint.importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModelFailure, match="needs more packages: run `pip install") as caught:
        open_model(ModelSettings(Kind.ANTHROPIC, "http://127.0.0.1:9", "m", SecretStr("k")))
    assert caught.value.fault is Fault.NOT_INSTALLED
