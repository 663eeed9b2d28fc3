"""Pronouns and descriptions that mean something of an earlier question.

Each is replaced by the one thing that fits. Where two fit, or none, the question is left to be
shown beside the earlier one: a wrong name would ask something else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.followup.clause import Clause, Phrase, Thing, Token, clause, tokens
from rag.followup.words import (
    AUXILIARIES,
    BE,
    BREAKS,
    DO,
    EVENTS,
    KNOWN_PEOPLE,
    MODAL,
    PREPOSITIONS,
    SPEAKING,
    TIMES,
    verb,
)
from rag.quotes.lexicon import HE_NAMES, SHE_NAMES
from rag.values.nouns import is_plural
from rag.verify.lexicon import meaning

_FORMS = {
    "he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she",
    "they": "they", "them": "they", "their": "they", "these": "they", "those": "they",
    "it": "it", "its": "it", "this": "it", "that": "it", "there": "there",
}  # fmt: skip
_POINTING = frozenset("this that these those".split())
_OBJECTS = frozenset("him them".split())
_ACTING = SPEAKING | frozenset(
    "agree disagree decide discuss demand meet negotiate want plan promise do propose intend hope"
    " expect need ask vote vow refuse reject respond retaliate announce talk fight".split()
)
_GOING = frozenset("go travel fly return come get move gone been went head".split())
_EXPLETIVE = re.compile(
    r"\b(?:is|was|isn't|wasn't|will|would) it (?:be )?(?:\w+ )?(?:true|likely|possible|clear|known|legal"
    r"|expected|certain|fair|safe|cheaper|better|worth|time|raining|snowing|right|too|necessary)\b"
    r"|\bit (?:is|was|will be|would be)? ?(?:\w+ )?(?:true|likely|possible|clear|legal|expected)\b"
    r"|\b(?:does|did|will|would) it (?:take|cost|mean|matter|seem|make sense)\b.* (?:to|that|if)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:the (?:same|other|former|latter|other one)|the one|that one|else)\b", re.IGNORECASE
)
_STANDS_FOR = {
    "company": (Thing.NAME, Thing.GROUP), "firm": (Thing.NAME, Thing.GROUP),
    "party": (Thing.GROUP,), "country": (Thing.PLACE,), "city": (Thing.PLACE,),
    "province": (Thing.PLACE,), "man": (Thing.PERSON,), "woman": (Thing.PERSON,),
    "person": (Thing.PERSON,), "place": (Thing.PLACE,),
}  # fmt: skip
_ABSTRACT = frozenset(
    "decision announcement move statement claim idea plan day time number figure result threat"
    " promise offer proposal meeting call deal remark point group case change news date rule".split()
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
            pointed = _described(found, n, known)
            before = found[n - 1].lower if n else ""
            if pointed is None and before in BE and n + 2 == len(found):
                leant, whole = True, False
                continue
            if pointed is None:
                if found[n + 1].bare in _ABSTRACT or any(each.bare in _STANDS_FOR for each in found[n + 1 : n + 2]):
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
        name_found = None if elliptic else _antecedent(form, own, found, n, known)
        if name_found is None:
            whole = False
            continue
        meant.add(form)
        if _possessive(found, n):
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
    form = _FORMS.get(token.lower)
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


def _possessive(found: Sequence[Token], n: int) -> bool:
    word = found[n].lower
    if word in ("his", "its", "their"):
        return True
    if word != "her" or n + 1 >= len(found):
        return False
    after = found[n + 1].lower
    return after not in BREAKS and after not in PREPOSITIONS


def _owning(name: str) -> str:
    mark = "’" if "’" in name else "'"
    return f"{name}{mark}" if name.endswith("s") and is_plural(name.split()[-1].lower()) and name.split()[-1].islower() else f"{name}{mark}s"


def _own_antecedent(own: Clause, found: Sequence[Token], n: int, form: str) -> bool:
    """Whether the question itself names, before it, what a pronoun can mean."""
    if form == "there":
        return any(each.thing is Thing.PLACE and each.last <= n for each in own.phrases)
    word = found[n].lower
    verbs = sum(
        verb(token.lower) is not None and token.lower not in BE for token in found[:n]
    )
    holds = word in _OBJECTS or (word == "her" and not _possessive(found, n))
    holds = holds or (word in ("it", "this", "that", "these", "those") and n > 1 and verb(found[n - 1].lower) is not None)
    holds = holds or (n > 0 and found[n - 1].lower in PREPOSITIONS and not _possessive(found, n))
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
        asked = each.role == "asked" and not _possessive(found, n)
        if form == "it" and each.thing is not Thing.PERSON and not asked:
            return True
    return False


def _owner_in(own: Clause, phrase: Phrase) -> bool:
    return any(token.owner for token in own.tokens[phrase.first : phrase.last])


def _antecedent(
    form: str, own: Clause, found: Sequence[Token], n: int, known: Sequence[Clause]
) -> str | None:
    acts = own.verb is not None and verb(own.tokens[own.verb].lower) in _ACTING
    for each in reversed(known[-4:]):
        if form in ("he", "she"):
            names = _people(each, form)
            if len(names) > 1:
                names = _parallel(own, each, found, n)
                return names[0] if len(names) == 1 else None
        elif form == "they":
            names = _several(each, acting=acts and found[n].lower in ("they", "their"))
        elif form == "there":
            names = _places(each, found)
            if names and found[n - 1].lower in PREPOSITIONS and " " in names[0]:
                names = [names[0].split(" ", 1)[1]]
        else:
            names = _single_things(each, found, n)
        if names:
            return names[0] if len(set(names)) == 1 else None
    return None


def _full(each: Clause, phrase: Phrase) -> str:
    """A phrase with what describes it behind: "the chairman of Texaco"."""
    last = phrase.last
    near = frozenset("of on against between".split())
    if phrase.role == "subject":
        near |= frozenset("in for at from with".split())
    for other in each.phrases:
        if other.begin == last and other.preposition in near and other.thing is not Thing.TIME:
            if each.verb is not None and phrase.first < each.verb < other.begin:
                break
            last = other.last
    return each.said(phrase.first, last)


def _people(each: Clause, form: str) -> list[str]:
    other = SHE_NAMES if form == "he" else HE_NAMES
    sure, maybe = [], []
    for phrase in each.phrases:
        if phrase.role == "asked" or phrase.plural or phrase.preposition == "of":
            continue
        words = [token.bare for token in each.tokens[phrase.first : phrase.last]]
        owners = [n for n in range(phrase.first, phrase.last) if each.tokens[n].owner]
        if words[0] in other:
            continue
        if phrase.thing is Thing.PERSON:
            sure.append(_full(each, phrase))
        elif owners and phrase.thing is not Thing.PLACE:
            name = each.said(phrase.first, owners[-1]) + " " + _without_owner(each.tokens[owners[-1]].text)
            if each.tokens[owners[-1]].bare in KNOWN_PEOPLE:
                sure.append(name.strip())
            elif not name.strip().lower().startswith("the "):
                maybe.append(name.strip())
        elif phrase.thing is Thing.NAME and phrase.preposition != "in":
            maybe.append(_full(each, phrase))
        elif phrase.role == "subject" and not phrase.definite and phrase.thing is Thing.OTHER:
            if not phrase.plural and phrase.last - phrase.first <= 2:
                maybe.append(each.words_of(phrase))
    found = sure or maybe
    if not found and each.word == "who" and each.asks_subject and each.verb is not None:
        return [f"the person {each.text[:1].lower()}{each.text[1:]}"]
    return found


def _without_owner(text: str) -> str:
    return re.sub(r"(?:['’]s|['’])$", "", text)


def _parallel(own: Clause, each: Clause, found: Sequence[Token], n: int) -> list[str]:
    """Of two people, the one who did it before: "When did he call?" after "Did Trump call Carney?"""
    subject = each.subject
    if subject is None or own.verb is None or each.verb is None or subject.plural:
        return []
    if found[n].lower not in ("he", "she"):
        return []
    now, then = (verb(c.tokens[c.verb or 0].lower) for c in (own, each))
    same = now == then or (now in SPEAKING and then in SPEAKING)
    return [_full(each, subject)] if same and subject.thing in (Thing.PERSON, Thing.NAME) else []


