"""The chat page: turns what a person does in a browser into calls, and the answers into a page.

Gradio draws it; what is drawn comes from the pure functions in `ui.page`. Everything is served
from this process: no font, script, style or statistic comes from or goes to another origin, and
the Content-Security-Policy makes the browser hold the page to that.
"""

import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from index.article import Article
from index.errors import UsageError
from rag.feedback import record
from ui.accounts.entrance import OPEN, Entrance
from ui.accounts.owner import owner_of
from ui.conversations.store import Conversations
from ui.export.routes import add_routes
from ui.page.acts import Acts
from ui.page.desk import Desk, Suggesting
from ui.page.headers import SecurityHeaders
from ui.page.masthead import masthead_html
from ui.page.routes import add_pages, head
from ui.page.server import listen, names, run
from ui.page.talk import Talk
from ui.page.theme import theme

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI, Request

TITLE = "readout · ask the articles"
WAITING_AT_MOST = 200  # questions in the queue; the next one is told to try later
OPEN_TABS = 500  # tabs whose state is kept in memory; beyond them the oldest is forgotten
# Each question that waits for a language model's server takes a thread.
THREADS = 64


def build(
    desk: Desk, talk: Talk, acts: Acts, kept: Conversations, suggesting: Suggesting | None
) -> "gr.Blocks":
    """The page, not yet served. Raises UsageError where Gradio would be unsafe to start."""
    _prepare_environment()
    import gradio as gr  # takes seconds, and reads the environment

    from ui.page.ask_tab import ask_tab

    def masthead(request: gr.Request) -> str:
        return masthead_html(desk.summary(), owner_of(request))

    page = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
    with page, gr.Column(elem_id="page"):
        holdings = gr.HTML(
            masthead_html(desk.summary(), ""),
            elem_id="masthead",
            js_on_load=None,
            apply_default_css=False,
        )
        with gr.Tabs(elem_id="tabs"), gr.Tab("Ask", id="ask"):
            ask_tab(page, desk, talk, acts, kept, suggesting)
        # Again for each visitor: articles may have come in since the start.
        page.load(
            masthead, None, holdings, api_visibility="private", show_progress="hidden", queue=False
        )
    page.queue(api_open=False, max_size=WAITING_AT_MOST, default_concurrency_limit=THREADS)
    page.max_threads = THREADS
    page.state_session_capacity = OPEN_TABS  # Gradio's own is 10,000
    return page


def application(
    desk: Desk,
    home: Path,
    suggesting: Suggesting | None = None,
    *,
    hosts: tuple[str, ...] = ("*",),
    entrance: Entrance = OPEN,
) -> "FastAPI":
    """The page as a web application that answers to the names in `hosts` only."""
    kept = Conversations(home)
    talk = Talk(desk, kept)
    acts = Acts(kept, partial(record, home))
    page = build(desk, talk, acts, kept, suggesting)
    import gradio as gr
    from fastapi import FastAPI
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    from ui.accounts.gate import gate

    def found(request: "Request", article_id: str) -> Article | None:
        """An article of the corpus, or one that an answer of the asker's cites as it was."""
        return desk.article(article_id) or kept.article(owner_of(request), article_id)

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    gate(app, entrance)  # what is added after it stands in front of it
    app.add_middleware(SecurityHeaders)
    # A page elsewhere must not reach this one under a name of its own (DNS rebinding).
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    add_pages(app, found)
    add_routes(app, kept, owner_of)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        auth_dependency=owner_of,
        show_error=False,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        mcp_server=False,
        app_kwargs={"openapi_url": None},
        ssr_mode=False,
        pwa=False,
        max_file_size="1b",  # nothing is uploaded here
        theme=theme(),
        head=head(),
    )
    return app


def serve(
    desk: Desk,
    home: Path,
    host: str,
    port: int,
    suggesting: Suggesting | None = None,
    *,
    entrance: Entrance = OPEN,
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Serve the page until Ctrl-C. Port 0 takes a free one. Raises UsageError.

    Once the page answers, the address goes to stderr, and nothing else does; then `ready` is
    called, for what need not hold the page up.
    """
    listener = listen(host, port)
    with listener, tempfile.TemporaryDirectory(prefix="readout-page-") as folder:
        # Gradio's default is one folder in the system's temporary folder for all users of it.
        os.environ.setdefault("GRADIO_TEMP_DIR", folder)
        # Behind a gate there is nothing to be had under a borrowed name, and a proxy has its own.
        hosts = names(host) if entrance.is_open else ("*",)
        app = application(desk, home, suggesting, hosts=hosts, entrance=entrance)
        run(app, listener, host, ready)


def _prepare_environment() -> None:
    """Settle what Gradio reads from the environment; must come before its import."""
    if os.environ.get("GRADIO_VIBE_MODE"):
        raise UsageError(
            "GRADIO_VIBE_MODE is set, which would let visitors change this program;"
            " unset it and start again."
        )
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # only the exact word "True" enables it
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
