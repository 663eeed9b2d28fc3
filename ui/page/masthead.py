"""The line at the top of the page: the name of the desk, what it holds, who is signed in."""

from ui.accounts.page import signed_in_line
from ui.text import html_escape


def masthead_html(summary: str, owner: str) -> str:
    """The line; without accounts, the owner is "" and nobody is named."""
    return (
        f'<div class="masthead"><h1>readout</h1><div class="right"><p>{html_escape(summary)}</p>'
        f"{signed_in_line(owner)}</div></div>"
    )
