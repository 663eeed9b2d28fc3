"""Whether the positions of a disagreement are what their articles say."""

import re
from collections.abc import Sequence
from datetime import datetime

from rag.packet.form import Cited, Stand
from rag.values import Dates, Value, same, values

_WORD = re.compile(r"\w+")


def stand_flaw(stand: Stand, cited: Sequence[Cited]) -> str | None:
    """What is wrong with a position: words that are not cited, or a value that is not theirs."""
    wording = [each for each in cited if _squeezed(stand.words) in _squeezed(each.quote)]
    if not stand.words.strip() or not wording:
        return "its words are not in what it cites"
    if _words(stand.value) == _words(stand.words):
        meant: list[Value] = []
    else:
        meant = [each for quote in wording for each in _values(quote) if _is(each, stand.value)]
        if not meant:
            return f"“{stand.value}” is not what its words mean on the day of the article"
    for other in cited:
        if other not in wording and not any(
            _is(each, stand.value) or any(same(each, one) for one in meant)
            for each in _values(other)
        ):
            return f"its citation [{other.n}] says nothing of the kind"
    return None


def _values(cited: Cited) -> list[Value]:
    return values(cited.quote, datetime.fromisoformat(cited.published) if cited.published else None)


def _is(found: Value, value: str) -> bool:
    days = found.form.candidates if isinstance(found.form, Dates) else ()
    return value == found.normal or value in map(str, days)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _squeezed(text: str) -> str:
    return " ".join(text.split())
