"""Planned is not done, and possible is not certain."""

from collections.abc import Iterator

from rag.verify.alignment import Alignment
from rag.verify.lexicon import BASE, SPEECH, meaning, stem
from rag.verify.moods import HEDGES, VERB_HEDGES, WEAK_HEDGES, Mood, carried, mood, planned
from rag.verify.tokens import Kind, Token

_SPOKEN = SPEECH | {meaning("speak")}


def tenses(of: Alignment) -> Iterator[str]:
    """Verbs that the passage has in a mood that does not carry the sentence's."""
    for at, token in enumerate(of.said):
        if token.kind is not Kind.WORD:
            continue
        own = mood(of.said, at)
        places = [p for p in of.places(at) if of.evidence.token(p).kind is Kind.WORD]
        places = [
            p for p in places if p.sentence == of.nearest or _one_root(token, of.evidence.token(p))
        ]
        found = [mood(of.evidence.sentences[p.sentence], p.at) for p in places]
        if token.key in _SPOKEN and at not in of.in_order:
            continue
        known = [each for each in found if each is not Mood.UNKNOWN]
        if any(
            each is Mood.PRESENT and not _one_root(token, of.evidence.token(p))
            for each, p in zip(found, places, strict=True)
        ):
            continue
        if own is Mood.DONE and any(
            each is Mood.PRESENT and not planned(of.evidence.sentences[p.sentence])
            for each, p in zip(found, places, strict=True)
        ):
            continue
        if known and not any(carried(own, each) for each in known):
            here, there = own.name.lower(), known[0].name.lower()
            yield f'"{token.text}" is {here} here, {there} in the passage'
    yield from _only_expected(of)


def _one_root(token: Token, other: Token) -> bool:
    """Whether it is the same word, not one of like meaning: "won" and "winner"."""
    return stem(BASE.get(token.lower, token.lower)) == stem(BASE.get(other.lower, other.lower))


def _only_expected(of: Alignment) -> Iterator[str]:
    """ "had a smaller harvest" where the passage has "expect a smaller harvest"."""
    keys = {token.key for token in of.said}
    hedges = {token.lower for token in of.said} & HEDGES
    for at, token in enumerate(of.base):
        if token.lower not in VERB_HEDGES or token.key in keys:
            continue
        if hedges - {"will", "would", "to"} or (hedges and token.lower not in WEAK_HEDGES):
            continue
        following = next((k for k in range(at + 1, len(of.base)) if of.base[k].is_content), None)
        before = next((k for k in range(at - 1, -1, -1) if of.base[k].is_content), None)
        its = set(of.in_order.values())
        if following in its and before in its:
            yield f'the passage only says "{token.text}"'
