"""From a text to its limits: one phrase after another is read and taken out."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from rag.filters import NO_FILTERS
from rag.limits.days import named_days
from rag.limits.edges import GLUED, LEFT, Place, limits, place
from rag.limits.limited import Limited
from rag.limits.names import Known, known_as
from rag.limits.phrase import Phrase, phrase

LONGEST = 1_000  # characters; a longer text is more than a question, and is left as it is
_MOST = 9  # limits in a text; with more it is no question, and is left as it is
_TRIGGER = re.compile(
    r"\b(?:only|just|solely|exclusively|nothing|alone|as\s+(?:of|at)|since|until|till?|before|after"
    r"|between|from|through|up\s+to|starting|prior|earlier|later|older|newer|articles?|stories|reports?"
    r"|coverage|reporting|pieces|news|limit\w*|restrict\w*|filters?|narrow|confine|stick|all|every"
    r"|any|each|whatever)\b",
    re.IGNORECASE,
)
_WORDLESS = re.compile(
    r"\W*(?:(?:and|but|please|ok(?:ay)?|thanks|thank\s+you|now)\W*)*", re.IGNORECASE
)


def limits_in_words(text: str, outlets: Sequence[str], newest: date | None, today: date) -> Limited:
    """The limits that `text` sets or lifts; `outlets` are those that articles are from.

    Days without a year are counted from the `newest` article (see `rag.limits.days`), "yesterday"
    from `today`, in UTC; a day ends at its end. A text without a limit, or of more than 1,000
    characters, comes back as it is. Never raises.
    """
    rest, filters, lifted = text, NO_FILTERS, frozenset[str]()
    unknown: dict[str, None] = {}
    if len(text) > LONGEST:
        return Limited(text)
    known = known_as(tuple(outlets))
    for _ in range(_MOST):
        found = _first(rest, known, newest or today, today) if _TRIGGER.search(rest) else None
        if found is None:
            return Limited(rest, filters, lifted, tuple(unknown))
        limit, rest = found
        filters = limit.filters.over(filters)
        lifted |= limit.lifted
        unknown |= dict.fromkeys(limit.unknown)
    return Limited(text)


def _first(text: str, known: Known, newest: date, today: date) -> tuple[Phrase, str] | None:
    """The first limit of a text, and the text without it."""
    days = named_days(text, newest, today)
    for left, start, begin in _begins(text):
        found = phrase(text, begin, known, days)
        if found is not None:
            at, end = place(text, left, start, found)
            if limits(found, at):
                return found, _without(text, at, found, end)
    return None


def _begins(text: str) -> Iterator[tuple[str, int, int]]:
    """Where a phrase may begin: what is left of it, where the marks begin, and where its words."""
    first = len(text) - len(text.lstrip())
    yield "start", 0, first
    for found in LEFT.finditer(text, first):
        begin = found.end() + len(text[found.end() :]) - len(text[found.end() :].lstrip())
        yield str(found.lastgroup), found.start(), begin
    for found in GLUED.finditer(text, first):
        yield "glued", found.start(), found.end()


def _without(text: str, at: Place, found: Phrase, end: int) -> str:
    """The text without a phrase and the marks that set it off."""
    marks = text[found.end : end]
    before, after = at.before.rstrip(), at.after.lstrip()
    if at.left == "sentence":
        before = text[: found.start].rstrip().rstrip(";")
    elif at.left in ("comma", "glued") and at.right != "comma":
        closing = marks.strip().strip(",;")
        before += closing if closing or not after else "."
    if at.left == "start":
        after = after.lstrip(" .,;:!?…–—-")
        after = (
            after[:1].upper() + after[1:]
            if text[found.start : found.start + 1].isupper()
            else after
        )
    joint = "" if not before or after[:1] in tuple(".,;:!?)") else " "
    rest = f"{before}{joint}{after}".strip().rstrip(",;:–— ")
    return "" if _WORDLESS.fullmatch(rest) else rest
