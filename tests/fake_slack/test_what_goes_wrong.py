"""Rate limits and scripted faults."""

import json
import time
from threading import Thread
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
)
from slack_sdk.http_retry.builtin_interval_calculators import FixedValueRetryIntervalCalculator

from tests.fake_slack import Channel, FakeSlack, User


def test_too_many_calls_are_told_when_to_come_back(
    slack: FakeSlack, client: WebClient, desk: Channel
) -> None:
    slack.rates.limit("chat.postMessage", per_minute=60, burst=2, by_channel=True)
    other = slack.add_channel("other")
    for _ in range(2):
        client.chat_postMessage(channel=desk.id, text="t")
    with pytest.raises(SlackApiError) as error:
        client.chat_postMessage(channel=desk.id, text="t")
    answer: Any = error.value.response
    assert (answer.status_code, answer["error"]) == (429, "ratelimited")
    assert answer.headers["Retry-After"] == "1" and not slack.violations
    client.chat_postMessage(channel=other.id, text="t")  # another channel has its own limit
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel=desk.id, text="t")
    assert [v.kind for v in slack.violations] == ["retry_after"]
    slack.advance(1)
    client.chat_postMessage(channel=desk.id, text="t")
    assert len(slack.posted()) == 4


def test_a_client_that_waits_violates_nothing(slack: FakeSlack, desk: Channel) -> None:
    handlers = [RateLimitErrorRetryHandler(max_retry_count=1)]
    client = WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=handlers)
    slack.fail("chat.postMessage", status=429, retry_after=1)
    client.chat_postMessage(channel=desk.id, text="t")
    assert [call.status for call in slack.calls] == [429, 200] and not slack.violations


def test_the_tiers_of_slack(slack: FakeSlack, client: WebClient, desk: Channel) -> None:
    slack.rates.like_slack()
    statuses = []
    for _ in range(6):
        try:
            statuses.append(client.chat_postMessage(channel=desk.id, text="t").status_code)
        except SlackApiError as error:
            statuses.append(error.response.status_code)
    assert statuses == [200, 200, 200, 200, 429, 429]


@pytest.mark.parametrize("effect", [False, True])
def test_a_connection_that_is_cut(slack: FakeSlack, desk: Channel, effect: bool) -> None:
    """With the effect, the client that tries again posts twice."""
    at_once = FixedValueRetryIntervalCalculator(fixed_internal=0)
    handlers = [ConnectionErrorRetryHandler(1, at_once)]
    client = WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=handlers)
    slack.fail("chat.postMessage", cut=True, effect=effect)
    client.chat_postMessage(channel=desk.id, text="t")
    assert len(slack.posted()) == 1 + effect
    assert [call.fault for call in slack.calls] == ["cut", None]


@pytest.mark.parametrize("effect", [False, True])
def test_an_answer_that_never_comes(slack: FakeSlack, desk: Channel, effect: bool) -> None:
    slack.fail("chat.postMessage", hang=True, effect=effect)
    headers = {"Authorization": f"Bearer {slack.bot_token}"}
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(
            f"{slack.api_url}chat.postMessage",
            json={"channel": desk.id, "text": "t"},
            headers=headers,
            timeout=0.1,
        )
    assert len(slack.posted()) == effect


def test_errors_garbage_and_slowness(slack: FakeSlack, client: WebClient, desk: Channel) -> None:
    slack.fail("chat.postMessage", status=503, times=2)
    slack.fail("*", body=b"<html>")
    slack.fail("chat.postMessage", error="fatal_error", effect=True)
    slack.fail("chat.postMessage", delay=0.01)
    said = []
    for n in range(5):
        try:
            client.chat_postMessage(channel=desk.id, text=str(n))
            said.append("ok")
        except SlackApiError as error:
            response: Any = error.response
            said.append(str(response.status_code if n < 3 else response["error"]))
    assert said == ["503", "503", "200", "fatal_error", "ok"]
    assert [m.text for m in slack.posted()] == ["3", "4"]


def test_a_fault_for_some_calls_alone(slack: FakeSlack, client: WebClient, desk: Channel) -> None:
    slack.fail("chat.postMessage", error="fatal_error", when=lambda call: call.get("text") == "b")
    client.chat_postMessage(channel=desk.id, text="a")
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel=desk.id, text="b")
    slack.fail("chat.postMessage", error="fatal_error", times=9)
    slack.faults.clear()
    client.chat_postMessage(channel=desk.id, text="c")


def test_who_waits_is_woken(slack: FakeSlack, client: WebClient, desk: Channel, ann: User) -> None:
    asked = slack.say(ann, desk, "a question")
    post = {"channel": desk.id, "text": "an answer", "thread_ts": asked.ts}
    Thread(target=client.chat_postMessage, kwargs=post).start()
    assert [m.text for m in slack.wait_for_reply(asked, "answer")] == ["an answer"]
    with pytest.raises(TimeoutError, match="another"):
        slack.wait_for_reply(asked, "another", timeout=0.01)


def test_calls_are_remembered(slack: FakeSlack, client: WebClient, desk: Channel) -> None:
    before = time.time()
    client.chat_postMessage(channel=desk.id, text="t", blocks=[{"type": "divider"}])
    [call] = slack.calls_of("chat.postMessage")
    assert call.at >= before and call.get("blocks") == [{"type": "divider"}]
    assert call.answer is not None and json.dumps(call.answer) and call.token == slack.bot_token
