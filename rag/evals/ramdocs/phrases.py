"""From the reader's words to the whole phrase: "Chardynin" to "Pyotr Chardynin"."""

import re

from index.article import Span
from rag.evals.ramdocs.asked import Asked

_TOKEN = re.compile(r"\S+")
_MOST = 4  # words added on a side
_NAME = re.compile(r"[\"'“(]?[A-Z0-9][\w.’'&-]*[\"'”)]*,?")
_COMPASS = re.compile(r"(?:north|south|east|west|central)(?:ern|east|west)*(?:ern)?", re.IGNORECASE)
_IN_NAMES = frozenset("de da di van von der le la el al bin of the and".split())
_IN_PLACES = frozenset("of the in near".split())
_IN_KINDS = frozenset("of and or".split())  # "politician and writer"
_CLOSED = frozenset(
    "a an the is are was were be been being am has have had do does did will would can could may"
    " by of in on at to for from with as that which who whom whose where when while and or but if"
    " than then so into over under after before during between through about against since until"
    " it its he his him she her they their them this these those there here also not called named"
    " became become playing played plays".split()
)


def overlap(one: Span, other: Span) -> bool:
    """Whether both hold a character."""
    return one.start < other.end and one.end > other.start


def grown(text: str, span: Span, kind: Asked) -> Span:
    """`span` with the words beside it that belong to its phrase.

    For a person the capitalised words on both sides, for a place those around it as well, else
    the words up to the next mark or function word.
    """
    tokens = [Span(match.start(), match.end()) for match in _TOKEN.finditer(text)]
    words = [token.of(text) for token in tokens]
    inside = [
        at for at, each in enumerate(tokens) if each.start < span.end and each.end > span.start
    ]
    if not inside:
        return span
    first, last = inside[0], inside[-1]
    while first and inside[0] - first < _MOST and _goes_on(words, first - 1, first, kind):
        first -= 1
    while (
        last + 1 < len(words)
        and last - inside[-1] < 2 * _MOST
        and _goes_on(words, last, last + 1, kind)
    ):
        last += 1
    while first < inside[0] and _joins(words[first], kind):
        first += 1
    while last > inside[-1] and _joins(words[last], kind):
        last -= 1
    return _trimmed(text, Span(tokens[first].start, tokens[last].end))


def _goes_on(words: list[str], left: int, right: int, kind: Asked) -> bool:
    """Whether the phrase that holds one of two neighbouring words holds the other too."""
    return not _ends(words[left], kind) and all(
        _belongs(word, kind) or _joins(word, kind) for word in (words[left], words[right])
    )


def _belongs(word: str, kind: Asked) -> bool:
    match kind:
        case Asked.PERSON:
            return _NAME.fullmatch(word) is not None
        case Asked.PLACE:
            return _NAME.fullmatch(word) is not None or _COMPASS.fullmatch(word) is not None
    bare = word.lower().strip(".,;:()\"'")
    return bare not in _CLOSED and any(map(str.isalnum, bare))


def _joins(word: str, kind: Asked) -> bool:
    """Whether `word` stands inside phrases of `kind` but not at their ends."""
    match kind:
        case Asked.PERSON:
            return word in _IN_NAMES
        case Asked.PLACE:
            return word in _IN_PLACES
        case Asked.CATEGORY:
            return word in _IN_KINDS
    return False


def _ends(word: str, kind: Asked) -> bool:
    """Whether a phrase ends behind `word`."""
    if word.endswith(",") and kind is Asked.PLACE:
        return False
    initial = re.fullmatch(r"[\"(]?(?:[A-Z]\.)+|(?:Jr|Sr|St|Dr|Mr|Mrs|No)\.", word)
    return word[-1] in ",;:.!?)" and initial is None


def _trimmed(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and not (text[start].isalnum() or text[start] in "$£€#\"'“"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in "%\"'”)"):
        end -= 1
    return Span(start, end) if end > start else span
