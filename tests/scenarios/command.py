"""The command `readout` as a child process, watched for what must never happen."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds" / "articles"
READOUT = Path(sys.executable).with_name("readout")


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def answers(self) -> list[dict[str, Any]]:
        """Standard output as JSON Lines."""
        assert self.out.endswith("\n")
        return [json.loads(line) for line in self.out.rstrip("\n").split("\n")]


def environment(**settings: str) -> dict[str, str]:
    """This process's environment without readout's settings, but for where its models are."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("READOUT_") or name == "READOUT_CACHE"
    }
    return kept | settings


def readout(
    *arguments: object, code: int = 0, stdin: str | None = None, cwd: Path = ROOT, **settings: str
) -> Done:
    """Runs the command to its end. Whatever it does, it shows no traceback."""
    assert READOUT.exists(), "the package is not installed in this environment"
    done = subprocess.run(
        [READOUT, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env=environment(**settings),
        cwd=cwd,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    if code == 2:  # wrong usage is told before anything is answered
        assert done.stdout == ""
    if code:
        assert done.stderr.strip()
    return Done(done.returncode, done.stdout, done.stderr)


@contextmanager
def running(*arguments: object) -> Iterator["subprocess.Popen[str]"]:
    """A command that stays, with pipes; stopped by Ctrl-C when the block ends."""
    with subprocess.Popen(
        [READOUT, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment(),
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)


@contextmanager
def chat(home: Path) -> Iterator[str]:
    """The chat page on a free port, as its address; held to a clean end."""
    with running("chat", "--port", "0", "--home", home) as process:
        assert process.stderr and process.stdout
        line = process.stderr.readline()
        assert line.startswith("readout is open at http://127.0.0.1:"), line + process.stderr.read()
        yield line.split(" at ")[1].split()[0]
        assert process.poll() is None, "the page ended by itself: " + process.stderr.read()
        process.send_signal(signal.SIGINT)
        assert process.wait() == 0
        assert process.stderr.read() == ""
        assert process.stdout.read() == ""
