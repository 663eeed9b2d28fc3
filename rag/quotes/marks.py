"""Which quotation marks belong together.

Curly and straight, double and single, French ones and the typewriter's ``…''. A single mark is a
quotation mark only where it stands like one: British newspapers quote with the apostrophe's sign.
One pass over each paragraph, so that any text takes time in proportion to its length.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.article import Span
from rag.quotes.posts import SIGNATURE

_BREAK = re.compile(r"[ \t\r]*\n\s*")
_MARK = re.compile("[“”\"«»]|``|''|[‘’']")
_SINGLE_MARK = re.compile("[‘’']")
_ANY_DOUBLE = re.compile('[“”"«»]')
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\r?\n.{0,4000}?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^[\w-]+:[ \t]+(?P<mark>[\"'])(?P<value>.*)(?P=mark)[ \t\r]*$", re.MULTILINE)
# A word that begins with an apostrophe.
_ELISION = re.compile(r"(?:em|tis|twas|til|till|cause|bout|n|round|\d\ds?)\b", re.IGNORECASE)
_DEEPEST = 4
_DOUBLE, _SINGLE, _ANGLE = "double", "single", "angle"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation by its marks alone."""

    span: Span  # of the words
    outer: Span  # with the marks
    depth: int
    continues: bool


@dataclass(frozen=True, slots=True)
class _Open:
    kind: str
    at: int  # of the mark
    start: int  # of the words
    continues: bool


def paragraphs(body: str) -> list[Span]:
    """The paragraphs, without outer white space. A field of front matter that is written in marks
    is a paragraph of its own, without them."""
    found: list[Span] = []
    start = 0
    if matter := _FRONT_MATTER.match(body):
        start = matter.end()
        found.extend(Span(*field.span("value")) for field in _FIELD.finditer(body, 0, start))
    for match in _BREAK.finditer(body, start):
        before = body[max(start, match.start() - 1) : match.start()]
        blank = match.group().count("\n") > 1
        signed = SIGNATURE.match(body, body.rfind("\n", 0, match.start()) + 1, match.start())
        if (
            blank
            or signed
            or before in {*".!?…:;\"'”’»)"}
            or body[match.end() : match.end() + 1] in {*'“‘"—'}
        ):
            if body[start : match.start()].strip():
                found.append(_stripped(body, start, match.start()))
            start = match.end()
    if body[start:].strip():
        found.append(_stripped(body, start, len(body)))
    return found


def quoted(body: str, pieces: Sequence[Span]) -> list[Quoted]:
    """Every quotation in the paragraphs `pieces`, by where it begins; empty ones are left out."""
    found: list[tuple[Span, Span, bool]] = []
    stack: list[_Open] = []
    continues = False
    for number, piece in enumerate(pieces):
        for mark in _marks(body, piece):
            top = stack[-1].kind if stack else None
            held = any(each.kind == mark.kind for each in stack)
            if mark.closes and held:
                while stack:
                    one = stack.pop()
                    if one.kind == mark.kind:
                        outer = Span(one.at, mark.end)
                        found.append((Span(one.start, mark.at), outer, one.continues))
                        break
            elif mark.opens:
                if top == mark.kind:
                    stack.pop()  # it was never closed
                first = mark.at == piece.start
                stack.append(_Open(mark.kind, mark.at, mark.end, continues and first))
                del stack[:-_DEEPEST]
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        continues = bool(stack) and following is not None and _begins(body, following, stack[0])
        if continues:
            one = stack[0]
            found.append((Span(one.start, piece.end), Span(one.at, piece.end), one.continues))
        if not (stack and following and not continues and _wraps(body, piece, following)):
            stack.clear()
    return _nested([each for each in found if each[0].of(body).strip()])


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    end: int
    kind: str
    opens: bool
    closes: bool


