"""Whether the positions of a disagreement are what their articles say."""

import re
from collections.abc import Sequence
from datetime import datetime

from rag.packet.form import Cited, Stand
from rag.values import Dates, values

_WORD = re.compile(r"\w+")


def stand_flaw(stand: Stand, cited: Sequence[Cited]) -> str | None:
    """What is wrong with a position: words that are not cited, or a value that is not theirs."""
    if not stand.words or not all(_squeezed(stand.words) in _squeezed(c.quote) for c in cited):
        return "its words are not in what it cites"
    if _words(stand.value) == _words(stand.words):
        return None
    if any(stand.value in _meant(each) for each in cited):
        return None
    return f"“{stand.value}” is not what its words mean on the day of the article"


def _meant(cited: Cited) -> set[str]:
    """Every value in a quote, as a string that compares."""
    day = datetime.fromisoformat(cited.published) if cited.published else None
    found = values(cited.quote, day)
    return {each.normal for each in found} | {
        str(each.days) for each in found if isinstance(each, Dates)
    }


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _squeezed(text: str) -> str:
    return " ".join(text.split())
