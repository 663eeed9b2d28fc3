"""Text as a row of comparable tokens: words as SQuAD normalises them, figures and dates as values.

"From the 3rd of April, U.S. cars face 25 per cent."
from · date 04-03 · us · cars · face · 25 percent
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache


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
        same = abs(self.value - other.value) <= 1e-9 * max(abs(self.value), abs(other.value))
        return same and (self.unit in ("", other.unit) or self._vaguer_dollar(other))

    def _vaguer_dollar(self, other: "Number") -> bool:
        """Whether one is in plain dollars: $5 fits US$5 and C$5, which do not fit each other."""
        return "dollar" in (self.unit, other.unit) and (
            self.unit.endswith("dollar") and other.unit.endswith("dollar")
        )


Token = str | Day | Number

_MONTHS = "january february march april may june july august september october november december"
MONTHS = {name: at for at, name in enumerate(_MONTHS.split(), 1)}
_MONTH = {name[:3]: at for at, name in enumerate(_MONTHS.split(), 1)}
_MONTH_NAME = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>1[6-9]\d\d|20\d\d|21\d\d)\b"

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDED = {word: at for at, word in enumerate(_SMALL)} | {
    word: 10 * at for at, word in enumerate(_TENS, 2)
}
_ORDINAL = {
    word: at
    for at, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1
    )
}
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
    r"|(?P<currency>(?:(?:us|u\.s\.|american|canadian|australian)[\s-])?(?:dollars?|dlrs?)"
    r"|euros?|pounds?|yen|marks?|francs?)\b"
)
_WORD_NUMBER = (
    rf"(?:(?:{'|'.join(_TENS)})[\s-](?:{'|'.join(_SMALL[1:10])})|{'|'.join(_SMALL + _TENS)})"
)
_NUMBER = (
    rf"(?P<sign>(?:us|ca|c|a)?\$|[£€¥])?\s?(?<![\w.])(?P<digits>\d+(?:,\d{{3}})+(?:\.\d+)?|\d*\.?\d+)"
    rf"(?:(?P<ordinal>st|nd|rd|th)\b|\s?(?P<short>{_SHORT_SCALES})\b)?"
    rf"(?:[\s-](?P<scale>{_SCALES})\b)?(?:[\s-]?(?:{_UNITS}))?"
)
_WORDED_NUMBER = (
    rf"\b(?P<worded>{_WORD_NUMBER})\b(?:[\s-](?P<scale>{_SCALES})\b)?(?:[\s-](?:{_UNITS}))?"
)


def _as_day(match: re.Match[str]) -> Token:
    found = match.groupdict()
    month = found["month"]
    return Day(
        int(found["year"]) if found.get("year") else None,
        int(month) if month.isdigit() else _MONTH[month[:3]],
        int(found["day"]) if found.get("day") else None,
    )


def _as_number(match: re.Match[str]) -> Token:
    found = match.groupdict()
    if found.get("worded"):
        value = float(sum(_WORDED[part] for part in re.split(r"[\s-]", found["worded"])))
    else:
        value = float(found["digits"].replace(",", ""))
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
        return last
    for prefix, unit in (
        ("u", "US dollar"),
        ("am", "US dollar"),
        ("c", "C dollar"),
        ("au", "A dollar"),
    ):
        if name.startswith(prefix):
            return unit
    return "dollar"


def _as_ordinal(match: re.Match[str]) -> Token:
    return Number(float(_ORDINAL[match["word"]]), "ordinal")


# The first form that fits at a place wins, so that "April 3" is not "April" and a number.
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Token]], ...] = (
    (re.compile(r"\b(?P<year>\d{4})-(?P<month>0\d|1[0-2])-(?P<day>[0-2]\d|3[01])(?!\d)"), _as_day),
    (re.compile(rf"\b{_MONTH_NAME}\s{_DAY}(?!\s?%)(?:,?\s{_YEAR})?"), _as_day),
    (re.compile(rf"\b{_DAY}\s(?:of\s|day\sof\s)?{_MONTH_NAME}(?:,?\s{_YEAR})?"), _as_day),
    (re.compile(rf"\b{_MONTH_NAME},?\s{_YEAR}"), _as_day),
    (re.compile(_NUMBER), _as_number),
    (re.compile(_WORDED_NUMBER), _as_number),
    (re.compile(rf"\b(?P<word>{'|'.join(_ORDINAL)})\b"), _as_ordinal),
)
_WORD = re.compile(r"\w+")
_ARTICLES = {"a", "an", "the"}


@lru_cache(maxsize=50_000)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of `text`: words in lower case without articles, figures and dates as values."""
    plain = _plain(text)
    found: list[Token] = []
    at = 0
    while at < len(plain):
        if plain[at].isspace():
            at += 1
            continue
        for pattern, made in _FORMS:
            if (match := pattern.match(plain, at)) and match.end() > at:
                found.append(made(match))
                at = match.end()
                break
        else:
            word = _WORD.match(plain, at)
            if word and word[0] not in _ARTICLES:
                found.append(word[0])
            at = word.end() if word else at + 1
    return tuple(found)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower().replace("’", "'").replace("‘", "'")
    folded = re.sub(r"\b(?:[a-z]\.){2,}", lambda match: match[0].replace(".", ""), folded)
    folded = re.sub(r"'s\b|'", lambda match: " s" if match[0] == "'s" else "", folded)
    return re.sub(r"\s+", " ", folded)
