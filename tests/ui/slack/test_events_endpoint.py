"""`/slack/events` in this process: what Slack did not sign is refused, whatever it is."""

import time
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from starlette.testclient import TestClient

from tests.fake_slack.signing import FORGERIES, Forgery, forged, signed
from ui.slack.events_endpoint import PATH, endpoint

SECRET = "of the test"
BODY = b'{"type":"event_callback","event_id":"Ev1","event":{"type":"app_mention"}}'
FORM = {"Content-Type": "application/json"}

heard: list[str] = []


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    known = AuthorizeResult(
        enterprise_id=None, team_id="T1", bot_user_id="U1", bot_id="B1", bot_token="xoxb-1"
    )
    app = App(
        signing_secret=SECRET,
        token_verification_enabled=False,
        authorize=lambda: known,
        process_before_response=True,
    )

    @app.event("app_mention")
    def event(body: dict[str, object]) -> None:
        heard.append(str(body["event_id"]))

    with TestClient(endpoint(app, SECRET)) as client:
        yield client


def test_what_slack_signed_is_heard(client: TestClient) -> None:
    heard.clear()
    assert client.post(PATH, content=BODY, headers=FORM | signed(SECRET, BODY)).status_code == 200
    assert heard == ["Ev1"]
    old = signed(SECRET, BODY, age=290)
    assert client.post(PATH, content=BODY, headers=FORM | old).status_code == 200


@pytest.mark.parametrize("how", FORGERIES)
def test_what_somebody_else_signed_is_not(client: TestClient, how: Forgery) -> None:
    heard.clear()
    # Bytes, as they come over the wire: httpx itself refuses what is no ASCII.
    headers = {
        name.encode(): value.encode("latin-1")
        for name, value in (FORM | forged(SECRET, BODY, how)).items()
    }
    assert client.post(PATH, content=BODY, headers=headers).status_code == 401
    assert heard == []


@settings(max_examples=60)
@given(
    st.binary(max_size=30) | st.just(BODY),
    st.binary(max_size=20).filter(lambda each: not {10, 13, 0} & set(each)),
    st.binary(max_size=70).filter(lambda each: not {10, 13, 0} & set(each)),
)
@example(BODY, b"", b"")
@example(BODY, b"nan", b"v0=")
@example(BODY, b"1e400", b"v0=")
@example(BODY, b"-1", b"v0=\xff")
@example(BODY, "١٢٣".encode(), b"v0=0")
@example(b"\xff\xfe", str(int(time.time())).encode(), b"v0=0")
def test_garbage_is_refused_and_breaks_nothing(
    client: TestClient, body: bytes, moment: bytes, sign: bytes
) -> None:
    headers = {b"x-slack-request-timestamp": moment, b"x-slack-signature": sign}
    assert client.post(PATH, content=body, headers=headers).status_code == 401


def test_two_signatures_are_none(client: TestClient) -> None:
    right = signed(SECRET, BODY)
    headers = [*right.items(), ("X-Slack-Signature", "v0=0")]
    assert client.post(PATH, content=BODY, headers=headers).status_code == 401


def test_a_body_that_is_not_what_slack_sends_is_no_error_of_ours(client: TestClient) -> None:
    for body in (b"", b"\xff", b"null", b"[]", b'"x"', b"payload=%7B", b"{", b"payload=null"):
        for form in ("application/json", "application/x-www-form-urlencoded", ""):
            headers = {"Content-Type": form} | signed(SECRET, body)
            status = client.post(PATH, content=body, headers=headers).status_code
            assert 200 <= status < 500, (body, form, status)


def test_a_body_larger_than_any_of_slack_s_is_refused(client: TestClient) -> None:
    body = b"x" * 1_000_001
    assert client.post(PATH, content=body, headers=signed(SECRET, body)).status_code == 401


def test_there_is_one_path_and_one_method(client: TestClient) -> None:
    assert client.get(PATH).status_code == 405
    assert client.post("/", content=BODY, headers=signed(SECRET, BODY)).status_code == 404
