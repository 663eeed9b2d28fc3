"""Which part of a body is the article, and which is the frame that the page put around it.

A paragraph is left out only when it is surely not a sentence of the article. What is unsure
stays: a button among the passages costs little, a lost sentence cannot be found again.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.article import Span
from index.formats import lines

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_FRONT_MATTER = re.compile(r"\s{0,4}---[^\S\n]*\r?\n(?=[ \t]*[\w\"'-]+[ \t]*:)")
_FENCE = re.compile(r"^(?:---|\.\.\.)[^\S\n]*$", re.MULTILINE)
_FRONT_MATTER_LIMIT = 64_000  # characters
_LIST_MARK = re.compile(r"(?:[>*+•-]\s+)+")
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|shall|should"
    r"|do|does|did|says?|said|told|won|gets?|goes|went|takes?|took|made|makes?|n['’]t)\b",
    re.IGNORECASE,
)
_SUBHEADING_WORDS = 6
_QUOTED_SUBHEADING = re.compile(r"['‘\"“][^'’\"”]{2,60}['’\"”]")
_SHINGLE = 4  # words
_QUOTED_ENOUGH = 0.7  # of the shingles of an embedded post
_TRUNCATED = re.compile(r"(?:…|\.\.\.)[\"'”’]?$")
# Hard-wrapped text: lines of a terminal's width whose ends fall anywhere in a sentence.
_WRAP_WIDTH = 120
_WRAP_SHARE = 0.6
_MASTHEAD = 12  # lines at the top in which a headline repeats or a name stands alone


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str  # body[start:end], without the white space around it
    after_blank: bool


def prose(body: str) -> list[Span]:
    """The paragraphs of `body` that are the article's own prose: in order, without overlap.

    Each span is a paragraph, or a block of hard-wrapped lines, without the white space and the
    list mark around it. The time is linear in the length of the body.
    """
    found = list(_lines(body, _start(body)))
    blocks = _wrapped_blocks(body, found) if _is_hard_wrapped(found) else found
    sentences = sum(lines.ends_sentence(block.text) for block in blocks)
    chrome = {i for i, block in enumerate(blocks) if lines.is_chrome(block.text)}
    dropped = set(chrome)
    # Where sentences do not end in full stops, a line without one says nothing about itself.
    if sentences * 2 >= len(blocks) - len(chrome):
        dropped |= _headlines(blocks, chrome)
        dropped |= _names(blocks, dropped)
        dropped |= _subheadings(blocks, dropped)
    dropped |= _embedded_copies(blocks, dropped)
    return [_trimmed(block) for i, block in enumerate(blocks) if i not in dropped]


def _trimmed(block: _Line) -> Span:
    mark = _LIST_MARK.match(block.text)
    skip = mark.end() if mark and mark.end() < len(block.text) else 0
    return Span(block.start + skip, block.end)


def _start(body: str) -> int:
    """Where the article can begin: behind the front matter or a leading date marker."""
    opening = _FRONT_MATTER.match(body)
    if opening:
        fence = _FENCE.search(body, opening.end(), opening.end() + _FRONT_MATTER_LIMIT)
        return fence.end() if fence else 0
    marker = lines.leading_marker(body)
    return marker[1] if marker else 0


def _lines(body: str, position: int) -> Iterator[_Line]:
    """Lines that hold a letter, without the white space around them."""
    previous_end = position
    for match in _LINE.finditer(body, position):
        raw = match.group()
        text = raw.strip()
        if not text:
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        between = body[previous_end:start]
        previous_end = start + len(text)
        if any(map(str.isalpha, text)):
            yield _Line(start, previous_end, text, between.count("\n") != 1)


def _is_hard_wrapped(found: list[_Line]) -> bool:
    """Whether most line breaks fall inside a sentence, as in text wrapped at a fixed width."""
    broken = [line for line, after in pairwise(found) if not after.after_blank]
    if len(broken) < 3 or any(len(line.text) > _WRAP_WIDTH for line in found):
        return False
    inside = [line for line in broken if not lines.ends_sentence(line.text)]
    if len(inside) < _WRAP_SHARE * len(broken):
        return False
    return sorted(len(line.text) for line in broken)[len(broken) // 2] >= _WRAP_WIDTH // 3


def _wrapped_blocks(body: str, found: list[_Line]) -> list[_Line]:
    """Lines between blank lines as one block each; lines of the page's frame stay alone."""
    blocks: list[list[_Line]] = []
    alone = True
    for line in found:
        chrome = lines.is_chrome(line.text)
        if line.after_blank or chrome or alone:
            blocks.append([line])
        else:
            blocks[-1].append(line)
        alone = chrome
    return [
        _Line(
            block[0].start,
            block[-1].end,
            body[block[0].start : block[-1].end],
            block[0].after_blank,
        )
        for block in blocks
    ]


