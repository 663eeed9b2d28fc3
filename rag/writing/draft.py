"""A model's words, as they come in pieces, into sentences with the labels they name."""

import re
from dataclasses import dataclass

from index.sentences import sentences

_INNER = r"\s*(?:S\s?\d{1,4}|\d{1,4})(?:\s*(?:,|;|and|&|-|–|to)\s*(?:S\s?)?\d{1,4})*\s*"
# "[S1]", "[S1, S2]", "[1]", "(S3)", in brackets of any width.
_GROUP = re.compile(rf"[\[［【〔]{_INNER}[\]］】〕]|\((?=\s*S\s?\d){_INNER}\)", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,4})\s*(?:-|–|to)\s*(?:S\s?)?(\d{1,4})|(\d{1,4})", re.IGNORECASE)
_WIDEST = 12  # labels that one "S1-S9" may stand for
_WORD = re.compile(r"\w")
_LEADING = re.compile(r"^(?:\s*(?:[-*•>#]+|\d{1,2}[.)])\s+)+")
_STYLE = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.,!?])[*_](?!\w)|`")
_LONGEST = 4_000  # characters without an end, from which text is a sentence all the same
_MARKS = re.compile(r"[.!?…]*[\"”’»)]*")
_ENDED = re.compile(r"[.!?…][\"”’»)]*\s*$")
_OPENING, _CLOSING = "[［【〔(", re.compile(r"[\]］】〕)]|.{40}")
_GOES_ON = ",;:–—-("  # behind labels: the sentence is not over


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence as a model wrote it."""

    text: str  # without labels, markup and outer white space
    labels: tuple[str, ...]  # "S3", in order, each once, offered or not

    @property
    def says_none(self) -> bool:
        """Whether it says that the evidence does not answer."""
        return self.text.strip(" .!*\"'").upper() == "NONE"


class Drafting:
    """Collects pieces of text, and gives each sentence as soon as it and its labels are whole."""

    def __init__(self) -> None:
        self._text = ""

    def add(self, piece: str) -> list[Draft]:
        """The sentences that the piece completes."""
        self._text += piece
        found: list[Draft] = []
        while (end := self._end()) is not None:
            found += drafts(self._text[:end])
            self._text = self._text[end:]
        return found

    def finish(self) -> list[Draft]:
        """What is left when nothing more comes."""
        left, self._text = self._text, ""
        return drafts(left)

    def _end(self) -> int | None:
        """Behind the first line, or the first sentence whose labels are followed by another."""
        line = self._text.find("\n")
        for group in _GROUP.finditer(self._text, 0, line if line >= 0 else len(self._text)):
            start = _next_sentence(self._text, group.end())
            if start is not None and start > group.end():
                return start
        if line >= 0:
            return line + 1
        return len(self._text) if len(self._text) > _LONGEST else None


def drafts(text: str) -> list[Draft]:
    """The sentences of a finished piece of text. Labels hold for all since the last ones.

    "A is so. B is so [S1]." gives both sentences the label; labels inside a sentence are its own.
    """
    return [each for line in text.splitlines() for each in _of_line(line)]


def _of_line(line: str) -> list[Draft]:
    text = _LEADING.sub("", line.strip())
    found: list[Draft] = []
    body, labels, at = "", list[str](), 0
    for group in _GROUP.finditer(text):
        start = _next_sentence(text, at) if labels else None
        if start is not None and start <= group.start():
            found += _drafts(body + text[at:start], labels)
            body, labels, at = "", [], start
        body += text[at : group.start()]
        labels += _labels(group.group())
        at = group.end()
    start = _next_sentence(text, at) if labels else None
    if start is None:
        return found + _drafts(body + text[at:], labels)
    return found + _drafts(body + text[at:start], labels) + _drafts(text[start:], [])


def _next_sentence(text: str, at: int) -> int | None:
    """Where a sentence begins behind labels that end at `at`; None where theirs goes on."""
    marks = _MARKS.match(text, at)
    end = marks.end() if marks else at
    rest = text[end:].lstrip()
    if not rest or (rest[0] in _OPENING and (_GROUP.match(rest) or not _CLOSING.search(rest))):
        return None  # more labels, or perhaps
    start = len(text) - len(rest)
    over = any(mark in ".!?…" for mark in text[at:end]) or _ENDED.search(_GROUP.sub("", text[:at]))
    if not over and (rest[0].islower() or rest[0] in _GOES_ON or start == end):
        return None
    return start


def _drafts(body: str, labels: list[str]) -> list[Draft]:
    text = _clean(body)
    if not _WORD.search(text):
        return []
    named = tuple(dict.fromkeys(labels))
    return [Draft(span.of(text), named) for span in sentences(text)]


def _labels(group: str) -> list[str]:
    found: list[str] = []
    for match in _RANGE.finditer(group):
        if match[3]:
            found.append(f"S{int(match[3])}")
        else:
            first, last = int(match[1]), int(match[2])
            found += [f"S{n}" for n in range(first, min(last, first + _WIDEST) + 1)]
    return found


def _clean(text: str) -> str:
    """Without labels and markup, on one line; a final mark moved up to the words."""
    bare = " ".join(_STYLE.sub("", _GROUP.sub(" ", text)).split())
    return re.sub(r"\s+(?=[.,;:!?…](?:\s|$))", "", bare).lstrip(",;: ")
