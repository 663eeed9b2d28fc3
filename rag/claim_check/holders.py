"""Who holds an office where a sentence names several people and several offices.

"Dominic LeBlanc, the trade minister, and Howard Lutnick, the secretary of commerce" names two
holders; all words of "Howard Lutnick is the trade minister" stand in it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from rag.values import Name, Person, Value, ValueKind, compatible, values

OFFICE = (
    r"leaders?|heads?|presidents?|premiers?|ministers?|secretary|chiefs?|chair(?:man|woman|person)?"
    r"|governors?|mayors?|kings?|queens?|popes?|chancellors?|directors?|commissioners?"
    r"|ambassadors?|treasurers?|speakers?|spokes(?:man|woman|person)|owners?|founders?|ceos?"
    r"|representatives?|senators?"
)
_CLAIM = re.compile(
    rf"(?P<who>.{{2,80}}?) (?:is|was|became|becomes|remains|remained)(?: \S+){{0,8}}?"
    rf" (?P<what>{OFFICE})\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(rf"\b(?:{OFFICE})\b", re.IGNORECASE)
_TITLE = re.compile(r"(?: of (?:the )?[A-ZÀ-Þ]\w+)*,? ")  # between "Secretary" and a name
_PARTS = re.compile(r"[,;:()—–]+\s*|\s(?:and|while|but)\s(?=[A-ZÀ-Þ])")
_PEOPLE = (ValueKind.PERSON, ValueKind.NAME)
_LONGEST = 1_000


def another_holds(claim: str, words: str) -> bool:
    """Whether the claim gives a person an office that these words do not give them."""
    match = _CLAIM.match(claim[:_LONGEST])
    if match is None:
        return False
    who = [each for each in _people(claim) if each.end <= match.end("who")]
    if len(who) != 1:
        return False
    head = _singular(match["what"])
    return not any(compatible(who[0], each) for each in _holders(words[:_LONGEST], head))


@lru_cache(maxsize=2_000)
def _people(text: str) -> tuple[Value, ...]:
    found = values(text[:_LONGEST], None, _PEOPLE)
    return tuple(each for each in found if isinstance(each.form, Person | Name) and each.form.names)


def _holders(words: str, head: str) -> Iterator[Value]:
    """The people that mentions of an office stand with: in its part, else before, else after."""
    people = _people(words)
    breaks = [0, *(match.start() for match in _PARTS.finditer(words)), len(words)]
    parts = [
        [each for each in people if start <= each.start < end] for start, end in pairwise(breaks)
    ]
    for match in _OFFICE.finditer(words):
        if _singular(match.group()) != head:
            continue
        inside = [each for each in people if each.start <= match.start() < each.end]
        if inside:
            yield _nearest(words, match, inside)
            continue
        at = max(k for k, start in enumerate(breaks[:-1]) if start <= match.start())
        for near in (at, at - 1, at + 1):
            if 0 <= near < len(parts) and parts[near]:
                yield from parts[near] if near == at else parts[near][-1 if near < at else 0 :][:1]
                break


def _nearest(words: str, office: re.Match[str], people: list[Value]) -> Value:
    """The one whom an office stands right before, else the last one before it."""
    for each in people:
        if each.start <= office.start() < each.end or _TITLE.fullmatch(
            words[office.end() : max(each.start, office.end())]
        ):
            return each
    before = [each for each in people if each.end <= office.start()]
    return before[-1] if before else people[0]


def _singular(word: str) -> str:
    return word.lower().removesuffix("s")
