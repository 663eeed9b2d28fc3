"""A real Chroma server on loopback, for the tests that need one."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

_PATIENCE = 120  # seconds; it answers within five on an idle machine


@contextmanager
def chroma_server(folder: Path) -> Iterator[str]:
    """Runs `chroma run` until the block ends; gives its address."""
    program = Path(sys.executable).with_name("chroma")
    if not program.exists():
        pytest.skip(f"no Chroma server: {program} is not installed")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    folder.mkdir(parents=True, exist_ok=True)
    command = [str(program), "run", "--path", str(folder), "--host", "127.0.0.1"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([*command, "--port", str(port)], stdout=log, stderr=log)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(f"{url}/api/v2/heartbeat", server, folder / "log")
        yield url
    finally:
        server.kill()
        server.wait()


def _wait(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(url, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"the Chroma server did not start: {log.read_text(errors='replace')[-500:]}")
