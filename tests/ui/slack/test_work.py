"""Jobs are done whatever fails: nothing is lost, nothing is done twice, and a person is told."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.errors import StoreError
from index.sqlite_file import SqliteFile
from ui.slack import work as work_module
from ui.slack.answering import Stopped
from ui.slack.api import Refused, Unclear
from ui.slack.inbox import Inbox, Job
from ui.slack.runs import Run
from ui.slack.threads import open_file
from ui.slack.work import Work


class Doing:
    """A `Work` over one kind of job, with what it does and whom it apologised to."""

    def __init__(self, file: SqliteFile, home: Path) -> None:
        self.run = Run(home)
        self.inbox = Inbox(file, self.run)
        self.done: list[str] = []
        self.apologies: list[tuple[str, BaseException]] = []
        self.handle: Callable[[Job], None] = lambda job: None
        self.work = Work(self.inbox, {"question": self._do}, self._apologise)

    def _do(self, job: Job) -> None:
        self.handle(job)
        self.done.append(job.key)

    def _apologise(self, job: Job, error: BaseException) -> None:
        self.apologies.append((job.key, error))

    def put(self, count: int, lane: str | None = None) -> None:
        for number in range(count):
            self.inbox.put(Job(f"job {number}", "question", lane or f"lane {number}"))
        self.work.wake()

    def settle(self, left: int = 0) -> None:
        end = time.monotonic() + 30
        while self.inbox.left() > left:
            assert time.monotonic() < end, f"{self.inbox.left()} are left"
            time.sleep(0.005)


@pytest.fixture
def doing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Doing]:
    monkeypatch.setattr(work_module, "_LOOK", 0.01)
    monkeypatch.setattr(work_module, "_SHORTEST_PAUSE", 0.01)
    file = open_file(tmp_path)
    found = Doing(file, tmp_path)
    found.work.start()
    yield found
    found.work.close()
    found.run.end()
    file.close()


def failing(times: int, error: Exception) -> Callable[[Job], None]:
    left = [times]

    def handle(_: Job) -> None:
        left[0] -= 1
        if left[0] >= 0:
            raise error

    return handle


def test_what_slack_did_not_answer_is_done_again_and_in_turn(doing: Doing) -> None:
    doing.handle = failing(2, Unclear("chat.postMessage", "status 503"))
    doing.put(3, "one lane")
    doing.settle()
    assert doing.done == ["job 0", "job 1", "job 2"]
    assert doing.apologies == []


def test_a_store_that_is_locked_for_a_moment_costs_no_answer(doing: Doing) -> None:
    doing.handle = failing(2, StoreError("locked"))
    doing.put(1)
    doing.settle()
    assert (doing.done, doing.apologies) == (["job 0"], [])


@pytest.mark.parametrize("error", [Refused("chat.postMessage", "is_archived"), KeyError("x")])
def test_what_fails_for_good_is_told_once_and_blocks_nothing(
    doing: Doing, error: Exception
) -> None:
    doing.handle = failing(1, error)
    doing.put(2, "one lane")
    doing.settle()
    assert doing.apologies == [("job 0", error)]
    assert doing.done == ["job 1"]


def test_a_job_over_which_slack_alone_fails_is_given_up_in_the_end(
    doing: Doing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work_module, "_ONE_GONE", 0.0)
    error = Unclear("chat.postMessage", "status 500")
    error.alone = True
    doing.handle = failing(1, error)
    doing.put(1)
    doing.settle()
    assert doing.apologies == [("job 0", error)]


@pytest.mark.parametrize("method", ["done", "give_back"])
def test_what_cannot_be_put_away_on_a_full_disk_is_put_away_later(
    doing: Doing, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    put_away, left = getattr(doing.inbox, method), [3]

    def full(*arguments: object) -> None:
        left[0] -= 1
        if left[0] >= 0:
            raise StoreError("disk full")
        put_away(*arguments)

    monkeypatch.setattr(doing.inbox, method, full)
    if method == "give_back":
        doing.handle = failing(1, Unclear("chat.update", "cut"))
    doing.put(2, "one lane")
    doing.settle()
    assert doing.done == ["job 0", "job 1"]  # once each, though it was not known to be done


def test_a_job_that_ends_processes_is_given_up(
    doing: Doing, monkeypatch: pytest.MonkeyPatch
) -> None:
    doing.work.close()
    doing.put(1)
    for _ in range(work_module._CRASHES):
        crashed = Run(doing.run._folder.parent)
        assert Inbox(doing.inbox._file, crashed).claim()
        crashed.end()
        assert doing.inbox.recover() == 1
    doing.work = Work(doing.inbox, {"question": doing._do}, doing._apologise)
    doing.work.start()
    doing.settle()
    assert [key for key, _ in doing.apologies] == ["job 0"]
    assert doing.done == []


def test_where_no_thread_is_to_be_had_the_job_waits(
    doing: Doing, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, left = threading.Thread.start, [2]

    def refuse(self: threading.Thread) -> None:
        if self.name.startswith("slack-job"):
            left[0] -= 1
            if left[0] >= 0:
                raise RuntimeError("can't start new thread")
        start(self)

    monkeypatch.setattr(threading.Thread, "start", refuse)
    doing.put(3)
    doing.settle()
    assert sorted(doing.done) == ["job 0", "job 1", "job 2"]


def test_threads_that_nobody_needs_end(doing: Doing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work_module, "_SPARE", 0.02)
    before = set(threading.enumerate())
    together = threading.Barrier(20)
    doing.handle = lambda job: together.wait(10) and None
    doing.put(20)
    doing.settle()
    end = time.monotonic() + 30
    while set(threading.enumerate()) - before:
        assert time.monotonic() < end
        time.sleep(0.005)
    doing.handle = lambda job: None
    doing.inbox.put(Job("one more", "question", "other"))
    doing.work.wake()
    doing.settle()
    assert len(doing.done) == 21


def test_an_ending_process_says_what_is_unfinished_and_gives_it_back(doing: Doing) -> None:
    go_on = threading.Event()

    def handle(_: Job) -> None:
        go_on.wait(30)
        raise Stopped

    doing.handle = handle
    doing.put(1)
    end = time.monotonic() + 30
    while doing.inbox._rows("SELECT 1 FROM jobs WHERE state = 'waiting'"):
        assert time.monotonic() < end
        time.sleep(0.005)
    assert not doing.work.close(0.05)
    go_on.set()
    assert doing.work.close(30)
    again = doing.inbox.claim()
    assert again
    assert (again.key, again.tries) == ("job 0", 1)
    assert doing.apologies == []


def test_a_clock_that_is_put_back_delays_nothing(
    doing: Doing, monkeypatch: pytest.MonkeyPatch
) -> None:
    doing.work.close()
    doing.put(2)
    first = doing.inbox.claim()
    assert first
    doing.inbox.give_back(first, 60)
    earlier = time.time() - 24 * 3600
    monkeypatch.setattr("ui.slack.inbox.time.time", lambda: earlier)
    found = [doing.inbox.claim(), doing.inbox.claim()]
    assert {each.key for each in found if each} == {"job 0", "job 1"}
