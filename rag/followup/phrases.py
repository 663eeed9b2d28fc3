"""The noun phrases of a question, and what sort of thing each names."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from rag.followup.words import (
    ARTICLES,
    BREAKS,
    DETERMINERS,
    GROUPS,
    KNOWN_PEOPLE,
    MONTHS,
    PEOPLE_WORDS,
    PREPOSITIONS,
    PRODUCTS,
    PRONOUNS,
    QUESTION_WORDS,
    ROLE_WORDS,
    TIMES,
    finite,
    verb,
)
from rag.values.gazetteer import places
from rag.values.name_words import GIVEN, ORGANISATION_WORDS
from rag.values.nouns import is_plural

_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d$|\d{4}s$|q[1-4]$")


class Thing(StrEnum):
    """What sort of thing a phrase names."""

    TIME = "time"
    PLACE = "place"
    PERSON = "person"
    GROUP = "group"  # a company, a party, a council, "ministers"
    NAME = "name"  # a person or a group; only its capital tells
    PRODUCT = "product"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    lower: str  # curly apostrophes made straight
    start: int
    end: int

    @property
    def owner(self) -> bool:
        return self.lower.endswith(("'s", "s'"))

    @property
    def bare(self) -> str:
        """In lower case, without the possessive ending."""
        return self.lower.removesuffix("'s").removesuffix("'")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase, with the preposition that leads it. Positions are those of tokens."""

    first: int  # of the noun phrase, without the preposition
    last: int  # behind it
    preposition: str | None
    thing: Thing
    plural: bool
    definite: bool  # has an article, a demonstrative or an owner
    role: str  # "asked", "subject", "object", "other"

    @property
    def begin(self) -> int:
        return self.first - (self.preposition is not None)


def asked_phrases(text: str, found: tuple[Token, ...], asking: int) -> list[Phrase]:
    """The noun in "how much rice", "which goods", "by what share"."""
    at = next(n for n, token in enumerate(found) if token.lower in QUESTION_WORDS)
    start = at + 2 if found[at].lower == "how" else at + 1
    if start >= asking:
        return []
    if any(stops(token) for token in found[start:asking]):
        return phrases_in(text, found, start, asking, None)
    return [_phrase(found, start, asking, None)]


def with_role(phrase: Phrase, role: str) -> Phrase:
    return replace(phrase, role=role)


def phrases_in(
    text: str, found: tuple[Token, ...], start: int, end: int, main: int | None
) -> list[Phrase]:
    phrases: list[Phrase] = []
    preposition: str | None = None
    first: int | None = None
    for n in range(start, end + 1):
        token = found[n] if n < end else None
        gap = text[found[n - 1].end : found[n].start] if token and n > start else ""
        joined = token is not None and (
            (token.lower == "and" and _joins(found, n, end))
            or (token.lower == "of" and first is not None and _named_of(found, n, end))
        )
        ended = (
            token is None
            or any(sign in gap for sign in ";:–—()")
            or ("," in gap and not _listed(found, n, end))
            or _when(found, n, end)
            or (not joined and _ends_phrase(found, n, first, preposition))
        )
        if not ended:
            first = n if first is None else first
            continue
        if first is not None:
            phrases.append(_phrase(found, first, n, preposition))
            preposition = first = None
        if token is None:
            break
        stopping = stops(token)
        if stopping and token.lower in PREPOSITIONS:
            preposition = token.lower
        elif stopping or verb(token.lower):
            preposition = None
        opens = verb(token.lower) is None or "," in gap or _when(found, n, end)
        if not stopping and token.lower != "and" and opens:
            first = n
    return phrases


def _joins(found: tuple[Token, ...], n: int, end: int) -> bool:
    return n + 1 < end and not stops(found[n + 1])


def _named_of(found: tuple[Token, ...], n: int, end: int) -> bool:
    """ "The Bank of Canada" is one name; "the CEO of Boeing" is not."""
    before = found[n - 1]
    named = before.text[:1].isupper() and before.lower not in ROLE_WORDS
    return named and n + 1 < end and found[n + 1].text[:1].isupper()


def _when(found: tuple[Token, ...], n: int, end: int) -> bool:
    """Whether a time begins here: "in Hamilton last year"."""
    after = found[n + 1].lower if n + 1 < end else ""
    relative = found[n].lower in ("last", "this", "next") and after in TIMES
    return relative or found[n].lower in ("yesterday", "today", "tomorrow", "tonight")


def _listed(found: tuple[Token, ...], n: int, end: int) -> bool:
    return any(token.lower == "and" for token in found[n : min(n + 4, end)])


def stops(token: Token) -> bool:
    if token.start and token.text[:1].isupper():
        return False  # "US", "Pan Am"
    word = token.lower
    return word in PREPOSITIONS or word in BREAKS or (word in PRONOUNS and word not in DETERMINERS)


def _ends_phrase(
    found: tuple[Token, ...], n: int, first: int | None, preposition: str | None
) -> bool:
    word = found[n].lower
    if word == "and" or stops(found[n]):
        return True
    if found[n].text[:1].isupper() or verb(word) is None:
        return False
    # A form of a verb is a noun behind an article, an owner, a name or an adjective.
    if word.endswith("ing"):
        return first is None
    if first is None:
        return preposition is None or preposition == "to"
    before = found[n - 1]
    return finite(word) and not (is_plural(word) or before.lower in DETERMINERS or before.owner)


def _phrase(found: tuple[Token, ...], first: int, last: int, preposition: str | None) -> Phrase:
    lead = found[first].lower
    definite = lead in DETERMINERS or any(token.owner for token in found[first : last - 1])
    head = found[last - 1].bare
    kind = thing(found[first:last])
    plural = is_plural(head) and kind not in (Thing.NAME, Thing.PERSON, Thing.PLACE)
    plural = plural or any(token.lower == "and" for token in found[first:last])
    return Phrase(first, last, preposition, kind, plural, definite, "other")


def thing(found: tuple[Token, ...]) -> Thing:
    """What sort of thing the words of a noun phrase name."""
    words = [token.bare for token in found if token.lower not in ARTICLES]
    if not words:
        return Thing.OTHER
    head, name = words[-1], " ".join(words)
    owned = any(token.owner for token in found[:-1])
    parts = [part for part in name.split(" and ") if part]
    if all(part.replace(",", "") in places() for part in parts) and parts:
        return Thing.PLACE
    dated = words[0] in MONTHS and len(words) > 1 and words[1][:1].isdigit()
    if (head in TIMES and not found[-1].owner) or _YEAR.match(head) or dated:
        return Thing.TIME
    if head in GROUPS:
        return Thing.GROUP
    several = words[0] in KNOWN_PEOPLE and not owned and "and" in words
    if head in ROLE_WORDS or head in PEOPLE_WORDS or head in KNOWN_PEOPLE or several:
        return Thing.PERSON
    return _by_capitals(found, words)


def _by_capitals(found: tuple[Token, ...], words: list[str]) -> Thing:
    head = words[-1]
    text = [token.text for token in found if token.lower not in ARTICLES]
    capital = text[-1][:1].isupper() or (len(text) > 1 and all(word[:1].isupper() for word in text))
    if not capital:
        return Thing.PRODUCT if head in PRODUCTS else Thing.OTHER
    organised = any(word in ORGANISATION_WORDS for word in words)
    if (text[-1].isupper() and len(head) > 1) or organised:
        return Thing.GROUP
    if words[0] in GIVEN and len(words) > 1:
        return Thing.PERSON
    return Thing.GROUP if found[0].lower in ARTICLES else Thing.NAME
