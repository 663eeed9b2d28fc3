"""What of the earlier questions a pronoun or a description can mean."""

import re
from collections.abc import Sequence

from rag.followup.clause import Clause
from rag.followup.phrases import Phrase, Thing, Token
from rag.followup.words import (
    AUXILIARIES,
    BREAKS,
    EVENTS,
    KNOWN_PEOPLE,
    PREPOSITIONS,
    SPEAKING,
    verb,
)
from rag.lexicon import meaning
from rag.quotes.lexicon import HE_NAMES, SHE_NAMES

_ACTING = SPEAKING | frozenset(
    "agree disagree decide discuss demand meet negotiate want plan promise do propose intend hope"
    " expect need ask vote vow refuse reject respond retaliate announce talk fight".split()
)
_GOING = frozenset("go travel fly return come get move gone been went head".split())
STANDS_FOR = {
    "company": (Thing.NAME, Thing.GROUP), "firm": (Thing.NAME, Thing.GROUP),
    "party": (Thing.GROUP,), "country": (Thing.PLACE,), "city": (Thing.PLACE,),
    "province": (Thing.PLACE,), "man": (Thing.PERSON,), "woman": (Thing.PERSON,),
    "person": (Thing.PERSON,), "place": (Thing.PLACE,),
}  # fmt: skip
FORMS = {
    "he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she",
    "they": "they", "them": "they", "their": "they", "these": "they", "those": "they",
    "it": "it", "its": "it", "this": "it", "that": "it", "there": "there",
}  # fmt: skip


def possessive(found: Sequence[Token], n: int) -> bool:
    word = found[n].lower
    if word in ("his", "its", "their"):
        return True
    if word != "her" or n + 1 >= len(found):
        return False
    after = found[n + 1].lower
    return after not in BREAKS and after not in PREPOSITIONS


def antecedent(
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
            name = (
                each.said(phrase.first, owners[-1])
                + " "
                + _without_owner(each.tokens[owners[-1]].text)
            )
            if each.tokens[owners[-1]].bare in KNOWN_PEOPLE:
                sure.append(name.strip())
            elif not name.strip().lower().startswith("the "):
                maybe.append(name.strip())
        elif phrase.thing is Thing.NAME and phrase.preposition != "in":
            maybe.append(_full(each, phrase))
        elif _may_be_a_name(phrase):
            maybe.append(each.words_of(phrase))
    found = sure or maybe
    if not found and each.word == "who" and each.asks_subject and each.verb is not None:
        return [f"the person {each.text[:1].lower()}{each.text[1:]}"]
    return found


def _may_be_a_name(phrase: Phrase) -> bool:
    """A name in lower case: "blanchet" of "when did blanchet speak"."""
    bare = phrase.thing is Thing.OTHER and not phrase.definite and not phrase.plural
    return bare and phrase.role == "subject" and phrase.last - phrase.first <= 2


def _without_owner(text: str) -> str:
    return re.sub(r"(?:['’]s|['’])$", "", text)


def _parallel(own: Clause, each: Clause, found: Sequence[Token], n: int) -> list[str]:
    """Of two people, the one who did it before: "When did he call?" after "Did"
    " Trump call Carney?"""
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
        if FORMS.get(each.tokens[phrase.first].lower) is None
        and each.head(phrase) not in ("effect", "place", "part", "office", "power", "charge")
        and not (phrase.thing is Thing.NAME and any(p.thing is Thing.PERSON for p in each.phrases))
    ]
    before = found[n - 1].lower if n else ""
    acted = found[n].lower == "it" and before not in AUXILIARIES and verb(before) is not None
    pointing = found[n].lower in ("this", "that")
    happens = any(verb(token.lower) == "happen" for token in found) and found[n].lower == "it"
    events = [phrase for phrase in fitting if each.head(phrase) in EVENTS]
    if pointing or (happens and n and found[n - 1].lower in AUXILIARIES):
        return [_full(each, events[0])] if len(events) == 1 else []
    definite = [
        phrase
        for phrase in fitting
        if (phrase.definite and phrase.thing is Thing.OTHER) or phrase.thing is Thing.GROUP
    ]
    if not definite:
        definite = [p for p in fitting if p.role == "subject"] or [
            p for p in fitting if p.role == "object" and (acted or p.thing is not Thing.OTHER)
        ]
    if acted or (n > 0 and found[n - 1].lower in PREPOSITIONS):
        objects = [p for p in fitting if p.role == "object"]
        things = [p for p in definite if p.thing is Thing.OTHER]
        definite = things or objects or definite
    subject = [phrase for phrase in definite if phrase.role == "subject"]
    if (
        len(definite) > 1
        and subject
        and (
            possessive(found, n)
            or (each.copular and not any(phrase.preposition == "of" for phrase in definite))
        )
    ):
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


def described(found: Sequence[Token], n: int, known: Sequence[Clause]) -> tuple[int, str] | None:
    """ "Those levies": the last phrase of that meaning; where the description ends,"
    " and the phrase."""
    for at in (n + 1, n + 2):
        if at >= len(found) or found[at].lower in BREAKS or found[at].lower in PREPOSITIONS:
            break
        head = found[at].bare
        for each in reversed(known[-4:]):
            kinds = STANDS_FOR.get(head, ())
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
