"""Words that a model puts in quotation marks: an article's, byte for byte, or unmarked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_QUOTED = re.compile(
    r"“([^“”]{1,1000})”|\"([^\"]{1,1000})\"|«([^«»]{1,1000})»|‘([^‘’]{2,1000})’(?!\w)"
)
_MARKS = re.compile('[“”"«»]')
_EDGES = " .,;:?!…"


@dataclass(frozen=True, slots=True)
class Requoted:
    """A sentence whose quotations are all an article's own words."""

    text: str
    unmarked: int = 0  # quotations that lost their marks


def requoted(sentence: str, passages: Sequence[str]) -> Requoted:
    """The sentence with each quotation as a passage has it, or else without its marks.

    Only spaces, the shape of quotation marks and apostrophes, and a capital at the beginning may
    differ; then the passage's own characters are put in.
    """
    unmarked = 0

    def fitted(match: "re.Match[str]") -> str:
        nonlocal unmarked
        said = next(each for each in match.groups() if each is not None)
        words = said.strip(_EDGES)
        if not words:
            return match.group()
        at = said.index(words)
        for passage in passages:
            own = _own(words, passage)
            if own is not None:
                return f"“{said[:at]}{own}{said[at + len(words) :]}”"
        unmarked += 1
        return _MARKS.sub("", said)

    text, before = _QUOTED.sub(fitted, sentence), ""
    while text != before:  # marks that were left over may be a pair now
        before, text = text, _QUOTED.sub(fitted, text)
    return Requoted(text, unmarked)


def _own(words: str, passage: str) -> str | None:
    """The words as they stand in the passage."""
    pattern = r"\s+".join(_loosely(each) for each in words.split())
    first = pattern[:1]
    if first.isalpha():
        pattern = f"(?:{first.lower()}|{first.upper()}){pattern[1:]}"
    found = re.search(rf"(?<!\w){pattern}(?!\w)", passage)
    return found.group() if found else None


def _loosely(word: str) -> str:
    """A pattern for a word, whatever the shape of its marks."""
    return re.sub(r"\\?['’‘]", "['’‘]", re.sub(r"\\?[\"“”„]", '["“”„]', re.escape(word)))
