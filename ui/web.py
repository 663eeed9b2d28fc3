"""The chat page: turns a question typed in a browser into `Desk.ask`, and the answer into a page.

Gradio draws it; what is drawn comes from the pure functions in `ui.page`. Everything is served
from this process: no font, script, style or statistic comes from or goes to another origin, and
the Content-Security-Policy makes the browser hold the page to that.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import UsageError
from ui.api.desk import OpenDesk
from ui.api.routes import add_api_routes
from ui.api.tools import register_tools
from ui.page.chat import messages
from ui.page.conversation import Conversation
from ui.page.desk import LONGEST_QUESTION, converse
from ui.page.headers import SecurityHeaders
from ui.page.server import listen, names, run
from ui.page.sources import sources_panel
from ui.page.theme import theme
from ui.text import html_escape

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

TITLE = "readout · ask the articles"
EXAMPLES = (
    "When do the auto tariffs start?",
    "What did Carney say about the old relationship?",
    "Who is the US commerce secretary?",
)
# Ten people may wait for a language model's server at the same time. Without one the work is
# the processor's, and ten questions at once take as long together as ten in a row.
ASKING_AT_ONCE = 10
WAITING_AT_MOST = 100  # questions in the queue; the next one is told to try later
OPEN_TABS = 500  # conversations kept in memory; beyond them the oldest is forgotten

# A long answer is read from its question downwards, not from its end.
_SHOW_LATEST = """() => {
  const questions = document.querySelectorAll("#chat .user-row");
  questions[questions.length - 1]?.scrollIntoView({block: "start"});
  document.getElementById("sources").scrollTop = 0;
}"""


def build(desk: OpenDesk) -> "gr.Blocks":
    """The page, not yet served. Raises UsageError where Gradio would be unsafe to start."""
    _prepare_environment()
    import gradio as gr  # takes seconds, and reads the environment

    def header() -> str:
        return f'<h1>readout</h1><p class="quiet">{html_escape(desk.summary())}</p>'

    def ask(text: str, before: Conversation) -> Iterator[dict[Any, Any]]:
        for step, conversation in enumerate(converse(desk, text, before)):
            shown: dict[Any, Any] = {
                chat: messages(conversation),
                sources: sources_panel(conversation),
                state: conversation,
            }
            if step == 0:  # later, the box may hold the beginning of the next question
                shown[question] = ""
            yield shown

    def ask_example(before: Conversation, chosen: gr.SelectData) -> Iterator[dict[Any, Any]]:
        yield from ask(chosen.value["text"], before)

    def start_again() -> tuple[list[dict[str, str]], str, Conversation]:
        fresh = Conversation()
        return messages(fresh), sources_panel(fresh), fresh

    # `gr.HTML` runs its template as JavaScript in the browser, and the text put into other
    # templates than the default "${value}" with it (Gradio 6.31). So: the default only, and
    # escaped on this side.
    page = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
    with page:
        register_tools(desk)  # first, so that no event of the page takes their names
        state = gr.State(Conversation())
        with gr.Column(elem_id="page"):
            holdings = gr.HTML(header(), elem_id="desk", js_on_load=None)
            with gr.Column(elem_id="table"):
                chat = gr.Chatbot(
                    label="Conversation",
                    show_label=False,
                    elem_id="chat",
                    height="100%",
                    layout="panel",
                    placeholder="**Ask what the articles say.**\n\nEvery sentence of an answer "
                    "leads to the words it rests on.",
                    examples=[{"text": example} for example in EXAMPLES],
                    buttons=[],
                    feedback_options=None,
                    sanitize_html=True,
                    allow_tags=False,
                    allow_file_downloads=False,
                    latex_delimiters=[],
                    group_consecutive_messages=False,
                )
                sources = gr.HTML(sources_panel(Conversation()), elem_id="sources", js_on_load=None)
                with gr.Row(elem_id="ask"):
                    question = gr.Textbox(
                        label="Your question",
                        placeholder="Ask a question",
                        lines=1,
                        max_lines=4,
                        max_length=LONGEST_QUESTION,
                        autofocus=True,
                        scale=1,
                        container=True,
                    )
                    go = gr.Button("Ask", variant="primary", scale=0, min_width=88)
                    again = gr.Button("Clear", variant="secondary", scale=0, min_width=72)

        # Again for each visitor: articles may have come in since the start.
        page.load(
            header, None, holdings, api_visibility="private", show_progress="hidden", queue=False
        )
        everything = [question, chat, sources, state]
        asked = gr.on(
            [question.submit, go.click],
            ask,
            [question, state],
            everything,
            api_visibility="private",
            show_progress="hidden",
            concurrency_id="ask",
        )
        example_asked = chat.example_select(
            ask_example,
            [state],
            everything,
            api_visibility="private",
            show_progress="hidden",
            concurrency_id="ask",
        )
        for answered in (asked, example_asked):
            answered.then(None, js=_SHOW_LATEST, api_visibility="private")
        gr.on(
            [again.click, chat.clear],
            start_again,
            None,
            [chat, sources, state],
            api_visibility="private",
            show_progress="hidden",
            queue=False,
            cancels=[asked, example_asked],
        )
    page.queue(api_open=False, max_size=WAITING_AT_MOST, default_concurrency_limit=ASKING_AT_ONCE)
    page.state_session_capacity = OPEN_TABS  # Gradio's own is 10,000
    return page


def application(desk: OpenDesk, *, hosts: tuple[str, ...] = ("*",)) -> "FastAPI":
    """The page as a web application that answers to the names in `hosts` only."""
    page = build(desk)
    import gradio as gr
    from fastapi import FastAPI
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(SecurityHeaders)
    # A page elsewhere must not reach this one under a name of its own (DNS rebinding).
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    add_api_routes(app, desk)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        show_error=False,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        mcp_server=True,
        app_kwargs={"openapi_url": None},
        ssr_mode=False,
        pwa=False,
        max_file_size="1b",  # nothing is uploaded here
        theme=theme(),
        css_paths=[Path(__file__).with_name("page") / "style.css"],
    )
    return app


def serve(desk: OpenDesk, host: str, port: int, ready: Callable[[], None] = lambda: None) -> None:
    """Serve the page until Ctrl-C. Port 0 takes a free one. Raises UsageError.

    Once the page answers, the address goes to stderr, and nothing else does; then `ready` is
    called, for what need not hold the page up.
    """
    listener = listen(host, port)
    with listener, tempfile.TemporaryDirectory(prefix="readout-page-") as folder:
        # Gradio's default is one folder in the system's temporary folder for all users of it.
        os.environ.setdefault("GRADIO_TEMP_DIR", folder)
        run(application(desk, hosts=names(host)), listener, host, ready)


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
