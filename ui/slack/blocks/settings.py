"""The modal of `/readout settings`, and what it is told back."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ui.slack.blocks.message import Message, messages
from ui.slack.blocks.parts import Block, lines, plain_object, sections
from ui.slack.blocks.view import choice, field, filled, modal, option
from ui.slack.channel_settings import AUDIENCES, Audience, ChannelSettings
from ui.ways import ARTICLES_WORDS

_MOST_OPTIONS = 100  # of a list, and of a group of one
_AUDIENCES: dict[Audience, str] = {
    "as asked": "As asked: mentions in the thread, commands to you alone",
    "asker": "Always to the asker alone",
    "everyone": "Always for everyone",
}
_MENTIONED = option("only_mentioned", "In threads, answer only when mentioned")


def settings_view(
    settings: ChannelSettings,
    outlets: Sequence[str],
    carried: Mapping[str, str],
    model: str | None = None,
) -> Block:
    """The modal as the settings stand; `outlets` are those of the articles.

    `model` is the name of the language model that is set, which can be chosen against.
    """
    names = list(dict.fromkeys([*outlets, *settings.outlets]))
    blocks = [_outlets(names, settings)] if names else []
    blocks += [
        field("since", "Only articles published on or after", _day(settings.since)),
        field("until", "Only articles published on or before", _day(settings.until)),
        field("threads", "Threads", _threads(settings)),
        field("audience", "Where answers go", _audience(settings)),
    ]
    if model is not None or settings.extractive:
        blocks.append(field("answers", "Answers", _answers(settings, model)))
    return modal("This channel", blocks, callback="settings", submit="Save", carried=carried)


def settings_of(state: Mapping[str, Any], outlets: Sequence[str]) -> ChannelSettings:
    """What was filled in, from the `state` of the view.

    `outlets` are those of the articles and those that were set before: others are dropped.
    """
    chosen = {each.get("value") for each in filled(state, "outlets").get("selected_options") or ()}
    asked = (filled(state, "audience").get("selected_option") or {}).get("value")
    way = filled(state, "answers").get("selected_option") or {}
    return ChannelSettings(
        outlets=tuple(each for each in dict.fromkeys(outlets) if _value(each) in chosen),
        since=_date(filled(state, "since").get("selected_date")),
        until=_date(filled(state, "until").get("selected_date")),
        only_mentioned=bool(filled(state, "threads").get("selected_options")),
        audience=next((each for each in AUDIENCES if each == asked), "as asked"),
        extractive=way.get("value") == "extractive",
    )


def settings_errors(settings: ChannelSettings) -> dict[str, str]:
    """What cannot be, by field, as a view's submission is answered; {} where all is well."""
    if settings.since and settings.until and settings.until < settings.since:
        return {"until": "This day is before the first one: no article could be used."}
    return {}


def settings_message(settings: ChannelSettings, model: str | None = None) -> Message:
    """What is set, for whoever set it."""
    return messages(sections(lines(settings.words(model))))[0]


def _outlets(names: Sequence[str], settings: ChannelSettings) -> Block:
    options = {each: option(_value(each), each) for each in names}
    element: Block = {"type": "multi_static_select", "placeholder": plain_object("All outlets")}
    if len(names) <= _MOST_OPTIONS:
        element["options"] = list(options.values())
    else:
        groups = [names[at : at + _MOST_OPTIONS] for at in range(0, len(names), _MOST_OPTIONS)]
        element["option_groups"] = [
            {
                "label": plain_object(choice(f"From {group[0]}")),
                "options": [options[each] for each in group],
            }
            for group in groups[:_MOST_OPTIONS]
        ]
    if settings.outlets:
        element["initial_options"] = [options[each] for each in settings.outlets]
    return field("outlets", "Only articles of", element)


def _value(outlet: str) -> str:
    """An option's value: a name itself may be longer than Slack takes."""
    return hashlib.sha256(outlet.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _day(chosen: date | None) -> Block:
    element: Block = {"type": "datepicker"}
    return {**element, "initial_date": chosen.isoformat()} if chosen else element


def _threads(settings: ChannelSettings) -> Block:
    element: Block = {"type": "checkboxes", "options": [_MENTIONED]}
    return {**element, "initial_options": [_MENTIONED]} if settings.only_mentioned else element


def _audience(settings: ChannelSettings) -> Block:
    options = {value: option(value, words) for value, words in _AUDIENCES.items()}
    return {
        "type": "radio_buttons",
        "options": list(options.values()),
        "initial_option": options[settings.audience],
    }


def _answers(settings: ChannelSettings, model: str | None) -> Block:
    written = option("model", f"By {model}" if model else "By a language model, once one is set")
    own = option("extractive", f"{ARTICLES_WORDS[0].upper()}{ARTICLES_WORDS[1:]}")
    return {
        "type": "radio_buttons",
        "options": [written, own],
        "initial_option": own if settings.extractive else written,
    }


def _date(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
