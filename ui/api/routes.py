"""The calls as HTTP: JSON in, JSON out, and for every refusal `{"error": "one sentence"}`."""

import json
from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from rag.wire import SCHEMA
from ui.api.calls import MOST_ARTICLES, Calls, Refused
from ui.api.description import description
from ui.api.desk import OpenDesk
from ui.api.reference import reference

if TYPE_CHECKING:
    from fastapi import FastAPI

LARGEST = 64 * 1024  # bytes of a request's body
SIGN_IN = "Sign in first: this desk answers to its accounts only."

OwnerOf = Callable[[Request], str | None]


class JsonText(JSONResponse):
    """JSON as UTF-8, whatever is in it: a lone surrogate has no bytes there."""

    def render(self, content: Any) -> bytes:
        return json.dumps(content, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")


def add_api_routes(app: "FastAPI", desk: OpenDesk, owner_of: OwnerOf = lambda request: "") -> None:
    """Adds /api and all under it; to be called before Gradio is mounted on "/".

    `owner_of` names who asks, "" where there are no accounts; None is sent to sign in.
    """
    calls = Calls(desk)

    async def ask(request: Request) -> dict[str, Any]:
        return await calls.ask(await _body(request))

    async def search(request: Request) -> dict[str, Any]:
        if request.method == "POST":
            return await calls.search(await _body(request))
        given = request.query_params
        lists = {name: given.getlist(name) for name in ("outlets", "articles") if name in given}
        fields: dict[str, Any] = {name: given[name] for name in given} | lists
        if "limit" in given:
            fields["limit"] = _number(request, "limit", 1, None)
        return await calls.search(fields)

    async def articles(request: Request) -> dict[str, Any]:
        limit = _number(request, "limit", 1, MOST_ARTICLES, 100)
        return await calls.articles(limit, _number(request, "offset", 0, None, 0))

    async def article(request: Request) -> dict[str, Any]:
        return await calls.article(request.path_params["article_id"])

    async def openapi(request: Request) -> dict[str, Any]:
        return description()

    async def schema(request: Request) -> dict[str, Any]:
        return _answer_schema()

    async def elsewhere(request: Request) -> dict[str, Any]:
        raise Refused(HTTPStatus.NOT_FOUND, "There is nothing here; /api says what there is.")

    async def page(request: Request) -> Response:
        return HTMLResponse(reference(description(), str(request.base_url).rstrip("/")))

    def add(path: str, call: Callable[[Request], Any], *methods: str) -> None:
        async def route(request: Request) -> Response:
            if owner_of(request) is None:
                return _refusal(HTTPStatus.UNAUTHORIZED, SIGN_IN)
            if methods and request.method not in methods:
                sentence = f"Use {' or '.join(methods)}."
                return _refusal(HTTPStatus.METHOD_NOT_ALLOWED, sentence, Allow=", ".join(methods))
            try:
                result = await call(request)
            except Refused as refused:
                return _refusal(refused.status, str(refused))
            return result if isinstance(result, Response) else JsonText(result)

        app.add_route(path, route, methods=_METHODS, include_in_schema=False)

    add("/api", page, "GET", "HEAD")
    add("/api/openapi.json", openapi, "GET", "HEAD")
    add("/api/answer.schema.json", schema, "GET", "HEAD")
    add("/api/ask", ask, "POST")
    add("/api/search", search, "GET", "POST")
    add("/api/articles", articles, "GET")
    add("/api/articles/{article_id}", article, "GET")
    add("/api/{rest:path}", elsewhere)


# All of them, or what is not taken here would fall through to the page.
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


async def _body(request: Request) -> bytes:
    """The body of a request that says it is JSON. Raises Refused."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        sentence = "Send JSON, with the header Content-Type: application/json."
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, sentence)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            sentence = f"The request is larger than {LARGEST:,} bytes."
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, sentence)
    return bytes(body)


def _number(
    request: Request, name: str, least: int, most: int | None, default: int | None = None
) -> int:
    """A whole number from the address. Raises Refused."""
    given = request.query_params.get(name)
    if given is None and default is not None:
        return default
    if given is not None and given.isascii() and given.isdigit() and len(given) <= 9:
        number = int(given)
        if least <= number and (most is None or number <= most):
            return number
    limits = f"{least} to {most:,}" if most is not None else f"{least} or more"
    raise Refused(HTTPStatus.BAD_REQUEST, f"“{name}” must be a whole number, {limits}.")


def _refusal(status: HTTPStatus, sentence: str, **headers: str) -> Response:
    return JsonText({"error": sentence}, status_code=status, headers=headers)


@cache
def _answer_schema() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
    return content
