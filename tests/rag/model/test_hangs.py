"""What no server of the fake does: a name server that hangs, a handshake that never ends."""

import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from rag.model.endpoint import warm
from rag.model.model import Fault
from rag.model.remote import RemoteModel
from tests.fake_model import FakeModel
from tests.rag.model.conftest import SAID, SHORT, Read

Opened = Callable[..., RemoteModel]
HANGS = 20.0  # seconds: past any limit here, short of the test's own


@pytest.fixture
def name_server(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Names are resolved when the event is set, and not before."""
    answers = threading.Event()
    resolve = socket.getaddrinfo

    def hang(*arguments: Any, **options: Any) -> Any:
        answers.wait(HANGS)
        return resolve(*arguments, **options)

    monkeypatch.setattr("rag.model.wire.socket.getaddrinfo", hang)
    return answers


def test_a_name_server_that_hangs(opened: Opened, name_server: threading.Event) -> None:
    model = opened(SHORT)
    reads = [Read(model) for _ in range(6)]
    failures = [read.failure for read in reads]
    assert [failure and failure.fault for failure in failures] == [
        *[Fault.UNREACHABLE] * 3,
        *[Fault.RESTING] * 3,
    ]
    assert max(read.seconds for read in reads) < HANGS
    assert len(_threads()) == 3
    name_server.set()
    for thread in _threads():
        thread.join(HANGS)
    assert not _threads()


def test_threads_that_hang_take_the_places(opened: Opened, name_server: threading.Event) -> None:
    model = opened(replace(SHORT, at_once=1))
    assert _fault(Read(model)) is Fault.UNREACHABLE
    assert _fault(Read(model)) is Fault.CROWDED
    assert len(_threads()) == 1
    name_server.set()
    _threads()[0].join(HANGS)
    assert Read(model).text == SAID


def test_a_handshake_that_never_ends(opened: Opened) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        model = opened(SHORT, url=f"https://127.0.0.1:{silent.getsockname()[1]}/v1")
        warm(model.settings).join()
        assert _fault(Read(model)) is Fault.UNREACHABLE
        for thread in _threads():
            thread.join(HANGS)
        assert not _threads()


def test_an_end_without_encryption_is_not_reached(fake: FakeModel, opened: Opened) -> None:
    model = opened(SHORT, url=fake.url.replace("http:", "https:"))
    assert _fault(Read(model)) is Fault.UNREACHABLE


def test_a_queue_that_is_full_connects_to_nobody(opened: Opened) -> None:
    """The backlog of a listener that accepts nobody: the handshake of TCP is never answered."""
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [_begin_connecting(full.getsockname()) for _ in range(4)]
        model = opened(SHORT, url=f"http://127.0.0.1:{full.getsockname()[1]}/v1")
        assert _fault(Read(model)) in (Fault.UNREACHABLE, Fault.SILENT)
        for each in waiting:
            each.close()


def test_a_host_that_is_not_there(opened: Opened) -> None:
    read = Read(opened(url="http://nowhere.invalid/v1"))
    assert str(read.failure) == (
        "The model at nowhere.invalid cannot be reached; see whether it runs, and"
        " READOUT_LLM_BASE_URL."
    )


def test_start_up_loads_none_of_the_libraries() -> None:
    """They take seconds; a command that asks no model must not wait for them."""
    script = (
        "import sys, rag.settings, rag.model, rag.model.model, rag.model.endpoint,"
        " rag.model.settings, rag.model.remote;"
        "print(*{name.split('.')[0] for name in sys.modules}"
        " & {'httpx', 'httpcore', 'openai', 'llama_index', 'anthropic', 'tiktoken'})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def _begin_connecting(address: Any) -> socket.socket:
    waiting = socket.socket()
    waiting.setblocking(False)
    waiting.connect_ex(address)
    return waiting


def _fault(read: Read) -> Fault:
    assert read.failure is not None
    return read.failure.fault


def _threads() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each.name == "readout-model"]
