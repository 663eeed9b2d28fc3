"""Whether a sentence names the holder of the office that a question asks for.

"Canada's trade minister" answers no question about its finance minister, nor does its deputy
minister of finance: the words that make one office of many stand beside it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.lexicon import PLACE, meaning
from rag.words import stem_set, stems

_HEAD = (
    r"(?:(?:prime )?minister|secretary|president|premier|chancellor|governor|chairman|chairwoman"
    r"|chairperson|chair|spokesman|spokeswoman|spokesperson|representative|ambassador|commissioner"
    r"|treasurer|speaker)"
)
_ASKED = re.compile(
    r"^\W*(?:(?:and|so|but|then) )?(?:who(?:'s| is| was| are| were)"
    r"|what(?:'s| is| was) the name of)"
    r" (?:now |currently )?(?:the |an? )?(?:(?P<holder>[\w. -]{2,40}?)(?:'s|s') )?"
    rf"(?P<before>(?:[\w.&-]+ ){{0,4}}?)(?P<head>{_HEAD})"
    r"(?: (?P<of>(?:of|for|to|at|on) [^,;?]{2,60}))?\W*$",
    re.IGNORECASE,
)
# Those who hold another office than the one that they stand before.
_LESSER = frozenset(
    """deputy vice assistant undersecretary under acting former ex junior private parliamentary past
    press""".split()
)
_STATES = frozenset(meaning(each) for each in PLACE.values())
_NO_COUNTRY = 0.5
_NEAR = 3  # words before and after an office that may say which it is


@dataclass(frozen=True, slots=True)
class Office:
    """An office: its title, and what tells it from others of that title."""

    head: str  # stem
    of: frozenset[str]  # stems that stand beside it: "finance"
    place: frozenset[str]  # stems of countries, one of which may stand beside it
    rank: frozenset[str]  # "deputy", where it is asked for

    def named_in(self, sentence: str) -> float:
        """How far the sentence names this office, and not only others of the same title.

        0 where it does not, and less than 1 where its country is not said.
        """
        found = stems(sentence)
        if not any(self._stands(found, at) for at, stem in enumerate(found) if stem == self.head):
            return 0.0
        return 1.0 if not self.place or self.place & {*found} else _NO_COUNTRY

    def _stands(self, found: tuple[str, ...], at: int) -> bool:
        before, after = found[max(0, at - _NEAR) : at], found[at + 1 : at + 1 + _NEAR]
        if not self.of <= {*before, *after}:
            return False
        if (_ranks() & {*before}) - self.rank:
            return False
        states = _STATES & {*before[-2:]}
        return not self.place or not states or bool(states & self.place)


@lru_cache(maxsize=256)
def office(question: str) -> Office | None:
    """The office whose holder is asked for, and nothing but the holder; else None."""
    match = _ASKED.match(question.replace("’", "'"))
    if match is None:
        return None
    head = stems(match["head"])
    if len(head) != 1:
        return None
    of = stem_set(match["before"] or "")
    after = match["of"] or ""
    # "of finance" says which minister; "of France" whose.
    of |= stem_set(" ".join(word for word in after.split() if word.islower()))
    if head == stems("secretary"):
        of |= stem_set(after)
    place = _STATES & (of | stem_set(f"{match['holder'] or ''} {after}"))
    rank = of & _ranks()
    if re.search(r"\b(?:was|were)\b", question, re.IGNORECASE):
        rank |= stem_set("former past ex")
    of -= stem_set("new current next today")
    return Office(head[0], of - _STATES - rank, place, rank)


@lru_cache(maxsize=1)
def _ranks() -> frozenset[str]:
    return stem_set(" ".join(sorted(_LESSER)))
