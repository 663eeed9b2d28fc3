"""What the articles say under a condition: the sentence must say that there is one."""

from collections.abc import Iterator
from functools import lru_cache

from rag.verify.tokens import Tokens
from rag.writing.rules.laid import Laid, content

_IF = frozenset("if unless provided assuming lest whether".split())
_ONLY_WHEN = frozenset("once when after".split())  # behind "only"
_UNTIL = frozenset(("until", "till"))
_NOT = frozenset("no not never none nobody nothing neither nor".split())
# What a sentence may say it with.
_SAID = _IF | _UNTIL | frozenset(
    "once when after should depend depends depending condition conditions conditional conditionally"
    " contingent case otherwise except without subject requires provided before pending".split()
)  # fmt: skip
_ASKS = frozenset("ask asked asks asking wonder wondered wonders unclear know see".split())
_PHRASES = (("as", "long", "as"), ("on", "condition"), ("in", "case"), ("in", "event"),
            ("so", "long", "as"), ("in", "exchange"), ("subject", "to"))  # fmt: skip
_ENDS = frozenset("and but".split())
_SOON = frozenset("immediately directly instantly promptly".split())
_SHARE = 0.5  # of what hangs on the condition, or of what the sentence says


def conditions(of: Laid) -> Iterator[str]:
    """What the sentence tells without the condition under which the articles have it."""
    yield from _at_once(of)
    if of.is_verbatim or any(token.lower in _SAID for token in of.said):
        return
    for number, sentence in enumerate(of.evidence.sentences):
        for under, on in _hanging(sentence):
            kept = of.keys & under
            if len(kept) < 2 or (
                len(kept) < _SHARE * len(under) and len(kept) < _SHARE * len(of.keys)
            ):
                continue
            if _elsewhere(of, number, kept):
                continue
            yield f'the articles say this only "{on}"'


def _at_once(of: Laid) -> Iterator[str]:
    """ "They meet immediately" where the articles have "immediately after the vote"."""
    for at, token in enumerate(of.said):
        if token.lower not in _SOON or _is_before_time(of.said, at):
            continue
        places = [
            (sentence, k)
            for sentence in of.evidence.sentences
            for k, t in enumerate(sentence)
            if t.lower in _SOON
        ]
        if places and all(_is_before_time(*place) for place in places):
            yield f'the articles say "{token.text}" of what follows something'


def _is_before_time(tokens: Tokens, at: int) -> bool:
    """Whether "after" or "once" stands behind it."""
    words = [t.lower for t in tokens[at + 1 : at + 3]]
    words += [t.lower for t in tokens[max(at - 1, 0) : at]]
    later = any(t.lower in ("once", "after", "following") for t in tokens)
    return any(word in ("once", "after", "following", "upon", "when") for word in words) or later


def _elsewhere(of: Laid, number: int, kept: frozenset[str]) -> bool:
    """Whether another sentence says it, and says it so."""
    return any(
        kept <= content(sentence) and not _hanging(sentence)
        for k, sentence in enumerate(of.evidence.sentences)
        if k != number
    )


@lru_cache(maxsize=4_000)
def _hanging(tokens: Tokens) -> tuple[tuple[frozenset[str], str], ...]:
    """What hangs on each condition of a sentence, and the word that opens the condition."""
    found = []
    for at, token in enumerate(tokens):
        if not _opens(tokens, at):
            continue
        end = at + 1
        while end < len(tokens) and tokens[end].clause == token.clause:
            end += 1
        if _leads(tokens, at):
            under = content(tokens[end:])
        else:
            under = content(tokens[_start(tokens, at) : at])
        if under:
            found.append((under, token.text))
    return tuple(found)


def _leads(tokens: Tokens, at: int) -> bool:
    """Whether the condition comes first: ", if they joined, both would pay"."""
    opening = at
    while opening and tokens[opening - 1].clause == tokens[at].clause:
        opening -= 1
    if at and tokens[at].clause - tokens[at - 1].clause > 1:  # a mark, and the word itself
        opening = at
        return any(t.clause > tokens[at].clause for t in tokens[at:]) and _more(tokens, at)
    return not any(t.is_content for t in tokens[:at])


def _more(tokens: Tokens, at: int) -> bool:
    """Whether a clause follows the condition's."""
    clauses = {t.clause for t in tokens[at + 1 :] if t.clause > tokens[at].clause}
    return bool(clauses)


def _start(tokens: Tokens, at: int) -> int:
    """Where the statement begins that the condition closes."""
    for k in range(at - 1, 0, -1):
        if tokens[k].lower in _ENDS and tokens[k].clause > tokens[k - 1].clause:
            return k + 1
    return 0


def _opens(tokens: Tokens, at: int) -> bool:
    word = tokens[at].lower
    if word in _IF:
        if word == "provided":
            return tokens[at + 1 : at + 2] != () and tokens[at + 1].lower == "that"
        if any(t.lower in _ASKS for t in tokens[max(at - 3, 0) : at]):
            return False
        return not (at and tokens[at - 1].lower in ("even", "as")) and word != "whether"
    if word in _ONLY_WHEN:
        return bool(at) and tokens[at - 1].lower == "only"
    if word in _UNTIL:
        return any(t.lower in _NOT for t in tokens)
    if word == "should":
        return at == 0 or tokens[at - 1].clause != tokens[at].clause
    return any(
        tuple(t.lower for t in tokens[at : at + len(phrase)]) == phrase for phrase in _PHRASES
    )
