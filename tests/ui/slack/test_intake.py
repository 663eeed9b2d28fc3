"""What Slack sends as jobs: which messages ask, which do not, and any garbage."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ui.slack.blocks.settings import settings_errors, settings_of
from ui.slack.intake import (
    Me,
    job_of_action,
    job_of_command,
    job_of_event,
    job_of_shortcut,
    job_of_view,
)

ME = Me(team="T1", user="UBOT", bot="BBOT")
SAID = {"type": "message", "channel": "C1", "channel_type": "channel", "user": "U1", "ts": "2.0"}
ROOM = {"thread_ts": "1.0"}
DIRECT = {"channel": "D1", "channel_type": "im"}
ASK = "when?"
MENTION = "<@UBOT> when?"


def job(event: Mapping[str, Any], *, joined: bool = False) -> tuple[str, str] | None:
    """Kind and key of an event's job."""
    made = job_of_event({"event": event, "event_id": "Ev1"}, ME, lambda *_: joined)
    return (made.kind, made.key) if made else None


QUESTION = ("question", "question C1 2.0")


@pytest.mark.parametrize(
    ("event", "joined", "expected"),
    [
        ({"type": "app_mention", "text": MENTION}, False, QUESTION),
        ({"text": MENTION}, False, QUESTION),
        ({"text": "<@UBOT|readout> when?"}, False, QUESTION),
        ({"text": MENTION, "subtype": "thread_broadcast", **ROOM}, False, QUESTION),
        ({"text": "", "subtype": "file_share", **DIRECT}, False, ("question", "question D1 2.0")),
        ({"text": ASK, **DIRECT}, False, ("question", "question D1 2.0")),
        ({"text": ASK}, True, None),  # at the top of a channel, without a mention
        ({"text": ASK, **ROOM}, False, None),
        ({"text": ASK, **ROOM}, True, QUESTION),
        ({"text": "<@U2> when?", **ROOM}, True, None),
        ({"text": "<@U2> and <@UBOT>, when?", **ROOM}, True, QUESTION),
        ({"text": MENTION, "bot_id": "B2"}, True, None),
        ({"text": MENTION, "bot_id": "B2", **DIRECT}, True, None),
        ({"text": MENTION, "user": "UBOT"}, True, None),
        ({"text": MENTION, "subtype": "bot_message"}, True, None),
        ({"text": MENTION, "subtype": "channel_join"}, True, None),
        ({"text": MENTION, "user": None}, True, None),
        ({"type": "reaction_added"}, True, None),
        ({"type": "app_home_opened", "tab": "home"}, False, ("home", "home Ev1")),
    ],
)
def test_who_is_answered(
    event: dict[str, Any], joined: bool, expected: tuple[str, str] | None
) -> None:
    assert job({**SAID, **event}, joined=joined) == expected


