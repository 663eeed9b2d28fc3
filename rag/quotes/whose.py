"""Whether a speaker is the one that a question, or another article, means."""

import re
from collections.abc import Sequence

from rag.quotes.differing import compared
from rag.quotes.lexicon import (
    NOT_PEOPLE,
    OFFICES,
    PLURAL_ROLES,
    PREPOSITIONS,
    ROLES,
    STATEMENTS,
)
from rag.quotes.nouns import Asked, Speaker, SpeakerKind
from rag.quotes.people import COUNTRIES, People, name_of, role_words

# They speak for what they belong to: "an OPEC official".
_FOR_OTHERS = frozenset({"spokesman", "spokeswoman", "spokesperson", "spokesmen", "official"})

_BODIES = NOT_PEOPLE | OFFICES | PLURAL_ROLES | STATEMENTS | COUNTRIES | {"eu", "whitehouse"}
_HEADS = ROLES | {"primeminister"}


def is_role(asked: Asked) -> bool:
    """Whether a question names its speaker by an office: "the Tory leader", "traders"."""
    return bool(role_words(asked.speaker or "") & (_HEADS | PLURAL_ROLES))


def is_person(asked: Asked, texts: Sequence[str]) -> bool:
    """Whether a question names one person, not a body, a country or a thing.

    A name in small letters is one that `texts`, those found for the question, do not have so.
    """
    speaker = asked.speaker or ""
    words = role_words(speaker)
    if not words or asked.office or " and " in speaker:
        return False
    if any(word.isupper() and len(word) > 1 for word in re.findall(r"\w+", speaker)):
        return bool(words & ROLES)  # not "the EU", but "the NDP leader"
    if words & _HEADS:
        return True
    if words & _BODIES:
        return False
    last = re.compile(rf"\b{re.escape(speaker.split()[-1])}\b")
    return speaker != speaker.lower() or not any(last.search(text) for text in texts)


def is_speaker(asked: Asked, speaker: Speaker, named: People) -> bool:
    """Whether the speaker is the one asked for, in the article that names these people."""
    if asked.speaker is None:
        return True
    wanted = asked.speaker
    if not asked.office:
        if speaker.kind is SpeakerKind.PERSON or speaker.person is not None:
            person = speaker.person or speaker.name
            return _names(wanted, person) or named.holder(wanted) == person
        return _is_head(wanted, speaker.name, named)
    if speaker.kind not in (SpeakerKind.OFFICE, SpeakerKind.ORGANISATION):
        own = named.named([word for word in wanted.split() if word[0].isupper()][-1:])
        return False if own is None else "statement" in wanted and speaker.name == own
    names, others = role_words(wanted), role_words(speaker.name)
    if speaker.person is not None:
        others |= role_words(speaker.person)
        others = others.union(*named.roles.get(speaker.person, []))
        if "primeminister" in others:
            others |= {"pmo"}
    general = {"offic", "office", "statement", "readout", "pmo", "government", "official"}
    return bool(names & others - general) or (names <= general and "office" in others)


def same_speaker(one: Speaker, other: Speaker) -> bool:
    """Whether two articles mean one speaker; a person and their office are two."""
    if (one.kind is SpeakerKind.OFFICE) != (other.kind is SpeakerKind.OFFICE):
        return False
    if one.person and other.person:
        return compared(one.person)[-1] == compared(other.person)[-1]
    return compared(one.name) == compared(other.name)


def _is_head(wanted: str, speaker: str, named: People) -> bool:
    """Whether "the Tory leader" is whom the article calls so; "an aide to Lyng" is not Lyng."""
    words, others = role_words(wanted), role_words(speaker)
    if not words or not words <= others:
        return False
    heads = {each.rstrip("s") for each in (_head(wanted), _head(speaker))}
    person = named.named([word.capitalize() for word in wanted.split()[-1:]])
    return len(heads) == 1 or (person is None and bool(heads & _FOR_OTHERS))


def _head(name: str) -> str:
    """The noun that a name or an office is about: "spokesman" of "spokesman for the ministry"."""
    words = name.lower().split()
    end = next((n for n, word in enumerate(words) if n and word in PREPOSITIONS), len(words))
    return words[end - 1]


def _names(wanted: str, person: str) -> bool:
    words = compared(" ".join(name_of(wanted.split())))
    name = compared(person)
    if not words or not name or words[-1] != name[-1]:
        return False
    first = [word for word in words[:-1] if len(word) > 1 and not word.endswith("'s")]
    return not first or bool({*first} & {*name[:-1]})
