"""Downloads and shared answers as plain web addresses."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from ui.conversations.model import Conversation, Exchange
from ui.export.document import document
from ui.export.formats import FORMATS, file_name
from ui.export.page import POLICY, notice, page
from ui.text import plain

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request

_GUARDED = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": POLICY,
}
_NOTHING = "There is nothing to download at this address: it was deleted, or it is not yours."
_GONE = "This answer is not here any more: it was deleted, or the link is incomplete."


class Kept(Protocol):
    """What is needed of the kept conversations."""

    def open(self, owner: str, conversation_id: str) -> Conversation | None: ...

    def exchange(self, owner: str, exchange_id: str) -> Exchange | None: ...

    def shared(self, token: str) -> Exchange | None: ...


def add_routes(app: "FastAPI", conversations: Kept, owner_of: Callable[["Request"], str]) -> None:
    """Adds the addresses of downloads (`/export/...`) and of shared answers (`/answers/...`).

    `owner_of` says who asks, and may raise an HTTPException for one who may not. What is another's
    is answered just like what does not exist.
    """
    from fastapi import APIRouter
    from starlette.requests import Request
    from starlette.responses import HTMLResponse, Response

    def told(sentence: str) -> HTMLResponse:
        return HTMLResponse(notice("Not found", sentence), 404, headers=_GUARDED)

    def attachment(title: str, exchanges: Sequence[Exchange], ending: str) -> Response:
        form, made = FORMATS[ending], datetime.now(UTC)
        name = file_name(title, made, ending)
        return Response(
            form.write(title, exchanges, made),
            media_type=form.media_type,
            headers=_GUARDED | {"Content-Disposition": f'attachment; filename="{name}"'},
        )

    def conversation(request: Request, conversation_id: str, ending: str) -> Response:
        found = conversations.open(owner_of(request), conversation_id)
        if found is None or ending not in FORMATS:
            return told(_NOTHING)
        return attachment(found.title, found.exchanges, ending)

    def answer(request: Request, exchange_id: str, ending: str) -> Response:
        found = conversations.exchange(owner_of(request), exchange_id)
        if found is None or ending not in FORMATS:
            return told(_NOTHING)
        return attachment(_title(found), [found], ending)

    def shared_file(request: Request, token: str, ending: str) -> Response:
        owner_of(request)
        found = conversations.shared(token)
        if found is None or ending not in FORMATS:
            return told(_GONE)
        return attachment(_title(found), [found], ending)

    def shared(request: Request, token: str) -> Response:
        owner_of(request)
        found = conversations.shared(token)
        if found is None:
            return told(_GONE)
        downloads = {each.name: f"{token}.{each.ending}" for each in FORMATS.values()}
        text = page(document(_title(found), [found]), downloads)
        return HTMLResponse(text, headers=_GUARDED)

    router = APIRouter(include_in_schema=False)
    router.get("/export/conversations/{conversation_id}.{ending}")(conversation)
    router.get("/export/answers/{exchange_id}.{ending}")(answer)
    router.get("/answers/{token}.{ending}")(shared_file)
    router.get("/answers/{token}")(shared)
    app.include_router(router)


def _title(exchange: Exchange) -> str:
    return plain(exchange.question)
