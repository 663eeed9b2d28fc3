"""The fake itself: a server in a thread of its own, from `with` to the end of the block."""

import asyncio
from concurrent.futures import Future
from threading import Thread
from typing import Any, Self

import aiohttp
from aiohttp import web

from .server import Server
from .watching import Watching


class FakeSlack(Server, Watching):
    """A workspace with one app in it; see the package's docstring."""

    def start(self, port: int = 0) -> Self:
        """Listens on 127.0.0.1; port 0 is any that is free."""
        self.loop = self.sockets.loop = asyncio.new_event_loop()
        self._thread = Thread(target=self.loop.run_forever, name="fake-slack", daemon=True)
        self._thread.start()
        self.in_background(self._open(port)).result()
        return self

    def stop(self) -> None:
        self.in_background(self._close()).result()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def in_background(self, work: Any) -> Future[Any]:
        return asyncio.run_coroutine_threadsafe(work, self.loop)

    async def _open(self, port: int) -> None:
        self.closing = asyncio.Event()
        self.under_way = set()
        connector = aiohttp.TCPConnector(limit=0, force_close=True)
        self.session = aiohttp.ClientSession(connector=connector)
        self._runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def _close(self) -> None:
        self.closing.set()
        for task in self.under_way.copy():
            task.cancel()
        for connection in list(self.sockets.open):
            await connection.socket.close()
        await self.session.close()
        await self._runner.cleanup()
