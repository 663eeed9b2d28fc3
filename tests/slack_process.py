"""Real processes of `readout slack --http` against the fake Slack, to be killed and begun anew."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.fake_slack import FakeSlack

ROOT = Path(__file__).parents[1]
_ANSWERS = "readout answers Slack at "


@dataclass
class App:
    """One process."""

    pid: int
    port: int
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/slack/events"

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8") if self.log.exists() else ""

    def is_running(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Sends a signal; not waited for."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def wait(self, seconds: float = 30.0) -> None:
        """Until it ended."""
        end = time.monotonic() + seconds
        while self.is_running():
            if time.monotonic() > end:
                raise TimeoutError(f"the process did not end: {self.said}")
            time.sleep(0.01)


class Apps:
    """Starts processes that answer in one fake workspace, from one home."""

    def __init__(self, parent: "subprocess.Popen[str]", slack: FakeSlack, home: Path) -> None:
        self._parent = parent
        self._slack = slack
        self._home = home
        self.all: list[App] = []

    def start(self, port: int = 0, *, wait: bool = True, **how: Any) -> App:
        """A new one, at a port that stays its own; `how` as `slack_child` tells."""
        port = port or free_port()
        log = self._home.parent / f"slack-{len(self.all)}.log"
        environment = {
            "SLACK_BOT_TOKEN": self._slack.bot_token,
            "SLACK_SIGNING_SECRET": self._slack.signing_secret,
            "SLACK_API_URL": self._slack.api_url,
        }
        arguments = ["--http", str(port), "--home", str(self._home)]
        told = {"arguments": arguments, "environment": environment, "log": str(log), **how}
        assert self._parent.stdin and self._parent.stdout
        self._parent.stdin.write(json.dumps(told) + "\n")
        self._parent.stdin.flush()
        app = App(int(self._parent.stdout.readline()), port, log)
        self.all.append(app)
        if wait:
            self.ready(app)
        return app

    def ready(self, app: App, seconds: float = 60.0) -> None:
        """Until it answers, or has ended."""
        end = time.monotonic() + seconds
        while _ANSWERS not in app.said and app.is_running():
            if time.monotonic() > end:
                raise TimeoutError(f"the process does not answer: {app.said}")
            time.sleep(0.01)


@contextmanager
def apps(slack: FakeSlack, home: Path) -> Iterator[Apps]:
    """What starts processes; those that are left are killed at the end."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("READOUT_", "SLACK_")) or name == "READOUT_CACHE"
    }
    with subprocess.Popen(
        [sys.executable, "-m", "tests.slack_child"],
        cwd=ROOT,
        env=kept,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdin and parent.stdout
        assert parent.stdout.readline() == "ready\n"
        started = Apps(parent, slack, home)
        try:
            yield started
        finally:
            for app in started.all:
                app.kill()
            parent.stdin.close()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
