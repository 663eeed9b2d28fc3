"""Pronouns and descriptions that mean something of an earlier question.

Each is replaced by the one thing that fits. Where two fit, or none, the question is left to be
shown beside the earlier one: a wrong name would ask something else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.followup.antecedents import FORMS, STANDS_FOR, antecedent, described, possessive
from rag.followup.clause import Clause, clause, tokens
from rag.followup.phrases import Phrase, Thing, Token
from rag.followup.words import (
    AUXILIARIES,
    BE,
    BREAKS,
    DO,
    MODAL,
    PREPOSITIONS,
    SPEAKING,
    TIMES,
    verb,
)
from rag.lexicon import meaning
from rag.values.nouns import is_plural

_POINTING = frozenset("this that these those".split())
_OBJECTS = frozenset("him them".split())
_EXPLETIVE = re.compile(
    r"\b(?:is|was|isn't|wasn't|will|would) it (?:be )?(?:\w+ )?(?:true|likely|possible|clear|known"
    r"|legal|expected|certain|fair|safe|cheaper|better|worth|time|raining|snowing|right|too|necessary)\b"
    r"|\bit (?:is|was|will be|would be)? ?(?:\w+ )?(?:true|likely|possible|clear|legal|expected)\b"
    r"|\b(?:does|did|will|would) it (?:take|cost|mean|matter|seem|make sense)\b.* (?:to|that|if)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:the (?:same|other|former|latter|other one)|the one|that one|else)\b", re.IGNORECASE
)
_ABSTRACT = frozenset(
    "decision announcement move statement claim idea plan day time number figure result threat"
    " promise offer proposal meeting call deal remark point group case change"
    " news date rule".split()
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question whose pronouns are replaced."""

    text: str
    leant: bool  # something in it meant an earlier question
    whole: bool  # and everything that did is replaced


def resolved(text: str, earlier: Sequence[str]) -> Resolved:
    """The question with its pronouns replaced from the earlier questions, oldest first."""
    own = clause(text)
    if own is None or not own.tokens:
        return Resolved(text, leant=False, whole=True)
    known = [each for each in map(clause, earlier) if each is not None]
    expletive = [match.span() for match in _EXPLETIVE.finditer(text)]
    instead: list[tuple[int, int, str]] = []
    meant: set[str] = set()
    found = tokens(text)
    leant = bool(_WHOLE.search(text)) and len(found) < 8
    whole = not leant
    for n, token in enumerate(found):
        form = _form(found, n)
        if form is None or any(start <= token.start < end for start, end in expletive):
            continue
        if form in meant or _own_antecedent(own, found, n, form):
            continue
        if token.lower in _POINTING and n + 1 < len(found) and _noun_follows(found, n):
            pointed = described(found, n, known)
            before = found[n - 1].lower if n else ""
            if pointed is None and before in BE and n + 2 == len(found):
                leant, whole = True, False
                continue
            if pointed is None:
                if found[n + 1].bare in _ABSTRACT or any(
                    each.bare in STANDS_FOR for each in found[n + 1 : n + 2]
                ):
                    leant, whole = True, False
                continue
            last, name = pointed
            leant = True
            instead.append((token.start, found[last].end, name))
            meant.add(form)
            continue
        leant = True
        elliptic = n + 1 == len(found) and n > 0 and found[n - 1].lower in AUXILIARIES
        elliptic = elliptic and (n < 2 or found[n - 1].lower not in BE or found[0].lower == "why")
        name_found = None if elliptic else antecedent(form, own, found, n, known)
        if name_found is None:
            whole = False
            continue
        meant.add(form)
        if possessive(found, n):
            name_found = _owning(name_found)
        instead.append((token.start, token.end, name_found))
    for start, end, name in reversed(instead):
        text = f"{text[:start]}{_as_begun(name) if start == 0 else name}{text[end:]}"
    return Resolved(text, leant, whole)


def _as_begun(name: str) -> str:
    return name[:1].upper() + name[1:]