def _marks(body: str, piece: Span) -> Iterator[_Mark]:
    """The quotation marks of a paragraph, apostrophes left out."""
    singles = _singles(body, piece)
    for match in _MARK.finditer(body, piece.start, piece.end):
        at, end, sign = match.start(), match.end(), match.group()
        before = body[at - 1] if at > piece.start else " "
        after = body[end] if end < piece.end else " "
        if sign in "‘’'":
            if at in singles:
                yield singles[at]
        elif sign in "«»":
            yield _Mark(at, end, _ANGLE, sign == "«", sign == "»")
        elif sign in ("``", "''"):
            yield _Mark(at, end, _DOUBLE, sign == "``", sign == "''")
        elif sign == "“":
            yield _Mark(at, end, _DOUBLE, True, False)
        elif sign == "”":
            opens = _stands_before(before) and not after.isspace()
            yield _Mark(at, end, _DOUBLE, opens, not (opens and after.isalnum()))
        else:
            # Closing wins where both are possible, unless it stands like an opening mark only.
            opens = not after.isspace() and not before.isalnum()
            closes = not before.isspace() or not after.isalnum()
            yield _Mark(at, end, _DOUBLE, opens, closes)


def _singles(body: str, piece: Span) -> dict[int, _Mark]:
    """The single marks that can be quotation marks, by place.

    "the workers' strike" may close a quotation or not: it does only where no plainer closing mark
    comes before the next one that opens. An opening mark that nothing closes is an apostrophe.
    """
    drafts: list[tuple[_Mark, bool]] = []
    for match in _SINGLE_MARK.finditer(body, piece.start, piece.end):
        at, end = match.span()
        if body[at : at + 2] == "''" or body[at - 1 : at + 1] == "''":
            continue
        before = body[at - 1] if at > piece.start else " "
        after = body[end] if end < piece.end else " "
        if before.isalnum() and after.isalnum():
            continue
        opens = match.group() != "’" and _stands_before(before) and not after.isspace()
        if opens and _ELISION.match(body, end, min(piece.end, end + 8)):
            continue
        closes = not opens and match.group() != "‘" and not before.isspace() and before not in "(["
        if closes and body[max(piece.start, at - 2) : at].lower() in ("'n", "’n", "‘n"):
            continue
        if opens or closes:
            plural = (
                closes and before in "sSzxn" and after == " " and body[end + 1 : end + 2].isalnum()
            )
            drafts.append((_Mark(at, end, _SINGLE, opens, closes), plural))
    found: dict[int, _Mark] = {}
    plain = close = False  # whether such a mark follows before the next one that opens
    for mark, plural in reversed(drafts):
        if mark.opens:
            if close or mark.at == piece.start:
                found[mark.at] = mark
            plain = close = False
        elif not (plural and plain):
            found[mark.at] = mark
            close, plain = True, plain or not plural
    return found


def _stands_before(before: str) -> bool:
    """Whether an opening mark may follow this character."""
    return before.isspace() or before in "([{—–-/\"“‘'«…:"


def _begins(body: str, piece: Span, one: _Open) -> bool:
    """Whether the paragraph begins with the mark that `one` was opened with."""
    return body[piece.start : piece.start + one.start - one.at] == body[one.at : one.start]


def _wraps(body: str, piece: Span, following: Span) -> bool:
    """Whether what is open goes on in the next line, which has its closing mark first."""
    if body.count("\n", piece.end, following.start) != 1:
        return False
    match = _ANY_DOUBLE.search(body, following.start, following.end)
    if match is None or match.start() == following.start:
        return False
    return match.group() in "”»" or not body[match.start() - 1].isspace()


def _nested(found: list[tuple[Span, Span, bool]]) -> list[Quoted]:
    """Ordered, with the depth at which each stands."""
    ends: list[int] = []
    result: list[Quoted] = []
    for span, outer, continues in sorted(found, key=lambda each: (each[1].start, -each[1].end)):
        while ends and ends[-1] <= outer.start:
            ends.pop()
        result.append(Quoted(span, outer, len(ends), continues))
        ends.append(outer.end)
    return result


def _stripped(body: str, start: int, end: int) -> Span:
    while start < end and body[start].isspace():
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    return Span(start, end)
