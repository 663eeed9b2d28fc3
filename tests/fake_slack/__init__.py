"""A Slack workspace on this machine's loopback, to test a Slack app against.

It answers the Web API, sends events, commands and clicks to the app over HTTP or Socket Mode, and
keeps what came of it. It holds an app to Slack's limits, scopes, signatures, retries and rate
limits, and answers with Slack's errors. Nothing in it sleeps: whoever waits is woken by a change.
It needs aiohttp, and no Slack library.

    from slack_sdk import WebClient
    from tests.fake_slack import FakeSlack

    with FakeSlack(retry_delays=(0.0, 0.1, 0.1)) as slack:
        ann = slack.add_user("ann")
        desk = slack.add_channel("desk", ann)
        # the app: token slack.bot_token, base_url slack.api_url, secret slack.signing_secret
        slack.app_url = "http://127.0.0.1:3000/slack/events"  # without it: Socket Mode

        asked = slack.say(ann, desk, f"{slack.mention} what happened?")
        [answer] = slack.wait_for_reply(asked)
        assert "happened" in slack.shown(answer) and not slack.pings(answer)
        slack.click(ann, answer, "more").wait()
        slack.fail("chat.postMessage", cut=True, effect=True)  # posted, and the app never learns it

Where things are: `workspace` the state, `people` and `interactions` what people do, `watching`
and `reading` what one asserts on, `rates` and `faults` what goes wrong, `block_kit`, `elements` and
`view_kit` the limits, `web_api` the methods, `events`, `sending`, `sockets`, `signing` the way to
the app, `server` and `fake` what holds it together.

What it leaves out: files' contents, user groups, enterprise grids, sign-in, search, scheduled
messages, workflows. What differs from Slack: a text over 40,000 characters is refused with
msg_too_long where Slack may cut it; whether a response_url of a click replaces the message is only
as it is asked (`replace_original`); a command's has no original to replace.
"""

from .calls import Call, Violation
from .delivery import Attempt, Delivery
from .fake import FakeSlack
from .signing import FORGERIES, Forgery
from .workspace import Channel, Message, User, View

__all__ = [
    "FORGERIES",
    "Attempt",
    "Call",
    "Channel",
    "Delivery",
    "FakeSlack",
    "Forgery",
    "Message",
    "User",
    "View",
    "Violation",
]
