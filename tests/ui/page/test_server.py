"""Where the page listens, and by which names it may be called."""

import socket

import pytest

from index.errors import UsageError
from ui.page.server import listen, names


def test_a_busy_port_is_named_with_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=rf"Port {port} .*--port"):
            listen("127.0.0.1", port)


@pytest.mark.parametrize("port", [-1, 70000])
def test_an_impossible_port_is_refused(port: int) -> None:
    with pytest.raises(UsageError, match="--port"):
        listen("127.0.0.1", port)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_on_loopback_only_its_own_names_are_answered(host: str) -> None:
    assert set(names(host)) == {"127.0.0.1", "localhost", "[::1]", "::1"}


def test_beyond_loopback_any_name_is() -> None:
    assert names("0.0.0.0") == ("*",)
