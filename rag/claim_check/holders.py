"""Who holds an office where a sentence names several people and several offices.

"Dominic LeBlanc, the trade minister, and Howard Lutnick, the secretary of commerce" names two
holders; all words of "Howard Lutnick is the trade minister" stand in it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from rag.values import Name, Person, Value, ValueKind, compatible, values

OFFICE = (
    r"leaders?|heads?|presidents?|premiers?|ministers?|secretary|chiefs?|chair(?:man|woman|person)?"
    r"|governors?|mayors?|kings?|queens?|popes?|chancellors?|directors?|commissioners?"
    r"|ambassadors?|treasurers?|speakers?|spokes(?:man|woman|person)|owners?|founders?|ceos?"
    r"|representatives?|senators?"
)
_CLAIM = re.compile(
    rf"(?P<who>.{{2,80}}?) (?:is|was|became|becomes|remains|remained)(?: [^\s,;:“\"]+){{0,8}}?"
    rf" (?P<what>{OFFICE})\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(rf"\b(?:{OFFICE})\b", re.IGNORECASE)
_TITLE = re.compile(r"(?: of (?:the )?[A-ZÀ-Þ]\w+)*,? ")  # between "Secretary" and a name
_APPOSED = re.compile(  # ", the Conservative", " was sworn in as the 24th prime"
    r"(?:,? (?!(?:to|by|after|before|with|from|for|at|than|and|or|but|said|says)\b)"
    r"(?!\w+(?:ed|ing)\b)[\w’'.-]+){0,5},? "
    r"|(?:,[^,;:]{1,80},)? (?:was |is |has been )?\w+(?: in| office)? as (?:[\w’'.-]+ ){0,4}",
)
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
    """The people that an office stands right before, or that are right before it."""
    people = _people(words)
    for match in _OFFICE.finditer(words):
        if _singular(match.group()) != head:
            continue
        behind = [each for each in people if each.start <= match.start() < each.end]
        behind += [
            each
            for each in people
            if each.start >= match.end() and _TITLE.fullmatch(words[match.end() : each.start])
        ]
        before = [each for each in people if each.end <= match.start() and each not in behind]
        yield from behind
        if any(each.kind is ValueKind.PERSON for each in behind):
            continue
        for each in reversed(before):
            if _is_told_of(words[each.end : match.start()]):
                yield each
            if each.kind is ValueKind.PERSON:
                break


def _is_told_of(between: str) -> bool:
    """Whether an office behind these words is that of the one before them."""
    return _APPOSED.fullmatch(between) is not None


def _singular(word: str) -> str:
    return word.lower().removesuffix("s")
