"""What sort of words a question wants."""

from datetime import UTC, datetime

import pytest

from rag.answer import Kind
from rag.question import kind
from rag.values import values
from rag.wanted import wanted


def fits(question: str, words: str) -> bool:
    wants = wanted(kind(question), question)
    return wants.fits(words, values(words, None, wants.looked_at))


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("When was the bridge closed?", "June 4", "the mayor"),
        ("When was the bridge closed?", "after the flood", "300 metres"),
        ("How much does the toll cost?", "3 million pounds", "June 4"),
        ("How many ferries sail?", "a dozen", "the harbour"),
        ("How much timber did the ferry carry?", "3 tons", "20 percent"),
        ("What price did the town pay per share?", "3 million dollars", "20 percent"),
        ("How old is the mayor?", "61", "June 4"),
        ("Who closed the bridge?", "Ann Berg", "June 4, 2025"),
        ("Who closed the bridge?", "the mayor", "the bridge"),
        ("Where is the bridge?", "in Kelso", "in 2024"),
    ],
)
def test_words_of_another_sort_do_not_fit(question: str, right: str, wrong: str) -> None:
    assert fits(question, right)
    assert not fits(question, wrong)


def test_of_two_that_are_named_one_may_be_the_answer() -> None:
    assert fits("Who closed the bridge, Ann or Tom?", "Ann")
    assert not fits("Who did Ann meet?", "Ann")


def test_any_words_answer_what_asks_for_no_sort() -> None:
    assert fits("What closed the bridge?", "June 4")


@pytest.mark.parametrize(
    ("question", "before", "after"),
    [
        ("When did the bridge close?", True, False),
        ("When was the bridge closed?", True, False),
        ("When will the bridge close?", False, True),
        ("When is the bridge due to close?", False, True),
        ("When does the bridge close?", True, True),
    ],
)
def test_the_tense_says_on_which_side_of_the_news_a_day_lies(
    question: str, before: bool, after: bool
) -> None:
    published = datetime(2025, 3, 28, tzinfo=UTC)
    wants = wanted(Kind.WHEN, question)
    (early,) = values("March 9", published)
    (late,) = values("April 3", published)
    (today,) = values("March 28", published)
    assert wants.timely(early, published) == before
    assert wants.timely(late, published) == after
    assert wants.timely(today, published)
    assert wants.timely(early, None) and wants.timely(late, None)
