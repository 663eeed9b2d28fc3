"""What is sent to an OpenAI-compatible endpoint, and what becomes of its replies."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from rag.model.model import Ending, Fault, ModelFailure, Usage
from rag.model.remote import RemoteModel
from rag.model.settings import Limits
from tests.fake_model import Exchange, FakeModel, faults
from tests.rag.model.conftest import FAR, PROMPT, SAID, Read

Opened = Callable[..., RemoteModel]
PATIENT = Limits()


class OnlyWithout(faults.Fault):
    """Refuses a request that has one of these fields, as older or stricter servers do."""

    def __init__(self, *fields: str, status: int = 400) -> None:
        self._fields, self._status = fields, status

    def play(self, exchange: Exchange) -> None:
        body: dict[str, Any] = exchange.call.body
        if any(field in body for field in self._fields):
            exchange.json(self._status, {"error": {"message": "unknown field"}}, {})
        else:
            exchange.answer(exchange.written())


def test_it_streams_what_the_model_says(fake: FakeModel, opened: Opened) -> None:
    read = Read(opened())
    assert read.text == SAID
    assert len(read.pieces) > 5
    assert (read.ended, read.failure) == (Ending.DONE, None)


class EndsWith(faults.Fault):
    """A stream without a reason to finish, and what it ends with."""

    def __init__(self, end: bytes) -> None:
        self._end = end

    def play(self, exchange: Exchange) -> None:
        exchange.begin()
        for part in exchange.completion.events(exchange.model.pieces(exchange.written()), None):
            exchange.send(part)
        exchange.send(self._end)
        exchange.end()


@pytest.mark.parametrize("end", [b"data: [DONE]\n\n", b"data:[DONE]", b"data: [DONE]\r\n\r\n"])
def test_the_end_mark_alone_is_an_end(fake: FakeModel, opened: Opened, end: bytes) -> None:
    fake.fail(EndsWith(end))
    read = Read(opened())
    assert (read.text, read.ended, read.failure) == (SAID, Ending.DONE, None)


@pytest.mark.parametrize("end", [b"", b": data: [DONE]\n\n"])
def test_what_only_looks_like_it_is_none(fake: FakeModel, opened: Opened, end: bytes) -> None:
    fake.fail(EndsWith(end), times=2)
    read = Read(opened())
    assert read.failure is not None and read.failure.fault is Fault.CUT


def test_what_is_sent(fake: FakeModel, opened: Opened) -> None:
    Read(opened())
    (call,) = fake.asked
    assert call.path == "/v1/chat/completions"
    assert call.messages == [
        {"role": "system", "content": PROMPT.system},
        {"role": "user", "content": PROMPT.user},
    ]
    body = {name: value for name, value in call.body.items() if name != "messages"}
    assert body == {
        "model": "fake-model",
        "stream": True,
        "stream_options": {"include_usage": True},
        "temperature": 0,
        "max_tokens": PATIENT.reply_tokens,
    }
    assert set(call.headers) == {
        "accept",
        "accept-encoding",
        "authorization",
        "connection",
        "content-length",
        "content-type",
        "host",
        "user-agent",
    }
    assert call.key == fake.key
    assert call.headers["accept-encoding"] == "identity"


def test_nothing_of_the_environment_is_sent(
    fake: FakeModel, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, "of-something-else")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Other: of-something-else")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/of-something-else")
    fake.key = None
    assert Read(opened()).text == SAID
    (call,) = fake.asked
    assert "authorization" not in call.headers
    assert "of-something-else" not in str(call.headers) + call.raw.decode()


def test_a_proxy_is_not_used_for_this_machine(
    fake: FakeModel, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://{fake.trap.host}")
    assert Read(opened()).text == SAID
    assert not fake.trap.caught


def test_a_redirect_is_not_followed(fake: FakeModel, opened: Opened) -> None:
    fake.fail(faults.Redirects())
    read = Read(opened())
    assert read.failure is not None
    assert read.failure.fault is Fault.REDIRECTED
    assert not fake.trap.caught
    assert len(fake.calls) == 1


def test_usage_is_what_the_server_says(fake: FakeModel, opened: Opened) -> None:
    fake.count = lambda text: 7
    assert Read(opened()).usage == Usage(7, 7)


def test_usage_is_counted_where_the_server_says_nothing(fake: FakeModel, opened: Opened) -> None:
    fake.tells_usage = False
    usage = Read(opened()).usage
    assert 10 <= usage.tokens_in <= 30
    assert 15 <= usage.tokens_out <= 30


def test_usage_that_cannot_be_is_not_believed(fake: FakeModel, opened: Opened) -> None:
    for count in (-1, 10**12):
        fake.count = lambda text, count=count: count  # type: ignore[misc]
        assert 1 <= Read(opened()).usage.tokens_out <= 30


def test_before_it_is_asked_nothing_is_sent_or_used(fake: FakeModel, opened: Opened) -> None:
    with opened().stream(PROMPT, time.monotonic() + FAR) as stream:
        assert (stream.usage, stream.ended) == (Usage(), None)
    assert not fake.calls


@pytest.mark.parametrize(
    ("fields", "left"),
    [
        (("stream_options",), {"max_tokens", "temperature"}),
        (("max_tokens",), {"max_completion_tokens"}),
        (("temperature",), {"max_completion_tokens"}),
    ],
)
@pytest.mark.parametrize("status", [400, 422])
def test_a_server_that_refuses_a_field_is_asked_without(
    fake: FakeModel, opened: Opened, fields: tuple[str, ...], left: set[str], status: int
) -> None:
    fake.fail(OnlyWithout(*fields, status=status), times=None)
    model = opened()
    assert Read(model).text == SAID
    assert set(fake.asked[-1].body) == {"messages", "model", "stream"} | left
    before = len(fake.asked)
    assert Read(model).text == SAID
    assert len(fake.asked) == before + 1, "what it takes is remembered"


def test_a_request_that_is_refused_whatever_it_holds(fake: FakeModel, opened: Opened) -> None:
    fake.fail(OnlyWithout("model"), times=3)
    model = opened()
    read = Read(model)
    assert read.failure is not None
    assert read.failure.fault is Fault.REFUSED
    assert len(fake.asked) == 3
    assert "stream_options" in fake.asked[0].body
    Read(model)
    assert "stream_options" in fake.asked[-1].body, "what no server took is not remembered"


@pytest.mark.parametrize("name", ["500", "503 page", "cut before a word"])
def test_one_more_try_before_the_first_token(fake: FakeModel, opened: Opened, name: str) -> None:
    fault = HangsUp() if name == "cut before a word" else faults.ALL[name]
    fake.fail(fault)
    assert Read(opened()).text == SAID
    fake.fail(fault, times=2)
    read = Read(opened())
    assert read.failure is not None
    assert len(fake.asked) == 4


class HangsUp(faults.Fault):
    def play(self, exchange: Exchange) -> None:
        exchange.keep = False


@pytest.mark.parametrize("name", ["401", "403", "404", "200 page", "gzip bomb", "not HTTP"])
def test_no_other_try_where_it_would_not_help(fake: FakeModel, opened: Opened, name: str) -> None:
    fake.fail(faults.ALL[name])
    assert Read(opened(replace(PATIENT, total_seconds=20.0))).failure is not None or name == (
        "not HTTP"
    )
    assert len(fake.asked) == (2 if name == "not HTTP" else 1)


def test_no_other_try_after_the_first_token(fake: FakeModel, opened: Opened) -> None:
    fake.fail(faults.CutMidWord())
    read = Read(opened())
    assert read.failure is not None
    assert read.failure.fault is Fault.CUT
    assert SAID.startswith(read.text)
    assert read.text
    assert len(fake.asked) == 1


def test_a_busy_server_is_asked_again_when_it_says(fake: FakeModel, opened: Opened) -> None:
    fake.fail(faults.TooManyRequests(1))
    read = Read(opened())
    assert read.text == SAID
    assert read.seconds >= 1


@pytest.mark.parametrize("seconds", [3600, None])
def test_a_busy_server_is_not_asked_again_when_that_is_too_late(
    fake: FakeModel, opened: Opened, seconds: int | None
) -> None:
    fake.fail(faults.TooManyRequests(seconds))
    read = Read(opened())
    assert read.failure is not None
    assert read.failure.fault is Fault.BUSY
    assert len(fake.asked) == 1


def test_reasoning_is_not_text(fake: FakeModel, opened: Opened) -> None:
    for fault in (faults.Reasons(), faults.Reasons(tags=True)):
        fake.fail(fault)
        assert Read(opened()).text.strip() == SAID


@pytest.mark.parametrize(
    ("reason", "ending"), [("length", Ending.LENGTH), ("content_filter", Ending.FILTERED)]
)
def test_how_it_ended_is_known(
    fake: FakeModel, opened: Opened, reason: str, ending: Ending
) -> None:
    fake.fail(faults.StopsShort(reason))
    read = Read(opened())
    assert read.ended is ending
    assert SAID.startswith(read.text)


def test_half_characters_do_not_get_through(fake: FakeModel, opened: Opened) -> None:
    fake.fail(HalfCharacter())
    assert Read(opened()).text.encode() == "one \N{REPLACEMENT CHARACTER} two".encode()


class HalfCharacter(faults.Fault):
    def play(self, exchange: Exchange) -> None:
        exchange.begin()
        choice = {"index": 0, "delta": {"content": "one \ud800 two"}, "finish_reason": "stop"}
        exchange.send(b"data: " + json.dumps({"id": "1", "choices": [choice]}).encode() + b"\n\n")
        exchange.end()


def test_leaving_ends_the_request(fake: FakeModel, opened: Opened) -> None:
    fake.fail(faults.SilentMidway())
    with opened().stream(PROMPT, time.monotonic() + FAR) as stream:
        next(stream)
        assert fake.open_connections == 1
    fake.wait_until_alone()
    assert fake.asked[0].left is not None
    _until_no_thread()


def test_a_stream_that_is_forgotten_ends_by_its_deadline(fake: FakeModel, opened: Opened) -> None:
    fake.fail(faults.ALL["endless tokens"])
    stream = opened(Limits(2.0, 2.0, 2.0)).stream(PROMPT, time.monotonic() + FAR)
    next(stream)
    fake.wait_until_alone()
    _until_no_thread()
    with pytest.raises(ModelFailure):
        list(stream)


def test_another_thread_may_stop_it(fake: FakeModel, opened: Opened) -> None:
    fake.fail(faults.NoHeaders())
    stream = opened().stream(PROMPT, time.monotonic() + FAR)
    stopper = threading.Timer(0.1, stream.close)
    stopper.start()
    with pytest.raises(ModelFailure, match="was stopped before it was done") as caught:
        next(stream)
    stopper.join()
    assert caught.value.fault is Fault.STOPPED
    fake.wait_until_alone()


def test_so_many_at_once_and_no_more(fake: FakeModel, opened: Opened) -> None:
    fake.fail(faults.NoHeaders(), times=2)
    model = opened(replace(PATIENT, at_once=2))
    streams = [model.stream(PROMPT, time.monotonic() + FAR) for _ in range(2)]
    threads = [threading.Thread(target=_read_quietly, args=[each]) for each in streams]
    for each in threads:
        each.start()
    fake.wait_for(lambda: len(fake.asked) == 2)
    read = Read(model, seconds=0.2)
    assert read.failure is not None
    assert read.failure.fault is Fault.CROWDED
    assert len(fake.asked) == 2
    streams[0].close()
    assert Read(model).text == SAID, "a place that was left is free"
    streams[1].close()
    for each in threads:
        each.join()


def test_after_three_failures_it_is_left_alone(fake: FakeModel, opened: Opened) -> None:
    fake.fail(faults.ALL["200 page"], times=None)
    model = opened()
    for _ in range(3):
        assert Read(model).failure is not None
    read = Read(model)
    assert read.failure is not None
    assert read.failure.fault is Fault.RESTING
    assert "failed lately (garbage), so it is left alone for 30 s more" in str(read.failure)
    assert len(fake.asked) == 3


def test_a_refused_key_is_tried_once(fake: FakeModel, opened: Opened) -> None:
    fake.fail(faults.WrongKey(), times=None)
    model = opened()
    assert str(Read(model).failure) == (
        f"The model at {fake.host} refused the key (status 401); see READOUT_LLM_API_KEY."
    )
    assert "(refused key), so it is left alone for 300 s more" in str(Read(model).failure)
    assert len(fake.asked) == 1


def test_a_caller_with_little_time_does_not_make_it_rest(fake: FakeModel, opened: Opened) -> None:
    fake.fail(faults.NoHeaders(), times=None)
    model = opened()
    for _ in range(4):
        read = Read(model, seconds=0.05)
        assert read.failure is not None
        assert read.failure.fault is Fault.SLOW


def _read_quietly(stream: Any) -> None:
    with stream:
        try:
            list(stream)
        except ModelFailure:
            return


def _until_no_thread() -> None:
    for thread in threading.enumerate():
        if thread.name == "readout-model":
            thread.join(10)
            assert not thread.is_alive()
