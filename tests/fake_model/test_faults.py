"""Each fault, as a plain client sees it."""

import gzip
import socket
import time
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
import pytest

from tests.fake_model import FakeModel, Trap, faults

from .conftest import TEXT, Client

HALF = "The minister résigned on Mon"  # up to the middle of a word
BOTH_WAYS = pytest.mark.parametrize("stream", [True, False])


@BOTH_WAYS
@pytest.mark.parametrize("name", [name for name in faults.ALL if "wrong schema" not in name])
def test_every_fault_ends_with_its_client(model: FakeModel, name: str, stream: bool) -> None:
    fault = faults.ALL[name]
    model.fail(fault, times=None)
    _raw(model, stream)
    if not isinstance(fault, faults.Refuses):
        model.wait_for(lambda: model.asked and model.asked[-1].ended)
        assert model.asked[-1].fault == fault.name
    model.wait_until_alone()


def test_faults_befall_requests_in_order(model: FakeModel, client: Client) -> None:
    model.fail(faults.ServerError(), times=2)
    model.fail(None)
    model.fail(faults.WrongKey())
    model.fail(faults.NoSuchModel(), on="/models")
    assert client.http.get("/models").status_code == 404
    assert [client.post().status_code for _ in range(5)] == [500, 500, 200, 401, 200]
    model.fail(faults.ServerError(), times=None)
    assert client.post().status_code == 500
    model.recover()
    assert client.post().status_code == 200


def test_connection_refused(model: FakeModel, client: Client) -> None:
    client.post()
    model.fail(faults.Refuses(), times=None)
    with pytest.raises(httpx.TransportError):
        client.post()
    with pytest.raises(httpx.ConnectError):
        client.post()
    assert model.open_connections == 0
    model.recover()
    assert client.said(client.post()) == TEXT and len(model.asked) == 2


def test_accepts_and_never_reads(model: FakeModel, hasty: Client) -> None:
    model.fail(faults.NeverReads())
    with pytest.raises(httpx.ReadTimeout):
        hasty.post()
    model.wait_until_alone()
    [call] = model.asked
    assert call.raw == b"" and call.headers == {} and call.left is not None


@BOTH_WAYS
@pytest.mark.parametrize("fault", [faults.NoHeaders(), faults.DripsHeaders(pause=0.001)])
def test_no_headers(model: FakeModel, hasty: Client, fault: faults.Fault, stream: bool) -> None:
    model.fail(fault)
    if isinstance(fault, faults.NoHeaders):
        with pytest.raises(httpx.ReadTimeout):
            hasty.post(stream=stream)
        return
    with socket.create_connection(model.address) as raw:
        body = b'{"model":"fake-model","prompt":"hi"}'
        raw.sendall(
            b"POST /v1/completions HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        )
        got = b""
        while got.count(b"X-Wait") < 3:
            got += raw.recv(100)
        assert b"\r\n\r\n" not in got


@BOTH_WAYS
def test_headers_and_no_first_token(model: FakeModel, hasty: Client, stream: bool) -> None:
    model.fail(faults.NoFirstToken())
    with hasty.http.stream("POST", "/chat/completions", json=hasty.body(stream=stream)) as response:
        assert response.status_code == 200
        with pytest.raises(httpx.ReadTimeout):
            response.read()
    model.wait_until_alone()
    assert model.asked[0].first_sent is None and model.asked[0].left is not None


@BOTH_WAYS
def test_the_first_token_is_late(model: FakeModel, client: Client, stream: bool) -> None:
    model.fail(faults.LateFirstToken(0.05))
    response = client.post(stream=stream)
    said = client.said(response) if stream else response.json()["choices"][0]["message"]["content"]
    [call] = model.asked
    assert said == TEXT and call.first_sent is not None and call.first_sent - call.at >= 0.05


@BOTH_WAYS
def test_silence_in_the_middle(model: FakeModel, hasty: Client, stream: bool) -> None:
    model.fail(faults.SilentMidway())
    got, error = hasty.until_it_breaks(stream=stream)
    assert isinstance(error, httpx.ReadTimeout) and _said(got).endswith(" Mon" if stream else HALF)


@BOTH_WAYS
@pytest.mark.parametrize(
    "fault", [faults.KeepAliveForever(pause=0.001), faults.EmptyDeltasForever(pause=0.001)]
)
def test_bytes_for_ever_and_no_word(
    model: FakeModel, client: Client, fault: faults.Fault, stream: bool
) -> None:
    model.fail(fault)
    got, error = client.until_it_breaks(enough=5000 if stream else 200, stream=stream)
    assert error is None and b"Nobody" not in got
    if stream and isinstance(fault, faults.KeepAliveForever):
        assert got.endswith(b": keep-alive\n\n")
    model.wait_until_alone()
    assert model.asked[0].left is not None


@pytest.mark.parametrize("reset", [True, False])
@BOTH_WAYS
def test_cut_in_the_middle_of_a_word(
    model: FakeModel, client: Client, reset: bool, stream: bool
) -> None:
    model.fail(faults.CutMidWord(reset=reset))
    got, error = client.until_it_breaks(stream=stream)
    assert isinstance(error, httpx.ReadError if reset else httpx.RemoteProtocolError)
    assert _said(got).endswith(" Mon" if stream else HALF)


def test_cut_where_it_looks_whole(model: FakeModel, client: Client) -> None:
    model.fail(faults.CutMidWord(framing="until closed"))
    got, error = client.until_it_breaks()
    assert error is None and got.endswith(b"\n\n") and b'"finish_reason":"stop"' not in got


@BOTH_WAYS
@pytest.mark.parametrize("reset", [True, False])
def test_cut_in_the_middle_of_a_character(
    model: FakeModel, client: Client, reset: bool, stream: bool
) -> None:
    model.fail(faults.CutMidCharacter(reset=reset))
    got, error = client.until_it_breaks(stream=stream)
    assert error is not None and got.endswith("é".encode()[:1])


def test_cut_in_the_middle_of_an_event(model: FakeModel, client: Client) -> None:
    model.fail(faults.CutMidEvent())
    got, error = client.until_it_breaks()
    assert isinstance(error, httpx.RemoteProtocolError)
    assert got.rpartition(b"data: ")[2].startswith(b"{") and not got.endswith(b"\n\n")


@pytest.mark.parametrize("reason", [True, False])
def test_no_end_mark(model: FakeModel, client: Client, reason: bool) -> None:
    model.fail(faults.NoEndMark(reason=reason))
    text = client.post().text
    assert "[DONE]" not in text and ('"finish_reason":"stop"' in text) is reason
    assert '"content":" why"' in text  # all was said


@BOTH_WAYS
@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        (faults.WrongKey(), 401, "invalid_api_key"),
        (faults.Forbidden(), 403, "unsupported_country_region_territory"),
        (faults.NoSuchModel(), 404, "model_not_found"),
        (faults.ContextTooLong(), 400, "context_length_exceeded"),
        (faults.TooManyRequests(), 429, "rate_limit_exceeded"),
        (faults.QuotaSpent(), 429, "insufficient_quota"),
        (faults.ServerError(), 500, None),
        (faults.Refusal(status=418, message="A teapot."), 418, None),
    ],
)
def test_refusals(
    model: FakeModel,
    client: Client,
    fault: faults.Fault,
    status: int,
    code: str | None,
    stream: bool,
) -> None:
    model.fail(fault)
    response = client.post(stream=stream)
    assert (response.status_code, response.json()["error"]["code"]) == (status, code)
    assert model.asked[0].status == status
    if status == 401:
        assert model.key is not None and model.key in response.text


