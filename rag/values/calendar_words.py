"""The words of the calendar, and patterns of them that the other files build on."""

import re

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
MONTH = (  # the longer ones first; only what is cut short takes a full stop
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b(?:\.(?=\s?[0-9a-z,]))?)"
)
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
WEEKDAY_SHORT = rf"(?:{WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?)"
DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
YEAR = r"(?:1[5-9]|20|21)[0-9]{2}"
GAP = r"\s{1,4}"

_FIRSTS = "first second third fourth fifth sixth seventh eighth ninth".split()
_TEENS = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth"
    " nineteenth"
).split()
ORDINALS = (
    {word: at for at, word in enumerate([*_FIRSTS, *_TEENS], 1)}
    | {
        f"{ten}{tail}": tens + at
        for ten, stem, tens in (
            ("twenty", "twentieth", 20),
            ("thirty", "thirtieth", 30),
            ("forty", "fortieth", 40),
            ("fifty", "fiftieth", 50),
            ("sixty", "sixtieth", 60),
            ("seventy", "seventieth", 70),
            ("eighty", "eightieth", 80),
            ("ninety", "ninetieth", 90),
        )
        for at, tail in [(0, ""), *((n, f"-{word}") for n, word in enumerate(_FIRSTS, 1))]
        if at
    }
    | {
        "twentieth": 20,
        "thirtieth": 30,
        "fortieth": 40,
        "fiftieth": 50,
        "sixtieth": 60,
        "seventieth": 70,
        "eightieth": 80,
        "ninetieth": 90,
        "hundredth": 100,
    }
)


def month_number(name: str) -> int:
    """1 to 12, for a month in full or by its first letters."""
    lead = name[:3].lower()
    return next(at for at, month in enumerate(_MONTHS, 1) if month.startswith(lead))


def weekday_number(name: str) -> int:
    """0 (Monday) to 6, as `date.weekday` counts."""
    lead = name[:3].lower()
    return next(at for at, day in enumerate(_WEEKDAYS) if day.startswith(lead))


# What follows a number that is no day of the month: "In March 25 percent of ...".
UNIT_AHEAD = re.compile(
    r"[\s-]?(?:%|per\s?cent|pct|percent|mln|million|bln|billion|trillion|thousand|hundred|dozen"
    r"|dlrs?\b|dollars|cents|cts\b|tonnes|tons|barrels|points|basis|stg\b|yen\b|marks\b|francs\b"
    r"|people\b|of\sthe\b|years?\b|months?\b|weeks?\b|days?\b|hours?\b|minutes?\b|times\b"
    r"|-year|-month|-day|/[0-9])"
    r"|[.,:/][0-9]|[½¼¾]"
)
