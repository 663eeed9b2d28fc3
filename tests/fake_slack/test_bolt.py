"""A small Bolt app against the fake: over HTTP, and in Socket Mode."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.app.app import SlackAppDevelopmentServer
from slack_sdk import WebClient

from tests.fake_slack import FORGERIES, FakeSlack


def small_app(slack: FakeSlack) -> App:
    client = WebClient(slack.bot_token, base_url=slack.api_url)
    app = App(client=client, signing_secret=slack.signing_secret, process_before_response=True)

    @app.event("app_mention")
    def mentioned(event: dict[str, Any], say: Any) -> None:
        button = {"type": "button", "text": {"type": "plain_text", "text": "Note"}}
        blocks = [
            {"type": "section", "text": {"type": "mrkdwn", "text": "You said it"}},
            {"type": "actions", "elements": [{**button, "action_id": "note", "value": "7"}]},
        ]
        say(text="You said it", blocks=blocks, thread_ts=event["ts"])

    @app.event("message")
    def heard() -> None:
        pass

    @app.action("note")
    def note(ack: Any, body: dict[str, Any], client: WebClient) -> None:
        ack()
        element = {"type": "plain_text_input", "action_id": "words", "max_length": 20}
        label = {"type": "plain_text", "text": "Words"}
        blocks = [{"type": "input", "block_id": "words", "label": label, "element": element}]
        title = {"type": "plain_text", "text": "Note"}
        view = {"type": "modal", "callback_id": "note", "title": title, "submit": title}
        client.views_open(trigger_id=body["trigger_id"], view={**view, "blocks": blocks})

    @app.view("note")
    def noted(ack: Any, view: dict[str, Any]) -> None:
        words = view["state"]["values"]["words"]["words"]["value"]
        if words == "bad":
            ack(response_action="errors", errors={"words": "not that one"})
        else:
            ack()

    @app.command("/echo")
    def echo(ack: Any, respond: Any, command: dict[str, Any]) -> None:
        ack("A moment")
        respond(text=command["text"], response_type="in_channel")

    @app.shortcut("check")
    def check(ack: Any, shortcut: dict[str, Any], respond: Any) -> None:
        ack()
        respond(text=f"Checked: {shortcut['message']['text']}")

    return app


@pytest.fixture(scope="module", params=["http", "socket"])
def slack(request: pytest.FixtureRequest) -> Iterator[FakeSlack]:
    with FakeSlack(retry_delays=(0.0, 0.05, 0.05), ack_timeout=2.0) as slack:
        app = small_app(slack)
        if request.param == "http":
            server = SlackAppDevelopmentServer(
                0, "/slack/events", app, http_server_logger_enabled=False
            )._server
            threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
            slack.app_url = f"http://127.0.0.1:{server.server_port}/slack/events"
            yield slack
            server.shutdown()
            server.server_close()
        else:
            handler = SocketModeHandler(app, slack.app_token)
            handler.connect()
            slack.wait_for(lambda: slack.sockets.open)
            yield slack
            handler.client.auto_reconnect_enabled = False
            slack.sockets.cut()  # the client's own close waits for a read of seconds
            handler.close()


def test_a_mention_a_button_and_a_modal(slack: FakeSlack) -> None:
    ann = slack.add_user("ann")
    desk = slack.add_channel("desk", ann)
    asked = slack.say(ann, desk, f"{slack.mention} hello")
    [answer] = slack.wait_for_reply(asked, "You said it")
    assert slack.shown(answer) == "You said it\n[Note]"
    assert slack.click(ann, answer, "note").wait().acked
    [view] = slack.wait_for(lambda: slack.views(ann))
    slack.submit(ann, view, {"words": "bad"}).wait()
    assert view.errors == {"words": "not that one"}
    with pytest.raises(ValueError, match="21 characters"):
        slack.submit(ann, view, {"words": "x" * 21})
    slack.submit(ann, view, {"words": "good"}).wait()
    assert view.closed and not slack.views(ann)


def test_a_command_and_a_shortcut(slack: FakeSlack) -> None:
    ann = slack.add_user("ann")
    desk = slack.add_channel("desk", ann)
    assert slack.command(ann, desk, "/echo", "hello").wait().acked
    assert [slack.shown(m) for m in slack.ephemerals(ann)] == ["A moment"]
    [said] = slack.wait_for(lambda: list(desk.messages.values()))
    assert said.text == "hello"
    slack.shortcut(ann, slack.say(ann, desk, "It rains"), "check").wait()
    assert slack.shown(slack.ephemerals(ann)[-1]) == "Checked: It rains"


def test_what_the_app_says_comes_back_to_it(slack: FakeSlack) -> None:
    ann = slack.add_user("ann")
    desk = slack.add_channel("desk", ann)
    slack.wait_for_reply(slack.say(ann, desk, f"{slack.mention} hello"))
    slack.wait_idle()
    here = [d for d in slack.deliveries if d.event.get("channel") == desk.id]
    own = [d for d in here if d.event.get("bot_id")]
    assert [d.event["type"] for d in own] == ["message"] and all(d.acked for d in own)


def test_a_replay_passes(slack: FakeSlack) -> None:
    """It is for the app to know an event again: the signature is good."""
    ann = slack.add_user("ann")
    asked = slack.say(ann, slack.add_channel("desk", ann), f"{slack.mention} hello")
    slack.wait_for_reply(asked)
    [mention] = slack.events_of(asked, "app_mention")
    assert slack.again(mention.wait()).acked
    assert slack.again(mention, exact=False).acked
    assert len(slack.wait_for_reply(asked, count=3)) == 3


@pytest.mark.parametrize("slack", ["http"], indirect=True)
def test_no_signature_but_its_own_is_taken(slack: FakeSlack) -> None:
    said = len(slack.posted())
    assert slack.verify_url().body == {"challenge": "challenge"}
    for how in FORGERIES:
        assert slack.forge(how).status != 200, how
    assert len(slack.posted()) == said
