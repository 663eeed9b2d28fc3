"""Serving a web application on one address until Ctrl-C, and nothing else on the terminal."""

import contextlib
import logging
import signal
import socket
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from index.errors import UsageError

if TYPE_CHECKING:
    from starlette.types import ASGIApp


def listen(host: str, port: int, option: str = "--port") -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises UsageError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            f"Port {port} on {host} cannot be used ({reason}); choose another with {option}."
        ) from error


def names(host: str) -> tuple[str, ...]:
    """The names a browser may call this server by; any, where it listens beyond loopback."""
    if host in ("127.0.0.1", "::1", "localhost"):
        return ("127.0.0.1", "localhost", "[::1]", "::1")
    return ("*",)


def run(
    app: "ASGIApp",
    listener: socket.socket,
    host: str,
    ready: Callable[[], None],
    opened: str = "readout is open at http://{address}",
) -> None:
    """Serve `app` until Ctrl-C or a request to end (SIGTERM).

    Once the page answers, `opened` with its address goes to stderr, and `ready` is called.
    """
    import uvicorn

    address = f"[{host}]" if ":" in host else host
    address += f":{listener.getsockname()[1]}"

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            sys.stderr.write(f"{opened.format(address=address)} (Ctrl-C stops it)\n")
            sys.stderr.flush()
            ready()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            # An open page holds a stream that only ends by being cut; uvicorn 0.54 logs each
            # with a traceback. The next `uvicorn.Config` sets the level again.
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL + 1)
            await super().shutdown(sockets)

    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        proxy_headers=False,  # the gate needs the peer's own address, and reads these itself
        timeout_graceful_shutdown=1,  # open pages keep a connection; do not wait for them
    )
    # uvicorn hands a signal on when it has shut down: to Python's handler for Ctrl-C, and for
    # SIGTERM to the system's, which would end the process before anything is closed.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        Server(config).run(sockets=[listener])
