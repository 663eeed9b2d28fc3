"""Ways to make a true sentence untrue. None is returned where a sentence has nothing to change."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

Change = Callable[[str, Random, list[str]], str | None]

_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_OPPOSITES = {
    "rose": "fell", "fell": "rose", "increased": "decreased", "decreased": "increased",
    "won": "lost", "lost": "won", "more": "less", "less": "more", "up": "down", "down": "up",
    "higher": "lower", "lower": "higher", "before": "after", "after": "before",
    "approved": "rejected", "rejected": "approved", "opened": "closed", "closed": "opened",
    "raised": "cut", "cut": "raised", "gained": "lost", "first": "last", "largest": "smallest",
}  # fmt: skip
_UNITS = {
    "million": "billion", "billion": "million", "percent": "percentage points",
    "thousand": "million", "dollars": "euros", "kilometres": "miles", "tonnes": "kilograms",
}  # fmt: skip
_VERB = re.compile(r"\b(is|are|was|were|has|had|will|would|can|could|should|may|might)\b(?! not\b)")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*")
_QUOTE = re.compile(r"([\"“])([^\"“”]{8,})([\"”])")


def _swap(sentence: str, words: Mapping[str, str]) -> str | None:
    pattern = rf"\b({'|'.join(words)})\b"
    changed = re.sub(pattern, lambda found: words[found[0]], sentence, count=1)
    return changed if changed != sentence else None


def figure(sentence: str, chance: Random, others: list[str]) -> str | None:
    """Another number."""
    found = chance.choice(list(re.finditer(r"\d+", sentence)) or [None])
    if found is None:
        return None
    value = int(found[0]) + chance.choice([1, 2, 10, 100])
    return f"{sentence[: found.start()]}{value}{sentence[found.end() :]}"


def date(sentence: str, chance: Random, others: list[str]) -> str | None:
    """Another day of the week or month."""
    after = {
        a: b
        for names in (_DAYS, _MONTHS)
        for a, b in zip(names, names[1:] + names[:1], strict=True)
    }
    return _swap(sentence, after)


def unit(sentence: str, chance: Random, others: list[str]) -> str | None:
    return _swap(sentence, _UNITS)


def direction(sentence: str, chance: Random, others: list[str]) -> str | None:
    return _swap(sentence, _OPPOSITES)


def negation(sentence: str, chance: Random, others: list[str]) -> str | None:
    changed = _VERB.sub(lambda found: f"{found[0]} not", sentence, count=1)
    return changed if changed != sentence else None


def name(sentence: str, chance: Random, others: list[str]) -> str | None:
    """Somebody else, from another passage if there is one."""
    found = _NAME.search(sentence)
    if found is None:
        return None
    elsewhere = [n for other in others for n in _NAME.findall(other) if n not in sentence]
    return sentence.replace(found[0], chance.choice(elsewhere or ["Arthur Pembroke"]), 1)


def merged(sentence: str, chance: Random, others: list[str]) -> str | None:
    """The beginning of one passage, the end of another."""
    if not others:
        return None
    one, other = sentence.split(), chance.choice(others).split()
    made = " ".join([*one[: len(one) // 2], *other[len(other) // 2 :]])
    return made if made not in (sentence, *others) else None


def invented(sentence: str, chance: Random, others: list[str]) -> str | None:
    """Nothing in the evidence says so."""
    return "Officials in Ruritania later confirmed that the plan had cost 417 million crowns."


def embellished(sentence: str, chance: Random, others: list[str]) -> str | None:
    """True, with more than the passage says."""
    return f"{sentence.rstrip('.')}, which critics had called a grave mistake."


def quote_changed(sentence: str, chance: Random, others: list[str]) -> str | None:
    """Another word inside the quotation marks."""
    found = _QUOTE.search(sentence)
    if found is None:
        return None
    words = found[2].split()
    at = chance.randrange(len(words))
    words[at] = "never" if words[at] != "never" else "always"
    return sentence.replace(found[0], found[1] + " ".join(words) + found[3], 1)


def quote_shortened(sentence: str, chance: Random, others: list[str]) -> str | None:
    """A word is left out of the quotation, without a sign of it."""
    found = _QUOTE.search(sentence)
    if found is None or len(found[2].split()) < 3:
        return None
    words = found[2].split()
    del words[chance.randrange(1, len(words) - 1)]
    return sentence.replace(found[0], found[1] + " ".join(words) + found[3], 1)


def quote_made_up(sentence: str, chance: Random, others: list[str]) -> str | None:
    return "“We will never forgive those who did this to our town,” the mayor said."


def quote_of_prose(sentence: str, chance: Random, others: list[str]) -> str | None:
    """A reporter's own words, a little changed, in quotation marks."""
    if _QUOTE.search(sentence):
        return None
    bare = sentence.rstrip(".")
    return f"“{bare[:1].lower()}{bare[1:]} indeed,” a spokesman said."


def quote_of_another(sentence: str, chance: Random, others: list[str]) -> str | None:
    """The right words, from the wrong mouth."""
    found = _QUOTE.search(sentence)
    return None if found is None else f"{found[0].rstrip()} said Arthur Pembroke."