def changed(now: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    said = {"type": "message", "subtype": "message_changed", "channel": "C1"}
    message = {**SAID, **now}
    return {**said, "message": message, "previous_message": {**SAID, **before}, "ts": "9.0"}


EDITED = {"edited": {"user": "U1", "ts": "8.0"}}


@pytest.mark.parametrize(
    ("now", "joined", "expected"),
    [
        ({"text": MENTION, **EDITED}, False, ("edit", "edit C1 2.0 8.0")),
        ({"text": ASK, **EDITED, **ROOM}, True, ("edit", "edit C1 2.0 8.0")),
        ({"text": ASK, **EDITED, **ROOM}, False, None),
        ({"text": "<@U2> when?", **EDITED, **ROOM}, True, None),
        ({"text": "before", **EDITED}, True, None),  # a preview came to a message edited long ago
        ({"text": MENTION, "edited": {"user": "U2", "ts": "8.0"}}, True, None),
        ({"text": MENTION, **EDITED, "bot_id": "BBOT"}, True, None),
        ({"text": MENTION, **EDITED, "user": "UBOT"}, True, None),
        ({"subtype": "tombstone", "user": "USLACKBOT"}, True, ("deletion", "deletion C1 2.0")),
        ({"subtype": "tombstone", "user": "USLACKBOT"}, False, None),
    ],
)
def test_which_changes_are_edits(
    now: dict[str, Any], joined: bool, expected: tuple[str, str] | None
) -> None:
    assert job(changed(now, {"text": "before", **ROOM}), joined=joined) == expected


def test_an_edit_that_names_no_moment_is_named_by_its_words() -> None:
    first, second = (job(changed({"text": f"{MENTION} {n}"}, {"text": ""})) for n in "12")
    again = job(changed({"text": f"{MENTION} 1"}, {"text": ""}))
    assert first == again != second


def test_a_mention_told_again_as_an_edit_is_the_same_edit() -> None:
    told = {**SAID, "type": "app_mention", "text": MENTION, **EDITED}
    assert job(told) == job(changed({"text": MENTION, **EDITED}, {"text": ""}))


@pytest.mark.parametrize(
    ("gone", "joined", "expected"),
    [
        ({"thread_ts": "1.0"}, True, ("deletion", "deletion C1 2.0")),
        ({"thread_ts": "1.0"}, False, None),
        ({"bot_id": "BBOT"}, True, None),
    ],
)
def test_which_deletions_matter(
    gone: dict[str, Any], joined: bool, expected: tuple[str, str] | None
) -> None:
    event = {"type": "message", "subtype": "message_deleted", "channel": "C1", "deleted_ts": "2.0"}
    assert job({**event, "previous_message": {**SAID, **gone}}, joined=joined) == expected


def test_what_belongs_together_is_done_in_turn() -> None:
    def lane(event: dict[str, Any]) -> str:
        made = job_of_event({"event": {**SAID, **event}}, ME, lambda *_: True)
        assert made
        return made.lane

    assert lane({"text": MENTION}) == "C1 2.0"
    assert lane({"text": ASK, **ROOM}) == "C1 1.0"
    assert lane(changed({"text": ASK, **EDITED, **ROOM}, {})) == "C1 1.0"
    assert lane({"text": ASK, **DIRECT}) == lane({"text": ASK, **DIRECT, **ROOM}) == "D1"


def test_an_answer_is_shared_once_however_often_it_is_clicked() -> None:
    def click(action: str, trigger: str) -> str:
        where = {"type": "message", "message_ts": "3.0", "channel_id": "C1", "is_ephemeral": True}
        return job_of_action(
            {
                "trigger_id": trigger,
                "container": where,
                "actions": [{"action_id": action, "value": "exc_1"}],
                "user": {"id": "U1"},
            }
        ).key

    assert click("share", "t1") == click("share", "t2")
    assert click("right", "t1") != click("right", "t2")


_NAMES = [
    *("type", "subtype", "event", "message", "previous_message", "edited", "user", "text", "ts"),
    *("thread_ts", "channel", "channel_type", "bot_id", "files", "deleted_ts", "event_id", "tab"),
    *("assistant_thread", "channel_id", "actions", "action_id", "value", "container", "view", "id"),
    *("state", "values", "private_metadata", "callback_id", "trigger_id", "response_url", "since"),
    *("selected_date", "selected_options", "selected_option", "audience", "outlets"),
]
_WORDS = [
    *("message", "app_mention", "message_changed", "message_deleted", "tombstone", "im", "share"),
    *("app_home_opened", "assistant_thread_started", "<@UBOT> when?", "C1", "D1", "U1", "1.0"),
    *("file_share", "\ud800", "\0", "2025-99-01"),
]
_LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(_WORDS)
_GARBAGE = st.recursive(
    _LEAVES | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_NAMES), inner, max_size=5)
    ),
    max_leaves=8,
)
_BODIES = st.dictionaries(st.sampled_from(_NAMES), _GARBAGE, max_size=6)
_EVENTS = st.builds(
    lambda event, inner, kind: {"event": {**event, **inner, "type": kind}},
    _BODIES,
    st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(_WORDS) for name in ("channel", "ts", "user", "text")}
    ),
    st.sampled_from(["message", "app_mention", "app_home_opened", "assistant_thread_started"]),
)


@settings(max_examples=60)
@given(_BODIES | _EVENTS, st.booleans())
@example({"event": "text"}, True)
@example({"event": {**SAID, "thread_ts": ["1"], "text": 7}}, True)
@example({"event": {**SAID, "edited": "now", "text": MENTION}}, True)
@example({"actions": [], "view": "x", "message": []}, True)
@example({"actions": ["x"], "view": {"state": {"values": 1}}, "channel": "C"}, True)
def test_garbage_is_a_job_that_can_be_written_down_or_none(
    body: dict[str, Any], joined: bool
) -> None:
    made = [
        job_of_event(body, ME, lambda channel, thread: joined and bool(channel + thread)),
        *(make(body) for make in (job_of_command, job_of_shortcut, job_of_action, job_of_view)),
    ]
    with sqlite3.connect(":memory:") as file:
        for each in made:
            if each is not None:
                written = (each.key, each.kind, each.lane, json.dumps(dict(each.body)))
                assert file.execute("SELECT ?, ?, ?, ?", written).fetchone() == written
                assert each.key.partition(" ")[2]


@settings(max_examples=30)
@given(_BODIES)
def test_garbage_in_a_form_sets_nothing_that_cannot_be(body: dict[str, Any]) -> None:
    chosen = settings_of(body, ["A"])
    assert set(chosen.outlets) <= {"A"}
    settings_errors(chosen)
