"""The unit that follows a number, or the currency sign before it."""

import re
from dataclasses import dataclass

from rag.values.value import ValueKind

_DOLLARS = {
    "us": "USD", "u.s.": "USD", "u.s": "USD", "american": "USD", "usd": "USD",
    "c": "CAD", "ca": "CAD", "cad": "CAD", "cdn": "CAD", "can": "CAD", "canadian": "CAD",
    "a": "AUD", "au": "AUD", "aus": "AUD", "aud": "AUD", "australian": "AUD",
    "nz": "NZD", "hk": "HKD", "s": "SGD", "singapore": "SGD", "hong kong": "HKD",
    "new zealand": "NZD", "taiwan": "TWD", "nt": "TWD", "mex": "MXN",
}  # fmt: skip
_NAMED = {
    "stg": "GBP", "sterling": "GBP", "euro": "EUR", "yen": "JPY", "mark": "DEM", "yuan": "CNY",
    "renminbi": "CNY", "lire": "ITL", "lira": "ITL", "peso": "peso", "rupee": "rupee",
    "franc": "franc", "crown": "crown", "krona": "SEK", "ruble": "RUB", "rouble": "RUB",
    "won": "KRW", "rand": "ZAR", "cruzado": "BRC", "guilder": "NLG", "ringgit": "MYR",
    "baht": "THB", "real": "BRL", "riyal": "SAR", "rupiah": "IDR", "ecu": "XEU", "austral": "ARA",
    "gbp": "GBP", "eur": "EUR", "jpy": "JPY", "chf": "CHF", "cny": "CNY", "usd": "USD",
    "cad": "CAD", "aud": "AUD", "mxn": "MXN",
}  # fmt: skip
_FRANCS = {"swiss": "CHF", "french": "FRF", "belgian": "BEF", "cfa": "XAF"}
_CROWNS = {"danish": "DKK", "norwegian": "NOK", "swedish": "SEK", "czech": "CZK"}
_SIGNS = {"£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW"}

