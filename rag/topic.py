"""A subject weighed by its words: how much of it a sentence names, and what nothing found names."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rag.lexicon import stem
from rag.reading import Candidate
from rag.words import passage_stems, search_words, stem_set, words

# Words that name no subject: an article about anything has events.
_VAGUE = (
    "event events development developments issue issues matter situation story stories topic news"
    " latest far key main important major thing things detail details fact facts question step"
    " steps stage move moves come came took take place go went new reaction article articles"
    " report reports way between far time day week month year include force effect start begin"
    " become becoming lead run road path history affair saga first early"
    " date dates timing time number figure amount wording exactly"
    " decision decisions action actions crisis milestone"
)

# What one report calls this, another calls that; a subject is named by any of them.
_LIKE = (
    "call conversation conversations talk talks discussion discussions spoke",
    "talk talks negotiation negotiations negotiate",
    "meeting meet met summit",
    "dispute war row standoff tension tensions conflict",
    "election vote ballot",
    "takeover bid merger acquisition acquire buyout offer",
    "disaster sinking sank sink accident crash capsized capsize",
    "agreement deal accord pact treaty",
    "visit trip travel",
    "swearing sworn inauguration",
    "retaliation retaliate retaliatory countermeasure",
)
# Of a subject's words, by weight, that one sentence must carry. On questions kept for it, what the
# articles answer reaches it, and a meeting or a ruling that never was does not; see DECISIONS.md.
_CARRIED = 0.9
_AS_MUCH = 0.6  # of the largest share
_SOME, _AS_NEAR = 0.3, 0.15  # a share, and below the best cosine, that are together enough
_PRONOUN = re.compile(r"\b(?:he|she|it|they|his|her|its|their)\b", re.IGNORECASE)
_CALENDAR = (  # what is written with a capital and is no name
    "January February March April May June July August September October November December Monday"
    " Tuesday Wednesday Thursday Friday Saturday Sunday"
)
_CAPITALS = re.compile(r"\b(?:in|at|near|to)\s+(Ottawa|Washington)\b")
_TELLING = 0.2  # of the weight of a subject, from which its name must be there
_CAPITAL = re.compile(r"\b[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*")


def salient(about: str) -> frozenset[str]:
    """The stems of a subject that name it; all of them where none does."""
    kept = (word for word in words(about) if stem(word) not in _vague())
    return stem_set(" ".join(kept)) or stem_set(about)


@cache
def _vague() -> frozenset[str]:
    """Stems of the words themselves: "ruling" names a subject, though it is a decision."""
    return frozenset(stem(word) for word in _VAGUE.split())


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject, and how much each of its words tells sentences apart."""

    about: str
    weights: dict[str, float]  # by stem; they sum up to 1
    names: frozenset[str]  # stems written with a capital that tell sentences apart
    places: frozenset[str]  # words for places that are read as a country elsewhere: "ottawa"

    def share(self, found: frozenset[str]) -> float:
        """How much of the subject stems carry, 0 to 1; a subject without words is always there."""
        if not self.weights:
            return 1.0
        return sum(weight for stem, weight in self.weights.items() if _names(stem, found))

    def is_named(self, candidate: Candidate) -> bool:
        """Whether a sentence holds a name of the subject, where it has any, or a pronoun for one.

        A pronoun stands for one when the passage around holds it.
        """
        if not self.names or not self.names.isdisjoint(stem_set(candidate.text)):
            return True
        if _PRONOUN.search(candidate.text) is None:
            return False
        return not self.names.isdisjoint(passage_stems(candidate.passage))

    def is_carried(self, text: str) -> bool:
        """Whether a sentence names the whole subject, or all but its commonest words.

        "In Ottawa" is a place, and not in every sentence about Canada.
        """
        if self.share(stem_set(text)) < _CARRIED:
            return False
        lower = text.lower()
        return all(place in lower for place in self.places)

    def is_near(self, share: float, most: float, below: float) -> bool:
        """Whether a sentence is about the subject, beside those that are most so.

        `share` is what it names of the subject, `most` the largest share of any; `below` is how far
        its cosine lies below the best.
        """
        return share >= _AS_MUCH * most or (share >= _SOME and below <= _AS_NEAR)

    def absent(self, texts: Sequence[str]) -> list[str]:
        """The words of the subject that stand in none of `texts`, as it writes them."""
        held = frozenset().union(*map(stem_set, texts))
        words = [
            found.group()
            if (found := re.search(rf"\b{re.escape(word)}\b", self.about, re.I))
            else word
            for word in search_words(self.about)
        ]
        return [
            word
            for word in words
            if any(stem in self.weights and not _names(stem, held) for stem in stem_set(word))
        ]


def topic(about: str, texts: Sequence[str]) -> Topic:
    """The subject `about`, weighed by inverse document frequency over the sentences found."""
    pool = [stem_set(text) for text in texts]
    raw = {
        stem: math.log((len(pool) + 1) / (sum(_names(stem, found) for found in pool) + 0.5))
        for stem in salient(about)
    }
    total = sum(raw.values())
    weights = {stem: weight / total for stem, weight in raw.items()} if total > 0 else {}
    names = stem_set(" ".join(_CAPITAL.findall(about))) - stem_set(_CALENDAR)
    telling = frozenset(stem for stem in names if weights.get(stem, 0.0) >= _TELLING)
    places = frozenset(place.lower() for place in _CAPITALS.findall(about))
    return Topic(about, weights, telling, places)


def _names(stem: str, found: frozenset[str]) -> bool:
    return stem in found or not found.isdisjoint(_alike().get(stem, ()))


@cache
def _alike() -> dict[str, frozenset[str]]:
    """Each stem of `_LIKE` with those it is read as."""
    alike: dict[str, frozenset[str]] = {}
    for group in map(stem_set, _LIKE):
        for each in group:
            alike[each] = alike.get(each, frozenset()) | group
    return alike
