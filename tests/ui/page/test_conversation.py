"""A conversation as HTML: its exchanges, what is told of the last, what to ask next."""

from dataclasses import replace

import pytest

from rag.answer import Answer, Conflict, Position, Question
from tests.ui.page.examples import (
    HOSTILE,
    answered,
    cited,
    exchange,
    only_ours,
    tab_of,
)
from ui.page.conversation import SHOWN, answer_so_far, conversation_html
from ui.page.talk import Tab

TWO = answered(cited(1, "A."), cited(2, "B."))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_whole_conversation_has_only_its_own_elements(text: str) -> None:
    answer = answered(cited(1, text, title=text, outlet=text), short_answer=text)
    refusal = Answer(Question(text), text, abstained=text, nearest=cited(1, text))
    exchanges = [
        exchange(answer, 1, question=text),
        exchange(refusal, 2, question=text),
        exchange(number=3, question=text, failure=text),
        exchange(number=4, question=text),
    ]
    for count in range(5):
        tab = tab_of(*exchanges[:count])
        page = only_ours(conversation_html(tab, doing=text, suggested=[text]))
        assert len(page.texts.get(".question", [])) == count
        assert page.texts.get(".suggestions", []) == ([text] if count else [])


def test_ids_are_unique_and_every_marker_leads_within_its_own_answer() -> None:
    tab = tab_of(*(exchange(TWO, number) for number in (1, 2, 5)))
    page = only_ours(conversation_html(tab))
    targets = [str(attrs["href"])[1:] for attrs in page.having(**{"class": "cite"})]
    assert targets == [f"a{answer}-src-{source}" for answer in (1, 2, 5) for source in (1, 2)]
    assert set(targets) <= set(page.ids)
    assert [attrs.get("open", "") for tag, attrs in page.elements if tag == "details"].count(
        None
    ) == 1


def test_an_empty_tab_welcomes() -> None:
    page = only_ours(conversation_html(Tab()))
    assert page.texts["h2"] == ["Ask what the articles say."]
    assert page.having(role="status") == []


def test_the_page_knows_which_conversation_and_question_it_shows() -> None:
    pending = only_ours(conversation_html(tab_of(exchange(TWO), exchange(number=2))))
    shown = {"data-conversation": "con_1", "data-last": "exc_2", "data-pending": None}
    assert shown.items() <= pending.elements[0][1].items()
    done = only_ours(conversation_html(tab_of(exchange(TWO))))
    assert "data-pending" not in done.elements[0][1]


def test_a_screen_reader_hears_what_became_of_the_question() -> None:
    def told(answer: Answer | None = None, doing: str = "", **fields: object) -> str:
        page = only_ours(conversation_html(tab_of(exchange(answer, **fields)), doing=doing))
        return page.texts[".unseen"][0]

    assert told(doing="Reading 24 passages") == "Reading 24 passages"
    assert told(failure="It is full.") == "It is full."
    assert told(Answer(Question("q"), "q", abstained="No.")) == "No answer: No."
    assert told(TWO) == "Answered from 2 sources. A."
    conflict = Conflict("it", (Position("1", "a", (1,)), Position("2", "b", (2,))))
    assert told(answered(*TWO.citations, conflicts=(conflict,))) == (
        "Answered from 2 sources. The articles disagree. A."
    )
    assert told(answered(cited(1, "A."), claims=())) == "Answered from 1 source."


@pytest.mark.parametrize("text", HOSTILE)
def test_an_answer_so_far_is_text_of_which_only_our_elements_come(text: str) -> None:
    so_far = answered(cited(1, text, title=text), mode=text)
    tab = replace(tab_of(exchange(question=text, id=f"exc_{text}")), so_far=so_far)
    (carried,) = only_ours(answer_so_far(tab, text)).texts["div"]
    assert only_ours(carried).texts["mark"] == [text]
    assert answer_so_far(replace(tab, so_far=None), text) == ""


def test_of_a_long_conversation_the_last_exchanges_are_shown() -> None:
    tab = tab_of(*(exchange(TWO, number) for number in range(1, SHOWN + 3)))
    page = only_ours(conversation_html(tab))
    assert len(page.texts[".exchange"]) == SHOWN
    assert "a2" not in page.ids
    assert "2 earlier questions are in the downloads of this conversation." in page.texts["p"]