def _several(each: Clause, *, acting: bool) -> list[str]:
    actors = (Thing.PERSON, Thing.NAME, Thing.GROUP, Thing.PLACE)
    who = [
        phrase
        for phrase in each.phrases
        if phrase.thing in actors and phrase.role in ("subject", "object")
    ]
    things = [
        _full(each, phrase)
        for phrase in each.phrases
        if phrase.plural and phrase.role != "asked" and phrase.thing in (Thing.OTHER, Thing.PRODUCT)
    ]
    groups = [_full(each, phrase) for phrase in who if phrase.plural or phrase.thing is Thing.GROUP]
    if acting or not things:
        if len(groups) == 1:
            return groups
        if len(who) == 2 and acting:
            return [" and ".join(each.words_of(phrase) for phrase in who)]
        if len(who) == 1 and who[0].thing is not Thing.PERSON:
            return [each.words_of(who[0])]
        if who and not things:
            return groups
    return things


def _single_things(each: Clause, found: Sequence[Token], n: int) -> list[str]:
    kinds = (Thing.OTHER, Thing.GROUP, Thing.NAME, Thing.PLACE)
    fitting = [
        phrase
        for phrase in each.phrases
        if not phrase.plural and phrase.role != "asked" and phrase.thing in kinds
    ]
    fitting = [
        phrase
        for phrase in fitting
        if _FORMS.get(each.tokens[phrase.first].lower) is None
        and each.head(phrase) not in ("effect", "place", "part", "office", "power", "charge")
        and not (phrase.thing is Thing.NAME and any(p.thing is Thing.PERSON for p in each.phrases))
    ]
    acted = n > 0 and found[n].lower == "it" and verb(found[n - 1].lower) is not None
    pointing = found[n].lower in ("this", "that")
    happens = any(verb(token.lower) == "happen" for token in found) and found[n].lower == "it"
    events = [phrase for phrase in fitting if each.head(phrase) in EVENTS]
    if pointing or (happens and n and found[n - 1].lower in AUXILIARIES):
        return [_full(each, events[0])] if len(events) == 1 else []
    definite = [
        phrase
        for phrase in fitting
        if phrase.definite and phrase.thing is Thing.OTHER or phrase.thing is Thing.GROUP
    ]
    if not definite:
        definite = [p for p in fitting if p.role == "subject"] or [
            p for p in fitting if p.role == "object" and (acted or p.thing is not Thing.OTHER)
        ]
    if acted or n > 0 and found[n - 1].lower in PREPOSITIONS:
        objects = [p for p in fitting if p.role == "object"]
        things = [p for p in definite if p.thing is Thing.OTHER]
        definite = things or objects or definite
    definite = [p for p in definite if not (p.preposition == "of" and len(definite) > 1)]
    subject = [phrase for phrase in definite if phrase.role == "subject"]
    if len(definite) > 1 and subject and (_possessive(found, n) or each.copular):
        definite = subject
    return [_full(each, phrase) for phrase in definite]


