"""Journeys of people in Slack, told over HTTP: one process, and a workspace on loopback."""

import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.fake_slack import FORGERIES, Forgery, Message
from tests.scenarios.newsroom import ANSWERED, PAGE, Newsroom, newsroom
from ui.conversations.store import Conversations
from ui.slack.manifest import EVENTS, SCOPES

SWORN = "When was Carney sworn in?"
TARIFFS = "When do the auto tariffs start?"
PRESS = "Only articles of The Canadian Press"


@pytest.fixture(scope="module")
def room(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    home = Path(shutil.copytree(samples, tmp_path_factory.mktemp("slack") / "home"))
    with newsroom(home) as room:
        # No more than what the manifest asks for.
        room.slack.scopes, room.slack.subscribed = set(SCOPES), set(EVENTS)
        yield room


def test_a_mention_is_answered_once_in_its_thread(room: Newsroom) -> None:
    slack, channel = room.slack, room.channel()
    asked = slack.say(room.ann, channel, f"{slack.mention} {SWORN}")
    answer = room.answer(asked)
    told = slack.shown(answer).splitlines()
    assert answer.thread_ts == asked.ts
    assert told[0] == "*The articles disagree on the date*"
    assert any("“March 9” [1] The Canadian Press" in line for line in told)
    assert any("“14 March” [2]" in line for line in told)
    # A sentence with its mark, and below it the article with the same words as a quote.
    [said] = [line for line in told if line.startswith("Carney was sworn in on March 9")]
    sentence = said.removesuffix(" [1]")
    place = told.index(f"> {sentence}")
    assert told[place - 2].startswith("*[1] Carney: Talks on new economic")
    assert told[place - 1] == "The Canadian Press · 28 March 2025 · stated"
    assert told[-1] == "[Show passages] [Open in the page] [Right] [Wrong…]"
    # Slack told of it twice; a status came first, and is over.
    kinds = sorted(d.event["type"] for d in slack.deliveries if d.event.get("ts") == asked.ts)
    assert kinds == ["app_mention", "message"]
    slack.wait_idle(60)
    assert room.said_after(asked) == [answer]
    assert slack.status(channel, asked.ts) == ""
    [status] = [s for s in slack.workspace.statuses if s.thread_ts == asked.ts]
    assert re.fullmatch(r"is (searching|reading) .*…", status.status)
    assert status.at < float(answer.ts)
    assert answer.asked["unfurl_links"] is answer.asked["unfurl_media"] is False


def test_the_thread_is_the_conversation(room: Newsroom) -> None:
    slack, channel = room.slack, room.channel()
    root = slack.say(room.ann, channel, f"{slack.mention} {TARIFFS}")
    assert "April 3" in slack.shown(room.answer(root))
    _, told = room.ask(room.bob, channel, "and how high are they?", thread=root)
    assert told.splitlines()[1] == "*25%*"
    assert told.startswith("Read as: how high are")
    # Only a limit: the last question is asked anew, and the limit stays.
    _, told = room.ask(room.bob, channel, "Only the Canadian Press", thread=root)
    assert PRESS in told
    assert "Vehicles made in Canada" in told
    _, told = room.ask(room.ann, channel, SWORN, thread=root)
    assert told.startswith(PRESS)
    assert "14 March" not in told
    before = len(slack.posted())
    _, told = room.ask(room.ann, channel, "only Reuters: who won?", "Reuters", thread=root)
    assert "The Canadian Press" in told  # which there is
    assert len(told) > len("Reuters The Canadian Press")
    assert ANSWERED not in told
    assert len(slack.posted()) == before + 1
    _, told = room.ask(room.ann, channel, f"All outlets: {SWORN}", thread=root)
    assert told.startswith("*The articles disagree on the date*")


def test_a_thread_is_people_talking_too(room: Newsroom) -> None:
    slack, channel = room.slack, room.channel()
    chat = slack.say(room.bob, channel, "What a day: the tariffs start on April 3.")
    early = slack.say(room.bob, channel, "And who was sworn in?", chat)
    assert room.is_left_alone(early.ts)
    root, _ = room.ask(room.ann, channel, f"{slack.mention} thanks!", "You are welcome", chat)
    assert root.thread_ts == chat.ts
    other = slack.say(room.ann, channel, f"<@{room.bob.id}> what do you think?", chat)
    assert room.is_left_alone(other.ts)
    slack.edit(other, f"<@{room.bob.id}> what do you think of {SWORN}")
    assert room.is_left_alone(other.ts)
    # What was said before readout was asked is not readout's to answer when it is edited.
    slack.edit(early, "And who was sworn in, do you think?")
    room.ask(room.ann, channel, "hello", "Hello. Ask me", chat)
    assert room.said_after(early, ANSWERED) == []
    assert len(room.said_after(chat)) == 2


def test_what_others_say_is_not_answered(room: Newsroom) -> None:
    slack, channel = room.slack, room.channel()
    said = [
        slack.say(room.ann, channel, SWORN),
        slack.say_as_bot(channel, f"{slack.mention} {SWORN}"),
        slack.say_as_bot(channel, f"{slack.mention} {SWORN}", modern=False),
        slack.say_as_bot(slack.dm(room.bob), SWORN),
        slack.say(room.ann, channel, f"{slack.mention} set the topic", subtype="channel_topic"),
        # Only a mention is told, and a reply in a thread that readout is not in.
        slack.say(room.bob, channel, f"<@{room.ann.id}> {SWORN}"),
    ]
    said.append(slack.say(room.bob, channel, SWORN, said[0]))
    slack.join(slack.add_user("eve"), channel)
    for each in said:
        if each.subtype != "channel_topic":  # Slack tells of a mention in it all the same
            assert room.is_left_alone(each.ts), each.text
    assert [each for each in channel.messages.values() if slack.is_apps(each)] == []


def test_a_direct_message_goes_on_at_the_top_and_in_threads(room: Newsroom) -> None:
    slack, direct = room.slack, room.slack.dm(room.ann)
    limit, told = room.ask(room.ann, direct, "only the Canadian Press", "From now on")
    assert told == ("From now on only articles of The Canadian Press. What do you want to know?")
    first = slack.say(room.ann, direct, SWORN)
    answer = room.answer(first)
    assert answer.thread_ts == first.ts
    assert slack.shown(answer).startswith(PRESS)
    _, told = room.ask(room.ann, direct, f"any outlet: {TARIFFS}")
    assert PRESS not in told
    later = slack.say(room.ann, direct, "and how high are they?")
    assert slack.shown(room.answer(later)).startswith("Read as: how high are")
    _, told = room.ask(room.ann, direct, "and who is prime minister?", thread=later)
    assert "Carney" in told
    assert limit.thread_ts != later.ts
    file = slack.share_file(room.ann, direct)
    assert "I read text only" in slack.shown(room.answer(file, "text"))


def test_no_answer_and_too_long_a_question(room: Newsroom) -> None:
    slack, channel = room.slack, room.channel()
    _, told = room.ask(room.ann, channel, f"{slack.mention} How tall is a xylophone in Peru?")
    assert told.startswith("*No answer from these articles*\n")
    assert "The nearest passage, which does not answer the question" in told
    _, told = room.ask(room.ann, channel, f"{slack.mention} {'why ' * 300}xylophone?", "characters")
    assert told == "That question has 1,210 characters; ask it in 1,000 or fewer."
    _, told = room.ask(room.ann, channel, slack.mention, "I answer questions from 5 articles")
    assert "/readout settings" in told
    _, same = room.ask(room.ann, channel, f"{slack.mention} ???", "I answer questions from")
    assert same == told  # where nothing is asked, nothing is answered


def test_an_edit_changes_the_answer_where_it_is(room: Newsroom) -> None:
    slack, channel = room.slack, room.channel()
    asked = slack.say(room.ann, channel, f"{slack.mention} {SWORN}")
    answer = room.answer(asked)
    before = slack.shown(answer)
    slack.unfurl(asked, "https://news.example")
    changed = {**asked.as_slack(), "text": "Other words", "edited": {"user": room.bob.id}}
    told = {"message": changed, "previous_message": asked.as_slack(), "channel": channel.id}
    slack.event({"type": "message", "subtype": "message_changed", **told}).wait()
    slack.wait_idle(60)
    assert slack.shown(answer) == before
    slack.edit(asked, f"{slack.mention} {TARIFFS}")
    room.until(lambda: "April 3" in slack.shown(answer))
    assert room.said_after(asked) == [answer]
    assert slack.status(channel, asked.ts) == ""
    # Both at once: what was written last is answered, once.
    quick = slack.say(room.bob, channel, f"{slack.mention} {SWORN}")
    slack.edit(quick, f"{slack.mention} {TARIFFS}")
    answer = room.answer(quick, "April 3")
    assert "sworn" not in slack.shown(answer)
    assert room.said_after(quick) == [answer]
    # A message that mentions readout only now.
    late = slack.say(room.bob, channel, SWORN)
    slack.edit(late, f"{slack.mention} {SWORN}")
    assert "disagree" in slack.shown(room.answer(late))


def test_a_deletion_takes_the_answer_with_it(room: Newsroom) -> None:
    slack, channel = room.slack, room.channel()
    root = slack.say(room.ann, channel, f"{slack.mention} {SWORN}")
    first = room.answer(root)
    more = slack.say(room.ann, channel, TARIFFS, root)
    second = room.answer(more)
    ids = [exchange_of(each) for each in (first, second)]
    with closing(Conversations(room.home)) as kept:
        assert all(kept.exchange("slack:T0FAKE", each) for each in ids)
        slack.delete(more)
        room.until(lambda: second.deleted)
        assert not first.deleted
        room.ask(room.ann, channel, "thanks", "You are welcome", root)
        assert kept.exchange("slack:T0FAKE", ids[0])
        assert not kept.exchange("slack:T0FAKE", ids[1])
        slack.delete(root)  # which leaves a tombstone
        room.until(lambda: first.deleted)
        room.ask(room.ann, channel, "hello", "Hello", root)  # once the deletion is through
        assert not kept.exchange("slack:T0FAKE", ids[0])


def exchange_of(message: Message) -> str:
    """The id that the buttons of an answer carry."""
    [elements] = [each["elements"] for each in message.blocks if each["type"] == "actions"]
    return str(elements[-1]["value"])


def test_a_command_answers_one_person_who_may_share_it(room: Newsroom) -> None:
    slack, channel = room.slack, room.channel()
    slack.command(room.ann, channel, "/readout", TARIFFS).wait()
    answer = room.whispered(room.ann, ANSWERED, channel)
    told = slack.shown(answer)
    assert "April 3" in told
    assert told.endswith(
        "[Show passages] [Share to channel] [Keep to yourself] [Open in the page] [Right] [Wrong…]"
    )
    assert room.whispers(room.ann, channel)[0] == "Searching 5 articles, 33 passages…"
    assert list(channel.messages) == []
    assert room.whispers(room.bob, channel) == []

    slack.click(room.ann, answer, "open_page").wait()
    assert room.ann.opened[-1].startswith(f"{PAGE}/answers/")
    slack.click(room.ann, answer, "passages").wait()
    [view] = room.until(lambda: slack.views(room.ann))
    assert view.title == "Passages"
    assert "*For automobiles they are due to kick in on April 3" in slack.shown(view)
    slack.close_view(room.ann, view)

    share = slack.click(room.ann, answer, "share")
    slack.again(share.wait(), exact=False)
    [shared] = room.until(lambda: [m for m in channel.messages.values() if slack.is_apps(m)])
    room.until(lambda: answer.deleted)
    told = slack.shown(shared)
    assert told.startswith(f"Asked: {TARIFFS}\n")
    assert "Share" not in told
    # Whoever replies to it goes on.
    _, told = room.ask(room.bob, channel, "and how high are they?", thread=shared)
    assert told.startswith("Read as: how high are")
    assert [m for m in channel.messages.values() if slack.is_apps(m) and not m.is_reply] == [shared]


def test_a_command_s_answer_is_kept_to_oneself(room: Newsroom) -> None:
    slack, channel = room.slack, room.channel()
    slack.command(room.ann, channel, "/readout", SWORN).wait()
    answer = room.whispered(room.ann, ANSWERED, channel)
    slack.click(room.ann, answer, "keep").wait()
    room.until(lambda: "Keep to yourself" not in slack.shown(answer))
    assert "The articles disagree" in slack.shown(answer)
    assert slack.shown(answer).endswith("[Show passages] [Open in the page] [Right] [Wrong…]")
    slack.command(room.bob, channel, "/readout").wait()
    slack.command(room.bob, channel, "/readout", " HELP ").wait()
    first, second = room.until(
        lambda: room.whispers(room.bob, channel)[1:] and room.whispers(room.bob, channel)
    )
    assert first == second
    assert first.startswith("I answer questions from 5 articles, 33 passages.")
    slack.command(room.bob, channel, "/readout", "only the Canadian Press").wait()
    room.whispered(room.bob, "A limit holds for the command that it is typed in", channel)
    slack.command(room.bob, channel, "/readout", "thanks!").wait()
    room.whispered(room.bob, "You are welcome", channel)
    assert list(channel.messages) == []


def test_right_and_wrong_are_kept_with_their_notes(room: Newsroom) -> None:
    slack, channel = room.slack, room.channel()
    answer, _ = room.ask(room.ann, channel, f"{slack.mention} {TARIFFS}")
    slack.click(room.ann, answer, "right").wait()
    thanks = room.whispered(room.ann, "Marked as right. Thank you.", channel)
    slack.click(room.ann, thanks, "note").wait()
    [view] = room.until(lambda: slack.views(room.ann))
    assert view.title == "What is right?"
    slack.submit(room.ann, view, {"note": "The day is right."}).wait()
    room.until(lambda: len(room.whispers(room.ann, channel)) == 2)
    slack.click(room.bob, answer, "wrong").wait()
    [view] = room.until(lambda: slack.views(room.bob))
    assert view.title == "What is wrong?"
    slack.submit(room.bob, view, {"note": "  It is *May*. "}).wait()
    room.whispered(room.bob, "Marked as wrong. Thank you.", channel)
    kept = [(each["verdict"], each["comment"], each["face"]) for each in room.feedback()]
    assert kept[-3:] == [
        ("right", None, "slack"),
        ("right", "The day is right.", "slack"),
        ("wrong", "It is *May*.", "slack"),
    ]
    assert all(each["answer"]["question"] == TARIFFS for each in room.feedback()[-3:])


def test_settings_hold_in_their_channel(room: Newsroom) -> None:
    slack, channel = room.slack, room.channel()
    slack.command(room.ann, channel, "/readout", "settings").wait()
    [view] = room.until(lambda: slack.views(room.ann))
    outlets = [each for each in view.blocks if each["block_id"] == "outlets"]
    [press] = outlets[0]["element"]["options"]
    days = {"since": "2025-04-02", "until": "2025-04-01"}
    slack.submit(room.ann, view, days).wait()
    assert "before the first one" in view.errors["until"]
    chosen = {"outlets": [press["value"]], "threads": ["only_mentioned"], "audience": "asker"}
    slack.submit(room.ann, view, chosen).wait()
    told = slack.shown(room.whispered(room.ann, "In this channel", channel))
    assert told == (
        "In this channel: only articles of The Canadian Press; in threads only messages that"
        " mention me are answered; answers go to the asker alone."
    )
    # For the asker alone, and of that outlet.
    asked = slack.say(room.bob, channel, f"{slack.mention} {SWORN}")
    told = slack.shown(room.whispered(room.bob, ANSWERED, channel))
    assert PRESS in told
    assert "14 March" not in told
    slack.say(room.bob, channel, "and how high are tariffs?", asked)
    # What only he saw cannot be changed: he reads the other answer where he read the first.
    slack.edit(asked, f"{slack.mention} How did Carney describe the call?")
    again = room.until(
        lambda: [m for m in slack.ephemerals(room.bob) if "constructive" in slack.shown(m)]
    )[-1]
    assert (again.channel, again.thread_ts) == (channel.id, None)
    slack.command(room.ann, channel, "/readout", "settings").wait()
    [view] = room.until(lambda: slack.views(room.ann))
    slack.submit(room.ann, view, {"outlets": [], "threads": [], "audience": "everyone"}).wait()
    room.whispered(room.ann, "answers go to everyone", channel)
    assert [m for m in channel.messages.values() if slack.is_apps(m)] == []
    # For everyone: who did not type the command reads what was asked.
    slack.command(room.ann, channel, "/readout", SWORN).wait()
    [public] = room.until(lambda: [m for m in channel.messages.values() if slack.is_apps(m)])
    assert SWORN in slack.shown(public)
    assert "14 March" in slack.shown(public)
    assert "Share to channel" not in slack.shown(public)
    # And who replies to that goes on with it.
    _, told = room.ask(room.bob, channel, "and who is he?", thread=public)
    assert "Read as" in told or "Carney" in told
    # Elsewhere nothing is set.
    _, told = room.ask(room.ann, room.channel(), f"{slack.mention} {SWORN}")
    assert "14 March" in told


def test_the_shortcut_checks_a_message(room: Newsroom) -> None:
    slack, channel = room.slack, room.channel()
    claims = "• The moon is made of xylophone cheese\n• Carney was sworn in on March 9."
    message = slack.say(room.bob, channel, claims)
    slack.shortcut(room.ann, message, "check_message").wait()
    told = slack.shown(room.whispered(room.ann, "cheese", channel)).splitlines()
    cheese = told.index("> • The moon is made of xylophone cheese")
    assert told[cheese + 1] == "*Not found in the articles*"
    sworn = told.index("> • Carney was sworn in on March 9.")
    assert told[sworn + 1].startswith("*The articles disagree on this* [")
    assert any("14 March" in line for line in told[sworn:])
    assert len([line for line in told if line.startswith("*[")]) > 2  # its sources
    empty = slack.share_file(room.bob, channel)
    slack.shortcut(room.ann, empty, "check_message").wait()
    room.whispered(room.ann, "There is no text in that message", channel)
    assert room.whispers(room.bob, channel) == []
    assert room.said_after(message) == []


def test_the_app_s_own_pages(room: Newsroom) -> None:
    slack = room.slack
    slack.open_home(room.ann)
    home = room.until(lambda: slack.home(room.ann))
    assert "I have 5 articles, 33 passages." in slack.shown(home)
    slack.open_home(room.ann, "messages")
    [prompts] = room.until(lambda: slack.workspace.prompts)
    assert prompts.channel == slack.dm(room.ann).id
    assert 1 <= len(prompts.prompts) <= 4
    _, told = room.ask(room.ann, slack.dm(room.ann), prompts.prompts[0]["message"])
    assert not told.startswith("*No answer")


def test_where_readout_is_not_or_may_not_post(room: Newsroom) -> None:
    slack, far = room.slack, room.channel(app=False)
    slack.command(room.ann, far, "/readout", SWORN).wait()
    answer = room.whispered(room.ann, ANSWERED, far)
    slack.click(room.ann, answer, "share").wait()
    [shared] = room.until(lambda: [m for m in far.messages.values() if slack.is_apps(m)])
    assert slack.shown(shared).startswith(f"Asked: {SWORN}\n")
    room.until(lambda: answer.deleted)

    quiet, direct = room.channel(), slack.dm(room.bob)
    slack.fail(
        "chat.postMessage",
        error="restricted_action",
        when=lambda call: call.get("channel") == quiet.id,
    )
    slack.say(room.bob, quiet, f"{slack.mention} {SWORN}")
    [told] = room.until(
        lambda: [m for m in direct.messages.values() if "could not answer" in m.text]
    )
    assert "restricted_action" in told.text
    assert [m for m in quiet.messages.values() if slack.is_apps(m)] == []


def test_what_a_modal_would_show_is_said_where_none_opens(room: Newsroom) -> None:
    slack, channel = room.slack, room.channel()
    answer, _ = room.ask(room.ann, channel, f"{slack.mention} {TARIFFS}")
    slack.fail("views.open", 3, error="expired_trigger_id")
    slack.click(room.ann, answer, "passages").wait()
    room.whispered(room.ann, "*For automobiles they are due to kick in on April 3", channel)
    slack.click(room.ann, answer, "wrong").wait()
    room.whispered(room.ann, "did not let me open a form", channel)
    slack.command(room.ann, channel, "/readout", "settings").wait()
    room.whispered(room.ann, "In this channel: all articles are used", channel)
    assert slack.views(room.ann) == []


@pytest.mark.parametrize("how", FORGERIES)
def test_who_is_not_slack_is_sent_away(room: Newsroom, how: Forgery) -> None:
    assert room.slack.forge(how).status == 401


def test_the_address_is_confirmed_and_nothing_else_is_there(room: Newsroom) -> None:
    assert room.slack.verify_url().body == {"challenge": "challenge"}
    address = str(room.slack.app_url)
    for other, code in ((address, 405), (address.replace("/slack/events", "/"), 404)):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(other)
        assert refused.value.code == code
        refused.value.close()
