"""A cheap hash, and a site with the gate in front, served for real on loopback."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from argon2 import PasswordHasher
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from tests.ui.conversations.examples import exchange
from ui.accounts.entrance import Entrance
from ui.accounts.gate import gate
from ui.accounts.guessing import Guesses
from ui.accounts.owner import owner_of
from ui.accounts.page import signed_in_line
from ui.accounts.proxy import Proxy
from ui.accounts.store import Accounts
from ui.conversations.store import Conversations
from ui.page.headers import SecurityHeaders
from ui.page.server import listen

ANN, BOB = ("ann", "ann likes long walks"), ("bob", "bob likes short cuts")


@pytest.fixture(autouse=True)
def cheap_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real hash, with parameters that take no time."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("ui.accounts.passwords._HASHER", hasher)
    monkeypatch.setattr("ui.accounts.passwords._nobodys", lambda: hasher.hash("nobody's"))


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def go_on(self, **units: float) -> None:
        self.now += timedelta(**units)

    def day(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(home: Path, clock: Clock) -> Iterator[Accounts]:
    """Ann's and Bob's."""
    opened = Accounts(home, clock.day)
    for name, password in (ANN, BOB):
        opened.add(name, password)
    yield opened
    opened.close()


def site(home: Path, entrance: Entrance, clock: Clock) -> FastAPI:
    """A small site that keeps everyone's questions; the gate stands in front."""
    app = FastAPI()

    @app.get("/mine")
    def mine(request: Request) -> dict[str, Any]:
        conversations = Conversations(home)
        titles = [each.title for each in conversations.listed(owner_of(request))]
        conversations.close()
        return {"owner": owner_of(request), "titles": titles}

    @app.post("/ask")
    def ask(request: Request, question: str) -> None:
        conversations = Conversations(home)
        owner = owner_of(request)
        conversations.put(owner, conversations.begin(owner).id, exchange(1, question))
        conversations.close()

    @app.get("/page")
    def page(request: Request) -> HTMLResponse:
        head = '<!DOCTYPE html><html lang="en"><title>In</title><link rel="icon" href="data:,">'
        return HTMLResponse(f"{head}<h1>In</h1>{signed_in_line(owner_of(request))}</html>")

    gate(app, entrance, Guesses(clock.seconds))
    app.add_middleware(SecurityHeaders)
    return app


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The address of an application served in a thread."""
    listener = listen("127.0.0.1", 0)
    config = uvicorn.Config(app, log_config=None, ws="none", lifespan="on", proxy_headers=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


Visit = Callable[[], httpx.Client]


@pytest.fixture
def visit(home: Path, accounts: Accounts, clock: Clock) -> Iterator[Visit]:
    """Opens a browser's worth of cookies on the site."""
    with served(site(home, Entrance(accounts), clock)) as address:
        opened: list[httpx.Client] = []

        def browser() -> httpx.Client:
            opened.append(httpx.Client(base_url=address, trust_env=False))
            return opened[-1]

        yield browser
        for each in opened:
            each.close()


@pytest.fixture
def proxied(home: Path, clock: Clock) -> Callable[..., httpx.AsyncClient]:
    """A client whose requests come from some address, to a site behind a proxy."""

    def client(peer: str, proxy: Proxy, accounts: Accounts | None = None) -> httpx.AsyncClient:
        app = site(home, Entrance(accounts, proxy), clock)
        transport = httpx.ASGITransport(app, client=(peer, 4711))
        return httpx.AsyncClient(transport=transport, base_url="http://desk.example")

    return client
