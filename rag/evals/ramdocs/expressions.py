"""Dates and numbers as they stand in encyclopedias and web pages: where they begin and end.

`rag.values` reads the dates of news; here are centuries of them, with "about", "BC" and decades.
"""

import re
from dataclasses import dataclass

from index.article import Span

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?"
)
_MONTHS = {
    name: at
    for at, name in enumerate(
        "jan feb mar apr may jun jul aug sep oct nov dec".split(),
        start=1,
    )
}
_HEDGE = r"(?:\b(?:about|around|circa|c\.|ca\.|early|late|approximately)\s?)"
_YEAR = r"(?:\d{1,4}\s?(?:BCE|BC|AD|CE)\b|(?:1\d{3}|20\d{2})(?:s\b)?(?![\d,]\d))"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?<![\w\d]){_HEDGE}?(?:"
    rf"{_DAY}(?:\s+of)?\s+{_MONTH}\s?,?\s+{_YEAR}"
    rf"|{_MONTH}\s+{_DAY}\s?,?\s+{_YEAR}"
    rf"|{_MONTH}\s?,?\s+{_YEAR}"
    rf"|{_YEAR})",
)
_RANGE = re.compile(
    rf"(?<![\w\d])(?:{_YEAR})\s?(?:[–—−-]|to|and|or|until)\s?(?:{_YEAR}|\d{{2}}\b(?![-–.,]?\d))"
)
_NUMBER = re.compile(
    rf"(?<![\w.,/-]){_HEDGE}?(?:[$£€]\s?)?\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?![\d])(?:\s+(?:million|billion))?"
    rf"|(?<![\w.,/-]){_HEDGE}?(?:[$£€]\s?)?\d+(?:\.\d+)?(?![\d,.]\d)(?:\s+(?:million|billion))?\b"
)
_COUNTED = re.compile(r"\s+(?:people|persons|inhabitants|residents)\b(?!\s+per)", re.IGNORECASE)
_OTHER_UNIT = re.compile(
    r"\s*(?:%|per\b|km|sq|square|mi\b|miles|metres|meters|m\b|ft\b|°|/|(?:people|inhabitants|persons|residents)\s+per)",
    re.IGNORECASE,
)
_LIKE_A_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


@dataclass(frozen=True, slots=True)
class When:
    """What is known of a date; 0 where nothing is."""

    year: int  # negative: BC
    month: int = 0
    day: int = 0

    @property
    def known(self) -> int:
        """How many of year, month and day are known."""
        return bool(self.year) + bool(self.month) + bool(self.day)

    def may_be(self, other: "When") -> bool:
        """Whether both may be one date."""
        return all(
            not one or not two or one == two
            for one, two in zip(
                (self.year, self.month, self.day),
                (other.year, other.month, other.day),
                strict=True,
            )
        )


def date_spans(text: str) -> list[Span]:
    """Where `text` names dates with a year, in order."""
    return [Span(match.start(), match.end()) for match in _DATE.finditer(text)]


def year_ranges(text: str) -> list[Span]:
    """Where `text` joins two years: "1964 to 1982", "1926-27"."""
    return [Span(match.start(), match.end()) for match in _RANGE.finditer(text)]


def number_spans(text: str) -> list[Span]:
    """Where `text` names an amount, in order, with "about" before it and "people" behind it.

    A number with a unit of length, area or rate is none, nor is what looks like a year.
    """
    found = []
    for match in _NUMBER.finditer(text):
        if _LIKE_A_YEAR.fullmatch(match.group()) or _OTHER_UNIT.match(text, match.end()):
            continue
        counted = _COUNTED.match(text, match.end())
        found.append(Span(match.start(), counted.end() if counted else match.end()))
    return found


def when(words: str) -> When | None:
    """The first date that `words` name; None for none."""
    match = _DATE.search(words)
    if match is None:
        return None
    found = match.group().lower()
    numbers = [int(each) for each in re.findall(r"\d+", found)]
    month = re.search(r"[a-z]{3,}", re.sub(_HEDGE, "", found))
    named = _MONTHS.get(month.group()[:3], 0) if month else 0
    year = numbers[-1] * (-1 if "bc" in found else 1)
    return When(year, named, numbers[0] if named and len(numbers) > 1 else 0)
