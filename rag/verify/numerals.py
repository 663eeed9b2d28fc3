"""Numbers by value, with the unit that they count."""

# ruff: noqa: E501 - lists of words

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.verify.tokens import Token

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth".split()
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "mln": 1e6, "billion": 1e9, "bln": 1e9,
    "trillion": 1e12, "dozen": 12.0, "bn": 1e9, "mn": 1e6,
}  # fmt: skip
_SUFFIXES = {"bn": 1e9, "bln": 1e9, "m": 1e6, "mn": 1e6, "mln": 1e6, "tn": 1e12, "k": 1e3}
WORDS: dict[str, str] = (
    {word: f"={number}" for number, word in enumerate(_SMALL)}
    | {word: f"={number * 10}" for number, word in enumerate(_TENS, start=2)}
    | {word: f"={number}th" for number, word in enumerate(_ORDINALS, start=2)}
    | {word: f"={scale:g}" for word, scale in SCALES.items()}
    | {"half": "=0.5", "millions": "=millions", "billions": "=billions", "thousands": "=thousands",
       "hundreds": "=hundreds", "dozens": "=dozens", "twice": "=2x", "double": "=2x", "doubled": "=2x",
       "triple": "=3x", "tripled": "=3x", "quarter": "=quarter"}
)  # fmt: skip
CURRENCY_SIGNS = {
    "$": "USD", "US$": "USD", "C$": "CAD", "CA$": "CAD", "CAN$": "CAD", "A$": "AUD", "AU$": "AUD",
    "NZ$": "NZD", "HK$": "HKD", "£": "GBP", "€": "EUR", "¥": "JPY",
}  # fmt: skip
_CURRENCIES = {
    "dollar": "USD", "dollars": "USD", "dlr": "USD", "dlrs": "USD", "pound": "GBP", "pounds": "GBP",
    "stg": "GBP", "euro": "EUR", "euros": "EUR", "yen": "JPY", "yuan": "CNY", "franc": "FRF",
    "francs": "FRF", "mark": "DEM", "marks": "DEM", "cent": "cent", "cents": "cent", "cts": "cent",
    "ct": "cent", "peso": "peso", "pesos": "peso", "rupee": "INR", "rupees": "INR", "won": "KRW",
    "lira": "lira", "lire": "lira", "crown": "crown", "crowns": "crown",
}  # fmt: skip
_OF = {"canada": "CAD", "australia": "AUD", "us": "USD", "zealand": "NZD"}
_MEASURES = {
    form: name
    for name, forms in {
        "percent": "percent", "points": "percentpoint point points", "basis": "basispoint",
        "tonne": "tonne tonnes ton tons", "kilo": "kilo kilos kilogram kilograms kg",
        "barrel": "barrel barrels bpd", "bushel": "bushel bushels", "mile": "mile miles",
        "km": "kilometre kilometres kilometer kilometers km", "cm": "cm centimetre centimetres centimeter centimeters",
        "mm": "mm millimetre millimetres millimeter millimeters", "gram": "g gram grams gramme grammes",
        "metre": "metre metres meter meters",
        "ounce": "ounce ounces", "pound": "lb lbs", "acre": "acre acres", "bag": "bag bags",
        "hectare": "hectare hectares", "year": "year years", "month": "month months",
        "week": "week weeks", "day": "day days", "hour": "hour hours", "minute": "minute minutes",
        "second": "seconds", "share": "share shares", "gallon": "gallon gallons", "foot": "foot feet",
        "degree": "degree degrees", "litre": "litre litres liter liters", "seat": "seat seats",
        "vote": "vote votes", "megawatt": "megawatt megawatts mw", "gigawatt": "gigawatt gigawatts gw",
    }.items()
    for form in forms.split()
}  # fmt: skip


def value(digits: str, suffix: str) -> str:
    """The key of a number in digits."""
    digits = digits.replace(",", "")
    if "/" in digits:
        whole, _, part = digits.replace(" ", "-").rpartition("-")
        over, _, under = part.partition("/")
        number = int(whole or 0) + int(over) / max(int(under), 1)
    else:
        number = float(digits)
    if suffix in ("st", "nd", "rd", "th"):
        return f"={number:g}th"
    return f"={number * _SUFFIXES.get(suffix, 1):.12g}"


def joined(tokens: "list[Token]") -> "list[Token]":
    """With "twenty five", "1.5 billion" and the like as one token, and with each number's unit."""
    found: list[Token] = []
    for raw in tokens:
        key = WORDS.get(raw.lower)
        token = replace(raw, key=key) if key else raw
        last = found[-1] if found else None
        if last is not None and key and _amount(last.key) is not None:
            number = _combined(_amount(last.key), token)
            if number is not None:
                text = f"{last.text} {token.text}"
                found[-1] = replace(last, text=text, key=f"={number:.12g}")
                continue
        found.append(token)
    return [_with_unit(found, at) if token.key.startswith("=") else _measured(found, at)
            for at, token in enumerate(found)]  # fmt: skip


def _measured(tokens: "list[Token]", at: int) -> "Token":
    """ "km" behind a number as "kilometres"."""
    token = tokens[at]
    name = _MEASURES.get(token.lower)
    if name is None or not at or not tokens[at - 1].key.startswith("="):
        return token
    return replace(token, key=name)


def _amount(key: str) -> float | None:
    try:
        return float(key[1:]) if key.startswith("=") else None
    except ValueError:
        return None


def _combined(number: float | None, token: "Token") -> float | None:
    if number is None:
        return None
    if token.lower in SCALES:
        return number * SCALES[token.lower]
    small = _amount(token.key)
    if small is not None and number in range(20, 100, 10) and 0 < small < 10:
        return number + small
    return None


def _with_unit(tokens: "list[Token]", at: int) -> "Token":
    token = tokens[at]
    if not token.key.startswith("="):
        return token
    unit = token.unit
    if unit == "USD" and at and tokens[at - 1].lower in ("canadian", "c", "can", "australian"):
        unit = "CAD" if tokens[at - 1].lower != "australian" else "AUD"
    of = ""
    for following in tokens[at + 1 : at + 4]:
        word = following.lower
        if unit or following.article:
            break
        if word in _CURRENCIES:
            unit = _CURRENCIES[word]
            unit = _OF.get(of, unit) if unit == "USD" else unit
        elif word in _MEASURES:
            unit = _MEASURES[word]
        elif following.key in _OF:
            of = following.key
        elif word not in ("new", "metric", "old", "short", "more", "full", "pence"):
            break
    return replace(token, unit=unit)
