"""Slack's limits: what is just inside is taken, what is just outside is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.fake_slack import Channel, FakeSlack, User
from tests.fake_slack.block_kit import check_blocks

Block = dict[str, Any]

pytestmark = pytest.mark.filterwarnings("ignore:The top-level `text`")


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def section(text: str, **more: Any) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(**more: Any) -> Block:
    return {"type": "button", "text": plain("Go"), **more}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def select(count: int, text: int = 1, value: int = 1) -> Block:
    options = [
        {"text": plain("t" * text), "value": str(n).rjust(value, "0")[:value]} for n in range(count)
    ]
    return actions({"type": "static_select", "options": options})


def fields(count: int, size: int) -> Block:
    return {"type": "section", "fields": [{"type": "mrkdwn", "text": "f" * size}] * count}


LIMITS: list[tuple[str, Callable[[int], list[Block]], int]] = [
    ("blocks", lambda n: [{"type": "divider"}] * n, 50),
    ("section text", lambda n: [section("s" * n)], 3000),
    ("fields", lambda n: [fields(n, 1)], 10),
    ("field text", lambda n: [fields(1, n)], 2000),
    ("header", lambda n: [{"type": "header", "text": plain("h" * n)}], 150),
    ("context", lambda n: [{"type": "context", "elements": [plain("c")] * n}], 10),
    ("actions", lambda n: [actions(*(button(action_id=f"a{i}") for i in range(n)))], 25),
    ("button text", lambda n: [actions({**button(), "text": plain("b" * n)})], 75),
    ("button value", lambda n: [actions(button(value="v" * n))], 2000),
    ("button url", lambda n: [actions(button(url="https://a.example/".ljust(n, "u")))], 3000),
    ("action id", lambda n: [actions(button(action_id="i" * n))], 255),
    ("block id", lambda n: [section("s", block_id="i" * n)], 255),
    ("options", lambda n: [select(n, value=3)], 100),
    ("option text", lambda n: [select(1, text=n)], 75),
    ("option value", lambda n: [select(1, value=n)], 150),
    ("markdown", lambda n: [{"type": "markdown", "text": "m" * n}], 12_000),
    ("all markdown", lambda n: [{"type": "markdown", "text": "m" * (n // 2)}] * 2, 12_000),
]


@pytest.mark.parametrize(("what", "make", "most"), LIMITS, ids=[what for what, *_ in LIMITS])
def test_a_limit_of_blocks(what: str, make: Callable[[int], list[Block]], most: int) -> None:
    assert check_blocks(make(most)) == []
    assert check_blocks(make(most + 2)) != []


WRONG = {
    "an empty text": section(""),
    "a blank text": section("  "),
    "no text": {"type": "section"},
    "a header in mrkdwn": {"type": "header", "text": {"type": "mrkdwn", "text": "h"}},
    "an unknown block": {"type": "poem"},
    "an unknown field": section("s", colour="red"),
    "an unknown element": actions({"type": "lever"}),
    "no elements": actions(),
    "a bad address": actions(button(url="not an address")),
    "a bad style": actions(button(style="loud")),
    "an image in actions": actions({"type": "image", "image_url": "https://a.example/i.png"}),
    "one action id twice": actions(button(action_id="a"), button(action_id="a")),
}


@pytest.mark.parametrize("block", WRONG.values(), ids=WRONG.keys())
def test_what_no_message_may_hold(block: Block) -> None:
    [problem, *_] = check_blocks([{"type": "divider"}, block])
    assert "/blocks/1" in problem


def test_a_block_id_twice() -> None:
    assert check_blocks([section("s", block_id="b"), section("s", block_id="b")])


def error_of(call: Callable[..., Any], **arguments: Any) -> Any:
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return caught.value.response


def test_the_answer_says_which_block_is_wrong(client: WebClient, desk: Channel) -> None:
    blocks = [section("fine"), section("s" * 3001)]
    answer = error_of(client.chat_postMessage, channel=desk.id, text="t", blocks=blocks)
    assert answer["error"] == "invalid_blocks"
    [said] = answer["response_metadata"]["messages"]
    assert said == "[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]"


def test_texts_of_messages(client: WebClient, desk: Channel) -> None:
    post, update = client.chat_postMessage, client.chat_update
    ts = post(channel=desk.id, text="t" * 40_000)["ts"]
    assert error_of(post, channel=desk.id, text="t" * 40_001)["error"] == "msg_too_long"
    assert error_of(post, channel=desk.id, text=" ")["error"] == "no_text"
    assert error_of(post, channel=desk.id, markdown_text="m" * 12_001)["error"] == "msg_too_long"
    update(channel=desk.id, ts=ts, text="t" * 4_000)
    assert error_of(update, channel=desk.id, ts=ts, text="t" * 4_001)["error"] == "msg_too_long"
    assert error_of(update, channel=desk.id, ts=ts, text="")["error"] == "no_text"


def test_all_blocks_together(client: WebClient, desk: Channel) -> None:
    post = client.chat_postMessage
    post(channel=desk.id, text="t", blocks=[section("s" * 2640)] * 5)
    answer = error_of(post, channel=desk.id, text="t", blocks=[section("s" * 2641)] * 5)
    assert answer["error"] == "msg_blocks_too_long"
    assert error_of(post, channel=desk.id, blocks="[{")["error"] == "invalid_blocks_format"


def test_metadata(client: WebClient, desk: Channel) -> None:
    def post(**payload: Any) -> Any:
        metadata = {"event_type": "answer", "event_payload": payload}
        return client.chat_postMessage(channel=desk.id, text="t", metadata=metadata)

    post(job="j" * 7_000)
    assert error_of(post, job="j" * 8_000)["error"] == "metadata_too_large"
    bad = {"event_type": "answer"}
    answer = error_of(client.chat_postMessage, channel=desk.id, text="t", metadata=bad)
    assert answer["error"] == "invalid_metadata_format"


def text_input(**more: Any) -> Block:
    element = {"type": "plain_text_input", **more}
    return {"type": "input", "label": plain("Words"), "element": element}


VIEWS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("title", {"title": plain("t" * 24)}, {"title": plain("t" * 25)}),
    ("submit", {"submit": plain("s" * 24)}, {"submit": plain("s" * 25)}),
    ("metadata", {"private_metadata": "p" * 3000}, {"private_metadata": "p" * 3001}),
    ("blocks", {"blocks": [{"type": "divider"}] * 100}, {"blocks": [{"type": "divider"}] * 101}),
    (
        "input",
        {"blocks": [text_input(max_length=3000)], "submit": plain("Go")},
        {"blocks": [text_input(max_length=3001)], "submit": plain("Go")},
    ),
    (
        "no button for inputs",
        {"blocks": [text_input()], "submit": plain("Go")},
        {"blocks": [text_input()]},
    ),
    ("markdown", {}, {"blocks": [{"type": "markdown", "text": "m"}]}),
    ("unknown field", {"callback_id": "c"}, {"colour": "red"}),
]


@pytest.mark.parametrize(("what", "good", "bad"), VIEWS, ids=[what for what, *_ in VIEWS])
def test_a_limit_of_views(
    slack: FakeSlack,
    client: WebClient,
    desk: Channel,
    ann: User,
    what: str,
    good: dict[str, Any],
    bad: dict[str, Any],
) -> None:
    view = {"type": "modal", "title": plain("A view"), "blocks": [{"type": "divider"}]}
    trigger = slack.command(ann, desk, "/open").payload["trigger_id"]
    answer = error_of(client.views_open, trigger_id=trigger, view={**view, **bad})
    assert answer["error"] == "invalid_arguments"
    assert "/view" in answer["response_metadata"]["messages"][0]
    client.views_open(trigger_id=trigger, view={**view, **good})
