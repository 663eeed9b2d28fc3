"""Follow-ups made to stand alone; other questions left as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer import Question
from rag.followup import standalone

BEFORE = "When do the auto tariffs start?"

LEANING = {
    "And on parts?": "on parts?",
    "What about steel?": "steel?",
    "How about aluminium, then?": "aluminium, then?",
    "But who pays those?": "who pays those?",
    "So, is Mexico included?": "is Mexico included?",
    "Why?": "Why?",
    "When did he announce that?": "When did he announce that?",
    "What are their plans?": "What are their plans?",
    "When does this take effect?": "When does this take effect?",
    "Will it hurt workers and suppliers?": "Will it hurt workers and suppliers?",
    "Is the same true of trucks?": "Is the same true of trucks?",
    "And  the\nelection date, is it known?": "the election date, is it known?",
}
STANDING = (
    "Who is the trade minister?",
    "What did Carney announce this week?",
    "Where did Poilievre speak this morning?",
    "Did Blanchet ask whether the duties that Trump planned would be postponed, and by whom?",
    "What did Prime Minister Carney promise if he wins?",  # he has a name before him
    "Which goods did Canada hit when it retaliated?",
    "Andrew Furey runs which province?",  # begins like "and"
    "Sonia Lopez represents which union?",  # and like "so"
)


@pytest.mark.parametrize(("asked", "kept"), LEANING.items())
def test_a_follow_up_takes_its_question_along(asked: str, kept: str) -> None:
    found = standalone(Question(asked, history=("Who is Mark Carney?", BEFORE)))
    assert found.startswith("When do the auto tariffs start")
    assert found.endswith(kept)
    assert "Mark Carney" not in found


@pytest.mark.parametrize("asked", STANDING)
def test_a_question_that_stands_alone_stays(asked: str) -> None:
    assert standalone(Question(asked, history=(BEFORE,))) == asked


def test_a_name_before_a_pronoun_is_what_it_means() -> None:
    asked = "What did Trump say he would do?"
    assert standalone(Question(asked, history=(BEFORE,))) == asked


@pytest.mark.parametrize("asked", [*LEANING, *STANDING])
def test_without_a_history_only_white_space_changes(asked: str) -> None:
    assert standalone(Question(f"  {asked}\n")) == " ".join(asked.split())


@pytest.mark.parametrize(
    "history", [("Why?",), ("And why?", "What about it?"), ("", "  ", "?"), ("Did they?", "So?")]
)
def test_a_history_of_only_follow_ups_gives_nothing(history: tuple[str, ...]) -> None:
    assert standalone(Question("And on parts?", history=history)) == "And on parts?"


def test_the_last_question_that_stood_alone_is_taken_along() -> None:
    history = (
        "Who is the US commerce secretary?",
        "  Which steel duties\napply? ",
        "Why?",
        "And now?",
    )
    found = standalone(Question("And from when?", history=history))
    assert found == "Which steel duties apply – from when?"


@pytest.mark.parametrize("blank", ["", "   ", "\n\t"])
def test_nothing_asked_stays_nothing(blank: str) -> None:
    assert standalone(Question(blank, history=(BEFORE,))) == ""


@given(st.text(max_size=200), st.lists(st.text(max_size=80), max_size=4).map(tuple))
def test_any_history_gives_one_line_that_keeps_the_question(
    text: str, history: tuple[str, ...]
) -> None:
    found = standalone(Question(text, history=history))
    assert found == " ".join(found.split()) or found.endswith("– ")
    last = text.split()[-1:]
    assert not last or found.endswith(last[0]) or found.endswith("– ")
    if not history:
        assert found == " ".join(text.split())


def test_a_short_question_that_is_whole_stands_alone() -> None:
    history = ("When do the auto tariffs start?",)
    assert standalone(Question("When is the election?", history=history)) == "When is the election?"


def test_a_short_question_can_be_leant_on() -> None:
    asked = Question("And who called it?", history=("When is the election?",))
    assert standalone(asked) == "When is the election – who called it?"


def test_a_question_of_form_alone_leans_on_the_one_before() -> None:
    history = ("When was Carney sworn in?",)
    joined = standalone(Question("Do the sources agree on that?", history=history))
    assert joined == "When was Carney sworn in – Do the sources agree on that?"
    whole = "Do the sources agree on the call?"
    assert standalone(Question(whole, history=history)) == whole
