"""Only files that a visitor has uploaded may be named as such to the page."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr


def only_uploads(page: "gr.Blocks") -> None:
    """Makes Gradio refuse what was not uploaded: files of this machine, and addresses.

    Where a request's value for any input looks like an upload, Gradio 6.31 copies the file of that
    path into its cache, from which files are served. It compares the path with its upload folder
    only if `has_launched` is set, which `launch` does and `mount_gradio_app` does not.
    """
    import gradio as gr
    from gradio import processing_utils

    async def refused(url: str, cache_dir: str) -> str:
        raise gr.Error("Give an address in its own box.", print_exception=False)

    page.has_launched = True
    # And where that value names an address, it fetches it, by rules of its own (Gradio 6.31). What
    # is fetched here goes through index.fetch alone.
    processing_utils.async_ssrf_protected_download = refused
