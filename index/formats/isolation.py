"""Parsing of doubtful bytes in a child process that can be killed.

A parser can be made to run for hours or to fill the memory by a file of a few kilobytes. The
child is kept for the next file, so that only the first one pays for its start; it is killed when
it is late, dies alone when it asks for too much memory, and ends with its parent.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict
from importlib import import_module
from multiprocessing.connection import Connection

try:
    import resource
except ImportError:  # Windows has no such limit; the time limit still holds
    resource = None  # type: ignore[assignment]

from index.errors import LoadError
from index.formats.draft import Draft

SECONDS = 20.0
MEMORY_BYTES = 2 * 1024**3  # 100,000 HTML paragraphs took 250 MB
_REPLY_BYTES = 256 * 1024**2


def isolated(task: str, content: bytes, seconds: float | None = None) -> list[Draft]:
    """What `module:function` under `index.formats` makes of `content`, run in the child.

    Raises LoadError with the function's own reason, or when it is late or dies.
    """
    with _keeper.lock:
        return _keeper.child().ask(task, content, SECONDS if seconds is None else seconds)


class _Child:
    def __init__(self) -> None:
        path = os.pathsep.join(entry for entry in sys.path if entry)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-W", "ignore", "-m", "index.formats.isolation"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={**os.environ, "PYTHONPATH": path},
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._requests = Connection(os.dup(self._process.stdin.fileno()), readable=False)
        self._replies = Connection(os.dup(self._process.stdout.fileno()), writable=False)
        self._process.stdin.close()
        self._process.stdout.close()

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, task: str, content: bytes, seconds: float) -> list[Draft]:
        try:
            self._requests.send_bytes(task.encode())
            self._requests.send_bytes(content)
            if not self._replies.poll(seconds):
                self.end()
                raise LoadError(f"reading it took longer than {seconds:.0f} seconds")
            reply = json.loads(self._replies.recv_bytes(_REPLY_BYTES))
        except (EOFError, OSError):
            self.end()
            raise LoadError("reading it took too much memory or broke the parser") from None
        if "reason" in reply:
            raise LoadError(str(reply["reason"]))
        return [
            Draft(**{**draft, "dates": tuple(draft["dates"]), "updated": tuple(draft["updated"])})
            for draft in reply["drafts"]
        ]

    def end(self) -> None:
        self._requests.close()
        self._replies.close()
        self._process.kill()
        self._process.wait()


class _Keeper:
    """Keeps one child, and starts another when it is gone."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self._child: _Child | None = None
        atexit.register(self.end)

    def child(self) -> _Child:
        if self._child is None or not self._child.alive:
            self._child = _Child()
        return self._child

    def end(self) -> None:
        if self._child is not None and self._child.alive:
            self._child.end()


_keeper = _Keeper()


def _serve() -> None:
    """The child: answers one request after another until its parent closes the pipe."""
    requests = Connection(os.dup(0), writable=False)
    replies = Connection(os.dup(1), readable=False)
    os.dup2(2, 1)  # what a parser prints must not get into the replies
    _limit_memory()
    while True:
        try:
            module, function = requests.recv_bytes().decode().split(":")
            content = requests.recv_bytes()
        except (EOFError, OSError):
            return
        try:
            read = getattr(import_module(f"index.formats.{module}"), function)
            reply: dict[str, object] = {"drafts": [asdict(draft) for draft in read(content)]}
        except LoadError as error:
            reply = {"reason": str(error)}
        except MemoryError:
            reply = {"reason": "reading it took too much memory"}
        # Any other error ends the child, and its parent says so.
        replies.send_bytes(json.dumps(reply, default=str).encode())


def _limit_memory() -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


if __name__ == "__main__":
    _serve()
