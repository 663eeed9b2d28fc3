"""Signing in and out: the form, the slowing down, the session's cookie."""

from urllib.parse import parse_qs

import anyio
from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from index.errors import StoreError, UsageError
from ui.accounts.guessing import Guesses
from ui.accounts.names import account_name
from ui.accounts.page import WRONG, sign_in_page, waiting
from ui.accounts.store import SESSION, Accounts

COOKIE = "readout_session"
_LONGEST_FORM = 8_192  # bytes
_AT_ONCE = 2  # passwords that are looked at: each takes 64 MB and all cores
_WAITING = 20  # more of them are sent away
_BUSY = "Many people are signing in at this moment: try again in a few seconds."


class SignIn:
    """The answers to /sign-in and /sign-out."""

    def __init__(self, accounts: Accounts, guesses: Guesses) -> None:
        self._accounts = accounts
        self._guesses = guesses
        self._limiter = CapacityLimiter(_AT_ONCE)

    async def page(self, request: Request, address: str, *, secure: bool) -> Response:
        """The form, or what came of it. `address` is the visitor's, `secure` means HTTPS."""
        if request.method in ("GET", "HEAD"):
            return _form(forward=request.query_params.get("next", "/"))
        if request.method != "POST":
            return _not_allowed("GET, POST")
        fields = await _fields(request)
        if fields is None:
            return _form(problem="That form cannot be read; try again.", status=400)
        name, forward = fields.get("name", ""), fields.get("next", "/")
        if self._limiter.statistics().tasks_waiting >= _WAITING:
            return _form(name, forward, _BUSY, 503)
        try:
            key = account_name(name)
        except UsageError:
            key = ""  # one for all that no account can be called
        wait = self._guesses.begin(key, address)
        if wait:
            refused = _form(name, forward, waiting(wait), 429)
            refused.headers["Retry-After"] = str(int(wait) + 1)
            return refused
        try:
            token = await to_thread.run_sync(
                self._accounts.sign_in, name, fields.get("password", ""), limiter=self._limiter
            )
        except StoreError as error:
            return _form(name, forward, f"{str(error)[:1].upper()}{str(error)[1:]}.", 503)
        if token is None:
            return _form(name, forward, WRONG, 401)
        self._guesses.succeeded(key, address)
        answer = RedirectResponse(_within(forward), 303)
        answer.set_cookie(
            COOKIE,
            token,
            max_age=int(SESSION.total_seconds()),
            httponly=True,
            samesite="lax",
            secure=secure,
        )
        return answer

    async def out(self, request: Request) -> Response:
        """Ends the session."""
        if request.method != "POST":
            return _not_allowed("POST")
        token = request.cookies.get(COOKIE)
        if token:
            await to_thread.run_sync(self._accounts.sign_out, token)
        answer = RedirectResponse("/sign-in", 303)
        answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
        return answer


async def _fields(request: Request) -> dict[str, str] | None:
    """The form's fields; None where it is too long, too slow, or no form."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        return None
    body = b""
    with anyio.move_on_after(10) as slow:
        async for part in request.stream():
            body += part
            if len(body) > _LONGEST_FORM:
                return None
    if slow.cancelled_caught:
        return None
    try:
        found = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=10)
    except ValueError:
        return None
    return {name: values[-1] for name, values in found.items()}


def _form(
    name: str = "", forward: str = "/", problem: str | None = None, status: int = 200
) -> Response:
    page = sign_in_page(name, _within(forward), problem)
    body = page.encode("utf-8", "replace")
    return HTMLResponse(body, status, {"Cache-Control": "no-store"})


def _not_allowed(methods: str) -> Response:
    return Response("", 405, {"Allow": methods})


def _within(forward: str) -> str:
    """A path of ours, never another's address: "//host" and "/\\host" are such in a browser."""
    inside = forward.startswith("/") and forward[1:2] not in ("/", "\\")
    return forward if inside and forward.isprintable() else "/"
