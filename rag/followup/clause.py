"""A question taken apart by its small words: what it asks with, its subject, verb and phrases.

"How much rice did Japan import in 1987" is asked with "how much rice", has the auxiliary "did", the
subject "Japan", the verb "import" and the phrase "in 1987". What does not fit stays unset; whoever
uses a part must bear its absence.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rag.followup.words import (
    ARTICLES,
    AUXILIARIES,
    BE,
    BREAKS,
    DETERMINERS,
    DO,
    GROUPS,
    HAVE,
    KNOWN_PEOPLE,
    MODAL,
    MONTHS,
    PEOPLE_WORDS,
    PREPOSITIONS,
    PRODUCTS,
    PRONOUNS,
    QUESTION_WORDS,
    ROLE_WORDS,
    TIMES,
    is_past,
    verb,
)
from rag.values.gazetteer import places
from rag.values.name_words import DEMONYMS, GIVEN, ORGANISATION_WORDS
from rag.values.nouns import is_plural

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[$€£]?\w+(?:[.,'’&/-]\w+)*%?(?:(?<=s)[’'](?!\w))?")
_CONTRACTED = re.compile(
    r"\b(who|what|when|where|why|how|that|it|he|she|there)(?:['’]s)\b(?=\s)", re.IGNORECASE
)
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d$|\d{4}s$|q[1-4]$")
_LONGEST = 300  # signs; what is longer is no question that a follow-up leans on


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


@dataclass(frozen=True, slots=True)
class Clause:
    """A question in its parts. `text` is without the sign at its end."""

    text: str
    tokens: tuple[Token, ...]
    asking: int  # tokens 0 to this are the question words: "how much rice"
    auxiliary: int | None
    verb: int | None
    phrases: tuple[Phrase, ...]

    @property
    def word(self) -> str:
        """The question word: "how much", "when", "which"; "" for yes or no."""
        lead = [token.lower for token in self.tokens[: self.asking]]
        while lead and lead[0] in PREPOSITIONS:
            lead = lead[1:]
        return " ".join(lead[:2] if lead[:1] == ["how"] else lead[:1])

    @property
    def asks_subject(self) -> bool:
        """ "Who called it": the question words are the subject."""
        return self.asking > 0 and not any(each.role == "subject" for each in self.phrases)

    @property
    def copular(self) -> bool:
        return (
            self.auxiliary is not None
            and self.verb is None
            and self.tokens[self.auxiliary].lower in BE
        )

    @property
    def subject(self) -> Phrase | None:
        return next((each for each in self.phrases if each.role == "subject"), None)

    def said(self, first: int, last: int) -> str:
        """The text of the tokens from `first` to before `last`."""
        if first >= last:
            return ""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def words_of(self, phrase: Phrase) -> str:
        return self.said(phrase.first, phrase.last)

    def head(self, phrase: Phrase) -> str:
        """The last word of a phrase, in lower case."""
        return self.tokens[phrase.last - 1].bare

    def with_tokens(self, first: int, last: int, instead: str) -> str:
        """The text with the tokens from `first` to before `last` exchanged."""
        before = self.text[: self.tokens[first].start] if first < len(self.tokens) else self.text
        after = self.text[self.tokens[last - 1].end :] if last else self.text
        return " ".join(f"{before} {instead} {after}".split())


def normal(text: str) -> str:
    """On one line, without signs at the end, "who's" as "who is"."""
    return _CONTRACTED.sub(r"\1 is", " ".join(text.split()).rstrip("?.! "))


def tokens(text: str) -> tuple[Token, ...]:
    return tuple(
        Token(match[0], match[0].lower().replace("’", "'"), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    )


@lru_cache(maxsize=2_000)
def clause(text: str) -> Clause | None:
    """The parts of one question; None when it is too long to be one, or has no words."""
    whole = normal(text)
    found = tokens(whole) if len(whole) <= _LONGEST else ()
    if not found:
        return None
    asking, auxiliary = _opening(found)
    main = _main_verb(found, asking, auxiliary)
    phrases = _asked_phrases(whole, found, asking) if asking > 1 else []
    start = asking if auxiliary is None else auxiliary + 1
    middle = main if main is not None and auxiliary is not None else start
    asked = [_as(each, "asked") for each in phrases[-1:]]
    before = _phrases(whole, found, start, middle, None)
    after = _phrases(whole, found, middle + (main == middle), len(found), main)
    if auxiliary is not None and not before and after and after[0].preposition is None:
        before, after = after[:1], after[1:]
    named = [
        *asked,
        *(_as(each, "subject" if n == 0 else "other") for n, each in enumerate(before)),
        *(
            _as(each, "object" if n == 0 and each.preposition is None else "other")
            for n, each in enumerate(after)
        ),
    ]
    return Clause(whole, found, asking, auxiliary, main, tuple(named))


def _opening(found: tuple[Token, ...]) -> tuple[int, int | None]:
    """Where the question words end, and the auxiliary behind them."""
    at = 1 if found[0].lower in PREPOSITIONS and len(found) > 1 else 0
    if found[at].lower not in QUESTION_WORDS:
        return 0, 0 if found[0].lower in AUXILIARIES else None
    if found[at].lower in ("when", "where", "why", "who", "whom"):
        following = at + 1 < len(found) and found[at + 1].lower in AUXILIARIES
        return at + 1, at + 1 if following else None
    for n in range(at + 1, min(at + 8, len(found))):
        if found[n].lower in AUXILIARIES:
            return n, n
        shaped = n > at + 1 or found[at].lower in ("what", "which")
        after = found[n + 1].lower if n + 1 < len(found) else ""
        noun = after in AUXILIARIES or _past(after) or found[n - 1].lower in DETERMINERS
        if shaped and not noun and (_finite(found[n].lower) or _past(found[n].lower)):
            return n, None
    return at + 1, None


def _finite(word: str) -> bool:
    return verb(word) is not None and (word.endswith(("ed", "s")) or verb(word) != word)


def _past(word: str) -> bool:
    return verb(word) is not None and is_past(word)


def _main_verb(found: tuple[Token, ...], asking: int, auxiliary: int | None) -> int | None:
    if auxiliary is None:
        known = asking and asking < len(found) and verb(found[asking].lower)
        return asking if known else None
    kind = found[auxiliary].lower
    for n in range(auxiliary + 1, len(found)):
        word, before = found[n].lower, found[n - 1].lower
        if word in PREPOSITIONS and n > auxiliary + 1 and kind in BE:
            continue
        base = verb(word)
        if base is None or (found[n].text[:1].isupper() and not found[n].text.isupper()):
            continue
        if (
            before in DETERMINERS
            or before in PREPOSITIONS - {"to"}
            or found[n - 1].owner
            or before in DEMONYMS
        ):
            continue
        if n == auxiliary + 1 and found[max(asking - 1, 0)].lower in ("when", "where", "why", ""):
            continue
        if kind in DO | MODAL and word == base and n > auxiliary + 1:
            return n
        if kind in MODAL and word == base and asking:
            return n
        if kind in HAVE | BE and asking + n > auxiliary + 1 and _participial(word, base, kind in BE):
            return n
    if kind in DO | MODAL:
        return _unknown_verb(found, auxiliary + 2)
    return None


def _unknown_verb(found: tuple[Token, ...], start: int) -> int | None:
    """A word that stands where a verb stands: "When did inflation peak?"."""
    for n in range(start, len(found)):
        token, before = found[n], found[n - 1]
        after = found[n + 1].lower if n + 1 < len(found) else "the"
        led = before.lower in DETERMINERS or before.lower in PREPOSITIONS or before.owner
        follows = after in DETERMINERS or (after in PREPOSITIONS and after != "of")
        if token.text.islower() and not _stops(token) and not led and follows:
            return n
    return None


def _participial(word: str, base: str, ongoing: bool) -> bool:
    if word.endswith("ing"):
        return ongoing
    return is_past(word) or (word != base and not word.endswith("s"))


def _asked_phrases(text: str, found: tuple[Token, ...], asking: int) -> list[Phrase]:
    """The noun in "how much rice", "which goods", "by what share"."""
    at = next(n for n, token in enumerate(found) if token.lower in QUESTION_WORDS)
    start = at + 2 if found[at].lower == "how" else at + 1
    if start >= asking:
        return []
    if any(_stops(token) for token in found[start:asking]):
        return _phrases(text, found, start, asking, None)
    return [_phrase(found, start, asking, None)]


def _as(phrase: Phrase, role: str) -> Phrase:
    return Phrase(
        phrase.first,
        phrase.last,
        phrase.preposition,
        phrase.thing,
        phrase.plural,
        phrase.definite,
        role,
    )


def _phrases(
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
        stops = (
            token is None
            or any(sign in gap for sign in ";:–—()")
            or ("," in gap and not _listed(found, n, end))
            or (not joined and _ends_phrase(found, n, first, preposition))
        )
        if not stops:
            first = n if first is None else first
            continue
        if first is not None:
            phrases.append(_phrase(found, first, n, preposition))
            preposition = first = None
        if token is None:
            break
        stopping = _stops(token)
        if stopping and token.lower in PREPOSITIONS:
            preposition = token.lower
        elif stopping or verb(token.lower):
            preposition = None
        if not stopping and token.lower != "and" and (verb(token.lower) is None or "," in gap):
            first = n
    return phrases


def _joins(found: tuple[Token, ...], n: int, end: int) -> bool:
    return n + 1 < end and not _stops(found[n + 1])


def _named_of(found: tuple[Token, ...], n: int, end: int) -> bool:
    """ "The Bank of Canada" is one name; "the CEO of Boeing" is not."""
    before = found[n - 1]
    named = before.text[:1].isupper() and before.lower not in ROLE_WORDS
    return named and n + 1 < end and found[n + 1].text[:1].isupper()


def _listed(found: tuple[Token, ...], n: int, end: int) -> bool:
    return any(token.lower == "and" for token in found[n : min(n + 4, end)])


def _stops(token: Token) -> bool:
    if token.start and token.text[:1].isupper():
        return False  # "US", "Pan Am"
    word = token.lower
    return word in PREPOSITIONS or word in BREAKS or (word in PRONOUNS and word not in DETERMINERS)


def _ends_phrase(
    found: tuple[Token, ...], n: int, first: int | None, preposition: str | None
) -> bool:
    word = found[n].lower
    if word == "and" or _stops(found[n]):
        return True
    if found[n].text[:1].isupper() or verb(word) is None:
        return False
    # A form of a verb is a noun behind an article, an owner, a name or an adjective.
    if word.endswith("ing"):
        return first is None
    if first is None:
        return preposition is None or preposition == "to"
    before = found[n - 1]
    return _finite(word) and not (is_plural(word) or before.lower in DETERMINERS or before.owner)


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
    if head in ROLE_WORDS or head in PEOPLE_WORDS or head in KNOWN_PEOPLE:
        return Thing.PERSON
    if words[0] in KNOWN_PEOPLE and not owned and "and" in words:
        return Thing.PERSON
    text = [token.text for token in found if token.lower not in ARTICLES]
    capital = text[-1][:1].isupper() or (len(text) > 1 and text[0][:1].isupper() and is_proper(text))
    if capital:
        organised = any(word in ORGANISATION_WORDS for word in words)
        if (text[-1].isupper() and len(head) > 1) or organised:
            return Thing.GROUP
        if words[0] in GIVEN and len(words) > 1:
            return Thing.PERSON
        if found[0].lower in ARTICLES:
            return Thing.GROUP
        return Thing.NAME
    if head in PRODUCTS:
        return Thing.PRODUCT
    return Thing.OTHER


def is_proper(text: list[str]) -> bool:
    return all(word[:1].isupper() for word in text)
