"""Numbers as news writes them: "1,234.5", "101-1/2", "2½", "two hundred and fifty", "a dozen".

Scales included: "1.2 mln", "3 billion", "half a million". Libraries were tried and left.
quantulum3 reads "3.5 mln dlrs" as cubic centimetre newtons, "half a billion dollars" as 1.5
billion and nothing in "101-1/2 pct"; price-parser drops the scale; number-parser rewrites the
text, so that the places are lost.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ONES = {word: at for at, word in enumerate(_SMALL)} | {
    word: 10 * at for at, word in enumerate(_TENS, 2)
}
_SCALE = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "mln": 1e6,
    "bln": 1e9,
    "trn": 1e12,
    "bn": 1e9,
    "tn": 1e12,
    "dozen": 12.0,
}
_LETTER = {"k": 1e3, "m": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12, "t": 1e12, "mm": 1e6}
_FRACTION = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
_SHARES = {
    "half": 0.5,
    "third": 1 / 3,
    "thirds": 2 / 3,
    "quarter": 0.25,
    "quarters": 0.75,
    "fifth": 0.2,
    "fifths": 0.2,
    "tenth": 0.1,
}

_ONE = "|".join(sorted(ONES, key=len, reverse=True))
_BIG = "hundred|thousand|million|billion|trillion|mln|bln|trn|dozen"
WORDED = rf"(?:{_ONE})(?:[\s-](?:and[\s-])?(?:{_ONE}|{_BIG})\b){{0,8}}"
_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3}){1,5}(?:\.[0-9]{1,9})?|[0-9]{1,15}(?:\.[0-9]{1,9})?|\.[0-9]{1,9}"
_NUMBER = re.compile(
    r"(?<![\w])(?:"
    rf"(?P<digits>(?<![0-9][.,:/])(?:{_DIGITS}))(?![0-9])"
    r"(?:(?P<vulgar>[½¼¾⅓⅔⅛])|[-\s](?P<over>[0-9]{1,2})/(?P<under>[1-9][0-9]?)(?![0-9/]))?"
    r"(?:(?P<letter>[kKmMbBtT]|bn|tn|mm|BN)\b|(?:[\s-](?P<scale>" + _BIG + r"|bn|tn)\b){0,2})?"
    r"|(?P<share>(?:a|one|two|three)[\s-](?:third|quarter|fifth|tenth)s?|half)"
    r"(?:[\s-](?:of[\s-])?an?[\s-](?P<share_scale>million|billion|trillion|mln|dozen)\b)?"
    r"(?=\s|-of|[.,;:)?!]|$)"
    rf"|an?[\s-](?P<article>{_BIG})(?:[\s-](?P<article_scale>{_BIG})\b)?"
    r"(?P<and_half>\sand\sa\shalf)?\b"
    rf"|(?P<worded>{WORDED})(?:[\s-]and[\s-]a[\s-](?P<half>half)(?:[\s-](?P<half_scale>{_BIG}))?)?\b"
    r")",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text, its scale multiplied in."""

    start: int
    end: int
    value: float
    scale: float = 1.0  # 1e6 in "1.2 million"
    step: float = 0.0  # the unit of the last digit given before a scale: 1e5 in "1.2 million"
    letter: bool = False  # the scale is one letter, which only money has
    share: bool = False  # "a third", "half"
    worded: bool = False


def numbers(text: str) -> Iterator[Number]:
    """Every number in `text`, in order. "m" and "b" scale money only: look at `letter`."""
    for match in _NUMBER.finditer(text):
        number = _number(match)
        if number is not None:
            yield number


def scaled(number: Number, scale: float) -> Number:
    """The same number in another one's scale: the "1" of "1 to 2 billion"."""
    return Number(number.start, number.end, number.value * scale, scale, scale)


def _number(match: re.Match[str]) -> Number | None:
    start, end = match.span()
    found = match.groupdict()
    if found["digits"]:
        return _written(match, found)
    if found["share"]:
        words = re.split(r"[\s-]", found["share"].lower())
        scale = _SCALE[found["share_scale"].lower()] if found["share_scale"] else 1.0
        count = ONES.get(words[0], 1) if len(words) > 1 else 1
        part = _SHARES.get(words[-1].rstrip("s"), 0.5)
        return Number(start, end, count * part * scale, scale, 0.0, share=scale == 1.0, worded=True)
    if found["article"]:
        value = _SCALE[found["article"].lower()]
        value *= _SCALE[found["article_scale"].lower()] if found["article_scale"] else 1.0
        return Number(start, end, value * (1.5 if found["and_half"] else 1), value, worded=True)
    value, scale = worded_value(found["worded"])
    if found["half"]:
        scale = _SCALE[found["half_scale"].lower()] if found["half_scale"] else scale
        value = (value + 0.5) * scale if found["half_scale"] else value + 0.5 * scale
    return Number(start, end, value, scale, worded=True)


def _written(match: re.Match[str], found: dict[str, str | None]) -> Number:
    digits = (found["digits"] or "0").replace(",", "")
    value = float(digits)
    decimals = len(digits.partition(".")[2])
    if found["vulgar"]:
        value += _FRACTION[found["vulgar"]]
    elif found["over"] and found["under"]:
        value += int(found["over"]) / int(found["under"])
    scale, letter = 1.0, False
    if found["letter"]:
        letter = len(found["letter"]) == 1 or found["letter"].lower() == "mm"
        scale = _LETTER[found["letter"].lower()]
    elif found["scale"]:
        for word in re.split(r"[\s-]+", match.group().lower())[1:]:
            scale *= _SCALE.get(word, 1.0)
    # "1 billion" may stand for itself; "12 million" and "1.2 million" are rounded.
    significant = len(digits.replace(".", "").lstrip("0"))
    step = scale * 10.0**-decimals if scale > 1 and significant > 1 else 0.0
    return Number(match.start(), match.end(), value * scale, scale, step, letter)


def worded_value(words: str) -> tuple[float, float]:
    """The value of "two hundred and fifty thousand", and its largest scale."""
    total, part, largest = 0.0, 0.0, 1.0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in ONES:
            part += ONES[word]
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in _SCALE:
            total += (part or 1) * _SCALE[word]
            part, largest = 0.0, max(largest, _SCALE[word])
    return total + part, largest
