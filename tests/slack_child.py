"""`readout slack` in a process that breaks as it is told: `python -m tests.slack_child`.

Reads a JSON object a line, and for each forks a process (quick, since all is imported by then) that
becomes `readout slack` with its `arguments`, `environment`, `log` (a file for stderr) and:

- `die`: "before:write:3", "after:call:1": ends as by kill -9, at the third transaction in slack.db
  or conversations.db, or once Slack has done what the first call asked for.
- `answering`: "stuck" never answers, "busy" keeps a core busy in Python instead.
- `switch`: seconds for which a thread runs while others want to (`sys.setswitchinterval`).
- `light`: answers without a model, and does nothing in the background.

Its process id is printed.
"""

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_BUSY = 20.0  # seconds


def main() -> None:
    _import_all()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries them
    print("ready", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _become(json.loads(line))
        print(child, flush=True)


def _import_all() -> None:
    import chromadb  # noqa: F401
    import slack_bolt.adapter.starlette.handler  # noqa: F401
    import uvicorn  # noqa: F401

    import rag.chatbot
    import ui.slack.service
    import ui.slack_command

    assert rag.chatbot and ui.slack.service


def _become(told: dict[str, Any]) -> None:
    from ui.cli import app

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(told["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(log, 2)
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(0, 1)
    os.environ.update(told["environment"])
    _break(told)
    code = 1
    try:
        app(["slack", *told["arguments"]])
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        sys.stderr.flush()
        os._exit(code)


def _break(told: dict[str, Any]) -> None:
    from rag.chatbot import Chatbot

    if told.get("die"):
        _die(told["die"])
    if told.get("light"):
        _lighten()
    if told.get("switch"):
        import ui.slack.service

        ui.slack.service._SWITCH = told["switch"]
    if told.get("answering"):
        stall = {"stuck": _hang, "busy": _spin}[told["answering"]]

        def ask(*_: Any) -> Any:
            stall()

        Chatbot.ask = ask  # type: ignore[method-assign]


def _lighten() -> None:
    from index.corpus import Corpus
    from rag import chatbot, settings
    from rag.suggestions import Suggestions
    from tests.doubles import HashingEmbedder

    replaced: list[tuple[Any, str, Any]] = [
        (settings, "open_embedder", lambda name: HashingEmbedder()),
        (chatbot, "open_span_reader", lambda name: None),
        (Corpus, "keep_up", lambda self: None),
        (Suggestions, "start", lambda self: None),
    ]
    for owner, name, instead in replaced:
        assert hasattr(owner, name)
        setattr(owner, name, instead)


def _hang() -> None:
    threading.Event().wait()


def _spin() -> None:
    """What keeps other threads from running most: Python code that never waits."""
    end = time.monotonic() + _BUSY
    while time.monotonic() < end:
        sum(range(1000))


def _die(point: str) -> None:
    side, what, number = point.split(":")
    counted = _counter(int(number))
    if what == "write":
        _around_writes(side, counted)
    else:
        _around_calls(side, counted)


def _counter(number: int) -> Callable[[], None]:
    """Ends the process when it is called for the `number`th time."""
    left, guard = [number], threading.Lock()

    def count() -> None:
        with guard:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return count


def _around_writes(side: str, count: Callable[[], None]) -> None:
    from index.sqlite_file import SqliteFile

    write = SqliteFile.write

    @contextmanager
    def counted(self: SqliteFile, **how: Any) -> Iterator[Any]:
        ours = Path(self._path).name in ("slack.db", "conversations.db")
        if ours and side == "before":
            count()
        with write(self, **how) as connection:
            yield connection
        if ours and side == "after":
            count()

    SqliteFile.write = counted  # type: ignore[method-assign]


def _around_calls(side: str, count: Callable[[], None]) -> None:
    from slack_sdk import WebClient

    api_call = WebClient.api_call

    def counted(self: WebClient, api_method: str, **content: Any) -> Any:
        asked = api_method != "auth.test"
        if asked and side == "before":
            count()
        try:
            return api_call(self, api_method, **content)
        finally:
            if asked and side == "after":
                count()

    WebClient.api_call = counted  # type: ignore[method-assign]


if __name__ == "__main__":
    main()
