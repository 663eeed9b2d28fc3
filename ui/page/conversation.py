"""A conversation as HTML: its exchanges, oldest first, and what to ask next."""

from collections.abc import Sequence

from ui.page.exchange import exchange_html, growing_html, suggestions_html
from ui.page.talk import Tab
from ui.text import html_escape

SHOWN = 30
"""Exchanges on the page. Older ones are kept, and are in every download."""


def conversation_html(
    tab: Tab, *, doing: str = "", suggested: Sequence[str] = (), model: str | None = None
) -> str:
    """What the tab shows of its conversation; `doing` is of a question that is being answered.

    `model` is the name of the language model that is set.
    """
    if not tab.exchanges or tab.conversation is None:
        return (
            '<div class="talk"><div class="welcome"><h2>Ask what the articles say.</h2>'
            "<p>Every sentence of an answer leads to the words it rests on.</p></div></div>"
        )
    shown = tab.exchanges[-SHOWN:]
    hidden = len(tab.exchanges) - len(shown)
    earlier = (
        f'<p class="quiet">{hidden:,} earlier {"question is" if hidden == 1 else "questions are"}'
        " in the downloads of this conversation.</p>"
        if hidden
        else ""
    )
    last = shown[-1]
    sections = "".join(
        exchange_html(each, latest=each is last, doing=doing if each is last else "", model=model)
        for each in shown
    )
    pending = last.answer is None and last.failure is None
    return (
        f'<div class="talk" data-conversation="{html_escape(tab.conversation.id)}"'
        f' data-last="{html_escape(last.id)}"{" data-pending" if pending else ""}>'
        f'<p class="unseen" role="status">{html_escape(_told(tab, doing))}</p>'
        f"{earlier}{sections}{suggestions_html(suggested)}</div>"
    )


def answer_so_far(tab: Tab, doing: str) -> str:
    """The last question with its answer so far, as text for the page's script (script.js).

    It puts what is new into the conversation: drawing all of it again, again and again, would close
    what a person opens meanwhile. Nothing where there is no sentence yet.
    """
    if tab.so_far is None or not tab.exchanges:
        return ""
    last = tab.exchanges[-1]
    section = html_escape(growing_html(last, tab.so_far, doing))
    return f'<div data-of="{html_escape(last.id)}">{section}</div>'


def _told(tab: Tab, doing: str) -> str:
    """What a screen reader says: that the last question is being answered, or was."""
    last = tab.exchanges[-1]
    if last.failure:
        return last.failure
    if last.answer is None:
        return doing
    if last.answer.abstained is not None:
        return f"No answer: {last.answer.abstained}"
    count = len(last.answer.citations)
    sources = f"{count} {'source' if count == 1 else 'sources'}"
    disagree = " The articles disagree." if last.answer.conflicts else ""
    first = f" {last.answer.claims[0].text}" if last.answer.claims else ""
    return f"Answered from {sources}.{disagree}{first}"
