"""The noun phrase beside a verb of saying: its subject."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.quotes.lexicon import (
    BOUNDARY,
    DAYS,
    DETERMINERS,
    OFFICES,
    PLURAL_ROLES,
    POSTS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVE,
    ROLES,
    SKIPPED,
    STATEMENTS,
)
from rag.quotes.skeleton import Token, speech

_LONGEST = 16  # tokens of a noun phrase
_FAR = 45  # tokens between a subject and its verb, for what stands between commas
_BINDING = frozenset({"of", "by", "for", "between", "with"})  # they bind to the noun before
HEADS = STATEMENTS | POSTS | OFFICES | ROLES | PLURAL_ROLES
_ASIDE = (
    DETERMINERS
    | PREPOSITIONS
    | RELATIVE
    | ROLES
    | frozenset(
        "whose speaking asked when as meanwhile however too though writing citing posting aged"
        " now then himself herself formerly which later visibly referring".split()
    )
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `start` to `end`, half open, of a sentence."""

    start: int
    end: int


def subject_before(tokens: Sequence[Token], verb: int) -> Phrase | None:
    """The subject of the verb at `verb`, where it stands before it."""
    at = verb - 1
    while at >= 0 and tokens[at].word and tokens[at].lower in SKIPPED:
        at -= 1
    if at < 0 or tokens[at].quote is not None:
        return None
    if tokens[at].text == ",":
        return _across_comma(tokens, at)
    if tokens[at].text == ")":
        opening = next((n for n in range(at - 1, max(-1, at - 12), -1) if tokens[n].text == "("), 0)
        return phrase_before(tokens, opening) if opening else None
    if not tokens[at].word:
        return None
    if tokens[at].lower in RELATIVE and at > 0:
        end = at - 1 if tokens[at - 1].text == "," else at
        return phrase_before(tokens, end)
    return phrase_before(tokens, at + 1)


def _across_comma(tokens: Sequence[Token], comma: int) -> Phrase | None:
    """The subject before an aside: "Poilievre, the Conservative leader, told"."""
    for n in range(comma - 1, max(0, comma - _FAR), -1):
        token = tokens[n]
        if token.text in (";", ":", ".") or token.quote is not None:
            return None
        if token.text != ",":
            continue
        aside = tokens[n + 1 : comma]
        opener = aside[0].lower if aside else ""
        free = opener in RELATIVE or not any(
            speech(each) and k and aside[k - 1].lower in PRONOUNS for k, each in enumerate(aside)
        )
        if free and (opener in _ASIDE or opener[:1].isdigit() or _described(aside)):
            found = phrase_before(tokens, n)
            if found and _begins_clause(tokens, found.start):
                return found
    return None


def _described(aside: Sequence[Token]) -> bool:
    return any(each.lower in ROLES for each in aside[:6])


def _begins_clause(tokens: Sequence[Token], start: int) -> bool:
    if start == 0:
        return True
    before = tokens[start - 1]
    return not before.word or before.lower in BOUNDARY or speech(before)


def phrase_before(tokens: Sequence[Token], end: int) -> Phrase | None:
    """The noun phrase that ends before token `end` and can speak."""
    if end <= 0 or not tokens[end - 1].word:
        return None
    if tokens[end - 1].lower in PRONOUNS:
        return Phrase(end - 1, end)
    first = end
    while first > 0 and end - first < _LONGEST and _inside(tokens[first - 1]):
        first -= 1
    # From the outermost noun that can speak and is followed only by its prepositions.
    starts = [first]
    starts += [n + 1 for n in range(first, end) if tokens[n].lower in PREPOSITIONS]
    for place, start in enumerate(starts):
        stop = starts[place + 1] - 1 if place + 1 < len(starts) else end
        found = _trimmed(tokens, start, stop)
        if found is None:
            continue
        last = place + 1 == len(starts)
        bound = start > first and tokens[start - 1].lower in _BINDING
        if bound and (not last or start - 1 != first):
            continue
        head = tokens[found.end - 1]
        if last or head.lower in HEADS or (head.capital and _joins(tokens, stop)):
            return Phrase(found.start, end)
    return None


def _describes(token: Token) -> bool:
    return token.lower in ROLES | DETERMINERS | {"new", "trader", "chief"}


def _joins(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].lower in ("of", "at", "for", "from")


def _inside(token: Token) -> bool:
    other = token.lower in BOUNDARY or token.lower in PRONOUNS
    figure = token.text[0].isdigit() and "year" not in token.text
    return token.word and not other and not figure and not speech(token)


def _trimmed(tokens: Sequence[Token], start: int, end: int) -> Phrase | None:
    """Without a time before it; None where what is left cannot speak."""
    while start < end and (tokens[start].lower in DAYS or tokens[start].text.isdigit()):
        start += 1
    for n in range(end - 1, start, -1):
        if tokens[n].lower in DETERMINERS and tokens[n].lower not in ("one",):
            start = n
            break
    if start >= end:
        return None
    head = tokens[end - 1]
    named = [t for t in tokens[start:end] if t.capital and t.lower not in DETERMINERS]
    if head.owner or head.lower in DAYS:
        return None
    if head.capital and head.lower not in DETERMINERS:
        name = end
        while name > start and tokens[name - 1].capital:
            name -= 1
        if name > start and not tokens[name - 1].owner and not _describes(tokens[name - 1]):
            start = name  # "on his network Mr Trump wrote"
        return Phrase(start, end)
    if head.lower in HEADS or (head.lower == "one" and start == end - 1):
        return Phrase(start, end)
    return Phrase(start, end) if named and named[-1] is head else None


def phrase_after(tokens: Sequence[Token], start: int) -> Phrase | None:
    """The noun phrase that begins at token `start` and can speak."""
    while start < len(tokens) and tokens[start].word and tokens[start].lower in SKIPPED:
        start += 1
    if start >= len(tokens) or not tokens[start].word:
        return None
    if tokens[start].lower in PRONOUNS:
        return Phrase(start, start + 1)
    end = start
    while end < len(tokens) and end - start < _LONGEST and _inside(tokens[end]):
        lower = tokens[end].lower
        if lower in DAYS and end > start:
            break
        if lower in PREPOSITIONS and not (end > start and _continues(tokens, start, end)):
            break
        end += 1
    while end > start and tokens[end - 1].lower in PREPOSITIONS | DETERMINERS:
        end -= 1
    if end == start:
        return None
    able = any(
        token.lower in HEADS or (token.capital and token.lower not in DETERMINERS)
        for token in tokens[start:end]
    )
    return Phrase(start, end) if able else None


def _continues(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the preposition at `end` belongs to the speaker: "a spokesman for the ministry"."""
    head = tokens[end - 1].lower
    if head in STATEMENTS | POSTS:
        return tokens[end].lower in ("of", "from", "by", "on")
    return tokens[end].lower in ("of", "for", "at") and (
        head in HEADS
        or tokens[end].lower == "of"
        or any(t.lower in ROLES for t in tokens[start:end])
    )
