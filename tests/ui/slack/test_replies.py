"""Where an answer goes: a thread, a person, or an address of Slack's and no other."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.fake_slack import FakeSlack
from ui.slack.api import Api
from ui.slack.blocks.plain import sentence
from ui.slack.delivery import Delivery, Place
from ui.slack.replies import AskerReply, Links, ThreadReply
from ui.slack.threads import Threads, open_file

SAID = sentence("said")


@pytest.mark.parametrize(
    ("link", "is_used"),
    [
        ("https://hooks.slack.com/commands/T1/2/x", True),
        ("https://hooks.slack-gov.com/actions/1", True),
        ("https://HOOKS.slack.com:443/commands/1", True),
        ("http://hooks.slack.com/commands/1", False),
        ("https://slack.com.evil.example/x", False),
        ("https://evil.example/hooks.slack.com", False),
        ("https://hooks.slack.com@evil.example/x", False),
        ("https://evilslack.com/x", False),
        ("https://evil.example#.slack.com", False),
        ("file:///etc/passwd", False),
        ("//hooks.slack.com/x", False),
        ("https://[broken", False),
        ("not an address", False),
        ("", False),
    ],
)
def test_only_slack_s_addresses_are_used(
    monkeypatch: pytest.MonkeyPatch, link: str, is_used: bool
) -> None:
    used = []

    class Client:
        def __init__(self, url: str, **options: object) -> None:
            used.append(url)

        def send_dict(self, content: Mapping[str, Any]) -> Any:
            class Answer:
                status_code = 200

            return Answer()

    monkeypatch.setattr("slack_sdk.webhook.WebhookClient", Client)
    links = Links("https://slack.com/api/")
    assert links.say(link, SAID) is is_used
    assert links.take_back(link) is is_used
    assert bool(used) is is_used


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as slack:
        slack.subscribed = set()
        yield slack


@pytest.fixture
def threads(tmp_path: Path) -> Iterator[Threads]:
    file = open_file(tmp_path)
    yield Threads(file)
    file.close()


def api_of(slack: FakeSlack) -> Api:
    from slack_sdk import WebClient

    return Api(WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[]))


def test_what_is_said_first_becomes_the_answer(slack: FakeSlack, threads: Threads) -> None:
    ann = slack.add_user("ann")
    asked = slack.say(ann, slack.add_channel("desk", ann), "when?")
    api, place = api_of(slack), Place(asked.channel, asked.ts, asked.ts)
    reply = ThreadReply(api, Delivery(api, threads), place)
    reply.begun("Searching 5 articles")
    assert slack.status(asked.channel, asked.ts) == "is searching 5 articles…"
    reply.waiting("Reading *24* <!here> passages")
    [first] = slack.replies(asked)
    assert slack.shown(first).replace("\u00ad", "") == "Reading *24* <!here> passages…"
    assert slack.pings() == []
    assert slack.status(asked.channel, asked.ts) == ""
    reply.waiting("Reading *24* <!here> passages")
    reply.show([SAID, sentence("more")])
    told = slack.replies(asked)
    assert told[0] == first
    assert [slack.shown(each) for each in told] == ["said", "more"]
    assert len(slack.calls_of("chat.postMessage")) == 2
    reply.show([SAID])
    assert [slack.shown(each) for each in slack.replies(asked)] == ["said"]


def test_an_answer_that_changes_has_no_status(slack: FakeSlack, threads: Threads) -> None:
    # It would stay: only a post ends it, and a change is none.
    ann = slack.add_user("ann")
    asked = slack.say(ann, slack.add_channel("desk", ann), "when?")
    api, place = api_of(slack), Place(asked.channel, asked.ts, asked.ts)
    ThreadReply(api, Delivery(api, threads), place).show([SAID])
    reply = ThreadReply(api, Delivery(api, threads), place, again=True)
    reply.begun("Searching 5 articles")
    reply.waiting("Reading 24 passages")
    assert slack.workspace.statuses == []
    assert [slack.shown(each) for each in slack.replies(asked)] == ["said"]


def test_the_asker_alone_is_told_each_part_once(slack: FakeSlack, threads: Threads) -> None:
    ann = slack.add_user("ann")
    asked = slack.say(ann, slack.add_channel("desk", ann), "when?")
    api, place = api_of(slack), Place(asked.channel, asked.ts, asked.ts)
    for _ in range(2):
        reply = AskerReply(api, Links(slack.api_url), threads, place, ann.id)
        reply.show([SAID, sentence("more")])
    assert [slack.shown(each) for each in slack.ephemerals(ann)] == ["said", "more"]
    assert slack.replies(asked) == []


def test_who_cannot_be_told_in_the_channel_is_told_directly(
    slack: FakeSlack, threads: Threads
) -> None:
    ann = slack.add_user("ann")
    place = Place(slack.add_channel("far", ann, app=False).id, "command 1", "command 1")
    AskerReply(api_of(slack), Links(slack.api_url), threads, place, ann.id).show([SAID])
    assert [slack.shown(each) for each in slack.dm(ann).messages.values()] == ["said"]
