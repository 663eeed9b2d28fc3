"""Whether what a text shows in quotation marks stands in an article."""

import re
from collections.abc import Sequence

from rag.quotes.marks import paragraphs, quoted

_DOUBLE = re.compile('[“”"«»]')


def verbatim(text_with_marks: str, bodies: Sequence[str]) -> bool:
    """Whether every quoted part of the text is, byte for byte, in one of `bodies`.

    What stands inside another quotation is part of it. After a mark that nothing closes, all that
    follows counts as quoted. True where nothing is quoted.
    """
    found = quoted(text_with_marks, paragraphs(text_with_marks))
    outermost = [each for each in found if each.depth == 0]
    if not all(_held(each.span.of(text_with_marks), bodies) for each in outermost):
        return False
    covered = 0
    outers = iter([each.outer for each in outermost])
    outer = next(outers, None)
    for match in _DOUBLE.finditer(text_with_marks):
        while outer is not None and outer.start <= match.start():
            covered, outer = max(covered, outer.end), next(outers, None)
        if match.start() >= covered:
            rest = text_with_marks[match.end() :]
            return not rest.strip() or _held(rest, bodies)
    return True


def _held(words: str, bodies: Sequence[str]) -> bool:
    return any(words in body for body in bodies)
