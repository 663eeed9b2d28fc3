"""Names that stand in the passages, but not with what the sentence says of them."""

from collections.abc import Iterator

from rag.verify.alignment import Alignment
from rag.verify.bearers import antecedents, same_bearer
from rag.verify.evidence import PRONOUNS, Evidence, Place
from rag.verify.tokens import Kind

_PLACING = frozenset("in near at from to with against by".split())
_VAGUE = PRONOUNS - {"who", "whose", "they", "them", "their"}


def strangers(of: Alignment) -> Iterator[str]:
    """A name of another sentence in the place of one that is left out."""
    said_keys = {token.key for token in of.said}
    base_keys = {token.key for token in of.base}
    content = [token for token in of.said if token.is_content]
    for token in of.said:
        if token.key in base_keys or not of.evidence.of(token.key):
            continue
        if token.kind is not Kind.NAME and not (token.first and token.text[:1].isupper()):
            continue
        if _merged(of, token.key, base_keys):
            continue
        rest = [each for each in content if each.key != token.key]
        held = sum(each.key in base_keys for each in rest)
        if len(rest) < 3 or held < 0.8 * len(rest):
            continue
        lost = [t for t in of.base if t.kind is Kind.NAME and t.key not in said_keys]
        if not lost or any(same_bearer(of.evidence, token.key, t.key) for t in lost):
            continue
        pronouns = (k for k, t in enumerate(of.base) if t.lower in _VAGUE)
        if not any(token.key in antecedents(of.evidence, of.nearest, k) for k in pronouns):
            yield f'"{token.text}" stands in another sentence, not with this'


def _merged(of: Alignment, key: str, base_keys: set[str]) -> bool:
    """Whether a figure or date comes from the same other sentence: two facts are joined."""
    others = {place.sentence for place in of.evidence.of(key)}
    return any(
        place.sentence in others
        for token in of.said
        if token.kind in (Kind.NUMBER, Kind.DATE) and token.key not in base_keys
        for place in of.evidence.of(token.key)
    )


def prepositions(of: Alignment) -> Iterator[str]:
    """ "near Taipei" where the passage is near another place."""
    said_keys = {token.key for token in of.said}
    for at, token in enumerate(of.said[1:], start=1):
        word = of.said[at - 1].lower
        if token.kind is not Kind.NAME or word not in _PLACING:
            continue
        if word == "to" and at > 1 and of.said[at - 2].lower == "according":
            continue
        places = of.evidence.of(token.key)
        own = [p for p in places if _preposition(of.evidence, p) == word]
        if not places or own:
            continue
        for k, rival in enumerate(of.base[1:], start=1):
            if (
                rival.kind is Kind.NAME
                and rival.key not in said_keys
                and of.base[k - 1].lower == word
            ):
                yield f'the passage has "{word} {rival.text}" where this has "{word} {token.text}"'
                break


def _preposition(evidence: Evidence, place: Place) -> str:
    tokens = evidence.sentences[place.sentence]
    for k in range(place.at - 1, max(place.at - 5, -1), -1):
        if tokens[k].kind is Kind.FUNCTION and tokens[k].lower not in ("and", "or"):
            return tokens[k].lower
        if tokens[k].kind is Kind.WORD:
            break
    return ""
