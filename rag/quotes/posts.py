"""Social posts as articles embed them: the text, then a line with the poster and the day."""

import re

from index.article import Span

SIGNATURE = re.compile(
    r"^[ \t]*[—–-]{1,2}[ \t]*(?P<name>[^\n(@]{2,80}?)[ \t]*\((?P<handle>@\w{1,40})\)[^\n]{0,60}$",
    re.MULTILINE,
)
_ACCOUNT = re.compile(r"\s+(?:Posts|News|Updates)\b.*$|\s+\|.*$")


def posts(body: str) -> list[tuple[Span, Span, str]]:
    """For each post the span of its text, the span of the poster's name, and the poster's name.

    The text is the paragraph before the signature line. An account that only passes on somebody's
    posts ("Donald J. Trump Posts From …") gives that person's name.
    """
    found: list[tuple[Span, Span, str]] = []
    for match in SIGNATURE.finditer(body):
        end = match.start()
        while end > 0 and body[end - 1].isspace():
            end -= 1
        if body.count("\n", end, match.start()) > 2:
            continue
        start = body.rfind("\n", 0, end) + 1
        while start < end and body[start] in " \t>":
            start += 1
        if start == end or SIGNATURE.match(body, start, end):
            continue
        name = _ACCOUNT.sub("", match.group("name"))
        at = match.start("name")
        found.append((Span(start, end), Span(at, at + len(name)), name))
    return found
