"""Where sentences begin and end, as exact spans.

Written here because a citation is a sentence: what is cited must be whole, and must keep the
speaker with the quote. The libraries tried (NLTK's Punkt, pysbd) break after "U.S." or inside
quotations, or take 5 ms a story; see DECISIONS.md.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from index.article import Span

# Never the end of a sentence: a name or a number follows.
_TITLES = frozenset(
    "mr mrs ms messrs mx dr prof rev hon fr st mt ft gov lt sen sens rep reps gen col maj capt cmdr"
    " sgt cpl adm brig amb pres supt insp vs etc eg ie cf fig vol art sec approx dept univ assn"
    " jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri".split()
)
# The end of a sentence only when the next word is one that begins sentences.
_OFTEN_INTERNAL = frozenset("inc corp co cos ltd plc bros jr sr ave blvd".split())
_OPENERS = frozenset(
    "the a an he she it they we i you in on at but and that this these those his her its their our"
    " as after before when while if since for there earlier later meanwhile however until with by"
    " then not no yes so what who where why how or under over during from to both some many most"
    " all also although because despite once last next until what's it's he's she's".split()
)
# Each begins at the start of a run only: begun anywhere in one, they would take quadratic time.
_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’»)\]]*(?=\s)")
_WORD_BEFORE = re.compile(r"[^\s\"'“‘«(\[]+$")
_ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?\.?$")
_NEXT_WORD = re.compile(r"[\"'“‘«(\[]*([\w’']+)")
_SPEAKER = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr)\.? )?(?:[A-Z][\w.’'-]+ ){1,4}"
    r"(?:said|asked|told|added|wrote|replied|says|asks|adds|writes)\b"
)
_LINE_BREAK = re.compile(r"(?<![ \t\r])[ \t\r]*\n[ \t\r]*")
_LONGEST_QUOTE = 400  # characters; a longer quotation is broken at its own sentences
_LONGEST = 1_000  # characters; what goes on beyond has no sentences, and is broken at spaces


def sentences(body: str, within: Span | None = None) -> list[Span]:
    """The sentences of `body` inside `within` (default: all), in order, without outer white space.

    Every character that is not white space belongs to exactly one sentence. A blank line always
    ends one; a single line break ends one after a final mark, and otherwise is a soft wrap.
    """
    span = within or Span(0, len(body))
    found: list[Span] = []
    start = span.start
    for end in _ends(body, span):
        found.extend(_pieces(body, start, end))
        start = end
    found.extend(_pieces(body, start, span.end))
    return found


def _ends(body: str, span: Span) -> Iterator[int]:
    """Offsets behind which a new sentence begins, ascending, all inside `span`."""
    for paragraph in _paragraphs(body, span):
        quotes = _quotations(body, paragraph)
        for match in _END.finditer(body, paragraph.start, paragraph.end):
            end = match.end()
            before = bisect_left(quotes, (match.start(), 0)) - 1
            if before >= 0 and end < quotes[before][1]:
                continue  # inside a quotation
            if _is_end(body, paragraph, match):
                yield end
        yield paragraph.end


def _paragraphs(body: str, span: Span) -> Iterator[Span]:
    start = span.start
    for match in _LINE_BREAK.finditer(body, span.start, span.end):
        before = body[max(start, match.start() - 3) : match.start()].rstrip("\"'”’»)]")
        following = body[match.end() : match.end() + 1]
        if following == "\n" or before.endswith((".", "!", "?", "…", ":", ";")) or not before:
            yield Span(start, match.end())
            start = match.end()
    if start < span.end:
        yield Span(start, span.end)


def _quotations(body: str, paragraph: Span) -> list[tuple[int, int]]:
    """Quotations short enough to stay whole: offsets of the opening mark and behind the closing."""
    pairs: list[tuple[int, int]] = []
    opened: int | None = None
    for match in re.finditer(r"[“”\"]", body[paragraph.start : paragraph.end]):
        at = paragraph.start + match.start()
        mark = match.group()
        if mark == "“" or (mark == '"' and opened is None):
            opened = at
        elif opened is not None:
            if at + 1 - opened <= _LONGEST_QUOTE:
                pairs.append((opened, at + 1))
            opened = None
    return pairs


def _is_end(body: str, paragraph: Span, match: re.Match[str]) -> bool:
    following = body[match.end() : min(paragraph.end, match.end() + 80)].lstrip()
    if not following:
        return True
    word = _NEXT_WORD.match(following)
    first = word.group(1) if word else following[0]
    if first[0].islower():
        return False
    marks = match.group()
    if marks[0] != ".":
        closes_quote = marks[-1] in "\"'”’»"
        return not (closes_quote and _SPEAKER.match(following))
    if marks.startswith(".") and len(marks) > 1 and marks[1] in "\"'”’»)]":
        return True
    before = _WORD_BEFORE.search(body, max(paragraph.start, match.start() - 30), match.start())
    stem = before.group().lower() if before else ""
    opener = first.lower() in _OPENERS or following[0] in '"“‘«'
    if stem in _TITLES:
        return False
    if stem == "no":
        return not first[0].isdigit()
    if len(stem) == 1 and stem.isalpha():
        return opener and stem != "i"
    if stem in _OFTEN_INTERNAL or ("." in stem and _ACRONYM.fullmatch(stem)):
        return opener
    return True


def _pieces(body: str, start: int, end: int) -> Iterator[Span]:
    """`start` to `end` without outer white space, broken where it is too long to be a sentence."""
    while start < end:
        while start < end and body[start].isspace():
            start += 1
        if end - start <= _LONGEST:
            stop = end
        else:
            space = max(body.rfind(mark, start + 1, start + _LONGEST) for mark in (" ", "\n"))
            stop = space if space > start else start + _LONGEST
        last = stop
        while last > start and body[last - 1].isspace():
            last -= 1
        if last > start:
            yield Span(start, last)
        start = stop
