"""Follow-ups made to stand alone; other questions left as they are."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer import Kind, Question
from rag.followup import standalone
from rag.question import kind

BEFORE = "When do the auto tariffs start?"
CASES: list[dict[str, Any]] = [
    json.loads(line)
    for line in Path(__file__).with_name("followup_cases.jsonl").read_text("utf-8").splitlines()
]


def read(case: dict[str, Any]) -> str:
    return standalone(Question(case["question"], history=tuple(case["history"])))


def compared(text: str) -> str:
    return text.casefold().rstrip("?.! ").replace("’", "'")


@pytest.mark.parametrize("case", CASES, ids=lambda case: " / ".join(case["history"][-1:]))
def test_a_follow_up_is_read_as_an_editor_would(case: dict[str, Any]) -> None:
    found = read(case)
    if case["accepted"] == [case["question"]] and not case["beside"]:
        assert found == case["question"]
    elif case["beside"] and " – " in found:
        assert compared(found).endswith(compared(case["question"]).split()[-1])
    else:
        assert compared(found) in [compared(each) for each in case["accepted"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: " / ".join(case["history"][-1:]))
def test_what_stands_alone_is_not_changed_again(case: dict[str, Any]) -> None:
    found = read(case)
    # "Why did he say that" keeps a word that points back, in place of what was asked for.
    if " – " not in found and " that" not in found and found != case["question"]:
        assert standalone(Question(found, history=tuple(case["history"]))) == found


def test_the_first_letter_and_the_end_are_those_of_a_question() -> None:
    hasty = Question("and on parts", history=("how much is the tariff on cars",))
    assert standalone(hasty) == "how much is the tariff on parts?"
    assert standalone(Question("why?", history=("Will Canada act?",))) == "Why will Canada act?"


def test_two_people_are_not_guessed_between() -> None:
    history = ("When did Trump call Carney?",)
    asked = Question("Where was he?", history=history)
    assert standalone(asked) == "When did Trump call Carney – where was he?"
    assert standalone(Question("Why did he call?", history=history)) == "Why did Trump call?"


@pytest.mark.parametrize(
    "asked", ["And  on\nparts?", "Why?", "When did he resign?", "I mean steel", "What about it?"]
)
def test_without_a_history_only_white_space_changes(asked: str) -> None:
    assert standalone(Question(f"  {asked}\n")) == " ".join(asked.split())


@pytest.mark.parametrize(
    "history", [("Why?",), ("And why?", "What about it?"), ("", "  ", "?"), ("Did they?", "So?")]
)
def test_a_history_of_only_follow_ups_gives_nothing(history: tuple[str, ...]) -> None:
    assert standalone(Question("And on parts?", history=history)) == "And on parts?"


def test_follow_ups_are_read_in_order() -> None:
    history = ("Which steel duties\napply? ", "Who is Mark Carney?", "Where was he born?", "Why?")
    asked = Question("And when?", history=history)
    assert standalone(asked) == "When was Mark Carney born?"


@pytest.mark.parametrize("blank", ["", "   ", "\n\t"])
def test_nothing_asked_stays_nothing(blank: str) -> None:
    assert standalone(Question(blank, history=(BEFORE,))) == ""


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("And on parts?", Kind.WHEN),
        ("And who pays those?", Kind.WHO),
        ("Why so soon?", Kind.WHY),
        ("How high are they?", Kind.HOW_MUCH),
        ("Is that certain?", Kind.WHEN),
    ],
)
def test_the_standalone_question_alone_tells_what_is_asked_for(asked: str, wanted: Kind) -> None:
    assert kind(standalone(Question(asked, history=(BEFORE,)))) is wanted


WORDS = (
    "and what about why when who he she it they his their that those there then the a of on in for"
    " Carney Trump's Canada steel parts tariffs tariff did does is are start call said 1986 May one"
    " sorry no , ? – ' … I mean US's how much many by whom"
).split()
SOUP = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
ANY = st.one_of(st.text(max_size=120), SOUP)


@given(ANY, st.lists(ANY, max_size=4).map(tuple))
def test_any_question_gives_one_line(text: str, history: tuple[str, ...]) -> None:
    found = standalone(Question(text, history=history))
    assert found == " ".join(found.split())
    assert bool(found) == bool(text.split())
    if not any(history):
        assert found == " ".join(text.split())


@given(st.lists(SOUP, max_size=3).map(tuple), st.sampled_from(range(3)))
def test_a_long_question_of_its_own_is_left_alone(history: tuple[str, ...], which: int) -> None:
    asked = (
        "Which provinces asked Ottawa on Monday to postpone the census until the next spring?",
        "How many wooden bridges did the Norwegian road office close between 1990 and 1995?",
        "When did Lee Iacocca tell Chrysler dealers that prices would rise in the autumn?",
    )[which]
    assert standalone(Question(asked, history=history)) == asked


@pytest.mark.parametrize("text", ["(" * 10_000, "he " * 3_000, "and " * 2_000, ", not " * 2_000])
def test_what_is_far_too_long_is_left_alone(text: str) -> None:
    assert standalone(Question(text, history=(text, BEFORE))) == " ".join(text.split())
