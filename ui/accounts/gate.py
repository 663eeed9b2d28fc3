"""The gate in front of the whole application: who asks is known before anything answers.

Plain ASGI, so that streams stay streams. Its own are /sign-in, /sign-in.css and /sign-out; every
other path needs a name: a proxy's header, a script's `Authorization: Bearer TOKEN`, or the cookie
of a session, in this order.
"""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from index.errors import StoreError
from ui.accounts.entrance import Entrance
from ui.accounts.guessing import Guesses
from ui.accounts.origin import is_from_elsewhere
from ui.accounts.owner import OWNER
from ui.accounts.page import ELSEWHERE, notice_page
from ui.accounts.proxy import forwarded
from ui.accounts.sign_in import COOKIE, SignIn

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_STYLE = Path(__file__).parent.parent / "page" / "sign_in.css"


def gate(app: "FastAPI", entrance: Entrance, guesses: Guesses | None = None) -> None:
    """Puts the gate in front of everything that `app` holds, or will hold.

    What is added after it stands in front of it: the headers and the check of the host belong
    there.
    """
    app.add_middleware(Gate, entrance=entrance, guesses=guesses)


class Gate:
    """Lets a request on with its owner's name, or answers it itself."""

    def __init__(self, app: "ASGIApp", entrance: Entrance, guesses: Guesses | None = None) -> None:
        self._app = app
        self._entrance = entrance
        self._proxy = entrance.proxy
        accounts = entrance.accounts
        self._sign_in = SignIn(accounts, guesses or Guesses()) if accounts else None

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # nothing here speaks over web sockets
            await send({"type": "websocket.close", "code": 1008})
            return
        request = Request(scope, receive)
        try:
            answer = await self._own(request)
            owner = self._owner(request) if answer is None else None
        except StoreError as error:
            answer, owner = JSONResponse({"detail": str(error)}, 503), None
        if owner is not None:
            scope[OWNER] = owner
            await self._app(scope, receive, _unstored(send) if owner else send)
            return
        await (answer or self._stranger(request))(scope, receive, send)

    async def _own(self, request: Request) -> Response | None:
        """The answer of the gate itself, for its own paths and what is refused before a name."""
        trusted = self._proxy.trusts(_peer(request))
        asked_of = forwarded(request.headers, "x-forwarded-host") if trusted else None
        if is_from_elsewhere(request.method, request.headers, asked_of):
            return JSONResponse({"detail": "another site's page asked for this"}, 403)
        path = request.scope["path"]
        if path == "/sign-in.css":
            return Response(_STYLE.read_bytes(), media_type="text/css")
        if path not in ("/sign-in", "/sign-out"):
            return None
        if self._sign_in is None:
            return RedirectResponse("/", 303)
        if path == "/sign-out":
            return await self._sign_in.out(request)
        secure = request.url.scheme == "https" or (
            trusted and forwarded(request.headers, "x-forwarded-proto") == "https"
        )
        address = (trusted and forwarded(request.headers, "x-forwarded-for")) or _peer(request)
        return await self._sign_in.page(request, address or "", secure=secure)

    def _owner(self, request: Request) -> str | None:
        """Who asks; None for a stranger."""
        if self._entrance.is_open:
            return ""
        header = self._proxy.header
        if header and self._proxy.trusts(_peer(request)):
            values = [value for name, value in request.scope["headers"] if name == header.encode()]
            if values:
                return self._proxy.named(values)
        accounts = self._entrance.accounts
        if accounts is None:
            return None
        said = request.headers.get("authorization")
        if said is not None:
            scheme, _, token = said.partition(" ")
            return accounts.named_by(token.strip(), "token") if scheme.lower() == "bearer" else None
        session = request.cookies.get(COOKIE)
        return accounts.named_by(session, "browser") if session else None

    def _stranger(self, request: Request) -> Response:
        """Where a page's reader is sent, and what a script is told."""
        reads = request.method in ("GET", "HEAD")
        for_reader = reads and "text/html" in request.headers.get("accept", "")
        if not for_reader:
            return JSONResponse(
                {"detail": "sign in, or send a token of `readout accounts token NAME`"},
                401,
                {"WWW-Authenticate": 'Bearer realm="readout"'},
            )
        if self._sign_in is None:
            return HTMLResponse(notice_page(ELSEWHERE), 401)
        path = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
        forward = path.decode("ascii", "replace")
        if request.url.query:
            forward += f"?{request.url.query}"
        where = "" if forward == "/" else f"?next={quote(forward, safe='')}"
        return RedirectResponse(f"/sign-in{where}", 303)


def _peer(request: Request) -> str | None:
    return request.client.host if request.client else None


def _unstored(send: "Send") -> "Send":
    """A page of somebody's must not come back by the Back button once they have signed out."""

    async def send_unstored(message: "Message") -> None:
        if message["type"] == "http.response.start":
            names = {name.lower(): value for name, value in message["headers"]}
            if names.get(b"content-type", b"").startswith(b"text/html"):
                held = [each for each in message["headers"] if each[0].lower() != b"cache-control"]
                message["headers"] = [*held, (b"cache-control", b"no-store")]
        await send(message)

    return send_unstored
