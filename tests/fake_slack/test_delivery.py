"""Delivery over HTTP, to a server that answers as it is told."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_sdk.signature import SignatureVerifier

from tests.fake_slack import FORGERIES, Channel, FakeSlack, Forgery, User


class Receiver:
    """Remembers requests; `answers` is what it says next, then 200."""

    def __init__(self) -> None:
        self.seen: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[Any] = []
        self.wake = Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.seen.append(({k.lower(): v for k, v in self.headers.items()}, body))
                answer = outer.answers.pop(0) if outer.answers else 200
                if answer == "late":
                    outer.wake.wait(5)
                if answer in ("late", "cut"):
                    return  # the connection ends without a word
                status, headers, said = answer if isinstance(answer, tuple) else (answer, {}, b"")
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self.wake.set()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def app(slack: FakeSlack) -> Iterator[Receiver]:
    receiver = Receiver()
    slack.app_url, slack.ack_timeout = receiver.url, 5.0
    slack.retry_delays = (0.0, 0.02, 0.02)
    yield receiver
    receiver.close()


def test_an_event_is_signed_json(slack: FakeSlack, app: Receiver, desk: Channel, ann: User) -> None:
    asked = slack.say(ann, desk, f"{slack.mention} hello")
    slack.wait_idle()
    verifier = SignatureVerifier(slack.signing_secret)
    assert all(verifier.is_valid_request(body, headers) for headers, body in app.seen)
    events = [json.loads(body) for _, body in app.seen]
    assert {e["event"]["type"] for e in events} == {"app_mention", "message"}
    assert {e["event"]["ts"] for e in events} == {asked.ts}
    assert len({e["event_id"] for e in events}) == 2
    assert len(slack.ack_latencies()) == 2


@pytest.mark.parametrize(
    ("answer", "reason"),
    [(500, "http_error"), (302, "http_error"), ("late", "http_timeout"), ("cut", None)],
)
def test_what_is_not_acknowledged_is_sent_again(
    slack: FakeSlack, app: Receiver, ann: User, answer: Any, reason: str | None
) -> None:
    app.answers = [answer]
    if answer == "late":
        slack.ack_timeout = 0.5
    slack.say(ann, slack.dm(ann), "hello")
    slack.wait_idle()
    [delivery] = slack.deliveries
    assert delivery.acked and [a.number for a in delivery.attempts] == [0, 1]
    assert [h.get("x-slack-retry-num") for h, _ in app.seen] == [None, "1"]
    expected = reason or "connection_failed"
    assert [h.get("x-slack-retry-reason") for h, _ in app.seen] == [None, expected]
    assert len({body for _, body in app.seen}) == 1


def test_three_retries_and_no_more(slack: FakeSlack, app: Receiver, ann: User) -> None:
    app.answers = [500] * 9
    slack.say(ann, slack.dm(ann), "hello")
    slack.wait_idle()
    [delivery] = slack.deliveries
    assert not delivery.acked and len(app.seen) == 4


def test_no_retry_on_request(slack: FakeSlack, app: Receiver, ann: User) -> None:
    app.answers = [(500, {"X-Slack-No-Retry": "1"}, b"")]
    slack.say(ann, slack.dm(ann), "hello")
    slack.wait_idle()
    assert len(app.seen) == 1


def test_an_app_that_is_not_there(slack: FakeSlack, app: Receiver, ann: User) -> None:
    app.close()
    slack.say(ann, slack.dm(ann), "hello")
    slack.wait_idle()
    [delivery] = slack.deliveries
    assert [a.failure for a in delivery.attempts] == ["connection_failed"] * 4


def test_a_command_is_a_form_and_is_not_sent_again(
    slack: FakeSlack, app: Receiver, desk: Channel, ann: User
) -> None:
    app.answers = [500, (200, {"Content-Type": "application/json"}, b'{"text": "Yes"}')]
    assert not slack.command(ann, desk, "/ask", "a & b").wait().acked
    assert slack.command(ann, desk, "/ask", "a & b").wait().acked
    form = parse_qs(app.seen[1][1].decode())
    assert form["command"] == ["/ask"] and form["text"] == ["a & b"]
    assert [m.text for m in slack.ephemerals(ann)] == ["Yes"] and len(app.seen) == 2


def test_a_replay_is_the_same_bytes(slack: FakeSlack, app: Receiver, ann: User) -> None:
    slack.say(ann, slack.dm(ann), "hello")
    slack.wait_idle()
    [delivery] = slack.deliveries
    slack.again(delivery)
    (first, body), (second, again) = app.seen
    same = ("x-slack-signature", "x-slack-request-timestamp", "content-type")
    assert body == again and all(first[name] == second[name] for name in same)
    assert len(delivery.attempts) == 2


@pytest.mark.parametrize("how", FORGERIES)
def test_a_forgery_is_none_of_slacks(slack: FakeSlack, app: Receiver, how: Forgery) -> None:
    slack.forge(how)
    [(headers, body)] = app.seen
    try:
        valid = SignatureVerifier(slack.signing_secret).is_valid_request(body, headers)
    except (TypeError, ValueError, OverflowError):  # what Bolt makes a 500 of
        valid = False
    assert not valid


def test_what_is_signed_but_not_slacks(slack: FakeSlack, app: Receiver) -> None:
    """Any bytes, or an event of another workspace: it is for the app to refuse them."""
    assert slack.send_raw(b"\xff{").status == 200
    slack.event({"type": "app_mention"}, team_id="T0OTHER").wait()
    (_, raw), (_, other) = app.seen
    assert raw == b"\xff{" and json.loads(other)["team_id"] == "T0OTHER"


def test_two_apps_take_turns(slack: FakeSlack, app: Receiver, ann: User) -> None:
    second = Receiver()
    slack.app_url = [app.url, second.url]
    for _ in range(4):
        slack.say(ann, slack.dm(ann), "hello")
    slack.wait_idle()
    assert (len(app.seen), len(second.seen)) == (2, 2)
    second.close()
