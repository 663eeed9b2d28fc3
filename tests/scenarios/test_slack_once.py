"""Every question in Slack is answered exactly once, whatever Slack and the machine do meanwhile."""

import signal
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.corpus import Corpus
from index.ingest import ingest
from tests.doubles import HashingEmbedder
from tests.fake_slack import Channel, FakeSlack, Message, User
from tests.scenarios.command import SEEDS
from tests.slack_process import App, Apps, apps

PATIENCE = 60.0  # seconds
QUESTIONS = (
    "When do the tariffs on cars start?",
    "How high are the tariffs on cars?",
    "Who spoke with Mr Carney?",
    "When is the election in Canada?",
)


class Desk:
    """A workspace with one channel, and a home that processes share."""

    def __init__(self, slack: FakeSlack, home: Path, started: Apps) -> None:
        self.slack = slack
        self.home = home
        self.ann: User = slack.add_user("ann")
        self.channel: Channel = slack.add_channel("desk", self.ann)
        self._started = started

    def start(self, port: int = 0, **how: Any) -> App:
        return self._started.start(port, light=True, **how)

    def ask(self, count: int, thread: Message | None = None) -> list[Message]:
        """Mentions: each comes to the app as two events."""
        return [
            self.slack.say(
                self.ann,
                self.channel,
                f"{self.slack.mention} {QUESTIONS[number % len(QUESTIONS)]}",
                thread,
            )
            for number in range(count)
        ]

    def waiting(self) -> int:
        """How many jobs are still to be done."""
        with closing(sqlite3.connect(self.home / "slack.db")) as file:
            return int(
                file.execute("SELECT count(*) FROM jobs WHERE state != 'done'").fetchone()[0]
            )

    def settle(self, asked: Sequence[Message]) -> None:
        """Until all are answered and nothing is left to be done."""
        end = time.monotonic() + PATIENCE
        while self.waiting() or not all(self.said(each) for each in asked):
            assert time.monotonic() < end, f"{self.waiting()} jobs are left"
            time.sleep(0.02)

    def said(self, asked: Message) -> list[str]:
        """What the app says to a message that began a thread."""
        return [self.slack.shown(each) for each in self.slack.replies(asked)]

    def assert_once(self, asked: Sequence[Message]) -> None:
        """One answer to each, and it is one: with an article."""
        self.settle(asked)
        for each in asked:
            [said] = self.said(each)
            assert "[Show passages]" in said, said
        assert self.slack.violations == []


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("slack") / "home"
    with Corpus(folder, HashingEmbedder()) as corpus:
        ingest(corpus, [str(SEEDS)])
    return folder


@pytest.fixture(scope="module")
def slack() -> Iterator[FakeSlack]:
    with FakeSlack(retry_delays=(0.05, 0.5, 1.0, 2.0, 4.0, 8.0)) as found:
        yield found


@pytest.fixture(scope="module")
def parent(slack: FakeSlack, home: Path) -> Iterator[Apps]:
    with apps(slack, home) as started:
        yield started


@pytest.fixture
def desk(slack: FakeSlack, home: Path, parent: Apps) -> Iterator[Desk]:
    yield Desk(slack, home, parent)
    slack.faults.clear()
    slack.rates.clear()
    slack.rates.violations.clear()
    for app in parent.all:
        app.kill()
        app.wait()
        assert "Traceback" not in app.said


def test_a_kill_between_receiving_and_answering_and_a_storm_of_repeats(desk: Desk) -> None:
    stuck = desk.start(answering="stuck")
    desk.slack.app_url = stuck.address
    before = desk.ask(30)
    desk.slack.wait_idle()
    assert all(each.acked for each in desk.slack.deliveries)
    stuck.kill()
    stuck.wait()
    meanwhile = desk.ask(10)  # Slack finds nobody, and tries again
    again = desk.start(stuck.port)
    for number, delivery in enumerate(desk.slack.deliveries[:40]):
        assert desk.slack.again(delivery, exact=number % 2 == 0).status == 200
    desk.slack.wait_idle(PATIENCE)
    desk.assert_once([*before, *meanwhile])
    for delivery in desk.slack.deliveries[:20]:  # and once more when all is done
        assert desk.slack.again(delivery, exact=False).status == 200
    desk.assert_once([*before, *meanwhile])
    assert again.is_running()


