"""The fake's own HTTP server: the Web API, response addresses, and the door of Socket Mode."""

import asyncio
import json
from typing import Any

from aiohttp import web

from .calls import Call
from .faults import Fault
from .refused import Refused
from .response_urls import respond
from .sending import Sending
from .web_api import SCOPES, perform
from .workspace import Json


class Server(Sending):
    """Handlers run on one loop, one at a time: a call sees a workspace that stands still."""

    def application(self) -> web.Application:
        app = web.Application(client_max_size=50_000_000)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/response/{id}", self._response)
        app.router.add_get("/link/", self.sockets.serve)
        return app

    async def _api(self, request: web.Request) -> web.StreamResponse:
        arguments, token = await _read(request)
        call = Call(request.match_info["method"], arguments, token, self.workspace.now())
        call.headers = dict(request.headers)
        return await self._handle(request, call, lambda: perform(self, call))

    async def _response(self, request: web.Request) -> web.StreamResponse:
        arguments, _ = await _read(request)
        call = Call("response_url", arguments, None, self.workspace.now())
        id_ = request.match_info["id"]

        def work() -> Json:
            respond(self, id_, arguments)
            return {"ok": True}

        return await self._handle(request, call, work)

    async def _handle(self, request: web.Request, call: Call, work: Any) -> web.StreamResponse:
        with self.workspace.changed:
            self.calls.append(call)
            fault = self.faults.take(call)
            wait = self.rates.refuse(call)
            if fault is not None:
                call.fault = fault.name
                if fault.status == 429 and wait is None:
                    self.rates.block(call, fault.retry_after)
                    wait = fault.retry_after
            answer: Json | None = None
            if wait is not None:
                answer = {"ok": False, "error": "ratelimited"}
            elif fault is None or fault.works:
                answer = _attempt(work)
        if fault is not None and wait is None:
            broken = await self._break(request, fault)
            if broken is not None:
                call.status = broken.status
                self.workspace.notify()
                return broken
        if fault is not None and fault.error and wait is None:
            answer = {"ok": False, "error": fault.error}
        return self._answer(call, answer or {}, wait)

    async def _break(self, request: web.Request, fault: Fault) -> web.Response | None:
        """What a fault answers instead; None to go on."""
        if fault.delay:
            await asyncio.sleep(fault.delay)
        if fault.hang:
            await self.closing.wait()
        if fault.cut or fault.hang:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=499)
        if fault.body is not None:
            return web.Response(status=fault.status or 200, body=fault.body)
        if fault.status is not None:
            return web.Response(status=fault.status, text="")
        return None

    def _answer(self, call: Call, answer: Json, wait: int | None) -> web.Response:
        call.answer, call.status = answer, 200
        headers = {"x-slack-req-id": f"req-{len(self.calls)}"}
        if call.token == self.bot_token:
            headers["x-oauth-scopes"] = ",".join(sorted(self.scopes))
            headers["x-accepted-oauth-scopes"] = SCOPES.get(call.method, "").replace(" ", ",")
        if wait is not None:
            call.status = 429
            headers["Retry-After"] = str(wait)
        elif call.method == "response_url" and not answer.get("ok"):
            call.status = 404 if answer["error"] in ("used_url", "expired_url") else 400
        self.workspace.notify()
        if call.method == "response_url" and answer.get("ok"):
            return web.Response(text="ok", headers=headers)
        return web.json_response(answer, status=call.status, headers=headers)


def _attempt(work: Any) -> Json:
    try:
        answer: Json = work()
    except Refused as refused:
        answer = refused.answer()
    return answer


async def _read(request: web.Request) -> tuple[Json, str | None]:
    """Arguments and token, from wherever they are."""
    arguments: Json = dict(request.query)
    if request.content_type == "application/json":
        try:
            said = json.loads(await request.text() or "{}")
        except ValueError:
            said = {}
        arguments |= said if isinstance(said, dict) else {}
    else:
        form: dict[str, Any] = dict(await request.post())
        if set(form) == {"payload"}:
            form = json.loads(str(form["payload"]))
        arguments |= form
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    token = bearer if scheme.lower() == "bearer" else arguments.get("token")
    arguments.pop("token", None)
    return arguments, token
