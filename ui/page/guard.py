"""Only files that a visitor has uploaded may be named as such to the page."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr


def only_uploads(page: "gr.Blocks") -> None:
    """Makes Gradio refuse a file of this machine that was not uploaded.

    Where a request's value for any input looks like an upload, Gradio 6.31 copies the file of that
    path into its cache, from which files are served. It compares the path with its upload folder
    only if `has_launched` is set, which `launch` does and `mount_gradio_app` does not.
    """
    page.has_launched = True