SIGN = re.compile(
    r"(?:(?<![\w.])(?P<whose>US|U\.S\.?|C|CA|CAD|Cdn|CDN|Can|A|AU|AUD|USD|NZ|HK|S|NT|Mex)\s?)?(?P<sign>\$)"
    r"\s?$|(?P<other>[£€¥₹₽₩])\s?$|(?<!\w)(?P<code>USD|CAD|GBP|EUR|JPY|AUD|CNY|MXN|CHF)\s?$"
)
_WORDS = re.compile(
    r"(?P<percent>\s?%|[\s-]?per\s?cent\b|[\s-]?percent\b|[\s-]pct\b\.?)(?P<percentage>age)?(?P<p_points>[\s-]points?\b)?"
    r"|(?P<points>[\s-]percentage[\s-]points?\b)|(?P<basis>[\s-](?:basis[\s-]points?|bps)\b)"
    r"|(?:[\s-](?P<whose>U\.S\.?|US|American|Canadian|Cdn|Australian|Aus|Hong\sKong|New\sZealand|Singapore|Taiwan"
    r"|C|A)[\s-])?[\s-]?(?P<dollar>(?<=[\s-])(?:dollars?|dlrs?))\b"
    r"|[\s-](?P<cents>cents?|cts?)\b(?:\s(?P<cent_whose>Canadian|U\.S\.|US)\b)?"
    r"|(?:[\s-](?P<nation>Swiss|French|Belgian|CFA|Danish|Norwegian|Swedish|Czech|Italian|West\sGerman|German"
    r"|Japanese|Mexican|Chinese|Indian|British))?[\s-](?P<currency>stg|sterling|pounds\ssterling|euros?|yen"
    r"|marks?|yuan|renminbi|lire|lira|pesos?|rupees?|francs?|crowns?|krona|roubles?|rubles?|won|rand"
    r"|cruzados?|guilders?|ringgit|baht|riyals?|rupiah|ECUs?|australs?|USD|CAD|GBP|EUR|JPY|AUD|CNY|MXN|CHF)\b"
    r"|[\s-](?P<age_unit>year|month|week|day)s?[\s-]olds?\b|(?P<years_of_age>\syears\sof\sage)\b"
    r"|[\s-](?P<time>second|minute|hour|day|week|fortnight|month|year|decade|century|centurie)s?\b"
    r"(?!-?(?:old|over|end|high|low))",
    re.IGNORECASE,
)
_DAY_LENGTHS = {
    "second": (1 / 86400, 1 / 86400),
    "minute": (1 / 1440, 1 / 1440),
    "hour": (1 / 24, 1 / 24),
    "day": (1.0, 1.0),
    "week": (7.0, 7.0),
    "fortnight": (14.0, 14.0),
    "month": (28.0, 31.0),
    "year": (365.0, 366.0),
    "decade": (3652.0, 3653.0),
    "century": (36524.0, 36525.0),
    "centurie": (36524.0, 36525.0),
}
_ISO = {
    "second": "PT{}S",
    "minute": "PT{}M",
    "hour": "PT{}H",
    "day": "P{}D",
    "week": "P{}W",
    "month": "P{}M",
    "year": "P{}Y",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts. `least` and `most` turn it into the unit of `Quantity`."""

    end: int  # where the unit's words end
    kind: ValueKind
    name: str
    least: float = 1.0
    most: float = 1.0
    iso: str = ""  # the ISO 8601 form of a duration, with {} for the number


def unit_at(text: str, end: int) -> Unit | None:
    """The unit whose words begin at `end`, right after a number; nouns are not looked at."""
    match = _WORDS.match(text, end)
    if match is None:
        return None
    found = match.groupdict()
    at = match.end()
    unit: Unit
    if found["percent"]:
        points = found["p_points"] and found["percentage"]
        if found["percentage"] and not points:
            return None
        at = at if points or not found["p_points"] else match.start("p_points")
        unit = Unit(at, ValueKind.PERCENT, "pp" if points else "%")
    elif found["points"]:
        unit = Unit(at, ValueKind.PERCENT, "pp")
    elif found["basis"]:
        unit = Unit(at, ValueKind.PERCENT, "bp")
    elif found["dollar"]:
        unit = Unit(at, ValueKind.MONEY, dollar(found["whose"]))
    elif found["cents"]:
        unit = Unit(at, ValueKind.MONEY, dollar(found["cent_whose"]), 0.01, 0.01)
    elif found["currency"]:
        unit = Unit(at, ValueKind.MONEY, _currency(found["currency"], found["nation"]))
    elif found["years_of_age"]:
        unit = Unit(at, ValueKind.AGE, "year")
    elif found["age_unit"]:
        years = {"year": 1.0, "month": 1 / 12, "week": 7 / 365.25, "day": 1 / 365.25}
        size = years[found["age_unit"].lower()]
        unit = Unit(at, ValueKind.AGE, "year", size, size)
    else:
        name = found["time"].lower()
        least, most = _DAY_LENGTHS[name]
        unit = Unit(at, ValueKind.DURATION, "day", least, most, _ISO.get(name, ""))
    return unit


def dollar(whose: str | None) -> str:
    """The currency code of "US" in "US$"; "$" when nothing tells the country."""
    return _DOLLARS.get(whose.lower().rstrip() if whose else "", "$")


def sign_before(text: str, start: int) -> tuple[int, str] | None:
    """Where the currency sign right before a number begins, and its currency."""
    lead = max(0, start - 8)
    match = SIGN.search(text[lead:start])
    if match is None:
        return None
    if match["sign"]:
        return lead + match.start(), dollar(match["whose"])
    return lead + match.start(), _SIGNS.get(match["other"] or "", match["code"] or "")


def _currency(name: str, nation: str | None) -> str:
    lower, whose = " ".join(name.lower().split()), (nation or "").lower()
    if lower.startswith("pounds"):
        return "GBP"
    single = lower if lower in _NAMED else lower.rstrip("s")
    if single == "franc":
        return _FRANCS.get(whose, "franc")
    if single == "crown":
        return _CROWNS.get(whose, "crown")
    if single == "peso" and whose == "mexican":
        return "MXN"
    if single == "rupee" and whose == "indian":
        return "INR"
    return _NAMED.get(single, single)
