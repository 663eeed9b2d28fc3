"""The methods, as slack_sdk's plain client meets them."""

from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from tests.fake_slack import Channel, FakeSlack, User

MODAL = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "A view"},
    "blocks": [{"type": "divider"}],
}


def refusal(error: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(error.value.response["error"])


def test_who_the_app_is(slack: FakeSlack, client: WebClient) -> None:
    answer = client.auth_test()
    assert answer["user_id"] == slack.bot_user
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


@pytest.mark.parametrize(
    ("token", "error"),
    [("", "not_authed"), ("xoxb-other", "invalid_auth"), (None, "not_allowed_token_type")],
)
def test_tokens(slack: FakeSlack, token: str | None, error: str) -> None:
    headers = {"Authorization": f"Bearer {slack.app_token if token is None else token}"}
    answer = httpx.post(f"{slack.api_url}auth.test", headers=headers if token != "" else {})
    assert answer.json() == {"ok": False, "error": error}


def test_a_token_in_the_form(slack: FakeSlack) -> None:
    answer = httpx.post(f"{slack.api_url}auth.test", data={"token": slack.bot_token})
    assert answer.json()["ok"]


def test_an_unknown_method_and_a_missing_scope(
    slack: FakeSlack, client: WebClient, desk: Channel
) -> None:
    with pytest.raises(SlackApiError) as error:
        client.api_call("chat.shout")
    assert refusal(error) == "unknown_method"
    slack.scopes.discard("chat:write")
    with pytest.raises(SlackApiError) as error:
        client.chat_postMessage(channel=desk.id, text="hello")
    assert refusal(error) == "missing_scope"
    assert error.value.response["needed"] == "chat:write"
    assert "chat:write" not in error.value.response["provided"].split(",")


def test_where_an_app_may_write(slack: FakeSlack, client: WebClient, ann: User) -> None:
    outside = slack.add_channel("outside", ann, app=False)
    private = slack.add_channel("private", ann, kind="group", app=False)
    for channel, expected in [
        (outside.id, "not_in_channel"),
        (private.id, "channel_not_found"),
        ("C0NOWHERE", "channel_not_found"),
    ]:
        with pytest.raises(SlackApiError) as error:
            client.chat_postMessage(channel=channel, text="hello")
        assert refusal(error) == expected
    assert client.chat_postMessage(channel=ann.id, text="hello")["channel"] == slack.dm(ann).id


def test_a_message_is_updated_and_deleted(
    slack: FakeSlack, client: WebClient, desk: Channel
) -> None:
    ts = client.chat_postMessage(channel=desk.id, text="one")["ts"]
    client.chat_update(channel=desk.id, ts=ts, text="two")
    [message] = slack.thread(desk, ts)
    assert (slack.shown(message), message.edited is not None) == ("two", True)
    assert [text for text, _ in message.versions] == ["one"]
    client.chat_delete(channel=desk.id, ts=ts)
    assert slack.thread(desk, ts) == []
    with pytest.raises(SlackApiError) as error:
        client.chat_update(channel=desk.id, ts=ts, text="three")
    assert refusal(error) == "message_not_found"


def test_an_update_without_blocks_keeps_them(
    slack: FakeSlack, client: WebClient, desk: Channel
) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "in a block"}}]
    ts = client.chat_postMessage(channel=desk.id, text="one", blocks=blocks)["ts"]
    client.chat_update(channel=desk.id, ts=ts, text="two")
    assert slack.shown(slack.thread(desk, ts)[0]) == "in a block"
    client.chat_update(channel=desk.id, ts=ts, text="two", blocks=[])
    assert slack.shown(slack.thread(desk, ts)[0]) == "two"


def test_only_its_own_messages(
    slack: FakeSlack, client: WebClient, desk: Channel, ann: User
) -> None:
    hers = slack.say(ann, desk, "mine")
    with pytest.raises(SlackApiError) as error:
        client.chat_update(channel=desk.id, ts=hers.ts, text="yours")
    assert refusal(error) == "cant_update_message"
    with pytest.raises(SlackApiError) as error:
        client.chat_delete(channel=desk.id, ts=hers.ts)
    assert refusal(error) == "cant_delete_message"


def test_an_ephemeral_message_is_seen_by_one_and_never_updated(
    slack: FakeSlack, client: WebClient, desk: Channel, ann: User
) -> None:
    ben = slack.add_user("ben")
    ts = client.chat_postEphemeral(channel=desk.id, user=ann.id, text="psst")["message_ts"]
    assert [m.text for m in slack.ephemerals(ann)] == ["psst"] and not slack.ephemerals(ben)
    assert not client.conversations_history(channel=desk.id)["messages"]
    with pytest.raises(SlackApiError) as error:
        client.chat_update(channel=desk.id, ts=ts, text="louder")
    assert refusal(error) == "message_not_found"
    with pytest.raises(SlackApiError) as error:
        client.chat_postEphemeral(channel=desk.id, user=ben.id, text="psst")
    assert refusal(error) == "user_not_in_channel"


