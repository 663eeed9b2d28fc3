"""What a value in a sentence belongs to: the clause around it, and the thing that it speaks of."""

import re
from functools import cache

from index.article import Passage
from rag.words import passage_stems, stem_set

_NAME = re.compile(r"(?<=\s)[A-Z][\w.’'-]*")
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
# Where one statement ends and another begins, near enough without a parser.
_BREAK = re.compile(
    r"[;:—–]|,\s+(?:and|but|while|which|who|when|after|as|with|because|although|whereas|that)\b"
    r"|\b(?:because|although|whereas|while|since|until|but|that)\b",
    re.IGNORECASE,
)
# What makes another thing of the noun before it: car parts are no cars.
_TURNS = frozenset(
    """part parts component components maker makers sector industry industries worker workers
    plant plants dealer dealers supplier suppliers manufacturer manufacturers price prices sale
    sales stock stocks share shares union unions lobby producers producer exporters exporter
    importers importer products product company companies firm firms""".split()
)


@cache
def _titles() -> frozenset[str]:
    return stem_set("prime minister president secretary premier chairman leader")


# What follows a date and tells of something else, with a time of its own.
_TURN = re.compile(
    r"\s*,?\s*(?:after|before|since|following|having|until)\s+\w+ing\b", re.IGNORECASE
)


def misses(question: str, sentence: str) -> bool:
    """Whether a sentence speaks of a part of what the question asks about, or of a whole.

    "For auto parts they take effect on May 3" answers no question about cars, and what is said of
    cars answers none about their parts.
    """
    asked = stem_set(question)
    turns = [word for word in _WORD.findall(question) if word.lower() in _TURNS]
    if not stem_set(" ".join(turns)) <= stem_set(sentence):
        return True
    turned: dict[str, bool] = {}
    words = list(_WORD.finditer(sentence))
    for word, follower in zip(words, [*words[1:], None], strict=True):
        for own in stem_set(word.group()) & asked:
            another = (
                follower is not None
                and sentence[word.end() : follower.start()].isspace()
                and follower.group().lower() in _TURNS
                and not stem_set(follower.group()) <= asked
            )
            turned[own] = turned.get(own, True) and another
    return any(turned.values())


def dates_another(question: str, sentence: str, end: int) -> bool:
    """Whether a date that ends at `end` is that of another event than the one asked about.

    "Sworn in on March 14 after winning the race" does not say when the race was won: of what is
    asked, names apart, all that stands in the sentence stands behind such a turn.
    """
    turn = _TURN.match(sentence, end)
    if turn is None:
        return False
    asked = stem_set(question) - name_stems(question)
    return bool(asked & stem_set(sentence[turn.start() :])) and not (
        asked & stem_set(sentence[:end])
    )


def clause(sentence: str, start: int, end: int) -> str:
    """The part of a sentence, between two breaks, that holds the characters `start` to `end`."""
    breaks = [0, *(found.start() for found in _BREAK.finditer(sentence)), len(sentence)]
    left = max(at for at in breaks if at <= start)
    right = min(at for at in breaks if at >= end)
    return sentence[left:right]


def name_stems(question: str) -> frozenset[str]:
    """The stems of the words that a question writes with a capital, its first word apart."""
    return stem_set(" ".join(_NAME.findall(question)))


def carried(question: str, sentence: str, passage: Passage) -> frozenset[str]:
    """Which stems of the question a sentence carries.

    Names and titles may stand anywhere in its passage.
    """
    names = name_stems(question) | _titles()
    return stem_set(question) & (stem_set(sentence) | (names & passage_stems(passage)))
