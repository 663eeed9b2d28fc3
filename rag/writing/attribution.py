"""Which outlet a model says reported something: that of an article it cites, or nobody."""

import re
from collections.abc import Sequence
from typing import Protocol

from index.article import Article
from rag.writing.outlets import plain_outlet

_REPORTS = r"(?:reports?|reported|writes?|wrote|says?|said|notes?|noted|states?|stated)"


class _Cited(Protocol):
    @property
    def article(self) -> Article: ...


def unattributed(sentence: str, cited: Sequence[_Cited]) -> str | None:
    """The sentence without "according to OUTLET"; None where OUTLET reported none of what it names.

    What remains must be carried by the passages; that the outlet reported it is known already.
    """
    outlets = sorted(
        {name for each in cited if (name := plain_outlet(each.article))}, key=len, reverse=True
    )
    for outlet in outlets:
        name = rf"(?:[Tt]he )?{re.escape(outlet.removeprefix('The '))}"
        for pattern in (
            rf"^(?:According to|As reported by|Per) {name}(?:,| that)?\s+",
            rf"^{name} {_REPORTS}(?: that|,)?\s+",
            rf",?\s+(?:according to|as reported by|per) {name}(?=[.,;]|$)",
            rf",\s+{name} {_REPORTS}(?=[.,;]|$)",
        ):
            bare = re.sub(pattern, "", sentence, count=1)
            if bare != sentence:
                return bare[:1].upper() + bare[1:]
    return sentence
