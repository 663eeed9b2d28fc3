"""The command `readout` as a child process, watched for what must never happen."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds" / "articles"
READOUT = Path(sys.executable).with_name("readout")
# What the commands import, by the command; of all of them, under no name.
IMPORTS = {
    "": ["rag.chatbot", "rag.settings", "index.ingest", "chromadb.api.rust", "tokenizers"],
    "chat": ["gradio", "uvicorn", "ui.web"],
    "eval": ["ui.evaluating", "rag.evals.run", "rag.evals.report"],
}


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


class Warm:
    """A command that runs in a fork of a process which has imported everything: see `warm.py`."""

    def __init__(
        self,
        arguments: list[str],
        streams: list[IO[Any]],
        folder: Path = ROOT,
        settings: dict[str, str] | None = None,
        entry: str = "ui.cli:app",
    ) -> None:
        command = {
            "name": READOUT.name,
            "entry": entry,
            "arguments": arguments,
            "imports": IMPORTS[""] + IMPORTS.get(next(iter(arguments), "") or "-", []),
            "environment": environment(**settings or {}),
            "folder": str(folder.resolve()),
        }
        ours, theirs = socket.socketpair()
        ours.sendall(f"{json.dumps(command)}\n".encode())
        fds = [stream.fileno() for stream in streams]
        socket.send_fds(_forking(), [b"."], [*fds, theirs.fileno()])
        theirs.close()
        self._socket = ours
        self._lines = ours.makefile(encoding="utf-8")
        self.pid = int(self._lines.readline())

    def signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def wait(self) -> int:
        """The exit code, when the command has ended; below 0 the signal that ended it."""
        code = int(self._lines.readline())
        self._lines.close()
        self._socket.close()
        return code


def run_module(command: list[str], **_: Any) -> "subprocess.CompletedProcess[str]":
    """What `subprocess.run` does with `[python, ..., "-m", module, argument, ...]`, in a fork.

    The module has a `main`, as what is run from its file must have.
    """
    _, module, *arguments = command[command.index("-m") :]
    with TemporaryFile() as nothing, TemporaryFile() as out, TemporaryFile() as err:
        process = Warm(arguments, [nothing, out, err], Path.cwd(), entry=f"{module}:main")
        code = process.wait()
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(command, code, out.read().decode(), err.read().decode())


@cache
def _forking() -> socket.socket:
    """To the process that forks, which ends with this one."""
    ours, theirs = socket.socketpair()
    with theirs:
        subprocess.Popen(
            [sys.executable, "-P", str(Path(__file__).with_name("warm.py"))],
            stdin=theirs,
            stdout=subprocess.DEVNULL,
            cwd=os.sep,
            env=environment(PYTHONPATH=str(ROOT)),
            start_new_session=True,
        )
    return ours


def readout(
    *arguments: object, code: int = 0, stdin: str = "", cwd: Path = ROOT, **settings: str
) -> Done:
    """Runs the command to its end. Whatever it does, it shows no traceback."""
    with TemporaryFile() as read, TemporaryFile() as out, TemporaryFile() as err:
        read.write(stdin.encode())
        read.seek(0)
        process = Warm([str(each) for each in arguments], [read, out, err], cwd, settings)
        try:
            ended = process.wait()
        except BaseException:
            process.signal(signal.SIGKILL)
            raise
        out.seek(0)
        err.seek(0)
        return _held(Done(ended, out.read().decode(), err.read().decode()), code)


def installed(*arguments: object, code: int = 0, cwd: Path = ROOT, **settings: str) -> Done:
    """The same of the program as it is installed, started from its file."""
    assert READOUT.exists(), "the package is not installed in this environment"
    done = subprocess.run(
        [READOUT, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        env=environment(**settings),
        cwd=cwd,
        check=False,
    )
    return _held(Done(done.returncode, done.stdout, done.stderr), code)


def _held(done: Done, code: int) -> Done:
    """To what holds for every command that ends with this code."""
    assert done.code == code, done.out + done.err
    assert "Traceback" not in done.err + done.out
    if code == 2:  # wrong usage is told before anything is answered
        assert done.out == ""
    if code:
        assert done.err.strip()
    return done


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


def pipe() -> tuple[IO[str], IO[str]]:
    """Its end to read from, and its end to write to."""
    reading, writing = os.pipe()
    return open(reading, encoding="utf-8"), open(writing, "w", encoding="utf-8")  # noqa: PTH123


@contextmanager
def chat(home: Path) -> Iterator[str]:
    """The chat page on a free port, as its address; held to a clean end."""
    (out, to_out), (err, to_err) = pipe(), pipe()
    with out, err:
        with to_out, to_err, TemporaryFile() as nothing:
            arguments = ["chat", "--port", "0", "--home", str(home)]
            process = Warm(arguments, [nothing, to_out, to_err])
        line = err.readline()
        try:
            assert line.startswith("readout is open at http://127.0.0.1:"), line + err.read()
            yield line.split(" at ")[1].split()[0]
        finally:
            process.signal(signal.SIGINT)  # not there any more: it ended by itself
        assert process.wait() == 0
        assert (out.read(), err.read()) == ("", "")


@contextmanager
def installed_chat(home: Path) -> Iterator[str]:
    """The same of the program as it is installed."""
    with running("chat", "--port", "0", "--home", home) as process:
        assert process.stderr and process.stdout
        line = process.stderr.readline()
        assert line.startswith("readout is open at http://127.0.0.1:"), line + process.stderr.read()
        yield line.split(" at ")[1].split()[0]
        assert process.poll() is None, "the page ended by itself: " + process.stderr.read()
        process.send_signal(signal.SIGINT)
        assert process.wait() == 0
        assert (process.stdout.read(), process.stderr.read()) == ("", "")