def test_a_thread_is_read_back_page_by_page_with_metadata(
    slack: FakeSlack, client: WebClient, desk: Channel, ann: User
) -> None:
    asked = slack.say(ann, desk, "a question")
    for part in range(3):
        metadata = {"event_type": "answer", "event_payload": {"part": part}}
        client.chat_postMessage(
            channel=desk.id, text=f"part {part}", thread_ts=asked.ts, metadata=metadata
        )
    pages = client.conversations_replies(
        channel=desk.id, ts=asked.ts, limit=2, include_all_metadata=True
    )
    read = [message for page in pages for message in page["messages"]]
    assert [message["text"] for message in read] == ["a question", "part 0", "part 1", "part 2"]
    assert [m["metadata"]["event_payload"]["part"] for m in read[1:]] == [0, 1, 2]
    assert read[0]["reply_count"] == 3
    plain = client.conversations_replies(channel=desk.id, ts=asked.ts)["messages"]
    assert not any("metadata" in message for message in plain)
    assert [m["text"] for m in client.conversations_history(channel=desk.id)["messages"]] == [
        "a question"
    ]


def test_a_thread_that_is_gone(
    slack: FakeSlack, client: WebClient, desk: Channel, ann: User
) -> None:
    """Slack posts to the channel then, which an app would rather have known before."""
    asked = slack.say(ann, desk, "a question")
    slack.delete(asked)
    client.chat_postMessage(channel=desk.id, text="an answer", thread_ts=asked.ts)
    assert [m.thread_ts for m in slack.posted()] == [None]
    assert [v.kind for v in slack.violations] == ["thread_gone"]
    with pytest.raises(SlackApiError) as error:
        client.conversations_replies(channel=desk.id, ts=asked.ts)
    assert refusal(error) == "thread_not_found"


def test_permalinks_and_people(
    slack: FakeSlack, client: WebClient, desk: Channel, ann: User
) -> None:
    asked = slack.say(ann, desk, "a question")
    reply = slack.say(ann, desk, "and more", asked)
    link = client.chat_getPermalink(channel=desk.id, message_ts=reply.ts)["permalink"]
    assert link.endswith(f"/p{reply.ts.replace('.', '')}?thread_ts={asked.ts}&cid={desk.id}")
    assert client.users_info(user=ann.id)["user"]["name"] == "ann"
    assert client.conversations_info(channel=desk.id)["channel"]["is_member"]
    opened = client.conversations_open(users=[ann.id])["channel"]["id"]
    assert opened == slack.dm(ann).id
    assert client.team_info()["team"]["id"] == client.auth_test()["team_id"]
    assert client.bots_info(bot=client.auth_test()["bot_id"])["bot"]["user_id"] == slack.bot_user
    client.reactions_add(channel=desk.id, timestamp=asked.ts, name="eyes")
    assert asked.reactions == [("eyes", slack.bot_user)]


def test_a_stream(slack: FakeSlack, client: WebClient, desk: Channel, ann: User) -> None:
    asked = slack.say(ann, desk, "a question")
    with pytest.raises(SlackApiError) as error:
        client.chat_startStream(channel=desk.id, thread_ts=asked.ts)
    assert refusal(error) == "missing_recipient_team_id"
    streamer = client.chat_stream(
        channel=desk.id,
        thread_ts=asked.ts,
        recipient_team_id=slack.workspace.team_id,
        recipient_user_id=ann.id,
        buffer_size=1,
    )
    streamer.append(markdown_text="It ")
    streamer.append(markdown_text="rains")
    [answer] = slack.replies(asked)
    assert slack.shown(answer) == "It rains" and answer.streaming
    with pytest.raises(SlackApiError) as error:
        client.chat_update(channel=desk.id, ts=answer.ts, text="no")
    assert refusal(error) == "streaming_state_conflict"
    streamer.stop(blocks=[{"type": "divider"}])
    assert not answer.streaming and answer.blocks[-1]["type"] == "divider"
    with pytest.raises(SlackApiError) as error:
        client.chat_appendStream(channel=desk.id, ts=answer.ts, markdown_text="!")
    assert refusal(error) == "message_not_in_streaming_state"


