"""What came before what: as the articles have it, not the other way round."""

# ruff: noqa: E501 - lists of words and patterns

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.verify.evidence import PRONOUNS, Evidence
from rag.verify.tokens import Kind, Token, Tokens
from rag.writing.rules.laid import Laid, content

_AFTER = frozenset("after following since once upon".split())  # what is behind it comes first
_BEFORE = frozenset("before until till ahead prior pending".split())
_UNTIL = frozenset(("until", "till"))
_NOT = frozenset("no not never none nobody nothing".split())  # "no talks until" is "talks after"
_WHEN = frozenset("if when unless".split())  # an article's "if they agree" is "once they agree"
_FOLLOWS = frozenset("follow follows followed".split())
_PRECEDES = frozenset("precede precedes preceded".split())
_LATER = frozenset("later afterwards afterward then subsequently thereafter".split())
_EARLIER = frozenset("earlier previously beforehand".split())
_NO_ORDER = frozenset("this last next than on".split())  # "later this month"
_BACK = PRONOUNS | frozenset("that this which then these those doing".split())
_COMES = frozenset("come comes came is was be start starts started".split())


@dataclass(frozen=True, slots=True)
class _Order:
    """Two things, of which one is first."""

    word: str
    first: frozenset[str]
    second: frozenset[str]


_ENDS = {
    "first": frozenset("first initial initially debut begin earliest 1st new inaugural".split()),
    "last": frozenset("last final latest previous recent past end finally".split()),
    "final": frozenset("last final latest end finally".split()),
    "latest": frozenset("latest last newest recent new most".split()),
}
_NEXT_DAY = re.compile(
    r"\b(?:day|week|month|year|hours?|days|weeks|months|years) (?:after|later)(?=[,.;]|$)|\b(?:next|following) (?:day|week|month|year|morning)\b"
)
_DAY_BEFORE = re.compile(
    r"\b(?:day|week|month|year|hours?|days|weeks|months|years) (?:before|earlier)(?=[,.;]|$)|\bprevious (?:day|week|month|year)\b|\beve of\b"
)


def order(of: Laid) -> Iterator[str]:
    """Two things that the sentence puts in an order that the articles do not."""
    yield from _pairs(of)
    yield from _ends_of_a_row(of)
    evidence = " ".join(of.plainly)
    for own, other in ((_NEXT_DAY, _DAY_BEFORE), (_DAY_BEFORE, _NEXT_DAY)):
        found = own.search(of.plain)
        if found and not own.search(evidence) and (own is _NEXT_DAY or other.search(evidence)):
            yield f'the articles do not say "{found.group()}"'


def _ends_of_a_row(of: Laid) -> Iterator[str]:
    """ "Its last campus" where the articles have its first."""
    for at, token in enumerate(of.said[:-1]):
        like = _ENDS.get(token.lower)
        if like is None or token.quoted or of.said[at + 1].kind is Kind.DATE:
            continue
        if of.said[at + 1].key in _TIMES or of.said[at + 1].kind is Kind.NUMBER:
            continue
        if not any(t.lower in like or t.key in like for s in of.evidence.sentences for t in s):
            yield f'the articles do not say "{token.text} {of.said[at + 1].text}"'


def _pairs(of: Laid) -> Iterator[str]:
    own = _orders(of.said, frozenset(), False)
    if not own or of.is_verbatim:
        return
    known = frozenset(of.evidence.places)
    found = _found(of.evidence)
    for each in own:
        votes = {_vote(each, its, known) for its in found}
        if 1 not in votes:
            other = "have another order than" if -1 in votes else "do not say that this is"
            yield f'the articles {other} "{each.word}"'


def _found(evidence: Evidence) -> list[_Order]:
    found: list[_Order] = []
    before: frozenset[str] = frozenset()
    for sentence in evidence.sentences:
        found += _orders(sentence, before, True)
        before = content(sentence)
    return found


def _vote(own: _Order, its: _Order, known: frozenset[str]) -> int:
    """1 where it is the same order of the same two things, -1 where it is turned."""
    straight = _both(own.first, its.first, own.second, its.second)
    crossed = _both(own.first, its.second, own.second, its.first)
    if straight or crossed:
        return (straight > crossed) - (straight < crossed)
    # One of the two is told in words of its own.
    for mine, other, its_own in (
        (own.first, own.second, its.first),
        (own.second, own.first, its.second),
    ):
        if not other & known and len(mine & its_own) >= max(2, len(mine) / 2):
            return 1
    return 0


def _both(a: frozenset[str], b: frozenset[str], c: frozenset[str], d: frozenset[str]) -> int:
    one, other = len(a & b), len(c & d)
    return one + other if one and other else 0


