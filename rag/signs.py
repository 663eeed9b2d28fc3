"""Signs that a sentence holds what a kind of question asks for: a date, an amount, a name, a place.

Patterns, not readings: they say that some date stands there, not which. Each sign is 0 to 1.
"""

import re

from rag.answer import Kind

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_DATE = re.compile(rf"\b{_MONTH}\s+\d{{1,2}}\b|\b\d{{1,2}}\s+{_MONTH}\b|\b\d{{4}}-\d\d-\d\d\b")
_DAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|\b(?:next|last|this|earlier this|later this) (?:week|month|year|morning|afternoon|evening)\b"
    r"|\b(?:yesterday|today|tomorrow|tonight)\b"
    r"|\b(?:\w+|\d+) (?:hours?|days?|weeks?|months?|years?) (?:ago|later|earlier|before|after)\b"
    r"|\ba day (?:earlier|before|after|later)\b|\bmidday\b",
    re.IGNORECASE,
)
_SOME_TIME = re.compile(
    r"\b(?:immediately after|immediately following|after|following|until|before|since|once|when)\b"
    r"|\b(?:1[89]|20)\d\d\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\$\s?\d|\b\d[\d,.]*(?:\s?%|\b)|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|twenty|thirty|forty|fifty|hundred|thousand|million|billion|dozen|half)\b",
    re.IGNORECASE,
)
_SHARE_OR_MONEY = re.compile(
    r"\d\s?(?:%|per ?cent|-percent|pct)|[$€£¥]\s?\d|\b\d[\d,.]*\s(?:dollars|dlrs|yen|euros?|pounds)"
    r"|\b\d[\d,.]*\s?(?:thousand|million|billion|mln|bln)\b",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"\b(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve)[ -]"
    r"(?:second|minute|hour|day|week|month|year)s?\b"
    r"|\bfor (?:\w+ )?(?:seconds|minutes|hours|days|weeks|months|years)\b|\bsince\b",
    re.IGNORECASE,
)
_AGE = re.compile(r"\b\d{1,3}[- ]years?[- ]old\b|\baged? \d|, \d\d,", re.IGNORECASE)
_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w’'-]+\.?)(?:\s+(?:[A-ZÀ-Þ][\w’'-]+|de|la|von|van|al))*")
_PERSON = re.compile(r"\b[A-ZÀ-Þ][a-zà-ÿ’'-]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)? [A-ZÀ-Þ][a-zà-ÿ’'-]+")
_PLACE = re.compile(
    r"\b(?:in|at|to|from|near|outside|inside|across|toward|visited|visit)\s+(?:the\s+)?[A-ZÀ-Þ]"
    r"|\bon (?:the |his |her |its |their )?(?:\w+ ){0,3}(?:website|platform|network|X)\b"
    r"|\bWhite House\b|\bTruth Social\b|\b(?:OTTAWA|WASHINGTON|LONDON|TOKYO|PARIS)\b"
)
_QUOTED = re.compile(r"[“\"‘][^”\"’]{3,}")
_SPEAKING = re.compile(
    r"\b(?:said|says|saying|told|tells|wrote|writes|posted|asked|added|adds|stated|noted|stressed"
    r"|declared|suggested|called|calls|warned|described|insisted|hoped?|welcomed|informed|rejects?"
    r"|emphasi[sz]ed|announced|statement|reads|think|thinks|thought|wants?)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|due to|owing to|in order to|so that|as a result|in response|to protect"
    r"|as (?:he|she|they|it)|thanks to|amid|after|following|for \w+ing|until|over)\b",
    re.IGNORECASE,
)


def sign(kind: Kind, question: str, sentence: str) -> float:
    """How far `sentence` looks like it holds what a question of this kind asks for, 0 to 1."""
    match kind:
        case Kind.WHEN:
            return _when(sentence)
        case Kind.WHO:
            return _who(question, sentence)
        case Kind.HOW_MUCH:
            return _how_much(question, sentence)
        case Kind.WHERE:
            return 1.0 if _PLACE.search(sentence) else 0.0
        case Kind.QUOTE:
            return 0.5 * bool(_QUOTED.search(sentence)) + 0.5 * bool(_SPEAKING.search(sentence))
        case Kind.WHY:
            return 1.0 if _REASON.search(sentence) else 0.0
        case _:
            return 0.0


def _when(sentence: str) -> float:
    if _DATE.search(sentence):
        return 1.0
    if _DAY.search(sentence):
        return 0.8
    return 0.4 if _SOME_TIME.search(sentence) else 0.0


def _who(question: str, sentence: str) -> float:
    asked = question.lower()
    if any(name.group().lower() not in asked for name in _PERSON.finditer(sentence)):
        return 1.0
    names = (name.group() for name in _NAME.finditer(sentence, 1))
    return 0.6 if any(name.lower() not in asked for name in names) else 0.0


def _how_much(question: str, sentence: str) -> float:
    asked = question.lower()
    if re.search(r"\bhow old\b|\bage\b", asked):
        return 1.0 if _AGE.search(sentence) else 0.0
    if "how long" in asked:
        return 1.0 if _DURATION.search(sentence) else 0.0
    undated = _DATE.sub(" ", sentence)
    if _SHARE_OR_MONEY.search(undated):
        return 1.0 if "how many" not in asked else 0.5
    if "how many" in asked:
        return 1.0 if _NUMBER.search(undated) else 0.0
    return 0.5 if _NUMBER.search(undated) else 0.0
