"""Amounts: money, percentages, counts with their noun, ordinals, ages, durations, and ranges.

"About", "more than" and the like stand outside the span and loosen the comparison: "about" by a
tenth, "more than" up to half as much again, "at least" without an end. A million with two or more
digits is taken as rounded to its last digit. "From 20 to 25 percent" is a change, and two values.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from rag.values.calendar_words import ORDINALS
from rag.values.nouns import is_noun, noun_at
from rag.values.numbers import Number, numbers, scaled
from rag.values.reading import FoundAmount, holds
from rag.values.units import Unit, sign_before, unit_at
from rag.values.value import Quantity, ValueKind

_QUALIFIER = re.compile(
    r"\b(?:(?P<about>about|around|some|roughly|approximately|approx\.?|an?\sestimated|estimated"
    r"|close\sto|in\sthe\sregion\sof)|(?P<nearly>nearly|almost|just\sunder|just\sbelow|not\squite)"
    r"|(?P<no_more>no\smore\sthan|not\smore\sthan|at\s(?:the\s)?most|up\sto|as\s(?:much|many|high)\sas|a\smaximum\sof)"
    r"|(?P<least>at\sleast|no\s(?:less|fewer)\sthan|a\sminimum\sof|not\sless\sthan)"
    r"|(?P<less>less\sthan|fewer\sthan|under|below)"
    r"|(?P<more>(?:well\s)?(?:more\sthan|over|above)|just\s(?:over|above)|upwards\sof|in\sexcess\sof|exceeding"
    r"|a\slittle\s(?:over|more\sthan)))\s$|(?P<tilde>~\s?)$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\sor\s(?P<way>more|less|so|over|fewer|higher)\b", re.IGNORECASE)
_RANGE = re.compile(
    r"\s?(?P<dash>-|–|—)\s?(?:US|C|A)?[$£€]?|\s(?P<word>to|and|or|through)\s(?:about\s)?(?:US|C|A)?[$£€]?"
)
_BETWEEN = re.compile(r"\bbetween\s(?:about\s)?(?:US|C|A)?[$£€]?\s?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s(?:about\s)?(?:US|C|A)?[$£€]?\s?$", re.IGNORECASE)
_RANGING = re.compile(
    r"\b(?:rang(?:e|es|ed|ing)|anywhere|vary|varies|varying)\s+from\s", re.IGNORECASE
)
_ARTICLE = re.compile(
    r"\b(?:for|within|over|lasting|lasts?|than|about|another|in|under|after)\s(?P<words>an?\s"
    r"(?:second|minute|hour|day|week|fortnight|month|year|decade|century))\b(?!\s(?:ago|earlier|later|before|after))",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"(?:\b(?:aged?|turned|turns)\s(?P<aged>[0-9]{1,3})\b(?!\s?(?:%|per|pct|mln|percent|to\b|points|dlrs))"
    r"|(?<=[a-z]),\s(?P<comma>[1-9][0-9]),(?=\s[a-z])"
    r"|\b(?:his|her|their)\s(?:(?:early|mid|late)[\s-])?(?P<decade>[2-9]0|twenties|thirties|forties|fifties"
    r"|sixties|seventies|eighties|nineties)(?P<s>s)?\b)"
)
_AGE_SIGN = re.compile(r"age[d]?\s[0-9]|turn|, [0-9]{2},|(?:his|her|their)\s[emlt2-9sfn]")
_ARTICLE_UNITS = (" a ", " an ", "another ")
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()
_ORDINAL = re.compile(
    r"(?<![\w.,$])(?P<digits>[0-9]{1,6})(?:st|nd|rd|th)\b|(?<![\w-])(?P<word>"
    + "|".join(sorted(ORDINALS, key=len, reverse=True))
    + r")\b(?!\s(?:of\sall|half|quarter)\b)(?![-’'])",
    re.IGNORECASE,
)
_ORDINAL_DIGITS = re.compile(r"[0-9](?:st|nd|rd|th)\b", re.IGNORECASE)
_ORDINAL_ENDS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "teenth", "tieth", "dredth"),
)
_UNITLESS_HYPHEN = re.compile(r"[-–][0-9]|[0-9][-–/]$")


def amounts(text: str) -> Iterator[FoundAmount]:
    """Every amount in `text`, the surest forms first; the caller drops overlaps."""
    lower = text.lower()
    if _AGE_SIGN.search(lower):
        yield from map(_age, _AGE.finditer(text))
    if _ORDINAL_DIGITS.search(text) or holds(lower, _ORDINAL_ENDS):
        yield from map(_ordinal, _ORDINAL.finditer(text))
    for match in _ARTICLE.finditer(text) if holds(lower, _ARTICLE_UNITS) else ():
        unit = unit_at(text, match.start("words") + match["words"].index(" "))
        if unit is not None:
            one = Number(match.start("words"), unit.end, 1.0)
            yield _amount(text, one, one, unit, one.start, unit.end)
    found = list(numbers(text))
    for one, other in pairwise(found):
        yield from _pair(text, one, other)
    for number in found:
        single = _single(text, number)
        if single is not None:
            yield single


def _pair(text: str, one: Number, other: Number) -> Iterator[FoundAmount]:
    """The range, or the two ends of a change, that two numbers next to one another make."""
    if other.start - one.end > 40:  # the longest unit and connector
        return
    own = unit_at(text, one.end)
    joint = _RANGE.fullmatch(text, own.end if own else one.end, other.start)
    if joint is None or one.share or other.share:
        return
    unit = unit_at(text, other.end)
    sign = sign_before(text, one.start)
    start = sign[0] if sign else one.start
    before = text[max(0, start - 24) : start]
    between, change = _BETWEEN.search(before), _FROM.search(before)
    if (joint["word"] or "").lower() == "and" and not between:
        return
    if sign:
        unit = Unit(
            unit.end if unit and unit.kind is ValueKind.MONEY else other.end,
            ValueKind.MONEY,
            sign[1],
        )
    if unit is None:
        noun = noun_at(text, other.end)
        if noun is None or one.value >= other.value:
            return
        unit = Unit(noun[0], ValueKind.COUNT, noun[1])
    if own is not None and own.name != unit.name and own.kind is not unit.kind:
        return
    if (one.letter or other.letter) and unit.kind is not ValueKind.MONEY:
        return
    low = scaled(one, other.scale) if one.scale == 1 and other.scale > 1 and not one.letter else one
    if change and not _RANGING.search(before) and (joint["word"] or "").lower() == "to":
        if own is None:
            first = replace(unit, end=one.end)
            yield _amount(text, low, low, first, start, one.end, "unit from the end of the change")
        return
    if low.value < other.value:
        yield _amount(text, low, other, unit, start, unit.end)


def _single(text: str, number: Number) -> FoundAmount | None:
    sign = sign_before(text, number.start)
    unit = unit_at(text, number.end)
    start, how = number.start, "as written"
    if sign is not None:
        start = sign[0]
        end = unit.end if unit is not None and unit.kind is ValueKind.MONEY else number.end
        unit = Unit(end, ValueKind.MONEY, sign[1])
        if number.share:
            return None
    elif number.letter:
        if unit is None or unit.kind is not ValueKind.MONEY:
            return None  # 500m may be metres
    elif unit is None:
        unit, how = _share(number) or _counted(text, number) or (None, how)
    if unit is None:
        return None
    if (
        unit.kind is ValueKind.DURATION
        and number.value == int(number.value)
        and 1900 <= number.value <= 2100
    ):
        return None
    return _amount(text, number, number, unit, start, unit.end, how)


def _share(number: Number) -> tuple[Unit, str] | None:
    """ "Two-thirds" is 67 percent, about."""
    return (Unit(number.end, ValueKind.PERCENT, "%"), "share as percent") if number.share else None


def _counted(text: str, number: Number) -> tuple[Unit, str] | None:
    words = text[number.start : number.end].lower()
    around = text[max(0, number.start - 2) : number.start] + text[number.end : number.end + 2]
    if _UNITLESS_HYPHEN.match(text, number.end) or re.search(
        r"[0-9][-–/]$", text[max(0, number.start - 2) : number.start]
    ):
        return None  # a score, a telephone number
    if around[:1].isalpha() and text[number.start - 1 : number.start] == "-":
        return None  # "F-16"
    noun = noun_at(text, number.end)
    if words in ("one", "a", "zero") and (noun is None or words == "zero"):
        return None  # "one of them"
    if noun is None:
        return Unit(number.end, ValueKind.COUNT, ""), "number alone"
    return Unit(noun[0], ValueKind.COUNT, noun[1]), "as written"


def _amount(
    text: str, low: Number, high: Number, unit: Unit, start: int, end: int, how: str = "as written"
) -> FoundAmount:
    """The quantity from `low` to `high`, with what qualifies it around `text[start:end]`."""
    least, most = low.value * unit.least, high.value * unit.most
    written = (least, most)
    share = low.share and unit.kind is ValueKind.PERCENT and how == "share as percent"
    if share:
        least, most = low.value * 100, high.value * 100
        written = (least, most)
    rounded = low.step * 0.499 * unit.least  # 1.2 and 1.3 billion do not meet halfway
    least, most = least - rounded, most + rounded
    qualifier = _qualifier(text, start, end)
    if unit.kind is ValueKind.DURATION and text[max(0, start - 5) : start].lower() == "over ":
        qualifier = None  # "2.5 billion dlrs over five years"
    if share:
        least, most = least * 0.95, most * 1.05
    low_bound, high_bound = {
        "about": (least * 0.9, most * 1.1),
        "nearly": (least * 0.9, most),
        "more than": (least, most * 1.5),
        "at least": (least, float("inf")),
        "less than": (least * 0.5, most),
        "at most": (0.0, most),
    }.get(qualifier or "", (least, most))
    if unit.kind is ValueKind.AGE:
        high_bound = max(high_bound, most)
    form = Quantity(*written, low_bound, high_bound, unit.name, qualifier)
    iso = unit.iso.format(f"{low.value:.12g}") if unit.iso and low is high else ""
    return FoundAmount(start, end, unit.kind, form, how, iso)


def _qualifier(text: str, start: int, end: int) -> str | None:
    after = _AFTER.match(text, end)
    if after is not None:
        way = after["way"].lower()
        return {"so": "about", "less": "at most", "fewer": "at most"}.get(way, "at least")
    before = _QUALIFIER.search(text[max(0, start - 24) : start])
    if before is None:
        return None
    group = before.lastgroup or ""
    names = {"no_more": "at most", "least": "at least", "less": "less than", "more": "more than"}
    return {"about": "about", "tilde": "about", "nearly": "nearly"}.get(group, names.get(group))


def _age(match: re.Match[str]) -> FoundAmount:
    name = "aged" if match["aged"] else "comma" if match["comma"] else "decade"
    start, end = match.span(name)
    if name == "decade":
        end = match.end()
        words = match["decade"]
        first = 20.0 + 10 * _DECADES.index(words) if words in _DECADES else float(words)
        form = Quantity(first, first + 9, first, first + 9, "year")
        return FoundAmount(start, end, ValueKind.AGE, form, "decade of a life")
    value = float(match[name])
    how = "as written" if match["aged"] else "number between commas after a name"
    return FoundAmount(start, end, ValueKind.AGE, Quantity(value, value, value, value, "year"), how)


def _ordinal(match: re.Match[str]) -> FoundAmount:
    value = float(match["digits"] or ORDINALS[match["word"].lower()])
    noun = re.compile(r"[\s-]([a-z]{3,20})\b|\s([A-Z][a-z]{2,20}(?:\s[A-Z][a-z]{2,20})?)").match(
        match.string, match.end()
    )
    end, unit = match.end(), ""
    if noun is not None and match["digits"]:
        found = noun_at(match.string, match.end()) if noun[1] else (noun.end(), noun[2].lower())
        if noun[1] and found is None and is_noun(noun[1]):
            found = noun.end(), noun[1]
        if found is not None:
            end, unit = found
    form = Quantity(value, value, value, value, unit)
    return FoundAmount(match.start(), end, ValueKind.ORDINAL, form, "as written")
