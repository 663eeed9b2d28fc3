"""A person's conversation with the desk: asked, answered, kept, asked again, stopped."""

import logging
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.errors import StoreError
from rag.answer import Answer, Question
from rag.filters import Filters
from rag.told import Told, unheard
from tests.ui.page.examples import ScriptedDesk, answered, cited
from ui.conversations.model import Conversation, Exchange
from ui.conversations.store import Conversations
from ui.page.desk import FAILED, LONGEST_QUESTION, Desk
from ui.page.talk import STOPPED, Tab, Talk

YES = answered(cited(1, "It was late."))
LIMITED = Filters(since=datetime(2025, 3, 28, tzinfo=UTC))


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Conversations]:
    with closing(Conversations(tmp_path)) as conversations:
        yield conversations


class SlowDesk(ScriptedDesk):
    """Tells what it does, and waits until it is let go."""

    def __init__(self, *replies: Answer | Exception) -> None:
        super().__init__(*replies)
        self.so_far: Answer | None = None
        self.asking, self.go_on = threading.Event(), threading.Event()

    def ask(self, question: Question, told: Told = unheard) -> Answer:
        told("Searching the articles")
        told("Reading 24 passages", self.so_far)
        self.asking.set()
        assert self.go_on.wait(60)
        return super().ask(question, told)


@pytest.fixture
def slow() -> Iterator[SlowDesk]:
    desk = SlowDesk(YES, YES)
    yield desk
    desk.go_on.set()  # whatever failed, no thread is left waiting


def last_of(steps: Iterator[tuple[Tab, str]], tab: Tab) -> Tab:
    for tab, _ in steps:  # noqa: B007, PLR1704
        pass
    return tab


def conversation(tab: Tab) -> Conversation:
    assert tab.conversation
    return tab.conversation


def told_of(kept: Conversations, tab: Tab, owner: str = "") -> tuple[Exchange, ...]:
    """The exchanges that are found again."""
    found = kept.open(owner, conversation(tab).id)
    assert found
    return found.exchanges


def said(desk: Desk, kept: Conversations, *questions: str, tab: Tab | None = None) -> Tab:
    with closing(Talk(desk, kept)) as talk:
        tab = tab or Tab()
        for text in questions:
            tab = last_of(talk.ask("", tab, text), tab)
        return tab


def test_a_question_is_answered_and_kept_as_the_tab_shows_it(kept: Conversations) -> None:
    desk = ScriptedDesk(YES)
    tab = said(desk, kept, " When? ", tab=Tab(filters=LIMITED))
    (asked,) = tab.exchanges
    assert asked.question == "When?"
    assert asked.answer and asked.answer.claims == YES.claims
    assert desk.asked == [Question("When?", filters=LIMITED)]
    assert told_of(kept, tab) == tab.exchanges
    assert [each.title for each in kept.listed("")] == ["When?"]


def test_a_follow_up_carries_the_earlier_questions(kept: Conversations) -> None:
    desk = ScriptedDesk(YES, StoreError("No."), YES)
    tab = said(desk, kept, "First?", " Second? ", "Third?")
    assert [q.history for q in desk.asked] == [(), ("First?",), ("First?", "Second?")]
    assert [each.number for each in tab.exchanges] == [1, 2, 3]
    assert told_of(kept, tab) == tab.exchanges


def test_a_question_is_shown_and_kept_before_it_is_answered(
    kept: Conversations, slow: SlowDesk
) -> None:
    with closing(Talk(slow, kept)) as talk:
        steps = talk.ask("", Tab(), "When?")
        tab, doing = next(steps)
        assert doing == "Searching 2 articles, <7> passages"
        assert [each.pending for each in tab.exchanges] == [True]
        assert told_of(kept, tab) == tab.exchanges
        while doing != "Reading 24 passages":
            tab, doing = next(steps)
            assert [each.pending for each in tab.exchanges] == [True]
        slow.go_on.set()
        assert [each.pending for each in last_of(steps, tab).exchanges] == [False]


