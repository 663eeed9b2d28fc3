"""The list of a person's conversations as HTML."""

from collections.abc import Sequence
from datetime import UTC, datetime

from ui.conversations.model import Listed
from ui.text import html_escape


def rail_html(listed: Sequence[Listed], current: str | None, now: datetime, searched: str) -> str:
    """The conversations, the latest first; the one that is open is marked."""
    if not listed:
        told = "No conversation has these words." if searched.strip() else "None yet."
        return f'<p class="quiet">{told}</p>'
    items = "".join(_item(each, current, now) for each in listed)
    return f'<ul class="conversations" aria-label="Conversations">{items}</ul>'


def _item(each: Listed, current: str | None, now: datetime) -> str:
    ident, title = html_escape(each.id), html_escape(each.title)
    here = ' aria-current="page"' if each.id == current else ""
    count = f"{each.exchanges} {'question' if each.exchanges == 1 else 'questions'}"
    return (
        f'<li{" class=current" if here else ""}><a href="/?conversation={ident}" data-event="open"'
        f' data-id="{ident}"{here}>{title}</a>'
        f'<p class="quiet">{count} · {_when(each.updated, now)}</p>'
        '<details class="menu"><summary aria-label="More for this conversation">…</summary><div>'
        '<button type="button" data-do="rename">Rename</button>'
        f"{_downloads(ident)}"
        f'<button type="button" data-confirm="Delete for good?" data-event="delete"'
        f' data-id="{ident}">Delete</button></div></details>'
        f'<form data-event="rename" data-id="{ident}" hidden><label>New name'
        f' <input type="text" name="title" value="{title}" maxlength="200" required></label>'
        '<button class="main">Save</button> <button type="button" data-do="close">Cancel</button>'
        "</form></li>"
    )


def _downloads(ident: str) -> str:
    kinds = (("docx", "Word"), ("md", "Markdown"), ("html", "web page"), ("json", "packet"))
    return "".join(
        f'<a href="/export/conversations/{ident}.{ending}" download>Download as {name}</a>'
        for ending, name in kinds
    )


def _when(moment: datetime, now: datetime) -> str:
    """ "10:42" of today, else "21 November"; with the year when it is another."""
    moment, now = moment.astimezone(UTC), now.astimezone(UTC)
    if moment.date() == now.date():
        return f"{moment:%H:%M} UTC"
    year = "" if moment.year == now.year else f" {moment.year}"
    return f"{moment.day} {moment:%B}{year}"