def test_two_processes_share_the_questions_of_one_home(desk: Desk) -> None:
    both = [desk.start(), desk.start()]
    desk.slack.app_url = [each.address for each in both]
    first = desk.ask(12)
    desk.assert_once(first)
    more = desk.ask(12)
    both[0].kill()  # in the middle: the other takes over what it had begun
    desk.slack.app_url = both[1].address
    desk.assert_once([*first, *more])


_EFFECTS: dict[str, dict[str, Any]] = {
    "cut after it was posted": {"cut": True, "effect": True},
    "500 after it was posted": {"status": 500, "effect": True},
    "garbage after it was posted": {"body": b"<html>", "effect": True},
    "an answer that says nothing, after it was posted": {"body": b'{"ok": true}', "effect": True},
    "a list after it was posted": {"body": b"[]", "effect": True},
    "503, not posted": {"status": 503},
    "cut, not posted": {"cut": True},
}


def test_a_post_that_may_have_been_made_is_there_once(desk: Desk) -> None:
    desk.slack.app_url = desk.start().address
    for name, fault in _EFFECTS.items():
        desk.slack.fail("chat.postMessage", times=2, **fault)
        asked = desk.ask(1)
        desk.assert_once(asked)
        desk.slack.faults.clear()
        assert len(desk.said(asked[0])) == 1, name


def test_a_post_is_made_again_when_slack_says_so_and_not_before(desk: Desk) -> None:
    desk.slack.app_url = desk.start().address
    desk.slack.fail("chat.postMessage", status=429, retry_after=2)
    [root] = desk.ask(1)
    others = desk.ask(6)
    desk.assert_once([root, *others])
    desk.slack.fail("chat.postMessage", status=429, retry_after=1)
    for _ in range(3):
        desk.ask(1, thread=root)
        desk.slack.wait_idle()  # what is sent at once may come in any order
    desk.slack.wait_for_reply(root, count=4, timeout=PATIENCE)
    desk.settle([])
    answered = [
        str((each.metadata or {})["event_payload"]["question"]) for each in desk.slack.replies(root)
    ]
    assert len(answered) == 4
    assert answered == sorted(answered)
    assert desk.slack.violations == []


def test_what_could_not_be_said_while_slack_was_down_is_said_later(desk: Desk) -> None:
    desk.slack.app_url = desk.start().address
    down_until = time.monotonic() + 6.0
    desk.slack.fail("*", 10_000, status=503, when=lambda _: time.monotonic() < down_until)
    asked = desk.ask(5)
    desk.assert_once(asked)


def test_a_process_that_is_told_to_end_leaves_its_questions_to_the_next(desk: Desk) -> None:
    stuck = desk.start(answering="stuck")
    desk.slack.app_url = stuck.address
    asked = desk.ask(5)
    desk.slack.wait_idle()
    stuck.kill(signal.SIGTERM)
    stuck.wait()
    desk.slack.app_url = desk.start().address
    desk.assert_once(asked)


@pytest.mark.parametrize("point", ["before:write", "before:call", "after:call"])
def test_a_kill_at_any_step_of_an_answer_leaves_one_answer(desk: Desk, point: str) -> None:
    died = True
    number = 0
    while died:
        number += 1
        dying = desk.start(die=f"{point}:{number}")
        desk.slack.app_url = dying.address
        asked = desk.ask(1)
        end = time.monotonic() + PATIENCE
        while dying.is_running() and (desk.waiting() or not desk.said(asked[0])):
            assert time.monotonic() < end
            time.sleep(0.01)
        time.sleep(0.05 if dying.is_running() else 0.0)  # it may still write
        died = not dying.is_running()
        dying.kill()
        dying.wait()
        healthy = desk.start(dying.port)
        desk.assert_once(asked)
        healthy.kill()
        healthy.wait()
    assert number > {"before:write": 8, "before:call": 1, "after:call": 1}[point]
