"""An article's sentence with the claim's own words for the same day, person or beginning.

So that "Wednesday" in an article of 28 March 2025 carries "April 2", and "Carney" carries "Mark
Carney" where the article calls him so. Nothing else of the sentence is changed.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache

from index.article import Article
from rag.values import Dates, Person, Relation, Value, ValueKind, compatible, values
from rag.values.tense import Tense, tense

_LONGEST = 2_000  # characters of a sentence
_MOST = 20_000  # characters of an article in which people are looked for
# What one report words so, another words so. The first group is what is over, the second is not.
_BEGAN = (
    r"(?P<past>(?:took|taken) effect|(?:came|went|gone|entered) into (?:force|effect)|kicked in"
    r"|began|begun|started)"
)
_BEGINS = (
    r"(?P<open>(?:takes?|taking) effect|(?:comes?|coming|go|goes|going|enters?|entering)"
    r" into (?:force|effect|place)|kick(?:s|ing)? in|begins?|beginning|starts?|starting)"
)
_STARTS = re.compile(rf"\b(?:{_BEGAN}|{_BEGINS})\b", re.IGNORECASE)


def as_claimed(claim: str, quote: str, article: Article) -> str:
    """Words of an article, with what the claim words otherwise, and means the same, as it does."""
    return _named(claim, _dated(claim, _started(claim, quote), article.published), article)


@lru_cache(maxsize=2_000)
def dates(text: str, published: datetime | None) -> tuple[Value, ...]:
    """The dates of a text; a message's day is not known, so its `published` is None."""
    return tuple(values(text[:_LONGEST], published, [ValueKind.DATE]))


def is_fixed(form: Dates) -> bool:
    """Whether words of a message name a day or a month, and do not hang on the day they were
    written."""
    return bool(form.known or form.month) and form.relation is Relation.ON


def _started(claim: str, quote: str) -> str:
    own = _STARTS.search(claim)
    if own is None:
        return quote
    return _STARTS.sub(
        lambda its: own.group() if own.lastgroup == its.lastgroup else its.group(), quote
    )


def _dated(claim: str, quote: str, published: datetime | None) -> str:
    own = [each for each in dates(claim, None) if isinstance(each.form, Dates)]
    own = sorted(filter(_names_day, own), key=_breadth)
    if not own:
        return quote
    changes = []
    rest = _without(claim, own)
    for each in dates(quote, published):
        if each.words in rest:
            continue
        same = next((one for one in own if _is_that_day(claim, one, each)), None)
        if same is not None:
            changes.append((each.start, each.end, same.words))
    return _written(quote, changes)


def _without(text: str, found: Sequence[Value]) -> str:
    for each in sorted(found, key=lambda one: -one.start):
        text = text[: each.start] + text[each.end :]
    return text


def _names_day(value: Value) -> bool:
    """Whether words of a claim name a day, a month or a year, whenever they were written."""
    return isinstance(value.form, Dates) and bool(value.form.known or value.form.month)


def _breadth(value: Value) -> int:
    """The days that a date may be, so that a day comes before the year that it lies in."""
    if not isinstance(value.form, Dates) or not value.form.known:
        return 1 if isinstance(value.form, Dates) and value.form.day else 31
    return (value.form.candidates[0].last - value.form.candidates[0].first).days


def _is_that_day(claim: str, own: Value, its: Value) -> bool:
    """Whether a date of the claim is, or holds, the one day that the article's words mean.

    "On Saturday" may be the one before or the one after; the claim's tense says which.
    """
    if not isinstance(own.form, Dates) or not isinstance(its.form, Dates):
        return False
    if its.form.relation is not own.form.relation or not 1 <= len(its.form.candidates) <= 2:
        return False
    ahead = not its.form.known and tense(claim, own.start, own.end) is Tense.FUTURE
    days = its.form.candidates[-1 if ahead else 0]
    if days.first != days.last:
        return False
    if own.form.known:
        return own.form.candidates[0].first <= days.first <= own.form.candidates[0].last
    if own.form.weekday not in (None, days.first.weekday()):
        return False
    return (own.form.month, own.form.day) == (days.first.month, days.first.day)


def _named(claim: str, quote: str, article: Article) -> str:
    changes: list[tuple[int, int, str]] = []
    own = [
        each
        for each in _persons(claim[:_LONGEST])
        if " " in each.words and each.words in article.body
    ]
    if not own:
        return quote
    for each in values(quote[:_LONGEST], None, [ValueKind.PERSON, ValueKind.NAME]):
        if any(each.words in one.words and _one_bearer(one, article) for one in own):
            same = next(one for one in own if each.words in one.words)
            if same.words not in quote:
                changes.append((each.start, each.end, same.words))
    return _written(quote, changes[:1])


def _persons(text: str) -> Iterator[Value]:
    for each in values(text, None, [ValueKind.PERSON]):
        if isinstance(each.form, Person) and each.form.names:
            yield each


def _one_bearer(person: Value, article: Article) -> bool:
    """Whether the article names nobody else of the same family name."""
    family = person.words.split()[-1]
    return all(
        compatible(person, each)
        for each in _people(article.body[:_MOST])
        if each.words.split()[-1] == family
    )


@lru_cache(maxsize=100)
def _people(body: str) -> tuple[Value, ...]:
    return tuple(_persons(body))


def _written(text: str, changes: list[tuple[int, int, str]]) -> str:
    for start, end, words in sorted(changes, reverse=True):
        text = text[:start] + words + text[end:]
    return text
