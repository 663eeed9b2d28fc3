"""What a document is by its looks: an article or a fragment, prose or the furniture of a page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.words import STOP_WORDS

_SHINGLE = 4  # words
_COPY = 0.4  # shared shingles, of the smaller document; versions of one text share far more
_OPENING = 45  # words
_TITLE = 24  # words
_LITTLE_PROSE = 0.2  # menus and lists have fewer function words; running English has 0.35 to 0.55
_DEFINES = re.compile(
    r"[\"“'(]*(?:The |A |An )?[A-Z0-9][^\n]{0,250}?\b(?:is|was|are|were)\b(?: \w+){0,2}?"
    r" (?:a|an|the|one)\b"
)


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what its looks tell."""

    text: str
    shingles: frozenset[tuple[str, ...]]
    prose: float  # the share of function words
    titled: bool  # begins with its subject's name and again with a sentence about it
    article: bool  # begins as an article does: with a title, or with what its subject is


def document(text: str) -> Document:
    """`text` with what its looks tell."""
    words = re.findall(r"\w+", text.lower())
    plain = re.findall(r"[a-z]+", text.lower())
    prose = sum(word in STOP_WORDS for word in plain) / max(1, len(plain))
    titled = prose >= _LITTLE_PROSE and _titled(text)
    defines = _DEFINES.match(" ".join(text.split()[:_OPENING])) is not None
    return Document(
        text,
        frozenset(zip(*(words[at:] for at in range(_SHINGLE)), strict=False)),
        prose,
        titled,
        titled or (prose >= _LITTLE_PROSE and defines),
    )


def _titled(text: str) -> bool:
    """Whether a name of the first words comes again: "Joan Bo (painter) Joan Maria Bo was"."""
    if not (text[:1].isupper() or text[:1].isdigit() or text[:1] in '"“'):
        return False
    words = re.findall(r"\w+", " ".join(text.split()[:_TITLE]).lower())
    names = [word for word in words[:3] if word not in STOP_WORDS]
    if not names:
        return False
    first = words.index(names[0])
    return names[0] in words[first + 1 : 14]


def are_versions(one: Document, other: Document) -> bool:
    """Whether one text may have been made from the other, or both from a third."""
    size = min(len(one.shingles), len(other.shingles))
    return len(one.shingles & other.shingles) >= _COPY * max(1, size)


def families(documents: Sequence[Document]) -> list[int]:
    """For each document the number of its family: the versions of one text, and their versions."""
    family = list(range(len(documents)))
    for at, each in enumerate(documents):
        for before in range(at):
            if family[before] != family[at] and are_versions(each, documents[before]):
                joined = family[before]
                family = [family[at] if of == joined else of for of in family]
    return family
