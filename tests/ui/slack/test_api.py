"""What becomes of a call of Slack's Web API, whatever Slack answers."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from index.errors import StoreError
from tests.fake_slack import Channel, FakeSlack
from ui.slack import api as api_module
from ui.slack.api import Api, Unclear
from ui.slack.apology import Apology
from ui.slack.blocks.plain import sentence
from ui.slack.delivery import Delivery, Place
from ui.slack.inbox import Job
from ui.slack.replies import Links
from ui.slack.threads import Threads, open_file

SAID = sentence("said")
MARK = {"question": "1.2", "part": 0}


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as slack:
        slack.subscribed = set()
        yield slack


@pytest.fixture
def channel(slack: FakeSlack) -> Channel:
    return slack.add_channel("desk", slack.add_user("ann"))


@pytest.fixture
def api(slack: FakeSlack, monkeypatch: pytest.MonkeyPatch) -> Api:
    monkeypatch.setattr(api_module, "_PAUSES", (0.0,))
    monkeypatch.setattr("ui.slack.delivery._PAUSE", 0.0)
    client = WebClient(slack.bot_token, slack.api_url, timeout=1, retry_handlers=[])
    return Api(client)


@pytest.mark.parametrize(
    "fault",
    [
        {"body": b'{"ok": true}'},
        {"body": b"[]"},
        {"body": b"[1]"},
        {"body": b'"ok"'},
        {"body": b"null"},
        {"body": b"\xff\xfe"},
        {"body": b""},
        {"body": b"<html>", "status": 502},
        {"body": b'{"ok": false}'},
        {"body": b'{"ok": false, "error": null}'},
        {"status": 500},
        {"status": 404},
        {"error": "internal_error"},
        {"cut": True},
        {"delay": 1.5},
    ],
    ids=str,
)
def test_an_answer_that_is_none_leaves_open_whether_it_was_done(
    slack: FakeSlack, channel: Channel, api: Api, fault: dict[str, Any]
) -> None:
    slack.fail("chat.postMessage", **fault)
    with pytest.raises(Unclear):
        api.post(channel.id, None, SAID, MARK)


@pytest.mark.parametrize(
    "body",
    [
        b'{"ok": true}',
        b'{"ok": true, "messages": null, "response_metadata": null}',
        b'{"ok": true, "messages": [1, {"metadata": 3}, {"metadata": {"event_payload": 1}}]}',
        b'{"ok": true, "messages": [], "response_metadata": "x"}',
    ],
)
def test_nonsense_in_a_thread_holds_no_mark(
    slack: FakeSlack, channel: Channel, api: Api, body: bytes
) -> None:
    slack.fail("conversations.replies", body=body)
    assert api.marked(channel.id, "1.2", MARK) is None


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        ("3", 3, 4),
        ("inf", 1, 4000),
        ("1e99", 1, 4000),
        ("nan", 0, 4000),
        ("soon", 1, 2),
        ("-5", 0, 1),
    ],
)
def test_a_retry_after_is_believed_within_reason(said: str, least: float, most: float) -> None:
    assert least <= api_module._seconds({"retry-after": said}) <= most


def test_many_posts_in_one_channel_disregard_no_refusal(
    slack: FakeSlack, channel: Channel, api: Api
) -> None:
    slack.fail("chat.postMessage", status=429, retry_after=1)
    posts = [
        threading.Thread(target=api.post, args=(channel.id, None, SAID, MARK)) for _ in range(8)
    ]
    for each in posts:
        each.start()
    for each in posts:
        each.join(30)
    assert len(slack.posted()) == 8
    assert slack.violations == []


def test_a_status_that_hangs_is_not_tried_for_every_question(
    slack: FakeSlack, channel: Channel, api: Api
) -> None:
    slack.fail("assistant.threads.setStatus", status=500)
    for _ in range(3):
        with pytest.raises(Unclear):
            api.status(channel.id, "1.2", "is searching…")
    assert len(slack.calls_of("assistant.threads.setStatus")) == 1


def test_it_is_known_whether_slack_fails_over_one_call_alone(
    slack: FakeSlack, channel: Channel, api: Api
) -> None:
    for alone in (False, True):
        slack.fail("chat.postMessage", status=500)
        with pytest.raises(Unclear) as raised:
            api.post(channel.id, None, SAID, MARK)
        assert raised.value.alone is alone
        api.post(channel.id, None, SAID, MARK)


# Apologies


@pytest.fixture
def threads(tmp_path: Path) -> Iterator[Threads]:
    file = open_file(tmp_path)
    yield Threads(file)
    file.close()


def question(channel: Channel, ts: str) -> Job:
    body = {"channel": channel.id, "thread": ts, "ts": ts, "user": "U1"}
    return Job(f"question {ts}", "question", "lane", body)


def test_an_apology_takes_the_place_of_what_was_said_so_far(
    slack: FakeSlack, channel: Channel, api: Api, threads: Threads
) -> None:
    asked = slack.say(next(iter(channel.members)), channel, "Who?")
    delivery = Delivery(api, threads)
    delivery.show(Place(channel.id, asked.ts, asked.ts), [sentence("Searching 5 articles…")])
    apology = Apology(api, Links(slack.api_url), delivery)
    for _ in range(2):  # it may be made again by the next process
        apology(question(channel, asked.ts), StoreError("/home/of/it is full"))
    [said] = slack.replies(asked)
    assert "Something failed here" in slack.shown(said)
    assert "/home" not in slack.shown(said)


@pytest.mark.parametrize("body", [b'{"ok": true}', b"[]", b'{"ok": false, "error": "is_archived"}'])
def test_an_apology_that_cannot_be_made_breaks_nothing(
    slack: FakeSlack, channel: Channel, api: Api, threads: Threads, body: bytes
) -> None:
    slack.fail("*", 100, body=body)
    apology = Apology(api, Links(slack.api_url), Delivery(api, threads))
    apology(question(channel, "1.2"), KeyError("x"))
    assert slack.posted() == []
