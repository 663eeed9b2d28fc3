"""What the app is told of what people do."""

from typing import Any

import pytest
from slack_sdk import WebClient

from tests.fake_slack import Channel, FakeSlack, User


def told(slack: FakeSlack) -> list[dict[str, Any]]:
    """The events since it was last asked."""
    events = [delivery.event for delivery in slack.deliveries]
    slack.deliveries.clear()
    return events


def test_a_mention_is_told_twice(slack: FakeSlack, desk: Channel, ann: User) -> None:
    asked = slack.say(ann, desk, f"{slack.mention} hello")
    ids = {delivery.payload["event_id"] for delivery in slack.deliveries}
    mention, message = told(slack)
    assert (mention["type"], message["type"]) == ("app_mention", "message")
    assert mention["ts"] == message["ts"] == asked.ts and len(ids) == 2
    assert "channel_type" not in mention and message["channel_type"] == "channel"
    element, text = message["blocks"][0]["elements"][0]["elements"]
    assert element == {"type": "user", "user_id": slack.bot_user} and text["text"] == " hello"


def test_threads_and_direct_messages(slack: FakeSlack, desk: Channel, ann: User) -> None:
    asked = slack.say(ann, desk, "a question")
    slack.say(ann, desk, "and more", asked)
    slack.say(ann, slack.dm(ann), f"{slack.mention} in private")
    first, second, direct = told(slack)
    assert "thread_ts" not in first
    assert (second["thread_ts"], second["parent_user_id"]) == (asked.ts, ann.id)
    assert direct["channel_type"] == "im" and direct["channel"].startswith("D")


def test_edits_previews_and_deletions(slack: FakeSlack, desk: Channel, ann: User) -> None:
    asked = slack.say(ann, desk, "one")
    slack.edit(asked, "two")
    slack.unfurl(asked, "https://a.example/")
    slack.delete(asked)
    _, edited, unfurled, deleted = told(slack)
    assert edited["subtype"] == "message_changed" and edited["hidden"]
    assert (edited["message"]["text"], edited["previous_message"]["text"]) == ("two", "one")
    assert edited["message"]["edited"]["user"] == ann.id and edited["ts"] != asked.ts
    assert unfurled["message"]["text"] == unfurled["previous_message"]["text"] == "two"
    assert deleted["subtype"] == "message_deleted" and deleted["deleted_ts"] == asked.ts
    assert deleted["previous_message"]["text"] == "two" and not slack.thread(desk, asked)


def test_an_edited_mention_is_told_as_a_mention_again(
    slack: FakeSlack, desk: Channel, ann: User
) -> None:
    asked = slack.say(ann, desk, f"{slack.mention} one")
    slack.edit(asked, f"{slack.mention} two")
    ids = {delivery.payload["event_id"] for delivery in slack.deliveries}
    _, _, mention, changed = told(slack)
    assert mention["type"] == "app_mention" and mention["edited"]["user"] == ann.id
    assert mention["ts"] == asked.ts and len(ids) == 4
    assert changed["subtype"] == "message_changed"


def test_a_question_with_replies_leaves_a_tombstone(
    slack: FakeSlack, client: WebClient, desk: Channel, ann: User
) -> None:
    asked = slack.say(ann, desk, "a question")
    answer = client.chat_postMessage(channel=desk.id, text="an answer", thread_ts=asked.ts)
    told(slack)
    slack.delete(asked)
    [event] = told(slack)
    assert event["subtype"] == "message_changed"
    assert event["message"]["subtype"] == "tombstone"
    assert event["previous_message"]["text"] == "a question"
    client.chat_delete(channel=desk.id, ts=answer["ts"])
    assert [e["subtype"] for e in told(slack)] == ["message_deleted", "message_deleted"]
    assert slack.thread(desk, asked) == []


