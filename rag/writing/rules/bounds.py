"""How much a figure says: at least, up to, only, about, or just so many."""

# ruff: noqa: E501 - lists of words and patterns

from collections.abc import Iterator
from functools import lru_cache

from rag.verify.tokens import Kind, Token, Tokens
from rag.writing.rules.laid import Laid

_KINDS = {
    "more": "more than|over|above|exceeding|exceeds|exceed|exceeded|in excess of|upwards of|upward of"
    "|greater than|beyond|north of|past|just over|well over|topping|topped",
    "at least": "at least|no fewer than|no less than|not less than|not fewer than|minimum of|no lower"
    " than|at minimum|not below|as little as|as few as|starting at",
    "less": "less than|fewer than|under|below|short of",
    "at most": "at most|up to|no more than|not more than|maximum of|at maximum|as much as|as many as"
    "|not above|capped at|limited to|not exceeding|not exceed|as high as|ceiling of"
    "|limit of|maximum",
    "within": "within",
    "nearly": "nearly|almost|close to|just under|just below|approaching|virtually|not quite|just short of",
    "about": "about|around|roughly|approximately|some|estimated|circa|approx|near|in the region of"
    "|on the order of|an average of|averaging",
    "only": "only|just|merely|no more than just|a mere|mere|solely",
}
_PHRASES = sorted(
    ((tuple(phrase.split()), kind) for kind, all_ in _KINDS.items() for phrase in all_.split("|")),
    key=lambda each: -len(each[0]),
)
_BEHIND = {
    "or": {"more": "at least", "higher": "at least", "above": "at least", "over": "at least",
           "older": "at least", "greater": "at least", "better": "at least", "less": "at most",
           "fewer": "at most", "lower": "at most", "below": "at most", "under": "at most",
           "younger": "at most", "so": "about"},
    "and": {"above": "at least", "over": "at least", "up": "at least", "more": "more", "older": "at least"},
}  # fmt: skip
# What an article's bound carries beside itself.
_CARRIED = {
    "": {"only", "within"},
    "within": {"at most"},
    "about": {"", "nearly"},
    "at least": {"more"},
    "at most": {"less", "nearly", "within"},
    "less": {"nearly"},
}
_SKIPPED = frozenset("the a an us usd of another extra additional further".split())


def bounds(of: Laid) -> Iterator[str]:
    """A figure that the articles have with another bound, or with one where this has none."""
    if of.is_verbatim:
        return
    for at, token in enumerate(of.said):
        if token.kind is not Kind.NUMBER or token.quoted:
            continue
        places = of.evidence.of(token.key)
        if not places:
            continue
        own = bound(of.said, at)
        found = {bound(of.evidence.sentences[p.sentence], p.at) for p in places}
        if own not in found and not _CARRIED.get(own, set()) & found:
            its = " / ".join(sorted(each or "exactly" for each in found))
            yield f'"{own or "exactly"} {token.text}" is "{its}" in the articles'
    yield from _unnumbered(of)


@lru_cache(maxsize=8_000)
def bound(tokens: Tokens, at: int) -> str:
    """The kind of bound that stands at a number; empty where it is just that number."""
    before = [t.lower for t in tokens[max(at - 6, 0) : at]]
    while before and before[-1] in _SKIPPED:
        before.pop()
    behind = [t.lower for t in tokens[at + 1 : at + 5]]
    if "only" in behind[:2] and tokens[min(at + 2, len(tokens) - 1)].clause == tokens[at].clause:
        return "only"
    for k, word in enumerate(behind[:-1]):
        if word in _BEHIND and behind[k + 1] in _BEHIND[word]:
            return _BEHIND[word][behind[k + 1]]
    for phrase, kind in _PHRASES:
        if tuple(before[-len(phrase) :]) == phrase:
            return "" if _is_no_bound(tokens, at, phrase) else kind
    return ""


def _is_no_bound(tokens: Tokens, at: int, phrase: tuple[str, ...]) -> bool:
    """ "Up to 35 from 20", and "over the second": where it goes, and what of."""
    if phrase == ("up", "to"):
        near = range(max(at - 8, 0), min(at + 6, len(tokens) - 1))
        return any(tokens[k].lower == "from" and tokens[k + 1].kind is Kind.NUMBER for k in near)
    return tokens[at].key.endswith("th")


_HARD = frozenset(("at least", "at most", "only"))


def _unnumbered(of: Laid) -> Iterator[str]:
    """ "At least the next month" where the articles have "the next month"."""
    for kind, end in _bounded(of.said):
        head = _head(of.said, end)
        if head is None:
            continue
        near = {head.key} | {t.key for t in of.said[max(end - 4, 0) : end] if t.is_content}
        if not any(
            other == kind and near & {t.key for t in sentence}
            for sentence in of.evidence.sentences
            for other, _ in (*_bounded(sentence), *_numbered(sentence))
        ):
            yield f'the articles do not say "{kind}" of "{head.text}"'


def _head(tokens: Tokens, at: int) -> Token | None:
    found = [t for t in tokens[at : at + 5] if t.is_content]
    return found[0] if found else next((t for t in reversed(tokens[:at]) if t.is_content), None)


@lru_cache(maxsize=4_000)
def _bounded(tokens: Tokens) -> tuple[tuple[str, int], ...]:
    """The bounds that stand before something else than a number, and where they end."""
    found = []
    lower = [t.lower for t in tokens]
    for at in range(len(tokens)):
        if tokens[at].quoted:
            continue
        for phrase, kind in _PHRASES:
            end = at + len(phrase)
            if kind not in _HARD or tuple(lower[at:end]) != phrase:
                continue
            if phrase in (("just",), ("maximum",)) or (at and lower[at - 1] == "not"):
                break
            if not any(t.kind is Kind.NUMBER for t in tokens[end : end + 2]):
                found.append((kind, end))
            break
    return tuple(found)


def _numbered(tokens: Tokens) -> Iterator[tuple[str, int]]:
    for at, token in enumerate(tokens):
        if token.kind is Kind.NUMBER:
            yield bound(tokens, at), at
