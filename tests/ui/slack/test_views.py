"""The modals: what they hold, and what is read back from them."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ui.slack.answers import ANY, LONG, nothing_live, texts, within_limits
from ui.slack.blocks.help import help_message
from ui.slack.blocks.home import home_view
from ui.slack.blocks.note import note_of, note_view
from ui.slack.blocks.settings import (
    settings_errors,
    settings_message,
    settings_of,
    settings_view,
)
from ui.slack.channel_settings import AUDIENCES, ChannelSettings

SETTINGS = st.builds(
    ChannelSettings,
    outlets=st.lists(ANY, max_size=4, unique=True).map(tuple),
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    only_mentioned=st.booleans(),
    audience=st.sampled_from(AUDIENCES),
    extractive=st.booleans(),
)


def sent(view: dict[str, Any]) -> dict[str, Any]:
    """The state that Slack sends when a modal is submitted as it was opened."""
    values: dict[str, Any] = {}
    for block in view["blocks"]:
        element = block["element"]
        kept = {
            name.replace("initial", "selected"): element.get(name)
            for name in ("initial_options", "initial_option", "initial_date")
        }
        values[block["block_id"]] = {element["action_id"]: {"type": element["type"], **kept}}
    return {"values": values}


def validated(view: dict[str, Any]) -> None:
    from slack_sdk.models.views import View

    View(**view).validate_json()
    for block in view["blocks"]:
        for option in _options(block.get("element", {})):
            assert 0 < len(option["text"]["text"].encode("utf-16-le")) // 2 <= 75
            assert 0 < len(option["value"]) <= 150


def _options(element: dict[str, Any]) -> list[dict[str, Any]]:
    groups = element.get("option_groups", [])
    assert len(element.get("options", ())) <= 100
    assert all(len(each["options"]) <= 100 for each in groups)
    return [*element.get("options", ()), *(one for each in groups for one in each["options"])]


@settings(max_examples=30)
@given(SETTINGS, st.lists(ANY, max_size=4), st.none() | ANY)
def test_settings_come_back_as_they_were_shown(
    given_settings: ChannelSettings, others: Sequence[str], model: str | None
) -> None:
    known = [*given_settings.outlets, *others]
    view = settings_view(given_settings, known, {"channel": "C1"}, model)
    validated(view)
    nothing_live(view)
    assert settings_of(sent(view), known) == given_settings
    within_limits((settings_message(given_settings, model),))


def test_many_outlets_are_in_groups() -> None:
    known = [f"Outlet {number}" for number in range(250)]
    chosen = ChannelSettings(outlets=("Outlet 249",))
    view = settings_view(chosen, known, {})
    validated(view)
    assert settings_of(sent(view), known) == chosen


def test_an_outlet_that_is_gone_stays_chosen() -> None:
    view = settings_view(ChannelSettings(outlets=("Gone",)), [], {})
    assert settings_of(sent(view), ["Gone"]).outlets == ("Gone",)
    assert settings_of(sent(view), []).outlets == ()


def test_what_slack_never_sends_sets_nothing() -> None:
    values = {"since": {"since": {"selected_date": "2025-99-99"}}, "audience": {"audience": {}}}
    assert settings_of({"values": values}, ["A"]) == ChannelSettings()
    assert settings_of({}, ["A"]) == ChannelSettings()


def test_days_that_exclude_each_other_are_refused() -> None:
    wrong = ChannelSettings(since=date(2025, 4, 2), until=date(2025, 4, 1))
    assert set(settings_errors(wrong)) == {"until"}
    assert settings_errors(ChannelSettings(since=date(2025, 4, 2), until=date(2025, 4, 2))) == {}


def test_settings_limit_the_articles_as_a_question_does() -> None:
    chosen = ChannelSettings(("Reuters",), date(2025, 3, 1), date(2025, 3, 28))
    assert chosen.filters.since == datetime(2025, 3, 1, tzinfo=UTC)
    assert chosen.filters.until == datetime(2025, 3, 28, 23, 59, 59, 999999, tzinfo=UTC)
    assert not ChannelSettings().filters
    assert chosen.words() == (
        "In this channel: only articles published from 1 March 2025 on and by 28 March 2025, of"
        " Reuters; in threads no new mention is needed; a mention is answered in its thread, a"
        " command to the asker alone."
    )


def test_a_note_is_read_back_and_knows_its_answer() -> None:
    carried = {"exchange": "exc_1", "verdict": "wrong", "channel": "C1"}
    view = note_view(carried)
    validated(view)
    assert view["callback_id"] == "note"
    assert json.loads(view["private_metadata"]) == carried
    state = {"values": {"note": {"note": {"type": "plain_text_input", "value": " Not so. "}}}}
    assert note_of(state) == "Not so."
    assert note_of({"values": {"note": {"note": {"value": None}}}}) == ""
    assert note_of({}) == ""


@settings(max_examples=30)
@given(st.lists(LONG, max_size=12))
def test_the_home_holds_any_questions(questions: list[str]) -> None:
    view = home_view("5 articles, 30 passages", questions)
    nothing_live(view)
    assert len(view["blocks"]) <= 100
    assert "5 articles, 30 passages" in "\n".join(texts(view))


def test_help_says_every_way_to_ask() -> None:
    message = help_message("5 articles, 30 passages")
    within_limits((message,))
    for way in ("Mention me", "Write to me", "/readout settings", "Check against the articles"):
        assert way in message.text