def holds_place(word: str) -> bool:
    """Whether a pronoun stands where a verb's object stands."""
    return word in ("it", "them", "him", "her", "this", "that", "these", "those")


def _form(found: Sequence[Token], n: int) -> str | None:
    """Which group of pronouns a word belongs to here; None when it is none."""
    token = found[n]
    form = FORMS.get(token.lower)
    if form is None or (token.text.isupper() and len(token.text) > 1):
        return None
    after = found[n + 1].lower if n + 1 < len(found) else ""
    before = found[n - 1].lower if n else ""
    if token.lower == "there":
        if before in AUXILIARIES | {"is", "are"} or after in AUXILIARIES or before in ("out", "so"):
            return None if n + 1 < len(found) else form
        return form
    if token.lower == "that" and n:
        last = n + 1 == len(found)
        alone = last or (before in AUXILIARIES and n <= 2) or before in PREPOSITIONS
        if not alone and (before in SPEAKING or verb(before) or not _noun_follows(found, n)):
            # "said that prices rise", "the tariffs that Trump announced"
            return form if after and meaning(after) and _short_after(found, n) else None
    if token.lower in _POINTING and after in TIMES:
        return None
    return form


def _short_after(found: Sequence[Token], n: int) -> bool:
    return len(found) - n <= 2


def _noun_follows(found: Sequence[Token], n: int) -> bool:
    """Whether "that" or "those" stands before a noun."""
    if n + 1 >= len(found):
        return False
    after = found[n + 1]
    stops = after.lower in BREAKS or after.lower in PREPOSITIONS
    acts = verb(after.lower) is not None and not is_plural(after.lower) and n + 2 < len(found)
    if found[n].lower in ("this", "that"):
        helped = n > 0 and found[n - 1].lower in DO | MODAL
        later = any(verb(token.lower) for token in found[n + 2 :])
        acts = verb(after.lower) is not None and (
            verb(after.lower) != after.lower or (helped and not later)
        )
    return not stops and not acts


def _owning(name: str) -> str:
    mark = "’" if "’" in name else "'"
    return (
        f"{name}{mark}"
        if name.endswith("s")
        and is_plural(name.rsplit(maxsplit=1)[-1].lower())
        and name.rsplit(maxsplit=1)[-1].islower()
        else f"{name}{mark}s"
    )


def _own_antecedent(own: Clause, found: Sequence[Token], n: int, form: str) -> bool:
    """Whether the question itself names, before it, what a pronoun can mean."""
    if form == "there":
        return any(each.thing is Thing.PLACE and each.last <= n for each in own.phrases)
    word = found[n].lower
    before = [token.lower for token in found[:n] if token.lower not in AUXILIARIES]
    verbs = sum(verb(each) is not None for each in before)
    holds = word in _OBJECTS or (word == "her" and not possessive(found, n))
    holds = holds or (
        word in ("it", "this", "that", "these", "those")
        and n > 1
        and verb(found[n - 1].lower) is not None
        and (n + 1 == len(found) or found[n + 1].lower not in AUXILIARIES)
    )
    holds = holds or (n > 0 and found[n - 1].lower in PREPOSITIONS and not possessive(found, n))
    if holds and verbs < 2:
        return False
    if word in _POINTING:
        return False
    for each in own.phrases:
        if each.last > n or each.thing is Thing.TIME:
            continue
        if each.last == n and each.role != "subject" and not each.definite and holds_place(word):
            continue  # an unknown verb: "Who chaired it?"
        person = each.thing in (Thing.PERSON, Thing.NAME)
        bare = each.thing is Thing.OTHER and not each.definite and each.role == "subject"
        if form in ("he", "she") and (person or bare or _owner_in(own, each)):
            return True
        if form == "they" and (each.plural or each.thing in (Thing.GROUP, Thing.PLACE, Thing.NAME)):
            return True
        asked = each.role == "asked" and not possessive(found, n)
        if form == "it" and each.thing is not Thing.PERSON and not asked:
            return True
    return False


def _owner_in(own: Clause, phrase: Phrase) -> bool:
    return any(token.owner for token in own.tokens[phrase.first : phrase.last])