def test_the_app_hears_itself(slack: FakeSlack, client: WebClient, desk: Channel) -> None:
    ts = client.chat_postMessage(channel=desk.id, text=f"I am {slack.mention}")["ts"]
    client.chat_update(channel=desk.id, ts=ts, text="I was")
    posted, changed = told(slack)
    assert posted["type"] == "message" and posted["bot_id"] == slack.workspace.bot_id
    assert changed["subtype"] == "message_changed"
    assert changed["message"]["bot_id"] == slack.workspace.bot_id


def test_what_the_app_does_not_hear(slack: FakeSlack, ann: User, desk: Channel) -> None:
    slack.say(ann, slack.add_channel("elsewhere", ann, app=False), f"{slack.mention} hello")
    slack.subscribed.discard("message.channels")
    slack.say(ann, desk, "hello")
    slack.say(ann, desk, f"{slack.mention} hello")
    assert [event["type"] for event in told(slack)] == ["app_mention"]


def test_files_other_bots_and_joins(slack: FakeSlack, desk: Channel, ann: User) -> None:
    slack.share_file(ann, desk, "see this")
    slack.say_as_bot(desk, "beep", modern=False)
    slack.say_as_bot(desk, "boop")
    slack.join(slack.add_user("ben"), desk)
    shared, old, new, joined, message = told(slack)
    assert shared["subtype"] == "file_share" and shared["files"][0]["name"] == "notes.txt"
    assert old["subtype"] == "bot_message" and "subtype" not in new
    assert {old["bot_id"], new["bot_id"]} == {"B0OTHER"}
    assert joined["type"] == "member_joined_channel" and message["subtype"] == "channel_join"


def test_opening_the_app(slack: FakeSlack, client: WebClient, ann: User) -> None:
    slack.open_home(ann, "messages")
    client.views_publish(user_id=ann.id, view={"type": "home", "blocks": [{"type": "divider"}]})
    slack.open_home(ann)
    slack.open_assistant(ann)
    messages, home, assistant = told(slack)
    assert messages["tab"] == "messages" and messages["channel"] == slack.dm(ann).id
    assert home["view"]["type"] == "home"
    assert assistant["assistant_thread"]["user_id"] == ann.id


def test_what_is_shown(slack: FakeSlack, client: WebClient, desk: Channel, ann: User) -> None:
    button = {"type": "button", "text": {"type": "plain_text", "text": "More"}}
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": "A & <b>"}},
        {"type": "section", "text": {"type": "mrkdwn", "text": f"<@{ann.id}> 1 &lt; 2"}},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "<https://a.example|A>"}]},
        {"type": "actions", "elements": [button, {**button, "action_id": "b"}]},
    ]
    client.chat_postMessage(channel=desk.id, text="behind", blocks=blocks)
    [message] = slack.posted()
    assert slack.shown(message) == "A & <b>\n@ann 1 < 2\nA\n[More] [More]"
    assert slack.pings(message) == [f"<@{ann.id}>", "<https://a.example|A>"]


@pytest.mark.parametrize(
    ("text", "pings", "links"),
    [
        ("<!channel> and <!subteam^S1|x>", ["<!channel>", "<!subteam^S1|x>"], []),
        ("<#C1|desk> <mailto:a@b.example|a>", ["<#C1|desk>", "<mailto:a@b.example|a>"], []),
        ("&lt;!channel&gt; 3 < 4 > 2", [], []),
        ("@here, all", ["@here"], []),
        ("me@here.example", [], ["me@here.example"]),
        ("see https://a.example/b or bank.com/in", [], ["https://a.example/b", "bank.com/in"]),
        ("He left at 3 p.m. said Mr. Lee", [], []),
    ],
)
def test_what_is_live(
    slack: FakeSlack,
    client: WebClient,
    desk: Channel,
    text: str,
    pings: list[str],
    links: list[str],
) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": text}}]
    ts = client.chat_postMessage(channel=desk.id, text="plain", blocks=blocks)["ts"]
    assert (slack.pings(), slack.bare_links()) == (pings, links)
    client.chat_update(channel=desk.id, ts=ts, text="plain", blocks=[])
    assert (slack.pings(), slack.bare_links()) == (pings, links)  # it was there to be seen
