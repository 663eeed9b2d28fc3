"""The inbox: a job is taken in once, claimed once, and done in its turn."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.sqlite_file import SqliteFile
from ui.slack.inbox import Inbox, Job
from ui.slack.runs import Run
from ui.slack.threads import open_file


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SqliteFile]:
    opened = open_file(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def inbox(file: SqliteFile, tmp_path: Path) -> Iterator[Inbox]:
    run = Run(tmp_path)
    yield Inbox(file, run)
    run.end()


def job(number: int, lane: str | None = None) -> Job:
    return Job(f"question {number}", "question", lane or f"lane {number}", {"text": f"n {number}"})


def keys(inbox: Inbox) -> list[str]:
    """All that can be claimed now, in turn."""
    return [each.key for each in iter(inbox.claim, None)]


def test_a_job_is_taken_in_and_claimed_once(inbox: Inbox) -> None:
    assert inbox.put(job(1))
    assert not inbox.put(job(1))
    claimed = inbox.claim()
    assert claimed
    assert (claimed.key, claimed.kind, claimed.body) == ("question 1", "question", {"text": "n 1"})
    assert claimed.tries == 1
    assert claimed.received > 0
    assert inbox.claim() is None
    assert not inbox.put(job(1))
    inbox.done(claimed)
    assert not inbox.put(job(1))
    assert inbox.claim() is None
    assert inbox.left() == 0


def test_a_lane_is_done_in_turn_and_holds_up_no_other(inbox: Inbox) -> None:
    for number, lane in enumerate(["a", "a", "b", "a", "b"]):
        inbox.put(job(number, lane))
    first, second = inbox.claim(), inbox.claim()
    assert first
    assert second
    assert (first.key, second.key) == ("question 0", "question 2")
    assert inbox.claim() is None
    inbox.done(first)
    assert keys(inbox) == ["question 1"]
    inbox.done(second)
    assert keys(inbox) == ["question 4"]
    assert inbox.left() == 3


def test_what_is_given_back_is_done_later_and_keeps_its_turn(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox.put(job(1, "a"))
    inbox.put(job(2, "a"))
    claimed = inbox.claim()
    assert claimed
    inbox.give_back(claimed, 200)
    assert inbox.claim() is None  # neither it nor what comes after it
    later = time.time() + 201
    monkeypatch.setattr("ui.slack.inbox.time.time", lambda: later)
    again = inbox.claim()
    assert again
    assert (again.key, again.tries) == ("question 1", 1)  # what is given back was no try


def test_what_a_process_left_is_done_by_another(file: SqliteFile, tmp_path: Path) -> None:
    gone, here = Run(tmp_path), Run(tmp_path)
    first, second = Inbox(file, gone), Inbox(file, here)
    for number in range(3):
        first.put(job(number))
    assert first.claim()
    mine = second.claim()
    assert mine
    assert second.recover() == 0  # both live
    gone.end()
    assert second.recover() == 1
    assert keys(second) == ["question 0", "question 2"]
    assert second.recover() == 0
    here.end()


def test_what_was_said_is_not_kept_once_it_is_done(
    inbox: Inbox, file: SqliteFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox.put(Job("question 1", "question", "a", {"text": "xylophone"}))
    claimed = inbox.claim()
    assert claimed
    inbox.done(claimed)
    assert file.read().execute("SELECT key, body FROM jobs").fetchall() == [("question 1", "{}")]
    # A week later nobody tries to deliver it any more.
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now + 8 * 24 * 3600)
    inbox.put(job(2))
    later = inbox.claim()
    assert later
    inbox.done(later)
    assert file.read().execute("SELECT key FROM jobs").fetchall() == [("question 2",)]


@settings(max_examples=15)
@given(st.data())
def test_however_it_goes_each_job_is_done_once_and_in_turn(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    home = tmp_path_factory.mktemp("home")
    file = open_file(home)
    runs = [Run(home), Run(home)]
    boxes = [Inbox(file, each) for each in runs]
    lanes = data.draw(st.lists(st.sampled_from("ab"), max_size=5))
    for number, lane in enumerate(lanes):
        boxes[number % 2].put(job(number, lane))
    held: list[tuple[int, Job]] = []
    done: list[str] = []
    while boxes[0].left():
        who = data.draw(st.integers(0, 1))
        claimed = boxes[who].claim()
        if claimed:
            held.append((who, claimed))
        assert len({each.lane for _, each in held}) == len(held)
        if held:
            who, each = held.pop(data.draw(st.integers(0, len(held) - 1)))
            if data.draw(st.booleans()):
                boxes[who].give_back(each, 0)
            else:
                boxes[who].done(each)
                done.append(each.key)
    for lane in "ab":
        expected = [f"question {n}" for n, each in enumerate(lanes) if each == lane]
        assert [key for key in done if key in expected] == expected
    assert len(done) == len(lanes)
    file.close()
    for run in runs:
        run.end()
