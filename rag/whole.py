"""The words that answer, made whole: no word cut in two, no name without its other half."""

import re

from rag.answer import Kind

_NAMED = re.compile(r"(?:[A-ZÀ-Þ][\w’'.-]*\w|[A-ZÀ-Þ])$")
# "Secretary" goes on " of Commerce Howard Lutnick", "Howard" on " Lutnick".
_GOES_ON = re.compile(
    r"(?: of (?:the )?[A-ZÀ-Þ][\w’'-]+)?(?:(?: [A-ZÀ-Þ]\.)* [A-ZÀ-Þ][\w’'-]*[\w])*"
)
_IN_A_PLACE = re.compile(
    r",? (?:in|at|near|outside) (?:the )?[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)*"
    r"(?:,? (?:[A-Z]\.){2,})?"
)
_KINDS = (Kind.WHO, Kind.WHERE, Kind.WHAT)
_POSSESSIVE = re.compile(r"[’']s?$")


def whole(sentence: str, start: int, end: int, kind: Kind) -> tuple[int, int]:
    """The characters `start` to `end` of a sentence, and what belongs to them."""
    if start >= end:
        return start, end
    while start > 0 and sentence[start].isalnum() and sentence[start - 1].isalnum():
        start -= 1
    while end < len(sentence) and sentence[end - 1].isalnum() and sentence[end].isalnum():
        end += 1
    if kind in _KINDS and _NAMED.search(sentence, start, end):
        following = _GOES_ON.match(sentence, end)
        if following and not _POSSESSIVE.search(sentence[start : following.end()]):
            end = following.end()
    if kind is Kind.WHERE and (place := _IN_A_PLACE.match(sentence, end)):
        end = place.end()
    return start, end