def test_when_to_come_back(model: FakeModel, client: Client) -> None:
    when = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
    for after in (0.5, 3600, when, None):
        model.fail(faults.TooManyRequests(after))
    said = [client.post().headers.get("retry-after") for _ in range(4)]
    assert said[:2] == ["0.5", "3600"] and said[3] is None
    assert said[2] is not None and parsedate_to_datetime(said[2]) == when


@pytest.mark.parametrize(
    ("fault", "status"), [(faults.Unavailable(), 503), (faults.HtmlPage(), 200)]
)
def test_pages(model: FakeModel, client: Client, fault: faults.Fault, status: int) -> None:
    model.fail(fault)
    response = client.post()
    assert response.status_code == status and "<html>" in response.text
    assert response.headers["content-type"].startswith("text/html")


@BOTH_WAYS
@pytest.mark.parametrize(
    "fault", [faults.InvalidJson(), faults.InvalidSse(), faults.ErrorMidway(), faults.NotHttp()]
)
def test_garbage(model: FakeModel, client: Client, fault: faults.Fault, stream: bool) -> None:
    model.fail(fault)
    got, error = client.until_it_breaks(stream=stream)
    match fault:
        case faults.NotHttp():
            assert isinstance(error, httpx.RemoteProtocolError)
        case faults.ErrorMidway():
            assert b'{"error":{"message":"The engine' in got
        case faults.InvalidJson() | faults.InvalidSse():
            assert fault.said in got and got.endswith(b"[DONE]\n\n") is stream


@BOTH_WAYS
@pytest.mark.parametrize("said", faults.WRONG_SCHEMAS)
def test_wrong_schemas(model: FakeModel, client: Client, said: str, stream: bool) -> None:
    model.fail(faults.WrongSchema(said))
    response = client.post(stream=stream)
    value = faults.WRONG_SCHEMAS[said]
    assert value in client.chunks(response) if stream else response.json() == value


def test_gzip_bomb(model: FakeModel, client: Client) -> None:
    model.fail(faults.GzipBomb(megabytes=5))
    got, error = client.until_it_breaks()
    assert error is None and len(got) < 100_000 and len(gzip.decompress(got)) > 5_000_000


