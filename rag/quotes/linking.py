"""Which of a sentence's cues a quotation belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.article import Span
from rag.quotes.cues import Cue
from rag.quotes.lexicon import WEAK
from rag.quotes.nouns import Attribution, SpeakerKind
from rag.quotes.skeleton import Token
from rag.quotes.speakers import Resolved

_JOINING = frozenset("and but while as when although".split()) | {";", "—", "–", "--", ":"}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A cue whose speaker is known."""

    cue: Cue
    resolved: Resolved
    span: Span  # of the words for the speaker
    words: str


def attribution(
    tokens: Sequence[Token], at: int, found: Sequence[Cue], spoken: Mapping[int, Spoken]
) -> tuple[Attribution | None, bool]:
    """Who says the quotation at token `at`, and whether any cue claims it."""
    behind = at + 1
    while behind < len(tokens) and tokens[behind].text in (",", "—", "–", "--", ":"):
        behind += 1
    direct = next((n for n, c in enumerate(found) if c.start == behind and c.closing), None)
    before = [n for n, c in enumerate(found) if c.end <= at]
    closing = next((n for n, c in enumerate(found) if c.start > at and _closes(tokens, c)), None)
    inner = before[-1] if before else None
    if direct is not None:
        claimed = inner is not None and _introduces(tokens, found[inner], at)
        if claimed and inner is not None and not _same(spoken, inner, direct):
            return None, True
        return _attribution(spoken, direct), True
    if inner is not None:
        outer = next((n for n in reversed(before[:-1]) if not _same(spoken, n, inner)), None)
        if outer is not None and _holds(tokens, found[outer], found[inner]):
            told = spoken.get(outer)
            if told and told.resolved.speaker.kind in (
                SpeakerKind.OFFICE,
                SpeakerKind.ORGANISATION,
            ):
                return _attribution(spoken, outer), True
            return None, True
        if closing is not None and not _same(spoken, closing, inner):
            if tokens[found[inner].end - 1].lower in WEAK:
                return _attribution(spoken, closing), True
            if not _introduces(tokens, found[inner], at):
                return None, True
        return _attribution(spoken, inner), True
    if closing is not None:
        return _attribution(spoken, closing), True
    return None, False


def _closes(tokens: Sequence[Token], cue: Cue) -> bool:
    if not cue.closing or cue.start == 0:
        return False
    before = tokens[cue.start - 1]
    according = tokens[cue.start].lower == "according"
    return before.quote is not None or before.text in (",", "—", "–", "--") or according


def _introduces(tokens: Sequence[Token], cue: Cue, at: int) -> bool:
    """Whether nothing but a mark or a few words stands between the cue and the quotation."""
    return all(not token.word for token in tokens[cue.end : at])


def _same(spoken: Mapping[int, Spoken], one: int, other: int) -> bool:
    a, b = spoken.get(one), spoken.get(other)
    return a is not None and b is not None and a.resolved.speaker == b.resolved.speaker


def _holds(tokens: Sequence[Token], outer: Cue, inner: Cue) -> bool:
    """Whether the inner cue is part of what the outer one says: "Baker said Miyazawa told him"."""
    between = tokens[outer.end : inner.start]
    if any(t.quote is not None or t.lower in _JOINING for t in between):
        return False
    return any(t.lower == "that" for t in between) or not any(t.text == "," for t in between)


def _attribution(spoken: Mapping[int, Spoken], n: int) -> Attribution | None:
    found = spoken.get(n)
    if found is None:
        return None
    resolved = found.resolved
    return Attribution(resolved.speaker, found.words, found.span, resolved.sure)
