"""Small words that decide: before and after, all and some, at least and at most, if."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rag.lexicon import PLACE
from rag.peoples import PEOPLE
from rag.verify.alignment import Alignment
from rag.verify.tokens import Kind, Token, Tokens

_RELATIONS = {
    word: name
    for name, words in {
        "before": "before until till ahead prior",
        "after": "after following since once",
        "from": "from",
        "to": "to into",
        "above": "over above",
        "below": "under below",
        "for": "for",
        "against": "against",
        "with": "with",
        "without": "without",
        "next": "next coming",
        "last": "last previous past",
        "this": "this",
        "up": "up",
        "down": "down",
        "earlier": "earlier",
        "later": "later",
        "all": "all every each entire whole",
        "some": "some several many few certain",
        "most": "most majority",
        "only": "only solely",
        "none": "none",
        "first": "first",
    }.items()
    for word in words.split()
}
_OPPOSED = {
    frozenset(pair.split(":"))
    for pair in (
        "before:after from:to above:below for:against with:without next:last next:this last:this"
        " up:down earlier:later all:some all:most some:most all:none some:none most:none only:all"
        " first:last first:next before:from"
    ).split()
}
_STRENGTHENING = frozenset(("all", "only", "most", "none"))


def relations(of: Alignment) -> Iterator[str]:
    """ "after the vote" where the passage has "before the vote"; "all" where it has none."""
    for at, token in enumerate(of.said):
        own = _RELATIONS.get(token.lower)
        if own is None or token.quoted:
            continue
        yield from _after_verb(of, at, own)
        head = _head(of.said, at)
        if own in ("to", "from") and head is not None and _is_people(of.said, head):
            head += 1
        if head is None:
            continue
        places = of.places(head)
        if not places:
            continue
        found = {
            name
            for place in places
            for name in _before(of.evidence.sentences[place.sentence], place.at)
        }
        if own in found:
            continue
        if own in ("before", "after") and not _somewhere(of, own):
            other = {"before": "after", "after": "before"}[own]
            if _heads(of, other) & {t.key for t in of.said[at + 1 : at + 7]}:
                yield f'the passage says "{other}" where this has "{token.text}"'
        against = [name for name in found if frozenset((own, name)) in _OPPOSED]
        if against:
            yield f'"{token.text} {of.said[head].text}" is "{against[0]}" in the passage'
        elif own in _STRENGTHENING and not _somewhere(of, own):
            yield f'the passage does not say "{token.text} {of.said[head].text}"'
        elif own in ("before", "after", "from", "to", "against"):
            yield from _turned(of, at, head, own)


def _heads(of: Alignment, name: str) -> set[str]:
    """What a relation of the nearest sentence stands before."""
    heads = (_head(of.base, k) for k, t in enumerate(of.base) if _RELATIONS.get(t.lower) == name)
    return {of.base[head].key for head in heads if head is not None}


def _after_verb(of: Alignment, at: int, own: str) -> Iterator[str]:
    """ "voted for" where the passage has "voted against"."""
    if not at or own not in ("for", "against", "with", "without", "up", "down"):
        return
    verb = of.said[at - 1]
    if verb.kind is not Kind.WORD:
        return
    found = set()
    for place in of.places(at - 1):
        tokens = of.evidence.sentences[place.sentence]
        found |= {_RELATIONS.get(t.lower, "") for t in tokens[place.at + 1 : place.at + 3]}
    against = [name for name in found if frozenset((own, name)) in _OPPOSED]
    if against and own not in found:
        yield f'"{verb.text} {of.said[at].text}" is "{against[0]}" in the passage'


def _head(tokens: Sequence[Token], at: int) -> int | None:
    for k in range(at + 1, min(at + 6, len(tokens))):
        if tokens[k].is_content:
            return k
    return None


def _is_people(tokens: Sequence[Token], at: int) -> bool:
    """ "Croatian" before "freight", which says only whose it is."""
    token, behind = tokens[at], tokens[at + 1 : at + 2]
    known = PLACE.get(token.lower) or PEOPLE.get(token.lower, token.lower)
    return token.lower != known and bool(behind) and behind[0].kind is Kind.WORD


def _before(tokens: Sequence[Token], at: int) -> set[str]:
    found = set()
    for k in range(at - 1, max(at - 5, -1), -1):
        name = _RELATIONS.get(tokens[k].lower)
        if name:
            found.add(name)
        if tokens[k].is_content and not name and k < at - 1:
            break
    return found


def _somewhere(of: Alignment, name: str) -> bool:
    return any(_RELATIONS.get(t.lower) == name for s in of.evidence.sentences for t in s)


def _turned(of: Alignment, at: int, head: int, own: str) -> Iterator[str]:
    """ "A after B" where the passage has "B after A"."""
    if head not in of.in_order and of.said[head].key not in {t.key for t in of.base}:
        return
    for k, token in enumerate(of.base):
        if _RELATIONS.get(token.lower) != own:
            continue
        its = _head(of.base, k)
        if its is None or of.base[its].key == of.said[head].key:
            continue
        left_said = {t.key for t in of.said[max(at - 4, 0) : at] if t.is_content}
        left_base = {t.key for t in of.base[max(k - 4, 0) : k] if t.is_content}
        if of.base[its].key in left_said and of.said[head].key in left_base:
            yield f'"{of.said[head].text}" and "{of.base[its].text}" have changed places'
            return


_LOWER = (
    "at least|more than|not less than|no less than|no fewer than|over|above|exceeding|minimum of"
)
_UPPER = (
    "at most|up to|within|less than|fewer than|not more than|no more than|under|below|maximum of"
    "|almost|nearly"
)


@lru_cache(maxsize=4_000)
def _bound(tokens: Tokens, at: int) -> str:
    before = " ".join(t.lower for t in tokens[max(at - 4, 0) : at])
    for phrase in sorted((*_LOWER.split("|"), *_UPPER.split("|")), key=len, reverse=True):
        if before.endswith(phrase) or before.endswith(phrase + " us"):
            if phrase in ("almost", "nearly"):
                return "nearly"
            soft = phrase in ("over", "above", "under", "below", "within")
            side = "at least" if phrase in _LOWER.split("|") else "at most"
            return ("about " if soft else "") + side
    after = [t.lower for t in tokens[at + 1 : at + 4]]
    for k, word in enumerate(after[:-1]):
        if word == "or" and after[k + 1] in ("more", "higher", "above", "over"):
            return "at least"
        if word == "or" and after[k + 1] in ("less", "fewer", "lower", "below", "under"):
            return "at most"
    return ""


def bounds(of: Alignment) -> Iterator[str]:
    """ "at least 5" where the passage has "at most 5", or 5."""
    for at, token in enumerate(of.said):
        if token.kind is not Kind.NUMBER:
            continue
        places = of.places(at)
        if not places:
            continue
        own = _bound(of.said, at)
        found = {_bound(of.evidence.sentences[p.sentence], p.at) for p in places}
        if own in found:
            continue
        side = own.removeprefix("about ")
        sides = {each.removeprefix("about ") for each in found}
        if side in sides:
            continue
        hard = any(each in ("at least", "at most") for each in (own, *found))
        if hard or (side and sides - {""}):
            yield f'"{own or "exactly"} {token.text}" is "{" / ".join(sorted(found)) or "exactly"}"'


_IF = frozenset("if unless provided".split())
_AS_IF = _IF | frozenset(
    "when once should case condition threaten threatened threatens threat warn warned warns depend"
    " depends conditional contingent until whenever whether".split()
)
_ASKS = frozenset("ask asked asks asking wonder wondered wonders unclear know".split())
_BREAKS = frozenset("and but said says that told added".split())


@lru_cache(maxsize=4_000)
def _conditional(tokens: Tokens) -> tuple[frozenset[int], ...]:
    """For each condition of a sentence, the tokens that hold only under it."""
    found = []
    for at, token in enumerate(tokens):
        if token.lower in ("if", "whether") and any(
            t.lower in _ASKS for t in tokens[max(at - 2, 0) : at]
        ):
            found.append(frozenset(range(at + 1, len(tokens))))
            continue
        if not _opens_condition(tokens, at):
            continue
        end = at
        while end < len(tokens) and tokens[end].clause == token.clause:
            end += 1
        start = at
        while start and tokens[start - 1].lower not in _BREAKS:
            start -= 1
        if any(tokens[k].is_content for k in range(start, at)):
            found.append(frozenset(range(start, at)))
        else:
            stop = end
            while stop < len(tokens) and not (
                tokens[stop].lower in ("and", "but")
                and tokens[stop].clause > tokens[stop - 1].clause
            ):
                stop += 1
            found.append(frozenset(range(end, stop)))
    return tuple(found)


def _opens_condition(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.lower == "provided":
        return at + 1 < len(tokens) and tokens[at + 1].lower == "that"
    if token.lower == "should":
        return at == 0 or tokens[at - 1].clause != token.clause
    if token.lower == "if" and at and tokens[at - 1].lower in ("even", "as"):
        return False
    return token.lower in _IF


def conditions(of: Alignment) -> Iterator[str]:
    """What the passage says under a condition that the sentence drops, or the reverse."""
    words = {token.lower for token in of.said}
    if words & _IF:
        if not any(t.lower in _AS_IF for s in of.evidence.sentences for t in s):
            yield "the passage sets no such condition"
        return
    if words & (_AS_IF | _ASKS):
        return
    its = set(of.in_order.values())
    keys = {token.key for token in of.said}
    for under in _conditional(of.base):
        content = [k for k in under if of.base[k].is_content]
        kept = [k for k in content if k in its or of.base[k].key in keys]
        if len(kept) >= 2 and len(kept) >= 0.5 * len(content):
            yield "the passage says this only under a condition"
