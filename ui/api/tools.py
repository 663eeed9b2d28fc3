"""The calls as functions of Gradio: for gradio_client, and as tools of an MCP server.

Without Gradio's queue: over MCP it would answer through a connection of the server to itself,
which no account has signed in to. The calls keep their own limits.
"""

import json
import logging
from typing import Any

from ui.api.calls import Calls, Refused
from ui.api.desk import OpenDesk


def register_tools(desk: OpenDesk) -> None:
    """Adds `ask`, `search` and `article`; to be called inside `gr.Blocks`, before any event.

    An event is named after its function unless told otherwise, and the first to have a name keeps
    it.
    """
    import gradio as gr
    from gradio.events import api

    # What a client does wrong is told to the client; a tool's name is anybody's text, and has no
    # business on this terminal.
    logging.getLogger("mcp").setLevel(logging.CRITICAL)
    calls = Calls(desk)

    def said(result: dict[str, Any], request: gr.Request | None) -> dict[str, Any]:
        # Gradio 6.31 makes the text of a tool's result with str(): of a dict, that is no JSON.
        over_mcp = request is not None and request.url.path.startswith("/gradio_api/mcp")
        text: Any = json.dumps(result, ensure_ascii=False) if over_mcp else result
        return text  # type: ignore[no-any-return]

    class Sentence(gr.Error):
        """An error whose text is its sentence, without the quotes that Gradio puts round it."""

        def __init__(self, refused: Refused) -> None:
            super().__init__(str(refused), print_exception=False)

        def __str__(self) -> str:
            return str(self.message)

    async def ask(  # noqa: PLR0913, PLR0917 every parameter is a field of the question
        question: str,
        history: list[str] | None = None,
        as_of: str | None = None,
        since: str | None = None,
        until: str | None = None,
        outlets: list[str] | None = None,
        articles: list[str] | None = None,
        mode: str | None = None,
        request: gr.Request | None = None,
    ) -> dict[str, Any]:
        """Answer a question from the news articles of this desk, as JSON. Every sentence of the
        answer is word for word in an article or was held against it ("support"), and "citations"
        give that article and the exact quote. Where articles contradict each other, "conflicts" holds each position. "abstained"
        says why when the articles do not answer; then there is no answer to be had from them.

        Args:
            question: One question in English, such as "When do the auto tariffs start?"
            history: Earlier questions of the same conversation, oldest first, which the question may refer to.
            as_of: Only articles published by then; a day such as 2025-03-28, or a moment such as 2025-03-28T18:00 (UTC).
            since: Only articles published on that day or later.
            until: Only articles published by the end of that day.
            outlets: Only articles of these outlets, by name.
            articles: Only these articles, by id.
            mode: "extractive" for an answer in the articles' words, also where the desk has a language model write them.
        """  # noqa: E501
        fields = {
            "question": question,
            "history": history or [],
            "mode": mode,
            "as_of": as_of,
            "since": since,
            "until": until,
            "outlets": outlets,
            "articles": articles,
        }
        try:
            return said(await calls.ask(fields), request)
        except Refused as refused:
            raise Sentence(refused) from None

    async def search(
        query: str,
        limit: int = 10,
        as_of: str | None = None,
        since: str | None = None,
        until: str | None = None,
        outlets: list[str] | None = None,
        articles: list[str] | None = None,
        request: gr.Request | None = None,
    ) -> dict[str, Any]:
        """Find the passages of the news articles nearest to some words, by meaning and by words,
        best first, as JSON. Each comes with its article and its offsets in the article's body.

        Args:
            query: What to look for: words, or a question.
            limit: How many passages at most, 1 to 30.
            as_of: Only articles published by then; a day such as 2025-03-28, or a moment such as 2025-03-28T18:00 (UTC).
            since: Only articles published on that day or later.
            until: Only articles published by the end of that day.
            outlets: Only articles of these outlets, by name.
            articles: Only these articles, by id.
        """  # noqa: E501
        fields = {
            "query": query,
            "limit": limit,
            "as_of": as_of,
            "since": since,
            "until": until,
            "outlets": outlets,
            "articles": articles,
        }
        try:
            return said(await calls.search(fields), request)
        except Refused as refused:
            raise Sentence(refused) from None

    async def article(article_id: str, request: gr.Request | None = None) -> dict[str, Any]:
        """Read a whole news article by its id, as "ask" and "search" give it: its text ("body"),
        title, outlet, author, address, and when it was published, as JSON.

        Args:
            article_id: The id, such as art_0123456789abcdef.
        """
        try:
            return said(await calls.article(article_id), request)
        except Refused as refused:
            raise Sentence(refused) from None

    for call in (ask, search, article):
        api(call, api_name=call.__name__, queue=False)
