"""Which words of the passages name the same person or thing."""

from collections.abc import Sequence

from rag.verify.evidence import Evidence, group
from rag.verify.lexicon import PLACE
from rag.verify.tokens import Token

_PERSON = frozenset("he she him her his".split())


def linked(evidence: Evidence, one: str, other: str) -> bool:
    """Whether two words stand side by side somewhere: "president Trump", "Trump, the president"."""
    return any(
        a.sentence == b.sentence and 0 < abs(a.at - b.at) <= 4
        for a in evidence.of(one)
        for b in evidence.of(other)
    )


def same_bearer(evidence: Evidence, one: str, other: str) -> bool:
    """Whether two names stand in one run of capitals: "Mark Carney", "President Trump"."""
    for place in evidence.of(one):
        tokens = evidence.sentences[place.sentence]
        if any(tokens[k].key == other for k in group(tokens, place.at)):
            return True
    return False


def antecedents(evidence: Evidence, sentence: int, at: int) -> set[str]:
    """The names that a pronoun may stand for: before it, and in the two sentences before."""
    person = evidence.sentences[sentence][at].lower in _PERSON
    found = _bearers(evidence.sentences[sentence][:at], person)
    for before in range(max(sentence - 3, 0), sentence):
        found |= _bearers(evidence.sentences[before], person)
    return found


def _bearers(tokens: Sequence[Token], person: bool) -> set[str]:
    """What a pronoun may stand for: not where a thing is, and no place if it is a person."""
    found = set()
    for at, token in enumerate(tokens):
        if not token.is_content or (at and tokens[at - 1].lower in ("in", "at", "near")):
            continue
        if not (person and token.lower in PLACE):
            found.add(token.key)
    return found