@lru_cache(maxsize=4_000)
def _orders(tokens: Tokens, before: frozenset[str], in_article: bool) -> tuple[_Order, ...]:
    """The orders that a sentence tells; `before` is what the one before it tells."""
    found = []
    for at, token in enumerate(tokens):
        word = token.lower
        if token.quoted and not in_article:
            continue
        turned = word in _AFTER or word in _FOLLOWS or (in_article and word in _WHEN)
        if turned or word in _BEFORE or word in _PRECEDES:
            if word in _UNTIL:
                if at + 1 < len(tokens) and tokens[at + 1].lower in _AFTER:
                    continue  # "not until after the vote"
                turned = any(t.lower in _NOT for t in tokens)
            if word in _FOLLOWS | _PRECEDES:
                turned ^= tokens[at + 1 : at + 2] != () and tokens[at + 1].lower == "by"
            sides = _sides(tokens, at, before)
            if sides is not None:
                left, right = sides
                found.append(_Order(token.text, *((right, left) if turned else (left, right))))
        elif word in _LATER | _EARLIER and not _is_of_a_time(tokens, at):
            left, right = content(tokens[:at]), content(tokens[at + 1 :])
            pairs = [(left, right)] if _tells(tokens[:at]) and right else []
            if before and (in_article or not pairs):
                pairs.append((before, content(tokens)))
            for one, other in pairs:
                later = word in _LATER
                found.append(_Order(token.text, *((one, other) if later else (other, one))))
        elif word == "first" and at and tokens[at - 1].lower in _COMES and _closes(tokens, at):
            left, right = content(tokens[:at]), content(tokens[at + 1 :])
            if right:
                found.append(_Order(token.text, left, right))
    return tuple(found)


def _sides(
    tokens: Tokens, at: int, before: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]] | None:
    """What stands before "after" and what behind it; None where that is a day or nothing."""
    end = at + 1
    while end < len(tokens) and tokens[end].clause <= tokens[at].clause:
        end += 1
    behind, rest = tokens[at + 1 : end], tokens[end:]
    head = next((token for token in behind if token.lower != "of"), None)
    if head is None or (head.kind in (Kind.DATE, Kind.NUMBER) and not _tells(behind)):
        return None
    opens = not _tells(tokens[:at])
    if head.lower in _BACK and head.lower not in ("his", "her", "its", "their"):
        following = [token for token in behind if token is not head]
        if _is_told(following):
            # "After it Carney spoke", and not "after it met".
            if _opens_anew(following[0]):
                left = before if opens else content(tokens[:at])
                return (content(following) | content(rest), left)
        else:
            left = content(rest) if opens else content(tokens[:at])
            return (left, before) if left and before else None
    if opens:
        if not rest:
            cut = _second_phrase(behind)
            behind, rest = behind[:cut], behind[cut:]
        left = content(rest)
    else:
        left = content(tokens[:at])
        if not left - content(rest) and before:
            left |= before
    right = content(behind)
    vague = {token.lower for token in tokens[:at]} & PRONOUNS
    if vague and before and not opens:
        left |= before
    return (left, right) if left and right else None


def _opens_anew(token: Token) -> bool:
    return token.article or token.lower in PRONOUNS or token.kind is Kind.NAME


def _is_told(tokens: Sequence[Token]) -> bool:
    return any(token.is_content for token in tokens)


def _second_phrase(tokens: Sequence[Token]) -> int:
    """Where what follows "Before the leak" begins, without a comma: "the line carried"."""
    seen = False
    for at, token in enumerate(tokens):
        if seen and _opens_anew(token):
            return at
        seen = seen or token.is_content
    return len(tokens)


def _tells(tokens: Sequence[Token]) -> bool:
    """Whether words before "after" say more than how long: "less than 24 hours after"."""
    return any(
        token.is_content
        and token.kind not in (Kind.NUMBER, Kind.DATE)
        and token.key not in _TIMES
        and not token.lower.endswith("ly")
        for token in tokens
    )


_TIMES = frozenset("day week month year hour minut second moment shortli soon right just".split())


def _is_of_a_time(tokens: Tokens, at: int) -> bool:
    """ "Later this month", "a year earlier", "later than"."""
    behind = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    ends = not behind or tokens[at + 1].clause != tokens[at].clause
    timed = bool(at) and (tokens[at - 1].key in _TIMES) and at > 1
    return behind in _NO_ORDER or (ends and timed) or (bool(at) and tokens[at - 1].lower == "than")


def _closes(tokens: Tokens, at: int) -> bool:
    return at + 1 >= len(tokens) or tokens[at + 1].clause != tokens[at].clause
