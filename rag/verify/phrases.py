"""A sentence with the passages' own phrases for what it words in another way.

What hangs on the passages cannot be rewritten on both sides alike: which two countries "the two
countries" are, what "PMO" stands for, whether a quarter was written as a figure.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rag.lexicon import PLACE
from rag.peoples import PEOPLE

_NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}"
_TWO_NAMES = re.compile(rf"({_NAME}) and (?:the )?({_NAME})")
_STATES = "countries|states|nations|governments|neighbours|neighbors|sides|capitals"
_PEOPLE = "leaders|men|women|politicians|presidents|ministers|premiers|sides"
_THE_TWO = re.compile(rf"\b(?:[Tt]he|[Bb]oth|[Tt]heir) (?:the )?(?:two )?({_STATES}|{_PEOPLE})\b")
_A_PAIR = re.compile(r"\b(?:the two|both|the pair|the duo|two of them)\b", re.IGNORECASE)
_ACRONYM = re.compile(r"\b[A-Z]{3,6}\b")
_CAPITALS = re.compile(r"[A-Z][\w’-]*(?:[ -](?:(?:of|the|and|for|on) )*[A-Z][\w’-]*){1,7}")
_SHARES = (
    (r"(?:a|one) half|half", "50", r"(?!-)"),
    (r"(?:a|one)[ -]quarter", "25", ""),
    (r"three[ -]quarters", "75", ""),
    (r"(?:a|one)[ -]fifth", "20", ""),
    (r"(?:a|one)[ -]tenth", "10", ""),
)
_PRIME_MINISTER = re.compile(r"\b[Pp]rime [Mm]inister\b|\bPM\b")
_PERCENT = r"(?:\s?%| per ?cent| pct)"


def fitted(sentence: str, passages: Sequence[str]) -> str:
    """The sentence, each phrase of which says what it said."""
    text = " ".join(passages)
    return _the_two(_shares(_acronyms(_premier(sentence, text), text), text), passages)


def _premier(sentence: str, text: str) -> str:
    """ "The prime minister" as "the premier", where the passages call one so and no other."""
    if _PRIME_MINISTER.search(text) or not re.search(r"\b[Pp]remier\b", text):
        return sentence
    return _PRIME_MINISTER.sub("premier", sentence)


def _acronyms(sentence: str, text: str) -> str:
    """ "The PMO" as "the Prime Minister's Office", where the passages write it out alone."""

    def written_out(match: "re.Match[str]") -> str:
        if re.search(rf"\b{match.group()}\b", text):
            return match.group()
        return next(_written_out(match.group(), text), match.group())

    return _ACRONYM.sub(written_out, sentence)


def _written_out(acronym: str, text: str) -> Iterator[str]:
    for run in _CAPITALS.findall(text):
        words = re.findall(r"[A-Z][\w’]*", run)
        initials = "".join(word[0] for word in words)
        at = initials.find(acronym)
        if at >= 0:
            first, last = words[at], words[at + len(acronym) - 1]
            start = run.index(first)
            yield run[start : run.index(last, start) + len(last)]


def _shares(sentence: str, text: str) -> str:
    """ "A quarter" as "25 percent", and the reverse, where the passages have only that."""
    for words, number, end in _SHARES:
        figure = rf"\b{number}(?:\.0)?{_PERCENT}"
        spelled = rf"\b(?:{words})\b{end}"
        if re.search(figure, text) and not re.search(spelled, text, re.IGNORECASE):
            sentence = re.sub(spelled, f"{number} percent", sentence, flags=re.IGNORECASE)
        elif re.search(spelled, text, re.IGNORECASE) and not re.search(figure, text):
            written = re.search(spelled, text, re.IGNORECASE)
            if written is not None:
                sentence = re.sub(figure, written.group(), sentence)
    return sentence


def _the_two(sentence: str, passages: Sequence[str]) -> str:
    """ "The two countries" by the names of the two that a passage joins; else as "the two"."""
    match = _THE_TWO.search(sentence)
    text = " ".join(passages)
    if match is None or re.search(rf"\b{match[1]}\b", text):
        return sentence
    for one, other in _pairs(tuple(passages)):
        are_states = _is_state(one) and _is_state(other)
        fits = match[1] in (_STATES if are_states else _PEOPLE).split("|")
        if fits and one not in sentence and other not in sentence:
            return sentence[: match.start()] + f"{one} and {other}" + sentence[match.end() :]
    if _A_PAIR.search(text):
        return sentence[: match.start()] + "the two" + sentence[match.end() :]
    return sentence


@lru_cache(maxsize=500)
def _pairs(passages: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for text in passages for one, other in _TWO_NAMES.findall(text))


def _is_state(name: str) -> bool:
    last = name.rpartition(" ")[2].lower()
    return last in PLACE or last in PEOPLE
