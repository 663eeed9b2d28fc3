"""What a person does on the page besides asking: opens, renames, limits, marks, shares.

The fields come from the browser and are not trusted: whatever they name is looked up as the
person's own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from index.errors import UsageError
from rag.feedback import Feedback, Mark
from rag.wire import answer_as_dict
from ui.conversations.store import Conversations
from ui.page.limits import read_form, without
from ui.page.talk import Tab
from ui.text import html_escape

_LONGEST = 1_000  # characters of a note or a name
_VERDICTS: tuple[Mark, ...] = ("right", "wrong", "missing")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows after something was done."""

    tab: Tab
    notice: str = ""  # HTML, one line
    fault: str = ""  # of the filters, one sentence
    limits_changed: bool = False  # elsewhere than in their form


class Acts:
    """Does what the buttons and forms of the page are for."""

    def __init__(self, kept: Conversations, record: Callable[[Feedback], None]) -> None:
        self._kept = kept
        self._record = record
        self._named: dict[str, Callable[[str, Tab, Mapping[str, Any]], Shown]] = {
            "open": self._open,
            "rename": self._rename,
            "delete": self._delete,
            "limit": self._limit,
            "drop": self._drop,
            "mode": self._mode,
            "only": self._only,
            "share": self._share,
            "mark": self._mark,
        }

    def act(self, owner: str, tab: Tab, fields: Mapping[str, Any]) -> Shown:
        """Does what `fields` name. Raises ReadoutError with a sentence for the reader."""
        act = self._named.get(_text(fields, "event"))
        return act(owner, tab, fields) if act else Shown(tab)

    def opened(self, owner: str, tab: Tab, conversation_id: str) -> Shown:
        """The tab with a conversation of the owner's."""
        found = self._kept.open(owner, conversation_id)
        if found is None:
            return Shown(tab, "<p>That conversation is not here any more.</p>")
        return Shown(replace(tab, conversation=found))

    def _open(self, owner: str, tab: Tab, fields: Mapping[str, Any]) -> Shown:
        return self.opened(owner, tab, _text(fields, "id"))

    def _rename(self, owner: str, tab: Tab, fields: Mapping[str, Any]) -> Shown:
        title, ident = _text(fields, "title").strip(), _text(fields, "id")
        if not title:
            raise UsageError("A conversation needs a name with at least one character.")
        self._kept.rename(owner, ident, title)
        if tab.conversation and tab.conversation.id == ident:
            tab = replace(tab, conversation=replace(tab.conversation, title=title))
        return Shown(tab)

    def _delete(self, owner: str, tab: Tab, fields: Mapping[str, Any]) -> Shown:
        ident = _text(fields, "id")
        if not self._kept.delete(owner, ident):
            return Shown(tab, "<p>That conversation is not here any more.</p>")
        if tab.conversation and tab.conversation.id == ident:
            tab = replace(tab, conversation=None)
        return Shown(tab, "<p>The conversation was deleted.</p>")

    def _limit(self, owner: str, tab: Tab, fields: Mapping[str, Any]) -> Shown:
        try:
            return Shown(replace(tab, filters=read_form(fields)))
        except UsageError as error:
            return Shown(tab, fault=str(error))

    def _drop(self, owner: str, tab: Tab, fields: Mapping[str, Any]) -> Shown:
        left = without(tab.filters, _text(fields, "field"), _text(fields, "value"))
        return Shown(replace(tab, filters=left), limits_changed=True)

    def _mode(self, owner: str, tab: Tab, fields: Mapping[str, Any]) -> Shown:
        return Shown(replace(tab, extractive=_text(fields, "value") == "extractive"))

    def _only(self, owner: str, tab: Tab, fields: Mapping[str, Any]) -> Shown:
        return Shown(
            replace(tab, filters=replace(tab.filters, articles=(_text(fields, "id"),))),
            "<p>The next questions are asked of that article alone.</p>",
            limits_changed=True,
        )

    def _share(self, owner: str, tab: Tab, fields: Mapping[str, Any]) -> Shown:
        token = self._kept.share(owner, _text(fields, "id"))
        if token is None:
            return Shown(tab, "<p>That answer is not here any more.</p>")
        address = f"/answers/{html_escape(token)}"
        return Shown(
            tab,
            f'<p>Whoever can open this desk can read this one answer at <a href="{address}"'
            f' target="_blank">{address}</a> <button type="button" data-do="copy"'
            f' data-address="{address}">Copy link</button></p>',
        )

    def _mark(self, owner: str, tab: Tab, fields: Mapping[str, Any]) -> Shown:
        ident = _text(fields, "id")
        verdict = next((each for each in _VERDICTS if each == fields.get("verdict")), None)
        here = tab.conversation
        found = self._kept.exchange(owner, ident)
        shown = any(each.id == ident for each in tab.exchanges)
        if not here or not found or not found.answer or not shown or verdict is None:
            return Shown(tab, "<p>That answer is not here any more; nothing was recorded.</p>")
        earlier = [each.question for each in tab.exchanges if each.number < found.number]
        self._record(
            Feedback(
                time=datetime.now(UTC),
                verdict=verdict,
                answer=answer_as_dict(found.answer),
                history=tuple(earlier),
                comment=_text(fields, "comment").strip() or None,
                face="chat",
            )
        )
        marked = replace(found, mark=verdict)
        self._kept.put(owner, here.id, marked)
        exchanges = tuple(marked if each.id == ident else each for each in here.exchanges)
        tab = replace(tab, conversation=replace(here, exchanges=exchanges))
        return Shown(tab, "<p>Thank you: the mark is recorded.</p>")


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    return value[:_LONGEST] if isinstance(value, str) else ""
