"""Many at one desk: nothing is answered twice, nothing old is given, a slow one holds up nobody."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from index.errors import StoreError
from rag.answer import Answer, Question
from rag.filters import filters_from
from rag.told import Told
from rag.writing.writer import LEFT_OUT, NONE
from rag.written import Written
from ui.shared_desk import REMEMBERED, SharedDesk


class Counting:
    """Counts what it is asked; `hold` keeps it from answering."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.at = 0
        self.hold = threading.Event()
        self.hold.set()
        self.error: Exception | None = None
        self.written: Written | None = None
        self.model: str | None = "fake-7b"

    def ask(self, question: Question, told: Told) -> Answer:
        told("Reading")
        self.asked.append(question.text)
        self.told = told
        assert self.hold.wait(20)
        if self.error is not None:
            raise self.error
        return Answer(question, question.text, abstained=f"{self.at}", written=self.written)

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
        Question("When?", extractive=True),
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


def test_all_who_wait_hear_what_is_done_and_who_comes_late_begins_with_the_latest(
    desk: SharedDesk, counting: Counting
) -> None:
    counting.hold.clear()
    one, two, late = Heard(), Heard(), Heard()
    some = Answer(Question("When?"), "When?")
    with ThreadPoolExecutor(3) as threads:
        first = threads.submit(desk.ask, Question("When?"), one)
        one.until(1)
        second = threads.submit(desk.ask, Question("When?"), two)
        two.until(1)
        counting.told("Asking fake-7b")
        counting.told("fake-7b writes", some)
        third = threads.submit(desk.ask, Question("When?"), late)
        late.until(1)
        counting.hold.set()
        assert first.result() == replace(second.result(), timings=first.result().timings)
        assert third.result().abstained == "0"
    assert one.heard == [("Reading", None), ("Asking fake-7b", None), ("fake-7b writes", some)]
    assert two.heard == one.heard
    assert late.heard == [("fake-7b writes", some)]
    after = Heard()
    desk.ask(Question("When?"), after)
    assert after.heard == []
    assert counting.asked == ["When?"]


@pytest.mark.parametrize(
    ("put_aside", "times"),
    [(None, 1), (NONE, 1), (f"{LEFT_OUT}: none.", 1), ("The model did not answer in time.", 2)],
)
def test_where_a_model_failed_it_is_soon_asked_anew(
    desk: SharedDesk,
    counting: Counting,
    monkeypatch: pytest.MonkeyPatch,
    put_aside: str | None,
    times: int,
) -> None:
    counting.written = Written("fake-7b", put_aside=put_aside)
    desk.ask(Question("When?"))
    desk.ask(Question("When?"))
    assert len(counting.asked) == 1  # not by all who ask the same in one moment
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 6)
    desk.ask(Question("When?"))
    assert len(counting.asked) == times


def test_it_has_the_model_of_its_desk(desk: SharedDesk) -> None:
    assert desk.model == "fake-7b"


class Heard:
    """Hears what is told, and waits for it."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, Answer | None]] = []

    def __call__(self, doing: str, so_far: Answer | None = None) -> None:
        self.heard.append((doing, so_far))

    def until(self, count: int) -> None:
        end = time.monotonic() + 20
        while len(self.heard) < count:
            assert time.monotonic() < end
            time.sleep(0.001)
