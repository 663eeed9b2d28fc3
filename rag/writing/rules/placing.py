"""Which name stands where: "in Peru ... to Chile" is not "in Chile ... to Peru"."""

from collections.abc import Iterator
from itertools import combinations

from rag.lexicon import PLACE, SPEECH
from rag.peoples import PEOPLE
from rag.verify.evidence import group
from rag.verify.roles import is_name, is_passive
from rag.verify.tokens import Form, Kind, Token, Tokens
from rag.writing.rules.laid import Laid

_SIDES = {
    "to": "to", "into": "to", "onto": "to", "toward": "to", "towards": "to", "against": "to",
    "from": "from", "off": "from",
    "in": "at", "at": "at", "near": "at", "inside": "at", "within": "at", "of": "at",
    "by": "by", "with": "with", "than": "than", "over": "over", "for": "for", "after": "after",
    "before": "before", "via": "via", "behind": "behind",
}  # fmt: skip
_CALL = frozenset("called calls call named dubbed labelled labeled nicknamed styled termed".split())
_BEEN = frozenset("be been is was were are being".split())


def placing(of: Laid) -> Iterator[str]:
    """Two names that have changed places, or a title given by the one who bears it."""
    if of.is_verbatim:
        return
    yield from _swapped(of)
    yield from _called(of)
    yield from _done_to(of)


def _swapped(of: Laid) -> Iterator[str]:
    own = _sides(of.said)
    for one, other in combinations(sorted(own), 2):
        mine = own[one], own[other]
        if len(mine[0]) != 1 or len(mine[1]) != 1 or mine[0] == mine[1]:
            continue
        both = [
            (its[one], its[other])
            for its in map(_sides, of.evidence.sentences)
            if one in its and other in its
        ]
        if both and all(
            mine[0] == second and mine[1] == first and first != second for first, second in both
        ):
            yield f'"{one}" and "{other}" have changed places'


def _sides(tokens: Tokens) -> dict[str, frozenset[str]]:
    """Each name with the prepositions before it; "Peru's court" is one in Peru."""
    found: dict[str, set[str]] = {}
    at = 0
    while at < len(tokens):
        if tokens[at].kind is not Kind.NAME and not (
            tokens[at].first and tokens[at].kind is Kind.WORD and tokens[at].text[:1].isupper()
        ):
            at += 1
            continue
        run = group(tokens, at)
        before = tokens[run.start - 1].lower if run.start else ""
        side = _SIDES.get(before, "")
        if run.start > 1 and tokens[run.start - 2].lower == "than":
            side = "than"  # "more than to Peru"
        behind = tokens[run.stop] if run.stop < len(tokens) else None
        owned = (
            behind is not None
            and behind.clause == tokens[at].clause
            and behind.kind is Kind.WORD
            and (behind.article or _is_people(tokens[run.stop - 1]))
        )
        for k in run:
            found.setdefault(tokens[k].key, set()).add("at" if owned else side)
        at = max(run.stop, at + 1)
    return {key: frozenset(sides) for key, sides in found.items()}


def _is_people(token: Token) -> bool:
    """ "Peruvian", not "Peru"."""
    return token.lower != token.key and (token.lower in PLACE or token.lower in PEOPLE)


def _called(of: Laid) -> Iterator[str]:
    """ "A called B a name" where the articles have that "A was a name to B"."""
    for at, token in enumerate(of.said):
        if token.lower not in _CALL or at == 0:
            continue
        caller = {t.key for t in of.said[:at] if t.kind is Kind.NAME or t.first}
        called = {t.key for t in of.said[at + 1 :] if t.kind is Kind.NAME and not t.quoted}
        for sentence in of.evidence.sentences:
            to = next(
                (
                    k
                    for k in range(2, len(sentence) - 1)
                    if sentence[k].lower in ("to", "for") and sentence[k + 1].key in called
                ),
                None,
            )
            if to is None or any(each.lower in _CALL for each in sentence[:to]):
                continue
            been = next((k for k in range(to) if sentence[k].lower in _BEEN), None)
            if been is not None and any(each.key in caller for each in sentence[:been]):
                yield f'in the articles it is the other who "{token.text}"'
                return


def _done_to(of: Laid) -> Iterator[str]:
    """ "B owes A" where, wherever the articles have "owes", B stands behind it, another ahead."""
    for at, token in enumerate(of.said):
        verb = token.kind is Kind.WORD and token.form in (Form.S, Form.PAST)
        if not verb or not at or token.quoted or token.key in SPEECH or is_passive(of.said, at):
            continue
        doer = of.said[at - 1]
        if doer.clause != token.clause or not is_name(doer) or _is_people(doer):
            continue
        if at > 1 and of.said[at - 2].lower in _SIDES:
            continue
        places = of.evidence.of(token.key)
        if places and all(
            _is_behind(of.evidence.sentences[p.sentence], p.at, doer.key) for p in places
        ):
            yield f'in the articles "{doer.text}" is not the one who "{token.text}"'


def _is_behind(tokens: Tokens, verb: int, name: str) -> bool:
    """Whether a name stands behind an active verb, in its clause, and another before it."""
    token = tokens[verb]
    if token.kind is not Kind.WORD or token.form not in (Form.S, Form.PAST):
        return False
    if is_passive(tokens, verb) or any(t.key == name for t in tokens[:verb]):
        return False
    if not verb or not tokens[verb - 1].is_content or tokens[verb - 1].clause != token.clause:
        return False
    behind = [t for t in tokens[verb + 1 :] if t.clause == token.clause]
    place = next((k for k, t in enumerate(behind) if t.key == name), None)
    return place is not None and all(t.lower not in ("by", "that", "from") for t in behind[:place])
