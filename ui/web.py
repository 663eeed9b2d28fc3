"""The chat page: turns what a person does in a browser into calls, and the answers into a page.

Gradio draws it; what is drawn comes from the pure functions in `ui.page`. Everything is served
from this process: no font, script, style or statistic comes from or goes to another origin, and
the Content-Security-Policy makes the browser hold the page to that.
"""

import os
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from index.article import Article
from index.errors import UsageError
from index.load import MAX_FILE_BYTES
from rag.feedback import record
from ui.accounts.entrance import OPEN, Entrance
from ui.accounts.owner import owner_of
from ui.api.desk import OpenDesk
from ui.api.routes import add_api_routes
from ui.api.tools import register_tools
from ui.conversations.store import Conversations
from ui.export.routes import add_routes
from ui.page.acts import Acts
from ui.page.desk import Suggesting
from ui.page.guard import only_uploads
from ui.page.headers import SecurityHeaders
from ui.page.library import Library
from ui.page.masthead import masthead_html
from ui.page.routes import add_pages, head
from ui.page.server import listen, names, run
from ui.page.stale import stale_banner
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


@dataclass(frozen=True, slots=True)
class Site:
    """What the page is made of."""

    desk: OpenDesk
    home: Path  # conversations and feedback are kept in it
    suggesting: Suggesting | None = None
    library: Library | None = None  # without it there are no tabs for articles and timeline
    entrance: Entrance = OPEN
    stale: timedelta = timedelta(days=7)  # the newest article's age at which the page says so


def build(site: Site, talk: Talk, acts: Acts, kept: Conversations) -> "gr.Blocks":
    """The page, not yet served. Raises UsageError where Gradio would be unsafe to start."""
    _prepare_environment()
    import gradio as gr  # takes seconds, and reads the environment

    from ui.page.ask_tab import ask_tab
    from ui.page.corpus_tab import corpus_tab
    from ui.page.timeline_tab import timeline_tab

    def masthead(request: gr.Request) -> tuple[str, str]:
        return masthead_html(site.desk.summary(), owner_of(request)), banner()

    def banner() -> str:
        held = site.library.holdings() if site.library else None
        if held is None or not held.articles:
            return ""
        return stale_banner(held.newest, datetime.now(UTC), site.stale)

    page = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
    with page, gr.Column(elem_id="page"):
        register_tools(site.desk)  # first, so that no event of the page takes their names
        holdings = gr.HTML(
            masthead_html(site.desk.summary(), ""),
            elem_id="masthead",
            js_on_load=None,
            apply_default_css=False,
        )
        old = gr.HTML(banner(), elem_id="stale", js_on_load=None, apply_default_css=False)
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab("Ask", id="ask") as tab:
                filters = ask_tab(page, tab, site.desk, talk, acts, kept, site.suggesting)
            if site.library is not None:
                with gr.Tab("Articles", id="articles") as tab:
                    corpus = corpus_tab(tab, site.library)
                with gr.Tab("Timeline", id="timeline") as tab:
                    timeline_tab(tab, site.library, filters)
        # Again for each visitor, and when articles have come in or gone.
        changes = [page.load] if site.library is None else [page.load, corpus.held.change]
        for changed in changes:
            changed(
                masthead,
                None,
                [holdings, old],
                api_visibility="private",
                show_progress="hidden",
                queue=False,
            )
    only_uploads(page)
    page.queue(api_open=False, max_size=WAITING_AT_MOST, default_concurrency_limit=THREADS)
    page.max_threads = THREADS
    page.state_session_capacity = OPEN_TABS  # Gradio's own is 10,000
    return page


def application(site: Site, *, hosts: tuple[str, ...] = ("*",)) -> "FastAPI":
    """The page as a web application that answers to the names in `hosts` only."""
    kept = Conversations(site.home)
    talk = Talk(site.desk, kept)
    acts = Acts(kept, partial(record, site.home))
    page = build(site, talk, acts, kept)
    import gradio as gr
    from fastapi import FastAPI
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    from ui.accounts.gate import gate

    def cited(request: "Request", article_id: str) -> Article | None:
        """An article that an answer of the asker's cites, as it was."""
        return kept.article(owner_of(request), article_id)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        talk.close()
        kept.close()

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    gate(app, site.entrance)  # what is added after it stands in front of it
    app.add_middleware(SecurityHeaders)
    # A page elsewhere must not reach this one under a name of its own (DNS rebinding).
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    add_pages(app, site.desk.article, cited)
    add_routes(app, kept, owner_of)
    add_api_routes(app, site.desk, owner_of)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        auth_dependency=owner_of,
        show_error=False,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        mcp_server=True,
        app_kwargs={"openapi_url": None},
        ssr_mode=False,
        pwa=False,
        max_file_size=MAX_FILE_BYTES,
        theme=theme(),
        head=head(),
    )
    return app


def serve(site: Site, host: str, port: int, ready: Callable[[], None] = lambda: None) -> None:
    """Serve the page until Ctrl-C. Port 0 takes a free one. Raises UsageError.

    Once the page answers, the address goes to stderr, and nothing else does; then `ready` is
    called, for what need not hold the page up.
    """
    listener = listen(host, port)
    with listener, tempfile.TemporaryDirectory(prefix="readout-page-") as folder:
        # Gradio's default is one folder in the system's temporary folder for all users of it.
        os.environ.setdefault("GRADIO_TEMP_DIR", folder)
        # Behind a gate there is nothing to be had under a borrowed name, and a proxy has its own.
        hosts = names(host) if site.entrance.is_open else ("*",)
        run(application(site, hosts=hosts), listener, host, ready)


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