def test_status_and_prompts(slack: FakeSlack, client: WebClient, ann: User) -> None:
    here = slack.dm(ann)
    asked = slack.say(ann, here, "a question")
    client.assistant_threads_setStatus(
        channel_id=here.id, thread_ts=asked.ts, status="is reading", loading_messages=["Reading"]
    )
    assert slack.status(here, asked.ts) == "is reading"
    client.chat_postMessage(channel=here.id, thread_ts=asked.ts, text="an answer")
    assert slack.status(here, asked.ts) == ""
    prompts = [{"title": "Today", "message": "What happened today?"}]
    client.assistant_threads_setSuggestedPrompts(channel_id=here.id, prompts=prompts)
    assert [p.prompts for p in slack.workspace.prompts] == [prompts]
    client.assistant_threads_setSuggestedPrompts(
        channel_id=here.id, thread_ts=asked.ts, prompts=prompts
    )
    assert len(slack.workspace.prompts) == 1 and len(slack.violations) == 1
    with pytest.raises(SlackApiError) as error:
        client.assistant_threads_setSuggestedPrompts(channel_id=here.id, prompts=prompts * 5)
    assert refusal(error) == "invalid_arguments"


def _trigger(slack: FakeSlack, user: User, channel: Channel) -> dict[str, Any]:
    return slack.command(user, channel, "/open").payload


def test_a_trigger_is_good_once_and_for_three_seconds(
    slack: FakeSlack, client: WebClient, desk: Channel, ann: User
) -> None:
    trigger = _trigger(slack, ann, desk)["trigger_id"]
    client.views_open(trigger_id=trigger, view=MODAL)
    with pytest.raises(SlackApiError) as error:
        client.views_open(trigger_id=trigger, view=MODAL)
    assert refusal(error) == "exchanged_trigger_id"
    trigger = _trigger(slack, ann, desk)["trigger_id"]
    slack.advance(3.1)
    with pytest.raises(SlackApiError) as error:
        client.views_open(trigger_id=trigger, view=MODAL)
    assert refusal(error) == "expired_trigger_id"
    assert len(slack.views(ann)) == 1


def test_views_are_updated_and_published(
    slack: FakeSlack, client: WebClient, desk: Channel, ann: User
) -> None:
    trigger = _trigger(slack, ann, desk)["trigger_id"]
    opened = client.views_open(trigger_id=trigger, view=MODAL)["view"]
    changed = {**MODAL, "title": {"type": "plain_text", "text": "Another"}}
    client.views_update(view_id=opened["id"], hash=opened["hash"], view=changed)
    assert [view.title for view in slack.views(ann)] == ["Another"]
    with pytest.raises(SlackApiError) as error:
        client.views_update(view_id=opened["id"], hash=opened["hash"], view=changed)
    assert refusal(error) == "hash_conflict"
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    client.views_publish(user_id=ann.id, view=home)
    found = slack.home(ann)
    assert found is not None and found.body["type"] == "home"


def test_a_response_url_is_good_five_times_in_half_an_hour(
    slack: FakeSlack, desk: Channel, ann: User
) -> None:
    webhook = WebhookClient(_trigger(slack, ann, desk)["response_url"])
    for n in range(5):
        assert webhook.send(text=str(n)).body == "ok"
    refused = webhook.send(text="too many")
    assert (refused.status_code, "used_url" in refused.body) == (404, True)
    assert [m.text for m in slack.ephemerals(ann)] == ["0", "1", "2", "3", "4"]
    webhook = WebhookClient(_trigger(slack, ann, desk)["response_url"])
    slack.advance(30 * 60 + 1)
    assert "expired_url" in webhook.send(text="too late").body


def test_a_click_on_an_ephemeral_message_replaces_or_deletes_it(
    slack: FakeSlack, client: WebClient, desk: Channel, ann: User
) -> None:
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    blocks = [{"type": "actions", "elements": [button]}]
    client.chat_postEphemeral(channel=desk.id, user=ann.id, text="Go?", blocks=blocks)
    [message] = slack.ephemerals(ann)
    with pytest.raises(LookupError, match="does not see"):
        slack.click(slack.add_user("ben"), message, "go")
    payload = slack.click(ann, message.ts, "go").payload
    assert payload["container"]["is_ephemeral"] and "message" not in payload
    WebhookClient(payload["response_url"]).send(text="Gone", replace_original=True)
    assert [slack.shown(m) for m in slack.ephemerals(ann)] == ["Gone"]
    with pytest.raises(LookupError, match="no go here"):
        slack.click(ann, message, "go")
    WebhookClient(payload["response_url"]).send(delete_original=True)
    assert slack.ephemerals(ann) == []
