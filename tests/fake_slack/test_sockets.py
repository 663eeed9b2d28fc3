"""Socket Mode, with slack_sdk's own client."""

from collections.abc import Callable, Iterator

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from tests.fake_slack import Channel, FakeSlack, User

Open = Callable[..., tuple[SocketModeClient, list[SocketModeRequest]]]


@pytest.fixture
def open_socket(slack: FakeSlack) -> Iterator[Open]:
    """Opens a connection, and gives the list of what comes over it."""
    opened: list[SocketModeClient] = []
    slack.retry_delays = (0.0, 0.02, 0.02)

    def open_one(
        answers: Callable[[SocketModeRequest], SocketModeResponse | None] | None = None,
    ) -> tuple[SocketModeClient, list[SocketModeRequest]]:
        client = SocketModeClient(
            slack.app_token,
            web_client=WebClient(base_url=slack.api_url),
            ping_interval=0.1,
        )
        heard: list[SocketModeRequest] = []

        def hear(client: SocketModeClient, request: SocketModeRequest) -> None:
            heard.append(request)
            answer = SocketModeResponse(request.envelope_id)
            if answers is not None:
                answer = answers(request)  # type: ignore[assignment]
            if answer is not None:
                client.send_socket_mode_response(answer)

        client.socket_mode_request_listeners.append(hear)
        before = slack.sockets.opened
        client.connect()
        slack.wait_for(lambda: slack.sockets.opened > before)
        opened.append(client)
        return client, heard

    yield open_one
    for client in opened:
        client.auto_reconnect_enabled = False
        client.closed = True
    slack.sockets.cut()


def test_an_envelope_goes_to_one_connection(
    slack: FakeSlack, open_socket: Open, desk: Channel, ann: User
) -> None:
    (_, first), (_, second) = open_socket(), open_socket()
    for n in range(4):
        slack.say(ann, desk, str(n))
    slack.wait_idle()
    texts = [request.payload["event"]["text"] for request in first + second]
    assert sorted(texts) == ["0", "1", "2", "3"] and len(first) == len(second) == 2
    assert all(delivery.acked for delivery in slack.deliveries)
    assert first[0].type == "events_api" and not first[0].accepts_response_payload


def test_a_command_is_answered_in_its_acknowledgement(
    slack: FakeSlack, open_socket: Open, desk: Channel, ann: User
) -> None:
    open_socket(lambda request: SocketModeResponse(request.envelope_id, {"text": "Yes"}))
    assert slack.command(ann, desk, "/ask", "hello").wait().body == {"text": "Yes"}
    assert [m.text for m in slack.ephemerals(ann)] == ["Yes"]


def test_what_is_not_acknowledged_comes_again(
    slack: FakeSlack, open_socket: Open, desk: Channel, ann: User
) -> None:
    slack.ack_timeout = 0.5

    def second_time(request: SocketModeRequest) -> SocketModeResponse | None:
        return SocketModeResponse(request.envelope_id) if request.retry_attempt else None

    _, heard = open_socket(second_time)
    slack.say(ann, desk, "hello")
    slack.wait_idle()
    assert [(r.retry_attempt, r.retry_reason) for r in heard] == [(0, ""), (1, "timeout")]
    assert heard[0].payload == heard[1].payload
    assert slack.deliveries[0].acked


def test_a_client_that_is_told_to_go_comes_back(
    slack: FakeSlack, open_socket: Open, desk: Channel, ann: User
) -> None:
    _, heard = open_socket()
    slack.sockets.disconnect("refresh_requested", close_after=0)
    slack.wait_for(lambda: slack.sockets.opened == 2 and slack.sockets.open)
    slack.say(ann, desk, "hello")
    slack.wait_idle()
    assert [request.payload["event"]["text"] for request in heard] == ["hello"]


def test_a_connection_that_breaks_before_the_acknowledgement(
    slack: FakeSlack, open_socket: Open, desk: Channel, ann: User
) -> None:
    slack.retry_delays = (0.2, 0.5, 2.0, 5.0)

    def break_at_first(request: SocketModeRequest) -> SocketModeResponse | None:
        if request.retry_attempt:
            return SocketModeResponse(request.envelope_id)
        slack.sockets.cut()
        return None

    open_socket(break_at_first)
    slack.say(ann, desk, "hello")
    [delivery] = slack.deliveries
    assert delivery.wait().acked
    assert delivery.attempts[0].failure == "connection_failed"
    assert delivery.attempts[-1].reason == "connection_failed"


def test_only_an_app_token_opens_a_connection(slack: FakeSlack, client: WebClient) -> None:
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        client.apps_connections_open(app_token=slack.bot_token)
    url = client.apps_connections_open(app_token=slack.app_token)["url"]
    assert url.startswith(f"ws://127.0.0.1:{slack.port}/")
