"""Journeys over Socket Mode, among articles that would ping, disguise links or never end."""

import json
from collections.abc import Iterator

import pytest

from tests.scenarios.command import readout
from tests.scenarios.newsroom import ANSWERED, Newsroom, newsroom
from ui.slack.manifest import EVENTS, SCOPES

BRIDGE = "When does the bridge over the Tweed close?"
CRANE = "What did the harbour of Leith buy?"
MAYOR = "When was Mayor Ada Smith sworn in?"
LIVE = "<!channel> <!here|x> <@U0000002> <#C1|general> <https://evil.example|the bank> @here"
MARKED = "*bold* _slanted_ ~struck~ `code` :tada: www.evil.com http://evil.example > quoted"


def _words(number: int) -> str:
    """Some 800 characters that are like no other article's."""
    return " ".join(f"{'abcdefgh'[number]}{chr(97 + each % 26)}o{each}" for each in range(130))


ARTICLES = {
    "bridge": {
        "title": f"{LIVE} {MARKED}",
        "outlet": "<!channel> *Times* <http://evil.example|Reuters>",
        "url": "javascript:alert(1)",
        "body": f"The bridge over the Tweed closes on 4 June, {LIVE} said. {MARKED}.",
    },
    "other": {
        "title": "<!everyone>",
        "outlet": "@channel",
        "body": f"The bridge over the Tweed closes on 9 June, a mayor told {LIVE} at {MARKED}.",
    },
    "crane": {
        "title": "A <long> story & *more* " * 900,  # it is cut when it is read
        "outlet": "Leith Post",
        "body": "The harbour of Leith bought a crane that "
        + " ".join(f"lifted box {number} of tea," for number in range(1, 1_900))
        + " and then it rested. Everybody was pleased.",
    },
    **{
        f"mayor-{number}": {
            "title": f"Mayor {number} " + "sails & sails " * 30,
            "body": f"Mayor Ada Smith was sworn in on {number} June 2025 with {_words(number)}.",
        }
        for number in range(1, 8)
    },
}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    folder = tmp_path_factory.mktemp("socket")
    (folder / "in").mkdir()
    for name, article in ARTICLES.items():
        told = {**article, "published": "2025-03-28"}
        (folder / "in" / f"{name}.json").write_text(json.dumps(told), "utf-8")
    assert readout("ingest", folder / "in", "--home", folder / "home").out.startswith("10 added")
    with newsroom(folder / "home", socket=True) as room:
        room.slack.scopes, room.slack.subscribed = set(SCOPES), set(EVENTS)
        yield room


def test_hostile_articles_stay_text_everywhere(room: Newsroom) -> None:
    slack, channel = room.slack, room.channel()
    answer, told = room.ask(room.ann, channel, f"{slack.mention} {BRIDGE}")
    assert "The bridge over the Tweed closes on 9 June" in told
    # All of it is there to read, and none of it live.
    for live in ("<!channel>", "<https://evil.example|the bank>", "@here"):
        assert live in told.replace("\u2060", "").replace("\u00ad", "")
    assert "*bold*" not in told
    slack.click(room.ann, answer, "passages").wait()
    [view] = room.until(lambda: slack.views(room.ann))
    assert slack.pings(view) == slack.bare_links(view) == []
    slack.close_view(room.ann, view)
    slack.command(room.bob, channel, "/readout", f"{BRIDGE} {LIVE} {MARKED}").wait()
    room.whispered(room.bob, ANSWERED, channel)
    slack.command(room.bob, channel, "/readout", "settings").wait()
    [view] = room.until(lambda: slack.views(room.bob))
    assert slack.pings(view) == []
    outlets = [each["element"]["options"] for each in view.blocks if each["block_id"] == "outlets"]
    slack.submit(room.bob, view, {"outlets": [each["value"] for each in outlets[0]]}).wait()
    room.whispered(room.bob, "In this channel: only articles of", channel)
    slack.open_home(room.ann)
    home = room.until(lambda: slack.home(room.ann))
    assert slack.pings(home) == []
    # What a person typed is repeated as text, too.
    _, told = room.ask(
        room.bob, channel, f"{slack.mention} {'<!channel> &lt;!here&gt; ' * 90}", "c"
    )
    assert "characters" in told or "No answer" in told
    assert slack.pings() == slack.bare_links() == []


def test_an_article_without_end_is_shown_within_the_limits(room: Newsroom) -> None:
    slack, channel = room.slack, room.channel()
    _, told = room.ask(room.ann, channel, f"{slack.mention} {CRANE}")
    assert "crane that lifted box 1 of tea, lifted box 2 of tea" in told
    slack.shortcut(room.bob, slack.say(room.bob, channel, "tea " * 10_000), "check_message").wait()
    room.whispered(room.bob, "", channel)


def test_a_long_answer_is_several_messages_in_order(room: Newsroom) -> None:
    slack, channel = room.slack, room.channel()
    asked = slack.say(room.ann, channel, f"{slack.mention} {MAYOR}")
    last = room.answer(asked)
    parts = room.said_after(asked)
    assert len(parts) > 1
    assert parts[-1] == last  # the buttons are under the last
    told = "\n".join(slack.shown(each) for each in parts)
    cited = [
        number for number in range(1, 8) if f"> Mayor Ada Smith was sworn in on {number} " in told
    ]
    assert len(cited) > 3
    for number in cited:
        assert told.count(_words(number)) == 2  # in the answer, and below its article
    titles = [int(line[2]) for line in told.splitlines() if line.startswith("*[")]
    assert titles == list(range(1, len(cited) + 1))
    marks = [part.metadata["event_payload"]["part"] for part in parts if part.metadata]
    assert marks == list(range(len(parts)))
    # An edit to a short answer takes the rest away.
    slack.edit(asked, f"{slack.mention} thanks")
    room.until(lambda: all(each.deleted for each in parts[1:]))
    assert "You are welcome" in slack.shown(parts[0])
    slack.edit(asked, f"{slack.mention} {MAYOR}")
    last = room.answer(asked)
    parts = room.said_after(asked)
    assert len(parts) > 1
    slack.click(room.ann, last, "passages").wait()
    room.until(lambda: slack.views(room.ann))
    # Its deletion takes all parts along.
    slack.delete(asked)
    room.until(lambda: all(each.deleted for each in parts))


def test_the_same_journeys_as_over_http(room: Newsroom) -> None:
    slack, channel = room.slack, room.channel()
    root = slack.say(room.ann, channel, f"{slack.mention} {BRIDGE}")
    assert "4 June" in slack.shown(room.answer(root))
    later = slack.say(room.bob, channel, CRANE, root)
    room.answer(later)
    slack.edit(root, f"{slack.mention} thanks!")
    room.answer(root, "You are welcome")
    slack.command(room.ann, channel, "/readout", BRIDGE).wait()
    answer = room.whispered(room.ann, ANSWERED, channel)
    slack.click(room.ann, answer, "right").wait()
    room.whispered(room.ann, "Marked as right", channel)
    assert room.feedback()[-1]["face"] == "slack"
    message = slack.say(room.bob, channel, "The bridge over the Tweed closes on 4 June.")
    slack.shortcut(room.bob, message, "check_message").wait()
    room.whispered(room.bob, "4 June", channel)
    room.ask(room.ann, slack.dm(room.ann), "hello", "Hello")
    assert all(attempt.way == "socket" for d in slack.deliveries for attempt in d.attempts)
