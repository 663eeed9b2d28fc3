"""What holds for every test: no network but loopback, no settings from outside, no clocks."""

import gc
import ipaddress
import os
import socket
import subprocess
import tempfile
import unicodedata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from index.embed import MiniLM
from index.minilm import cache_folder, prepared

# The models that this machine has prepared, found before HOME is another for each test.
_MODELS = cache_folder()

# Read by the libraries when they are imported, here and in child processes.
os.environ.update(
    HF_HUB_OFFLINE="1",
    TRANSFORMERS_OFFLINE="1",
    GRADIO_ANALYTICS_ENABLED="False",
    ANONYMIZED_TELEMETRY="False",
)

# How fast a machine is says nothing about what is tested.
_PATIENT: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("local", **_PATIENT)
settings.register_profile("ci", **_PATIENT, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


# Thousands of tests and what they import stay until the end: looking through them for garbage
# again and again would take as long as collecting them.
gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files first, so that no process is left with one of them at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/scenarios/"))


class NetworkUse(RuntimeError):
    """A test reached for the network. Not an OSError, which code may take for bad weather."""


def _require_loopback(address: object) -> None:
    if not isinstance(address, tuple):  # a path: a unix socket
        return
    host = str(address[0]).partition("%")[0]
    try:
        found = ipaddress.ip_address(host or "0.0.0.0")
    except ValueError:
        if host.rstrip(".").lower() == "localhost":
            return
    else:
        mapped = getattr(found, "ipv4_mapped", None) or found
        if mapped.is_loopback or mapped.is_unspecified:  # 0.0.0.0 is this machine
            return
    raise NetworkUse(f"a test may connect to this machine only, not to {host}")


def _guarded_getaddrinfo(
    host: Any, port: Any, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0
) -> Any:
    """`socket.getaddrinfo` for this machine and for numbers, which need no name server."""
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    plain = unicodedata.normalize("NFKC", name or "").rstrip(".").lower()
    if plain.endswith(".invalid"):  # RFC 2606: there is never such a host
        raise socket.gaierror(socket.EAI_NONAME, "a name that is kept free has no address")
    if plain not in ("", "localhost", socket.gethostname().lower()):
        try:
            return _getaddrinfo(host, port, family, type, proto, flags | socket.AI_NUMERICHOST)
        except socket.gaierror:
            raise NetworkUse(f"a test may not look up the address of {name}") from None
    return _getaddrinfo(host, port, family, type, proto, flags)


class _GuardedSocket(socket.socket):
    """Only a place to write the guarded methods down; see `_close_the_network`."""

    def connect(self, address: Any) -> None:
        _require_loopback(address)
        _connect(self, address)

    def connect_ex(self, address: Any) -> int:
        _require_loopback(address)
        return _connect_ex(self, address)

    def sendto(self, data: Any, *rest: Any) -> int:
        _require_loopback(rest[-1])
        return _sendto(self, data, *rest)


_getaddrinfo = socket.getaddrinfo
_connect, _connect_ex = socket.socket.connect, socket.socket.connect_ex
_sendto = socket.socket.sendto


def _close_the_network() -> None:
    """Patches what every Python library connects with. `create_connection` goes through both."""
    socket.getaddrinfo = _guarded_getaddrinfo
    for name in ("connect", "connect_ex", "sendto"):
        setattr(socket.socket, name, getattr(_GuardedSocket, name))


_close_the_network()


@pytest.fixture(scope="session")
def users(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holds a user's folder for each test."""
    return tmp_path_factory.mktemp("users")


@pytest.fixture(autouse=True)
def outside(monkeypatch: pytest.MonkeyPatch, users: Path) -> None:
    """No setting and no user folder of this machine reaches a test; prepared models do."""
    for name in os.environ:
        if name.startswith("READOUT_"):
            monkeypatch.delenv(name)
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    # pytest's own numbered folders are counted again for each: with thousands of tests, seconds.
    monkeypatch.setenv("HOME", tempfile.mkdtemp(dir=users))
    monkeypatch.setenv("READOUT_CACHE", str(_MODELS))


@pytest.fixture
def warm_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chroma's folder is looked over in a fork: a process of its own, its imports made before.

    How that process is started, and how it ends, is tested in `index/test_ownership.py`.
    """
    from tests.scenarios.command import run_module

    warm = SimpleNamespace(run=run_module, TimeoutExpired=subprocess.TimeoutExpired)
    monkeypatch.setattr("index.ownership.subprocess", warm)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder that does not exist yet."""
    return tmp_path / "home"


@pytest.fixture(scope="session")
def minilm() -> MiniLM:
    """The real default embedder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("READOUT_CACHE", str(_MODELS))
        return MiniLM(prepared())