def test_the_sentences_so_far_are_shown_wherever_the_question_is(
    kept: Conversations, slow: SlowDesk
) -> None:
    slow.so_far = YES
    with closing(Talk(slow, kept)) as talk:
        steps = talk.ask("", Tab(), "When?")
        tab, _ = next(steps)
        assert tab.so_far is None
        assert slow.asking.wait(60)
        assert next(steps)[0].so_far == YES
        again, doing = next(talk.follow("", tab))  # opened in another window
        assert (again.so_far, doing) == (YES, "Reading 24 passages")
        slow.go_on.set()
        assert last_of(steps, tab).so_far is None
        assert list(talk.follow("", tab)) == [] or talk._told == {}


def test_a_question_is_asked_the_way_the_tab_says_and_again_as_it_was(
    kept: Conversations,
) -> None:
    desk = ScriptedDesk(YES, YES, YES, YES, YES)
    tab = said(desk, kept, "When?", tab=Tab(extractive=True))
    with closing(Talk(desk, kept)) as talk:
        for way, asked in [(None, True), (False, False), (None, False), (True, True)]:
            tab = replace(tab, extractive=False)
            tab = last_of(talk.again("", tab, tab.exchanges[0].id, extractive=way), tab)
            assert desk.asked[-1].extractive is asked
            assert tab.extractive is False
    assert desk.asked[0].extractive


def test_a_readable_error_is_shown_as_its_sentence(kept: Conversations) -> None:
    tab = said(ScriptedDesk(StoreError("It is full; free some space.")), kept, "When?")
    assert [each.failure for each in tab.exchanges] == ["It is full; free some space."]
    assert told_of(kept, tab) == tab.exchanges