def _places(each: Clause, found: Sequence[Token]) -> list[str]:
    led = [
        phrase
        for phrase in each.phrases
        if phrase.preposition in ("in", "at", "to", "from", "into", "near")
        and phrase.thing in (Thing.PLACE, Thing.NAME)
    ]
    alone = [phrase for phrase in each.phrases if phrase.thing is Thing.PLACE]
    fitting = led or alone
    if not fitting and each.word == "where" and each.copular and each.subject is not None:
        fitting = [each.subject]
    if not fitting:
        return []
    going = any((verb(token.lower) or token.lower) in _GOING for token in found)
    lead = "to" if going else "at" if fitting[0].preposition == "at" else "in"
    return [f"{lead} {each.words_of(phrase)}" for phrase in fitting]


def _described(
    found: Sequence[Token], n: int, known: Sequence[Clause]
) -> tuple[int, str] | None:
    """ "Those levies": the last phrase of that meaning; where the description ends, and the phrase."""
    for at in (n + 1, n + 2):
        if at >= len(found) or found[at].lower in BREAKS or found[at].lower in PREPOSITIONS:
            break
        head = found[at].bare
        for each in reversed(known[-4:]):
            kinds = _STANDS_FOR.get(head, ())
            fitting = [
                phrase
                for phrase in each.phrases
                if phrase.role != "asked"
                and (meaning(each.head(phrase)) == meaning(head) or phrase.thing in kinds)
            ]
            if len(fitting) == 1:
                return at, _full(each, fitting[0])
            if fitting:
                return None
    return None
