"""Answers as messages: what they say, in Slack's limits, with nothing of theirs live."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Basis
from rag.answer import Answer, Claim, Conflict, Position, Question, Support
from rag.filters import filters_from
from tests.articles import DAY
from tests.ui.page.examples import answered, cited
from tests.ui.slack.answers import (
    ANY,
    LONG,
    answers,
    asked,
    bare,
    nothing_live,
    read,
    texts,
    within_limits,
)
from ui.slack.blocks.answer import answer_messages, writing_message
from ui.slack.blocks.passages import passages_messages, passages_view
from ui.text import web_address

DATED: dict[str, Any] = {"published": DAY, "published_basis": Basis.STATED}
FERRY = cited(1, "The ferry sails next Wednesday.", title="Ferry", outlet="Times", **DATED)
BRIDGE = cited(2, "The bridge opens on April 3.", title="Bridge", outlet="Post", **DATED)


def shown(answer: Answer | None, **fields: Any) -> str:
    """All mrkdwn of the messages of an answer."""
    return "\n".join(
        texts([each.blocks for each in answer_messages(asked(answer, **fields), page=None)])
    )


def actions(messages: Any) -> dict[str, dict[str, Any]]:
    """The buttons of all messages, by action."""
    found = [
        element
        for message in messages
        for block in message.blocks
        if block["type"] == "actions"
        for element in block["elements"]
    ]
    return {each["action_id"]: each for each in found}


@settings(max_examples=30)
@given(
    answers(),
    st.booleans(),
    st.sampled_from([None, "right", "wrong", "missing"]),
    st.none() | st.text(st.characters(exclude_characters="\0"), min_size=1, max_size=80) | ANY,
)
def test_any_answer_is_within_limits_whole_and_dead(
    answer: Answer, share: bool, mark: Any, model: str | None
) -> None:
    exchange = replace(asked(answer), mark=mark)
    page = "http://127.0.0.1:7860/answers/1"
    messages = answer_messages(exchange, page=page, share=share, model=model)
    writing = writing_message(asked(None), answer, f"{model} writes")
    within_limits((*messages, writing))
    nothing_live((writing.text, *writing.blocks))
    links = nothing_live([(each.text, *each.blocks) for each in messages])
    assert len(links) <= sum(bool(web_address(each.article.url)) for each in answer.citations) + 1
    told = read([each.blocks for each in messages])
    if answer.abstained is None:
        for claim in answer.claims:
            assert bare(claim.text) in told
        for conflict in answer.conflicts:
            assert bare(conflict.about) in told
            assert all(bare(each.words) in told for each in conflict.positions)
    else:
        assert bare(answer.abstained) in told
    assert all(bare(note) in told for note in answer.notes)
    folded = {each for group in answer.origins for each in group[1:]}
    assert all(bare(each.quote) in told for each in answer.citations if each.number not in folded)
    assert all(bare(each.article.title or "") in told for each in answer.citations)
    assert all(block["type"] != "actions" for each in messages[:-1] for block in each.blocks)


@settings(max_examples=20)
@given(answers())
def test_any_passages_are_within_limits_whole_and_dead(answer: Answer) -> None:
    messages = passages_messages(asked(answer))
    within_limits(messages)
    nothing_live([(each.text, *each.blocks) for each in messages])
    told = read([each.blocks for each in messages])
    for each in answer.citations:
        assert bare(each.article.body) in told
    view = passages_view(asked(answer))
    nothing_live(view)
    assert 0 < len(view["blocks"]) <= 100
    assert len(view["title"]["text"]) <= 24
    told = read(view)
    cut = "thepageshowstherest" in told
    assert cut or all(bare(each.article.body) in told for each in answer.citations)


@settings(max_examples=30)
@given(LONG)
def test_any_failure_is_within_limits_and_whole(text: str) -> None:
    messages = answer_messages(asked(None, failure=text), page=None)
    within_limits(messages)
    assert bare(text) in read([each.blocks for each in messages])


def test_a_claim_of_forty_thousand_characters_goes_over_several_messages() -> None:
    text = "Each of these sentences has its & sign. " * 1_000
    answer = replace(answered(FERRY), claims=(Claim(text, (1,), Support.VERBATIM),))
    messages = answer_messages(asked(answer), page=None)
    within_limits(messages)
    assert len(messages) > 3
    sections = [text for each in messages for text in texts(each.blocks) if "sentences" in text]
    assert all(each.endswith(("sign.", "[1]")) for each in sections)
    assert " ".join(sections).count("Each of these sentences has its &amp; sign.") == 1_000


@pytest.mark.parametrize("count", [46, 47, 48, 49, 50, 51, 120])
def test_many_sentences_go_over_several_messages(count: int) -> None:
    claims = tuple(Claim(f"Sentence {n} of it.", (1,), Support.VERBATIM) for n in range(count))
    exchange = asked(replace(answered(FERRY), claims=claims))
    messages = answer_messages(replace(exchange, mark="right"), page=None)
    within_limits(messages)
    told = "\n".join(texts([each.blocks for each in messages]))
    assert all(f"Sentence {n} of it." in told for n in range(count))
    assert [each["type"] for each in messages[-1].blocks[-2:]] == ["context", "actions"]


def test_a_sentence_its_sources_and_its_day_are_plain_strings() -> None:
    told = shown(answered(FERRY, BRIDGE))
    assert "The ferry sails next Wednesday. [1] (next Wednesday = 2025-04-02)\n" in told
    assert (
        "\n*[1] Ferry*\nTimes · 28 March 2025 · stated\n> The ferry sails next Wednesday." in told
    )


def test_the_short_answer_is_bold_with_its_day() -> None:
    assert "*next Wednesday* = 2025-04-02\n" in shown(
        answered(FERRY, short_answer="next Wednesday")
    )
    assert "*The ferry sails" not in shown(answered(FERRY, short_answer="The ferry sails " * 9))


def test_a_disagreement_is_a_section_with_a_bullet_a_position() -> None:
    positions = (
        Position("2025-04-02", "next Wednesday", (1,)),
        Position("2025-04-03", "April 3", (2,)),
    )
    answer = answered(
        FERRY, BRIDGE, conflicts=(Conflict("the date", positions),), notes=("A note.",)
    )
    first, note, *_ = texts([each.blocks for each in answer_messages(asked(answer), page=None)])
    assert first == (
        "*The articles disagree on the date*\n"
        "• “next Wednesday” (2025-04-02) [1] Times\n"
        "• “April 3” [2] Post"
    )
    assert note == "A note."


def test_a_refusal_says_why_and_labels_the_nearest_passage() -> None:
    answer = answered(abstained="The articles do not say.", nearest=FERRY)
    told = shown(answer)
    assert told.startswith("*No answer from these articles*\nThe articles do not say.\n")
    assert "_The nearest passage, which does not answer the question:_\n*Ferry*\nTimes" in told
    assert "> The ferry sails next Wednesday." in told


def test_what_no_source_says_is_labelled() -> None:
    answer = replace(answered(FERRY), claims=(Claim("It flew.", (), Support.UNSUPPORTED),))
    assert "It flew. _no source says this_" in shown(answer)


def test_how_it_was_read_and_asked_is_said() -> None:
    answer = replace(answered(FERRY), question=Question("and then?"), mode="a model")
    told = shown(answer, filters=filters_from(since="2025-03-01", outlets=["Times"]))
    assert told.startswith(
        "Read as: When?\nOnly articles published from 1 March 2025 on, of Times\n"
    )
    assert "Written by a model from the sources below." in told


def test_the_question_is_said_where_it_does_not_stand_above() -> None:
    exchange = asked(answered(FERRY))
    messages = answer_messages(exchange, page=None, question=True)
    assert next(texts(messages[0].blocks)) == "Asked: When?"
    assert "Asked" not in shown(exchange.answer)


def test_several_days_stand_together() -> None:
    text = "It left on Monday and comes back next Wednesday."
    told = shown(answered(cited(1, text, **DATED)))
    assert "[1] (Monday = 2025-03-24; next Wednesday = 2025-04-02)" in told


def test_copies_are_folded_into_a_line() -> None:
    third = cited(3, "The ferry sails.", outlet="Wire", title="Copy")
    told = shown(answered(FERRY, BRIDGE, third, origins=((1, 2, 3),)))
    assert "and 2 more copies of this story: [2] Bridge, Post · 28 March 2025 · stated; [3]" in told
    assert "> The bridge" not in told


def test_the_original_is_linked_where_it_has_an_address() -> None:
    linked = cited(1, "It sails.", title="T", url="https://news.example/a?b&c")
    assert "date unknown · <https://news.example/a?b&amp;c|Original>" in shown(answered(linked))
    unlinked = cited(1, "It sails.", title="T", url="javascript:alert(1)")
    assert "Original" not in shown(answered(unlinked))


def test_the_buttons_are_those_that_fit() -> None:
    exchange = asked(answered(FERRY))
    page = "http://127.0.0.1:7860/answers/1"
    public = actions(answer_messages(exchange, page=page))
    assert list(public) == ["passages", "open_page", "right", "wrong"]
    assert {each["value"] for each in public.values()} == {"exc_1"}
    assert public["open_page"]["url"] == page
    own = actions(answer_messages(exchange, page=None, share=True))
    assert list(own) == ["passages", "share", "keep", "right", "wrong"]
    assert not actions(answer_messages(asked(None), page=None, share=True))
    assert not actions(answer_messages(asked(None, failure="It broke."), page=None))


def test_a_mark_stands_in_place_of_its_buttons() -> None:
    messages = answer_messages(asked(answered(FERRY), mark="wrong"), page=None)
    assert list(actions(messages)) == ["passages"]
    assert "Marked wrong" in texts(messages[-1].blocks)


def test_the_cited_words_are_bold_in_their_passage() -> None:
    passage = "Before it. The ferry sails. After it."
    view = passages_view(asked(answered(cited(1, "The ferry sails.", passage, title="T"))))
    assert "Before it. *The ferry sails.* After it." in "\n".join(texts(view))


def test_a_modal_that_is_full_says_where_the_rest_is() -> None:
    many = [cited(number, "A word. " * 300) for number in range(1, 30)]
    view = passages_view(asked(answered(*many)))
    assert list(texts(view))[-1] == "… the page shows the rest."
    short = [cited(number, "It is.") for number in range(1, 120)]
    view = passages_view(asked(answered(*short)))
    assert len(view["blocks"]) == 100
    assert list(texts(view))[-1] == "… the page shows the rest."


@pytest.mark.parametrize("answer", [None, Answer(Question(""), "")])
def test_there_is_always_a_message(answer: Answer | None) -> None:
    within_limits(answer_messages(asked(answer), page=None))
