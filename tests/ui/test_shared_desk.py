"""Many at one desk: nothing is answered twice, nothing old is given, a slow one holds up nobody."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from index.errors import StoreError
from rag.answer import Answer, Question
from rag.filters import filters_from
from rag.told import Told
from ui.shared_desk import REMEMBERED, SharedDesk


class Counting:
    """Counts what it is asked; `hold` keeps it from answering."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.at = 0
        self.hold = threading.Event()
        self.hold.set()
        self.error: Exception | None = None

    def ask(self, question: Question, told: Told) -> Answer:
        told("Reading")
        self.asked.append(question.text)
        assert self.hold.wait(20)
        if self.error is not None:
            raise self.error
        return Answer(question, question.text, abstained=f"{self.at}")

    def generation(self) -> int:
        return self.at


@pytest.fixture
def counting() -> Counting:
    return Counting()


@pytest.fixture
def desk(counting: Counting) -> SharedDesk:
    return SharedDesk(counting)  # type: ignore[arg-type]


def test_an_equal_question_is_answered_once_under_each_askers_id(
    desk: SharedDesk, counting: Counting
) -> None:
    answers = [desk.ask(Question("When?", id=number)) for number in range(3)]
    assert counting.asked == ["When?"]
    assert [answer.question.id for answer in answers] == [0, 1, 2]
    assert {answer.abstained for answer in answers} == {"0"}


@pytest.mark.parametrize(
    "other",
    [
        Question("When? "),
        Question("When?", history=("Who?",)),
        Question("When?", filters=filters_from(since="2025-01-01")),
        Question("When?", filters=filters_from(outlets=["CP"])),
    ],
)
def test_any_difference_is_another_question(
    desk: SharedDesk, counting: Counting, other: Question
) -> None:
    desk.ask(Question("When?"))
    desk.ask(other)
    assert len(counting.asked) == 2


def test_after_a_change_of_the_articles_all_is_answered_anew(
    desk: SharedDesk, counting: Counting
) -> None:
    assert desk.ask(Question("When?")).abstained == "0"
    counting.at = 1
    assert desk.ask(Question("When?")).abstained == "1"


def test_a_failure_is_raised_and_not_remembered(desk: SharedDesk, counting: Counting) -> None:
    counting.error = StoreError("The disk is full.")
    with pytest.raises(StoreError, match="disk"):
        desk.ask(Question("When?"))
    counting.error = None
    assert desk.ask(Question("When?")).abstained == "0"


def test_equal_questions_at_once_are_answered_together_and_others_beside_them(
    desk: SharedDesk, counting: Counting
) -> None:
    counting.hold.clear()
    texts = ["a", "a", "b", "c", "a", "d"]
    with ThreadPoolExecutor(len(texts)) as threads:
        answers = [threads.submit(desk.ask, Question(text)) for text in texts]
        while len(counting.asked) < 4:  # none waits for another that is slow
            time.sleep(0.001)
        counting.hold.set()
        assert [answer.result().standalone_question for answer in answers] == texts
    assert sorted(counting.asked) == ["a", "b", "c", "d"]


def test_what_is_remembered_has_an_end(desk: SharedDesk, counting: Counting) -> None:
    for number in range(REMEMBERED + 1):
        desk.ask(Question(str(number)))
    desk.ask(Question("0"))
    assert counting.asked.count("0") == 2
    desk.ask(Question(str(REMEMBERED)))
    assert counting.asked.count(str(REMEMBERED)) == 1


def test_whoever_asks_first_hears_what_is_done(desk: SharedDesk) -> None:
    heard: list[str] = []
    desk.ask(Question("When?"), heard.append)
    desk.ask(Question("When?"), heard.append)
    assert heard == ["Reading"]
