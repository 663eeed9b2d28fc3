"""Words that lift a limit: "all articles", "every outlet", "drop the date limit"."""

import re

from rag.limits.limited import DATES, OUTLETS
from rag.limits.names import Known, mention

_ALL = r"(?:all|every|any|each|whatever)(?:\s+of)?(?:\s+(?:the|our|your|available|possible))?"
_LIMIT = r"(?:limits?|filters?|limitations?|restrictions?)"
_WHICH = (
    r"(?:(?P<date>dates?|time|days?|as[-\s]of|period)|(?P<outlet>outlets?|sources?|publications?))"
)
_AGAIN = r"(?:\s+(?:again|now|any\s?more|any\s+longer|too|as\s+well|then))*"
_LIFTS = re.compile(
    rf"(?:(?:use|using|search(?:\s+in)?|show(?:\s+me)?|include|consider|look\s+(?:at|in)|from|in|of"
    rf"|based\s+on|back\s+to|with)\s+)?(?:{_ALL}\s+(?:(?P<articles>articles|stories)"
    r"|(?P<outlets>outlets?|sources?|newspapers?|publications?|publishers?)"
    rf"|(?P<dates>dates?))){_AGAIN}"
    rf"|(?:drop|remove|lift|clear|delete|forget|cancel|reset|undo|ignore|no\s+more|no|without)\s+"
    rf"(?:(?:all|any|the|these|those|that|this|my|every)\s+){{0,2}}(?:{_WHICH}(?:[-\s]of)?\s+)?"
    rf"{_LIMIT}(?:\s+(?:on|of|by|for)\s+(?:the\s+)?(?:(?P<date2>dates?|days?|time)"
    rf"|(?P<outlet2>outlets?|sources?)))?{_AGAIN}"
    r"|(?:no\s+longer|not|don[’']t\s+be)\s+(?:limited|restricted)"
    r"(?:\s+(?:to|by)\s+(?:(?P<date3>(?:a\s+)?(?:dates?|days?))"
    rf"|(?P<outlet3>(?:an?\s+)?(?:outlets?|sources?))))?{_AGAIN}",
    re.IGNORECASE,
)
_NOT_ONLY = re.compile(
    r"(?:not\s+(?:only|just)|no\s+longer\s+(?:only|just)|not\s+limited\s+to|no\s+longer\s+limited\s+to)"
    r"\s+",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"{_AGAIN}(?=\W|$)", re.IGNORECASE)


def lifted(text: str, at: int, known: Known) -> tuple[int, frozenset[str]] | None:
    """Where words that lift limits end, and which they lift, when they begin at `text[at:]`."""
    other = _NOT_ONLY.match(text, at)
    named = mention(text, other.end(), known, as_source=False) if other else None
    if named is not None:
        end = _AFTER.match(text, named.end)
        return (end.end() if end else named.end), frozenset((OUTLETS,))
    found = _LIFTS.match(text, at)
    if found is None or text[found.end() : found.end() + 1].isalnum():
        return None
    if found["dates"] or found["date"] or found["date2"] or found["date3"]:
        return found.end(), frozenset((DATES,))
    if found["outlets"] or found["outlet"] or found["outlet2"] or found["outlet3"]:
        return found.end(), frozenset((OUTLETS,))
    return found.end(), frozenset((OUTLETS, DATES))
