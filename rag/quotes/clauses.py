"""A long quotation into the clauses that can be quoted alone."""

import re

from index.article import Span

SHORT = 20  # words up to which a quotation is quoted whole
_FEW = 4  # words that a clause has at least
# The full stop of "U.S." or "Mr." ends nothing.
_BREAK = re.compile(
    r"(?:(?<!\b[A-Z]\.[A-Z])(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bDr)\.|[!?…;:])[\"'”’»]*\s+"
    r"|,[\"'”’»]*\s+|\s*…\s*"
)
_ENDS = " \t\n,;:—–-.…"
_JOINING = re.compile(r"(?:and|but|that|which|or|so)\s+(?=\w)")


def clauses(body: str, span: Span, short: int = SHORT) -> list[Span]:
    """The clauses of the quotation `span`, in order; all of it up to `short` words."""
    whole = trimmed(body, span)
    if len(whole.of(body).split()) <= short:
        return [whole]
    found: list[Span] = []
    start = whole.start
    for match in _BREAK.finditer(body, whole.start, whole.end):
        sentence = match.group()[0] in ".!?"
        if not sentence and len(body[start : match.start()].split()) < _FEW:
            continue
        # What follows in a list is no clause: "Politics, Business, and all other factors".
        following = _until(body, match.end(), whole.end).split()
        least = 2 * _FEW if following[:1] in (["and"], ["or"]) else _FEW
        if not sentence and len(following) < least:
            continue
        found.append(trimmed(body, Span(start, match.end())))
        start = match.end()
    if start < whole.end:
        found.append(trimmed(body, Span(start, whole.end)))
    joined = [_JOINING.match(body, each.start, each.end) for each in found]
    return [
        Span(match.end(), each.end) if n and match else each
        for n, (each, match) in enumerate(zip(found, joined, strict=True))
        if len(each)
    ]


def trimmed(body: str, span: Span) -> Span:
    """Without the comma or full stop that the sentence around it needs."""
    start, end = span.start, span.end
    while start < end and body[start] in " \t\n,;":
        start += 1
    while end > start and body[end - 1] in _ENDS:
        if body[end - 1] == "." and _abbreviated(body[start:end]):
            break
        end -= 1
    return Span(start, end)


def _until(body: str, start: int, end: int) -> str:
    following = _BREAK.search(body, start, end)
    return body[start : following.start() if following else end]


def _abbreviated(text: str) -> bool:
    """Whether the last full stop belongs to a word: "the U.S."."""
    return re.search(r"(?:\b[A-Za-z]\.){2,}$", text) is not None
