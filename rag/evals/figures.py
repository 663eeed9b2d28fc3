"""Figures and dates in plain, lower-case text, as values."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Day:
    """A date; what a text leaves out is None. Month and day count from 1."""

    year: int | None
    month: int
    day: int | None

    def fits(self, other: "Day") -> bool:
        """Whether `other`, in an answer, is this accepted date.

        A year that either leaves out is no difference. An accepted "April" is met by "April 3",
        which is sharper; not the other way round.
        """
        years = self.year is None or other.year is None or self.year == other.year
        return years and self.month == other.month and self.day in (None, other.day)


@dataclass(frozen=True, slots=True)
class Number:
    """A figure."""

    value: float
    unit: (
        str  # "percent", "ordinal", a currency such as "C dollar" or "euro"; "" where none is given
    )

    def fits(self, other: "Number") -> bool:
        """Whether `other`, in an answer, is this accepted figure.

        An accepted "25" is met by "25 per cent", which is sharper; not the other way round.
        """
        same = math.isclose(self.value, other.value)
        return same and (self.unit in ("", other.unit) or self._vaguer_dollar(other))

    def _vaguer_dollar(self, other: "Number") -> bool:
        """Whether one is in plain dollars: $5 fits US$5 and C$5, which do not fit each other."""
        return "dollar" in (self.unit, other.unit) and (
            self.unit.endswith("dollar") and other.unit.endswith("dollar")
        )


Figure = Day | Number

_MONTHS = "january february march april may june july august september october november december"
MONTHS = {name: at for at, name in enumerate(_MONTHS.split(), 1)}
_MONTH = {name[:3]: at for at, name in enumerate(_MONTHS.split(), 1)}
_MONTH_NAME = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])"
_DAY = rf"(?P<day>{_DAY_NUMBER})(?:st|nd|rd|th)?\b(?![,.]\d)"
# "It may 3 times" is no date.
_NO_MODAL = r"(?<!\bit )(?<!\bhe )(?<!\bwe )(?<!\bshe )(?<!\byou )(?<!\bthey )"
_YEAR = r"(?P<year>1[6-9]\d\d|20\d\d|21\d\d)\b"

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDED = {word: at for at, word in enumerate(_SMALL)} | {
    word: 10 * at for at, word in enumerate(_TENS, 2)
}
_FIRSTS = "first second third fourth fifth sixth seventh eighth ninth".split()
_ORDINAL = (
    {word: at for at, word in enumerate(_FIRSTS, 1)}
    | {
        word: at
        for at, word in enumerate(
            "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth"
            " eighteenth nineteenth twentieth".split(),
            10,
        )
    }
    | {
        f"{ten}{dash}{word}": 10 * at + one
        for at, ten in enumerate(_TENS, 2)
        for one, word in enumerate(_FIRSTS, 1)
        for dash in "- "
    }
    | {"thirtieth": 30}
)
_SCALE = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "mln": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bln": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "trn": 1e12,
    "tn": 1e12,
}
_CURRENCY = {
    "$": "dollar",
    "us$": "US dollar",
    "c$": "C dollar",
    "ca$": "C dollar",
    "a$": "A dollar",
    "£": "pound",
    "€": "euro",
    "¥": "yen",
}
_SCALES = r"(?:hundred|thousand|million|billion|trillion|mln|bln|trn)"
_SHORT_SCALES = r"(?:bn|tn|m|b)"
_UNITS = (
    r"(?P<percent>%|per\s?cent(?:age\s+points?)?\b|pct\b|percentage[\s-]points?\b)"
    r"|(?P<currency>(?:(?:us|american|canadian|australian)[\s-])?(?:dollars?|dlrs?)"
    r"|euros?|pounds?|stg|yen|marks?|francs?|cents?|cts?)\b"
)
_WORD_NUMBER = (
    rf"(?:(?:{'|'.join(_TENS)})[\s-](?:{'|'.join(_SMALL[1:10])})|{'|'.join(_SMALL + _TENS)})"
)
_NUMBER = (
    rf"(?P<sign>(?:us|ca|c|a)?\$|[£€¥])?\s?(?<!\w)(?<!\d[.,])(?P<digits>\d+(?:,\d{{3}})+(?:\.\d+)?|\d*\.?\d+)"
    rf"(?:-(?P<over>\d)/(?P<under>[1-9]\d?)\b)?(?:(?P<ordinal>st|nd|rd|th)\b|\s?(?P<short>{_SHORT_SCALES})\b)?"
    rf"(?:[\s-](?P<scale>{_SCALES})\b)?(?:[\s-]?(?:{_UNITS}))?"
)
_WORDED_NUMBER = (
    rf"\b(?P<worded>{_WORD_NUMBER})\b(?:[\s-](?P<scale>{_SCALES})\b)?(?:[\s-](?:{_UNITS}))?"
)


def _as_day(match: re.Match[str]) -> Figure:
    found = match.groupdict()
    month = found["month"]
    return Day(
        int(found["year"]) if found.get("year") else None,
        int(month) if month.isdigit() else _MONTH[month[:3]],
        _day_number(found),
    )


def _day_number(found: Mapping[str, str | None]) -> int | None:
    if worded := found.get("worded"):
        return sum(_WORDED[part] for part in re.split(r"[\s-]", worded))
    day = found.get("day")
    return int(day) if day else None


def _as_number(match: re.Match[str]) -> Figure:
    found = match.groupdict()
    if found.get("worded"):
        value = float(sum(_WORDED[part] for part in re.split(r"[\s-]", found["worded"])))
    else:
        value = float(found["digits"].replace(",", ""))
        if found["over"]:  # 101-1/2
            value += int(found["over"]) / int(found["under"])
    for scale in (found.get("short"), found["scale"]):
        value *= _SCALE[scale] if scale else 1.0
    if found.get("ordinal"):
        return Number(value, "ordinal")
    if found["percent"]:
        return Number(value, "percent")
    named = found["currency"]
    return Number(value, _currency(named) if named else _CURRENCY.get(found.get("sign") or "", ""))


def _currency(name: str) -> str:
    """The unit of "canadian dollars", "dlrs", "euros"."""
    last = re.split(r"[\s-]", name)[-1].rstrip("s")
    if last not in ("dollar", "dlr"):
        return {"stg": "pound", "ct": "cent"}.get(last, last)
    for prefix, unit in (
        ("u", "US dollar"),
        ("am", "US dollar"),
        ("c", "C dollar"),
        ("au", "A dollar"),
    ):
        if name.startswith(prefix):
            return unit
    return "dollar"


def _as_ordinal(match: re.Match[str]) -> Figure:
    return Number(float(_ORDINAL[match["word"]]), "ordinal")


# The first form that fits at a place wins, so that "April 3" is not "April" and a number.
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Figure]], ...] = (
    (
        re.compile(
            r"\b(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
        ),
        _as_day,
    ),
    (
        re.compile(
            rf"{_NO_MODAL}\b{_MONTH_NAME}\s{_DAY}(?![\s-]?(?:{_SCALES}\b|{_UNITS}))(?:,?\s{_YEAR})?"
        ),
        _as_day,
    ),
    (
        re.compile(rf"{_NO_MODAL}\b(?!may\sone\b){_MONTH_NAME}\s(?P<worded>{_WORD_NUMBER})\b"),
        _as_day,
    ),
    (re.compile(rf"\b{_DAY}\s(?:of\s|day\sof\s)?{_MONTH_NAME}(?:,?\s{_YEAR})?"), _as_day),
    (re.compile(rf"\b{_MONTH_NAME},?\s{_YEAR}"), _as_day),
    (re.compile(_NUMBER), _as_number),
    (
        re.compile(rf"\b(?P<word>{'|'.join(sorted(_ORDINAL, key=len, reverse=True))})\b"),
        _as_ordinal,
    ),
    (re.compile(_WORDED_NUMBER), _as_number),
)


def figure_at(text: str, at: int) -> tuple[Figure, int] | None:
    """The figure or date that begins at a place in lower-case text, and where it ends."""
    for pattern, made in _FORMS:
        if (match := pattern.match(text, at)) and match.end() > at:
            return made(match), match.end()
    return None