def _headlines(blocks: list[_Line], chrome: set[int]) -> set[int]:
    """The first line when it is a headline, and its repetitions; no line that ends a sentence."""
    if len(blocks) < 2:
        return set()
    headline = _plain(blocks[0].text)
    if headline.endswith((".", "…", ":")):
        return set()
    repeated = {
        i for i in range(1, min(len(blocks), _MASTHEAD)) if _plain(blocks[i].text) == headline
    }
    if repeated:
        return repeated | {0}
    if 0 in chrome or not lines.looks_like_headline(blocks[0].text):
        return set()
    # What follows begins a sentence and ends it; else this is a table, or half a sentence.
    follows = next((block for i, block in enumerate(blocks[1:], 1) if i not in chrome), None)
    if follows is None or follows.text[0].islower() or lines.ends_sentence(blocks[0].text):
        return set()
    is_name = lines.is_bare_name(follows.text) and len(blocks) > 2
    return {0} if is_name or lines.ends_sentence(follows.text) else set()


def _plain(text: str) -> str:
    return " ".join(text[: lines.LONGEST].lstrip("# ").casefold().split())


def _names(blocks: list[_Line], dropped: set[int]) -> set[int]:
    """Bylines that are only a name: above the first paragraph, or closing the article."""
    names = set()
    for i, block in enumerate(blocks[:_MASTHEAD]):
        if i not in dropped and lines.is_bare_name(block.text) and i > 0:
            names.add(i)
        elif i not in dropped:
            break
    for i in range(len(blocks) - 1, 0, -1):
        text = blocks[i].text
        if i not in dropped and (lines.is_sign_off(text) or lines.is_bare_name(text)):
            names.add(i)
        elif i not in dropped:
            break
    return names


def _subheadings(blocks: list[_Line], dropped: set[int]) -> set[int]:
    """A few words without a verb, between paragraphs."""
    found = set()
    kept = [i for i in range(len(blocks)) if i not in dropped]
    for before, i, after in zip(kept, kept[1:], kept[2:], strict=False):
        text = blocks[i].text
        if not lines.ends_sentence(blocks[before].text):
            continue
        if (
            len(text) > 80
            or lines.ends_sentence(text)
            or not lines.ends_sentence(blocks[after].text)
        ):
            continue
        quoted = _QUOTED_SUBHEADING.fullmatch(text) is not None
        few = len(text.split()) <= _SUBHEADING_WORDS and not any(map(str.isdigit, text))
        if few and not text[0].islower() and (quoted or not _VERB.search(text)):
            found.add(i)
    return found


def _embedded_copies(blocks: list[_Line], dropped: set[int]) -> set[int]:
    """Embedded posts that are cut off with "…" and whose words the article itself quotes."""
    cut = [
        i
        for i, (block, after) in enumerate(pairwise(blocks))
        if lines.post_signature(after.text[: lines.LONGEST]) and _TRUNCATED.search(block.text[-4:])
    ]
    if not cut:
        return set()
    shingles = {i: set(_shingles(blocks[i].text)) for i in cut}
    wanted = set().union(*shingles.values())
    quoted = {
        shingle
        for i, block in enumerate(blocks)
        if i not in shingles and i not in dropped
        for shingle in _shingles(block.text)
        if shingle in wanted
    }
    return {
        i
        for i in cut
        if shingles[i] and len(shingles[i] & quoted) >= _QUOTED_ENOUGH * len(shingles[i])
    }


def _shingles(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of four words, in small letters."""
    window: deque[str] = deque(maxlen=_SHINGLE)
    for word in re.finditer(r"\w+", text):
        window.append(word.group().lower())
        if len(window) == _SHINGLE:
            yield tuple(window)
