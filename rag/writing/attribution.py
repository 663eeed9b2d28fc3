"""Which outlet a model says reported something: that of an article it cites, or nobody."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.writing.evidence import Offered
from rag.writing.outlets import plain_outlet

_REPORTS = (
    r"(?:(?:also|further|later|first|itself|only) )?"
    r"(?:reports?|reported|writes?|wrote|says?|said|notes?|noted|states?|stated|adds?|added)"
)
_ASIDE = r"(?:, (?:however|meanwhile|though|too|in turn|by contrast|for its part),)?"
_A_REPORT = (
    r"(?:[Oo]ne|[Aa]nother|[Aa] (?:second|third|different|separate|further)|[Tt]he (?:other|first"
    r"|second|third)) (?:(?:news )?(?:report|article|account|outlet|story|source))"
)
_ANSWER = re.compile(r"^(?:yes|no)\s*[,;:.–—-]+\s*(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """What a sentence says, and the sentences that must carry it."""

    text: str
    cited: tuple[Offered, ...]


def unanswered(sentence: str) -> str:
    """The sentence without "Yes," or "No,": what answers the question is in what follows."""
    bare = _ANSWER.sub("", sentence)
    return bare[:1].upper() + bare[1:]


def unattributed(sentence: str, cited: Sequence[Offered]) -> Part:
    """The sentence without "according to OUTLET", and the sentences of that outlet alone.

    What remains must be carried by them; that the outlet reported it is known already.
    """
    for name, its in (*_outlets(cited), (_A_REPORT, tuple(cited))):
        for pattern in (
            rf"^(?:According to|As reported by|Per) {name}(?:,| that)?\s+",
            rf"^{name}{_ASIDE} {_REPORTS}(?: that|,)?\s+",
            rf",?\s+(?:according to|as reported by|per) {name}(?=[.,;]|$)",
            rf",\s+{name} {_REPORTS}(?=[.,;]|$)",
        ):
            bare = re.sub(pattern, "", sentence, count=1)
            if bare != sentence:
                return Part(bare[:1].upper() + bare[1:], its)
    return Part(sentence, tuple(cited))


def _outlets(cited: Sequence[Offered]) -> Iterator[tuple[str, tuple[Offered, ...]]]:
    """A pattern for each outlet's name, the longest first, and its sentences."""
    named = [(plain_outlet(each.article), each) for each in cited]
    for outlet in sorted({name for name, _ in named if name}, key=len, reverse=True):
        pattern = rf"(?:[Tt]he )?{re.escape(outlet.removeprefix('The '))}"
        yield pattern, tuple(each for name, each in named if name == outlet)