@BOTH_WAYS
@pytest.mark.parametrize(
    "fault", [faults.EndlessTokens(), faults.RepeatsForever(), faults.EndlessLine()]
)
def test_endless(model: FakeModel, client: Client, fault: faults.Fault, stream: bool) -> None:
    model.fail(fault)
    got, error = client.until_it_breaks(enough=300_000, stream=stream)
    assert error is None and got.count(b"word") + got.count(b"Mond") > 100
    assert (b"\n\n" in got) is (stream and not isinstance(fault, faults.EndlessLine))
    model.wait_until_alone()
    assert model.asked[0].left is not None


def test_endless_headers(model: FakeModel, client: Client) -> None:
    model.fail(faults.EndlessHeaders())
    with pytest.raises(httpx.RemoteProtocolError):
        client.post()


@BOTH_WAYS
@pytest.mark.parametrize(("fault", "text"), [(faults.Empty(), ""), (faults.Blank(), " \n\t \n")])
def test_empty(
    model: FakeModel, client: Client, fault: faults.Fault, text: str, stream: bool
) -> None:
    model.fail(fault)
    response = client.post(stream=stream)
    said = client.said(response) if stream else response.json()["choices"][0]["message"]["content"]
    assert said == text and response.status_code == 200
    model.fail(faults.NoBody())
    assert client.post(stream=stream).content == b""


@BOTH_WAYS
@pytest.mark.parametrize("reason", ["length", "content_filter"])
def test_stops_short(model: FakeModel, client: Client, reason: str, stream: bool) -> None:
    model.fail(faults.StopsShort(reason))
    response = client.post(stream=stream)
    last = (client.chunks(response) if stream else [response.json()])[-1]
    assert last["choices"][0]["finish_reason"] == reason
    said = client.said(response) if stream else last["choices"][0]["message"]["content"]
    assert said == HALF


def test_redirects(model: FakeModel, client: Client) -> None:
    model.fail(faults.Redirects(), times=2)
    response = client.post()
    assert response.status_code == 307 and model.trap.caught == []
    assert response.headers["location"] == f"{model.trap.url}/v1/chat/completions"
    with pytest.raises(httpx.HTTPError):
        client.http.post("/chat/completions", json=client.body(), follow_redirects=True)
    [brought] = model.trap.caught
    assert brought.startswith(b"POST /v1/chat/completions") and b"Bearer" not in brought
    with Trap() as other:
        model.fail(faults.Redirects(other.url, status=302))
        assert client.post().headers["location"] == other.url and other.caught == []


@BOTH_WAYS
def test_tool_calls(model: FakeModel, client: Client, stream: bool) -> None:
    model.fail(faults.ToolCalls())
    response = client.post(stream=stream)
    choices = [c["choices"][0] for c in (client.chunks(response) if stream else [response.json()])]
    calls = [c.get("delta", c.get("message")).get("tool_calls") for c in choices]
    assert calls[0][0]["function"]["name"] == "fetch"
    assert choices[-1]["finish_reason"] == "tool_calls"


@BOTH_WAYS
def test_thoughts_come_first(model: FakeModel, client: Client, stream: bool) -> None:
    model.fail(faults.Reasons())
    response = client.post(stream=stream)
    if stream:
        assert client.said(response) == TEXT
        deltas = [c["choices"][0]["delta"] for c in client.chunks(response)]
        thoughts = "".join(delta.get("reasoning_content", "") for delta in deltas)
    else:
        message = response.json()["choices"][0]["message"]
        thoughts = message["reasoning_content"]
        assert message["content"] == TEXT
    assert thoughts == faults.Reasons().thoughts
    model.fail(faults.Reasons(tags=True))
    assert client.said(client.post()) == f"<think>\n{thoughts}\n</think>\n\n{TEXT}"


@BOTH_WAYS
def test_a_byte_at_a_time(model: FakeModel, client: Client, stream: bool) -> None:
    model.fail(faults.Drips())
    response = client.post(stream=stream)
    said = client.said(response) if stream else response.json()["choices"][0]["message"]["content"]
    assert said == TEXT


def _said(got: bytes) -> str:
    """What was said up to where it broke off."""
    return got.decode(errors="replace").rpartition('"content":"')[2].partition('"')[0]


def _raw(model: FakeModel, stream: bool) -> None:
    """Listens for a moment to what comes, and leaves."""
    body = b'{"model":"fake-model","prompt":"hi","stream":%s}' % (b"true" if stream else b"false")
    head = f"POST /v1/completions HTTP/1.1\r\nAuthorization: Bearer {model.key}\r\n"
    head += f"Connection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    got, until = b"", time.monotonic() + 0.05
    with suppress(OSError), socket.create_connection(model.address) as raw:
        raw.sendall(head.encode() + body)
        raw.settimeout(0.05)
        while len(got) < 50_000 and time.monotonic() < until:
            data = raw.recv(10_000)
            got += data
            if not data:
                break
