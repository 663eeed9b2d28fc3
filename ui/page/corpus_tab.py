"""The tab "Articles": what there is, a way to add to it, and a way to take away from it."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import ReadoutError
from ui.page.adding import Address, Target, Upload
from ui.page.clicks import LISTEN, clicked
from ui.page.corpus_list import PAGE, adding_html, holdings_html, listing_html, told_html
from ui.page.guard import only_uploads
from ui.page.library import Library

if TYPE_CHECKING:
    import gradio as gr

FAILED = "Something failed; the details are in the terminal."
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CorpusTab:
    """The components that a page may want to fill or to listen to."""

    held: "gr.HTML"  # how many articles and passages there are
    articles: "gr.HTML"  # the list
    progress: "gr.HTML"  # what was added or removed last


@dataclass(frozen=True, slots=True)
class _View:
    """Which part of the list a visitor looks at."""

    search: str = ""
    offset: int = 0


def corpus_tab(tab: "gr.Tab", library: Library) -> CorpusTab:
    """Builds the tab; to be called inside it. The list is read when the tab is opened."""
    import gradio as gr
    from gradio.context import Context

    if Context.root_block is not None:
        only_uploads(Context.root_block)
    state = gr.State(_View())
    files, address, go, progress, held, search, articles = _laid_out()

    def shown(view: _View) -> dict[Any, Any]:
        listing = library.listed(view.search, view.offset, PAGE)
        return {
            held: holdings_html(library.holdings()),
            articles: listing_html(listing, view.search),
            state: _View(view.search, listing.offset),
        }

    def search_for(text: str) -> dict[Any, Any]:
        return shown(_View(text[:200]))

    def add(targets: list[Target], view: _View) -> Iterator[dict[Any, Any]]:
        for lines in library.add(targets):
            yield {progress: adding_html(lines)}
        yield shown(view)

    def add_files(given: list[str] | None, view: _View) -> Iterator[dict[Any, Any]]:
        yield {files: None}
        folder = Path(files.GRADIO_CACHE).resolve()  # what lies elsewhere was not uploaded
        paths = [path for each in given or () if (path := Path(each).resolve()).is_file()]
        uploads = [Upload(path, path.name) for path in paths if path.is_relative_to(folder)]
        if uploads:
            yield from add([*uploads], view)

    def add_address(text: str, view: _View) -> Iterator[dict[Any, Any]]:
        if not text.strip():
            return
        try:
            target = Address(text.strip())
        except ReadoutError as error:
            yield {progress: told_html(str(error))}
            return
        yield {address: ""}
        yield from add([target], view)

    def act(view: _View, event: gr.EventData) -> dict[Any, Any]:
        data = clicked(event)
        if data.get("action") == "page" and data.get("offset", "").isdecimal():
            return shown(_View(view.search, min(int(data["offset"][:12]), 10**9)))
        if data.get("action") != "remove":
            return shown(view)
        try:
            removed = library.remove(data.get("id", ""))
        except ReadoutError as error:
            return {progress: told_html(str(error))}
        except Exception:
            _logger.exception("removing failed")
            return {progress: told_html(FAILED)}
        said = "Removed." if removed else "That article was not here any more."
        return shown(view) | {progress: told_html(said)}

    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    listed = [held, articles, state]
    tab.select(shown, state, listed, queue=False, **quiet)
    search.change(search_for, search, listed, queue=False, trigger_mode="always_last", **quiet)
    articles.click(act, state, [*listed, progress], **quiet)
    adding: dict[str, Any] = quiet | {"concurrency_id": "add", "concurrency_limit": 4}
    files.upload(add_files, [files, state], [*listed, progress, files], **adding)
    gr.on(
        [go.click, address.submit],
        add_address,
        [address, state],
        [*listed, progress, address],
        **adding,
    )
    return CorpusTab(held, articles, progress)


def _laid_out() -> "tuple[gr.File, gr.Textbox, gr.Button, gr.HTML, gr.HTML, gr.Textbox, gr.HTML]":
    """What stands in the tab, from top to bottom."""
    import gradio as gr

    with gr.Column(elem_id="corpus"):
        with gr.Row(elem_id="corpus-add"):
            files = gr.File(
                file_count="multiple",
                label="Add files",
                elem_id="corpus-files",
                height=150,
                buttons=[],
            )
            with gr.Column(elem_id="corpus-web"):
                address = gr.Textbox(
                    label="Add a page or a feed",
                    placeholder="https://",
                    max_length=4096,
                    lines=1,
                    max_lines=1,
                    elem_id="corpus-address",
                )
                go = gr.Button("Add", elem_id="corpus-go", scale=0)
        progress = gr.HTML("", elem_id="corpus-progress", js_on_load=None)
        held = gr.HTML("", elem_id="corpus-held", js_on_load=None)
        search = gr.Textbox(
            label="Find an article",
            placeholder="Words of its title, outlet or file",
            max_length=200,
            lines=1,
            max_lines=1,
            elem_id="corpus-search",
        )
        articles = gr.HTML("", elem_id="corpus-articles", js_on_load=LISTEN)
    return files, address, go, progress, held, search, articles
