"""What the desk serves beside Gradio's page: its style and script, and whole articles."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from index.article import Article, Span
from ui.page.article import article_html, plain_page

if TYPE_CHECKING:
    from fastapi import FastAPI, Request

_FOLDER = Path(__file__).parent
_ASSETS = {
    "style.css": "text/css",
    "corpus.css": "text/css",
    "timeline.css": "text/css",
    "script.js": "text/javascript",
}

_GONE = "This article was removed since; it is shown as it was when it was cited."


def asset_address(name: str) -> str:
    """Where an asset is; another address once its content is another."""
    return f"/desk/{name}?{sha256((_FOLDER / name).read_bytes()).hexdigest()[:12]}"


def head() -> str:
    """What the page's head says beyond Gradio's own."""
    styles = "".join(
        f'<link rel="stylesheet" href="{asset_address(name)}">'
        for name in _ASSETS
        if name.endswith(".css")
    )
    return f'{styles}<script src="{asset_address("script.js")}" defer></script>'


def add_pages(
    app: "FastAPI",
    here: Callable[[str], Article | None],
    kept: Callable[["Request", str], Article | None],
) -> None:
    """Adds the assets, and `/articles/ID`.

    `here` gives an article that is asked, `kept` one that has left but that the asker may see.
    """
    from fastapi import Request
    from fastapi.responses import HTMLResponse, Response

    @app.get("/desk/{name}", include_in_schema=False)
    def asset(name: str) -> Response:
        media = _ASSETS.get(name)
        if media is None:
            return Response(status_code=404)
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}
        return Response((_FOLDER / name).read_bytes(), media_type=media, headers=headers)

    @app.get("/articles/{article_id}", include_in_schema=False)
    def article(
        request: Request, article_id: str, start: str = "", end: str = "", part: str = ""
    ) -> Response:
        asked = here(article_id)
        shown = asked or kept(request, article_id)
        if shown is None:
            gone = "<p>There is no such article here; it may have been removed.</p>"
            return HTMLResponse(gone if part else plain_page("No article", gone), 404)
        cited = _span(start, end, len(shown.body))
        content = article_html(shown, cited)
        if asked is None:
            content = f'<p class="told" role="status">{_GONE}</p>{content}'
        return HTMLResponse(content if part else plain_page("Article", content))


def _span(start: str, end: str, length: int) -> Span | None:
    """The span that an address names; None where it names none within the text."""
    if not (start.isdecimal() and end.isdecimal() and len(start + end) < 20):
        return None
    return Span(int(start), int(end)) if int(start) < int(end) <= length else None