def test_an_unexpected_error_is_logged_and_not_shown(
    kept: Conversations, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        tab = said(ScriptedDesk(KeyError("secret")), kept, "When?")
    assert [each.failure for each in tab.exchanges] == [FAILED]
    assert "secret" in caplog.text


def test_a_blank_question_changes_nothing(kept: Conversations) -> None:
    with closing(Talk(ScriptedDesk(), kept)) as talk:
        assert list(talk.ask("", Tab(), " \n")) == []
    assert kept.listed("") == []


def test_an_overlong_question_is_refused_unasked(kept: Conversations) -> None:
    desk = ScriptedDesk()
    tab = said(desk, kept, "x" * (LONGEST_QUESTION + 1))
    assert desk.asked == []
    assert "1,001 characters" in (tab.exchanges[0].failure or "")
    assert len(tab.exchanges[0].question) == LONGEST_QUESTION


def test_asking_again_cuts_what_follows(kept: Conversations) -> None:
    desk = ScriptedDesk(YES, YES, YES, YES)
    tab = said(desk, kept, "First?", "Second?", "Third?")
    with closing(Talk(desk, kept)) as talk:
        second = tab.exchanges[1]
        tab = last_of(talk.again("", tab, second.id), tab)
    assert [each.question for each in tab.exchanges] == ["First?", "Second?"]
    assert desk.asked[-1].history == ("First?",)
    assert told_of(kept, tab) == tab.exchanges
    assert second.id not in [each.id for each in tab.exchanges]


@pytest.mark.parametrize(("text", "asked"), [(" Who? ", "Who?"), (" \n", "First?")])
def test_an_edited_question_takes_the_place_of_the_old(
    kept: Conversations, text: str, asked: str
) -> None:
    desk = ScriptedDesk(YES, YES, YES)
    tab = said(desk, kept, "First?", "Second?")
    with closing(Talk(desk, kept)) as talk:
        tab = last_of(talk.again("", tab, tab.exchanges[0].id, text), tab)
    assert [each.question for each in tab.exchanges] == [asked]
    assert desk.asked[-1] == Question(asked)
    assert told_of(kept, tab) == tab.exchanges


def test_a_question_asked_again_keeps_its_filters_and_wider_drops_them(
    kept: Conversations,
) -> None:
    desk = ScriptedDesk(YES, YES, YES)
    tab = said(desk, kept, "When?", tab=Tab(filters=LIMITED))
    with closing(Talk(desk, kept)) as talk:
        tab = Tab(tab.conversation, Filters(outlets=("Another",)))
        tab = last_of(talk.again("", tab, tab.exchanges[0].id), tab)
        assert tab.filters == Filters(outlets=("Another",))
        tab = last_of(talk.again("", tab, tab.exchanges[0].id, wider=True), tab)
    assert [each.filters for each in desk.asked] == [LIMITED, LIMITED, Filters()]
    assert tab.filters == Filters()


def test_what_is_not_in_the_conversation_is_not_asked_again(kept: Conversations) -> None:
    desk = ScriptedDesk(YES)
    tab = said(desk, kept, "When?")
    with closing(Talk(desk, kept)) as talk:
        assert list(talk.again("", tab, "exc_other")) == []
        assert list(talk.again("", Tab(), tab.exchanges[0].id)) == []
    assert told_of(kept, tab) == tab.exchanges


def test_a_stopped_question_stays_stopped_when_its_answer_comes(
    kept: Conversations, slow: SlowDesk
) -> None:
    with closing(Talk(slow, kept)) as talk:
        steps = talk.ask("", Tab(), "When?")
        tab, _ = next(steps)
        assert slow.asking.wait(60)
        stopped = talk.stop("", tab)
        assert [each.failure for each in stopped.exchanges] == [STOPPED]
        slow.go_on.set()
        late = last_of(steps, tab)
        assert [each.failure for each in late.exchanges] == [STOPPED]
        assert told_of(kept, tab) == stopped.exchanges
        after = last_of(talk.ask("", stopped, "And then?"), stopped)
    assert [each.answer is None for each in after.exchanges] == [True, False]


def test_there_is_nothing_to_stop_once_it_is_answered(kept: Conversations) -> None:
    desk = ScriptedDesk(YES)
    tab = said(desk, kept, "When?")
    with closing(Talk(desk, kept)) as talk:
        assert talk.stop("", tab) == tab
        assert talk.stop("", Tab()) == Tab()


@pytest.mark.parametrize("steps_taken", [1, 3])
def test_an_answer_is_kept_when_the_tab_was_closed_meanwhile(
    kept: Conversations, slow: SlowDesk, steps_taken: int
) -> None:
    talk = Talk(slow, kept)
    steps = talk.ask("", Tab(), "When?")
    for _ in range(steps_taken):
        tab, _ = next(steps)
    closing(steps).__exit__(None, None, None)  # type: ignore[type-var]
    assert slow.asking.wait(60)
    slow.go_on.set()
    list(talk.follow("", tab))
    (found,) = told_of(kept, tab)
    assert found.answer and found.answer.claims == YES.claims


def test_two_owners_have_nothing_in_common(kept: Conversations) -> None:
    desk = ScriptedDesk(YES, YES)
    with closing(Talk(desk, kept)) as talk:
        one = last_of(talk.ask("ann", Tab(), "Mine?"), Tab())
        other = last_of(talk.ask("ben", Tab(), "His?"), Tab())
    assert [question.history for question in desk.asked] == [(), ()]
    assert [each.title for each in kept.listed("ann")] == ["Mine?"]
    assert kept.open("ben", conversation(one).id) is None
    assert told_of(kept, other, "ben") == other.exchanges


def test_a_question_in_anothers_conversation_is_refused(kept: Conversations) -> None:
    desk = ScriptedDesk(YES, YES)
    with closing(Talk(desk, kept)) as talk:
        mine = last_of(talk.ask("ann", Tab(), "Mine?"), Tab())
        with pytest.raises(StoreError, match="not there any more"):
            list(talk.ask("ben", mine, "Yours?"))
        with pytest.raises(StoreError, match="not there any more"):
            list(talk.again("ben", mine, mine.exchanges[0].id))
    assert [question.text for question in desk.asked] == ["Mine?"]
    assert told_of(kept, mine, "ann") == mine.exchanges


def test_nothing_is_dropped_that_another_window_asked(kept: Conversations) -> None:
    desk = ScriptedDesk(YES, YES, YES)
    with closing(Talk(desk, kept)) as talk:
        stale = last_of(talk.ask("", Tab(), "First?"), Tab())
        fresh = last_of(talk.ask("", stale, "Second?"), stale)
        shown = last_of(talk.again("", stale, stale.exchanges[0].id), stale)
        assert shown.exchanges == fresh.exchanges
        asked = last_of(talk.ask("", stale, "Third?"), stale)
    assert [each.question for each in asked.exchanges] == ["First?", "Second?", "Third?"]
    assert desk.asked[-1].history == ("First?", "Second?")
