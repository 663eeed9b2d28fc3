"""A sentence's words as the passages word them, where they say the same."""

from dataclasses import replace

from rag.derivation import derived
from rag.lexicon import SPEECH, meaning
from rag.peoples import CAPITAL
from rag.synonyms import restated
from rag.verify.evidence import Evidence
from rag.verify.tokens import Kind, Token, Tokens

_PLACING = frozenset("in at near from to outside inside around off towards toward via".split())

SAY = meaning("say")  # stands in most sentences, for many words


def reworded(said: Tokens, evidence: Evidence) -> Tokens:
    """The tokens with the key of a word of the passages where they hold one that they restate.

    A word that stands in the passages itself is left as it is.
    """
    shared = [len({t.key for t in said} & {t.key for t in its}) for its in evidence.sentences]
    found = [_as_worded(said, at, evidence, shared) for at in range(len(said))]
    return Tokens(found) if any(a is not b for a, b in zip(found, said, strict=True)) else said


def _as_worded(said: Tokens, at: int, evidence: Evidence, shared: list[int]) -> Token:
    token = said[at]
    if not token.is_content or token.quoted or evidence.of(token.key):
        return token
    if token.kind is Kind.NAME or token.first:
        country = CAPITAL.get(token.lower)
        placed = at and said[at - 1].lower in _PLACING
        if country and not placed and evidence.of(country):
            return replace(token, key=country)
    if token.kind is not Kind.WORD:
        return token
    keys = restated(token.key) | derived(token.key)
    if token.key == SAY:
        keys &= SPEECH
    elif token.key not in SPEECH:
        keys -= {SAY}
    places = [place for key in sorted(keys) for place in evidence.of(key)]
    places = [place for place in places if evidence.token(place).kind is Kind.WORD]
    if not places:
        return token
    best = max(places, key=lambda place: (shared[place.sentence], -place.sentence, -place.at))
    return replace(token, key=evidence.token(best).key)
