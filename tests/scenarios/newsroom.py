"""`readout slack` as a process, and the people of a made-up workspace who talk to it."""

import itertools
import json
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from tests.fake_slack import Channel, FakeSlack, Message, User
from tests.scenarios.command import READOUT, ROOT, environment

T = TypeVar("T")

PAGE = "http://desk.example:7860"
PATIENCE = 60.0  # seconds until something that does not happen is a failure
ANSWERED = "[Right]"  # the button that stands under every answer


@dataclass
class Newsroom:
    slack: FakeSlack
    home: Path
    ann: User
    bob: User
    log: list[str] = field(default_factory=list)
    _count: Any = field(default_factory=itertools.count)

    def channel(self, app: bool = True) -> Channel:
        """A new channel with Ann and Bob in it."""
        return self.slack.add_channel(f"desk-{next(self._count)}", self.ann, self.bob, app=app)

    def until(self, found: Callable[[], T], what: str = "") -> T:
        """What `found` returns, as soon as that is true."""
        return self.slack.wait_for(found, PATIENCE, what)

    def said_after(self, asked: Message, containing: str = "") -> list[Message]:
        """What the app says now, after a message and in its thread, with these words."""
        thread = self.slack.thread(asked.channel, asked.thread_ts or asked.ts)
        said = [each for each in thread if self.slack.is_apps(each) and each.ts > asked.ts]
        return [each for each in said if containing in self.slack.shown(each)]

    def answer(self, asked: Message, containing: str = ANSWERED) -> Message:
        """What is said to a message, with these words, once it is said."""
        [said] = self.until(
            lambda: self.said_after(asked, containing), what=f"an answer with {containing!r}"
        )
        return said

    def ask(
        self,
        user: User,
        channel: Channel,
        text: str,
        containing: str = ANSWERED,
        thread: Message | None = None,
    ) -> tuple[Message, str]:
        """What was said to a question, and what a person reads there."""
        said = self.answer(self.slack.say(user, channel, text, thread), containing)
        return said, self.slack.shown(said)

    def whispers(self, user: User, channel: Channel | None = None) -> list[str]:
        """What only this person reads, there or anywhere."""
        seen = self.slack.ephemerals(user)
        return [self.slack.shown(e) for e in seen if channel is None or e.channel == channel.id]

    def whispered(self, user: User, containing: str, channel: Channel | None = None) -> Message:
        """The latest message with these words that only this person sees, once there is one."""

        def found() -> list[Message]:
            seen = self.slack.ephemerals(user)
            seen = [each for each in seen if channel is None or each.channel == channel.id]
            return [each for each in seen if containing in self.slack.shown(each)]

        return self.until(found, what=f"only {user.name} reads {containing!r}")[-1]

    def is_left_alone(self, ts: str) -> bool:
        """Whether nothing is done about a message, once all that was told is acknowledged."""
        self.slack.wait_idle(PATIENCE)
        with closing(sqlite3.connect(self.home / "slack.db")) as file:
            # What is acknowledged is written down, if it ever will be.
            kept = file.execute("SELECT count(*) FROM jobs WHERE instr(key, ?)", (ts,)).fetchone()
        return bool(kept[0] == 0)

    def feedback(self) -> list[dict[str, Any]]:
        kept = (self.home / "feedback.jsonl").read_text("utf-8").splitlines()
        return [json.loads(line) for line in kept]

    def refusals(self) -> list[tuple[str, str]]:
        """Each call that Slack refused, and its word for it."""
        answers = [(call.method, call.answer or {}) for call in self.slack.calls]
        return [(method, said["error"]) for method, said in answers if said.get("error")]


@contextmanager
def newsroom(home: Path, *, socket: bool = False) -> Iterator[Newsroom]:
    """A workspace with the app in it, which is held to good manners and a clean end."""
    with FakeSlack(retry_delays=(0.2, 0.2, 0.2)) as slack:
        room = Newsroom(slack, home, slack.add_user("ann"), slack.add_user("bob"))
        way = () if socket else ("--http", "0")
        with subprocess.Popen(
            [READOUT, "slack", *way, "--home", home],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=environment(**variables(slack), READOUT_PAGE_URL=PAGE),
            cwd=ROOT,
        ) as process:
            assert process.stderr
            assert process.stdout
            line = process.stderr.readline()
            assert line.endswith("(Ctrl-C stops it)\n"), line + process.stderr.read()
            if socket:
                assert line.startswith("readout answers in Slack as @newsbot of ")
            else:
                assert line.startswith("readout answers Slack at http://127.0.0.1:")
                slack.app_url = line.split(" at ")[1].split()[0]
            reading = Thread(target=lambda: room.log.extend(process.stderr or ()), daemon=True)
            reading.start()
            try:
                yield room
                assert process.poll() is None, f"it ended by itself: {room.log}"
            finally:
                process.send_signal(signal.SIGINT)
                code = process.wait(20)
                reading.join(5)
            assert code == 0
            assert process.stdout.read() == ""
        has_good_manners(room)


def has_good_manners(room: Newsroom) -> None:
    """Nothing live in any message, no misuse of Slack, and a log that keeps secrets."""
    slack = room.slack
    assert slack.pings() == []
    assert slack.bare_links() == []
    assert slack.violations == []
    assert [each for each in room.refusals() if each[1].startswith(("invalid_b", "msg_"))] == []
    log = "".join(room.log)
    assert "Traceback" not in log
    for secret in (slack.bot_token, slack.app_token, slack.signing_secret):
        assert secret not in log
    assert "xylophone" not in log  # which some of the questions are about


def variables(slack: FakeSlack) -> dict[str, str]:
    """The environment of an app of this workspace."""
    return {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.api_url,
    }
