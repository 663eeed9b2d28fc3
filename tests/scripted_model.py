"""A language model behind the OpenAI API, on loopback: replies go in, the requests come out.

    with ScriptedModel(says("Hello."), Reply(429, headers={"Retry-After": "2"})) as model:
        ...  # ask model.url + "/chat/completions"
    assert model.requests[0].prompt == "Hi."

Replies are given in order. A request beyond the last one is answered with the status 500, and ends
the block with an error.
"""

import json
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Literal, Self


@dataclass(frozen=True)
class Reply:
    """One response as it goes over the wire."""

    status: int = 200
    body: bytes = b"{}"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """One request as it came in."""

    path: str
    headers: Mapping[str, str]  # by name in small letters
    body: Any  # parsed JSON

    @property
    def prompt(self) -> str:
        """What all its messages say, in order."""
        return "\n\n".join(message["content"] for message in self.body["messages"])


HANGS: Literal["hangs"] = "hangs"  # says nothing until the block ends
CLOSES: Literal["closes"] = "closes"  # ends the connection without a response
BREAKS_OFF: Literal["breaks off"] = "breaks off"  # ends it in the middle of the body
Act = Reply | Literal["hangs", "closes", "breaks off"] | Callable[[Request], Reply]


def says(content: str) -> Reply:
    """A chat completion with this message."""
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    completion = {"id": "1", "object": "chat.completion", "model": "m", "choices": [choice]}
    return Reply(body=json.dumps(completion).encode(), headers={"Content-Type": "application/json"})


class ScriptedModel:
    """The server; it listens between `with` and the end of the block."""

    def __init__(self, *acts: Act, always: Act | None = None) -> None:
        """`always` is what comes after the last of `acts`, however often it is asked."""
        self._acts: Iterable[Act] = iter(acts)
        self._always = always
        self._guard = threading.Lock()
        self._ended = threading.Event()
        self._unexpected = 0
        self.requests: list[Request] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        # The pause between two looks for the end, not for requests.
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._server.shutdown()
        self._server.server_close()
        if kind is None and self._unexpected:
            raise AssertionError(f"{self._unexpected} requests more than there are replies")

    @property
    def prompts(self) -> list[str]:
        return [request.prompt for request in self.requests]

    def _next(self, request: Request) -> Reply | str:
        with self._guard:
            self.requests.append(request)
            act = next(iter(self._acts), self._always)
            if act is None:
                self._unexpected += 1
                return Reply(500)
        return act(request) if callable(act) else act

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                act = model._next(Request(self.path, headers, json.loads(body)))
                self.close_connection = True
                if act == HANGS:
                    model._ended.wait()
                elif act == BREAKS_OFF:
                    self._begin(Reply(), 1000)
                    self.wfile.write(b'{"choices": [')
                elif isinstance(act, Reply):
                    self._begin(act, len(act.body))
                    with suppress(ConnectionError):  # the client has read enough
                        self.wfile.write(act.body)

            def _begin(self, reply: Reply, length: int) -> None:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(length))
                self.end_headers()

            def log_message(self, format: str, *values: Any) -> None:
                """Says nothing: what came in is in `requests`."""

        return Handler
