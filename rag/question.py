"""What a question asks for."""

import re

from rag.answer import Kind

_LEADING = {"who": Kind.WHO, "whose": Kind.WHO, "why": Kind.WHY, "where": Kind.WHERE}
_RULES: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            Kind.WHEN,
            r"^\W*(?:and |so |but )?when\b|\bwhat (?:date|day|time|year|month)\b|\bwhich (?:date"
            r"|day|week|month|year)\b|\bsince when\b|\bhow soon\b|\bdate of\b|\bdate\W*$"
            r"|\bdeadline\b|\btiming\b",
        ),
        (
            Kind.HOW_MUCH,
            r"\bhow (?:much|many|high|big|large|long|old|far|often|steep|low)\b"
            r"|\bwhat (?:percentage|share|proportion|number|rate|amount|price|size|level)\b"
            r"|\b(?:rate|size|amount|number|percentage|cost|price) of\b|\bpopulation\b|\bage\W*$",
        ),
        (
            Kind.QUOTE,
            r"\bwhat (?:did|does|do|has|have|had|was|were|is)\b.*\b(?:say|says|said|saying|tell"
            r"|told|think|write|wrote|written|post|posted|call|respond|reply|comment|claim|warn"
            r"|promise|promised|announce|suggest|ask|mean)\b|\bquotes?\b|\bwords\b"
            r"|\bhow did\b.*\b(?:describe|call|react|respond|put it|characteri[sz]e)\b"
            r"|\breaction\b|\bremarks?\b|\bcomment(?:s|ed)?\b|\baccording to\b",
        ),
        (
            Kind.WHO,
            r"^\W*(?:and |so |but )?who\b|\bwho(?:'s|m|se)?\b|\bwhich (?:person|minister|leader"
            r"|official|politician|president)\b|\bname of\b|\bname\W*$",
        ),
        (
            Kind.WHERE,
            r"^\W*(?:and |so |but )?where\b|\bwhat (?:place|city|country|location)\b"
            r"|\bwhich (?:city|place|country|countries)\b",
        ),
        (
            Kind.WHY,
            r"\bwhy\b|\bwhat (?:is|was|'s|are)? ?(?:the )?(?:reason|cause|behind)|\bwhat's behind\b"
            r"|\bhow come\b|\breasons?\b",
        ),
    )
)


def kind(question: str) -> Kind:
    """What the question asks for, by its wording; `Kind.WHAT` where nothing tells.

    A follow-up that stands behind an earlier question and a dash tells first.
    """
    for part in reversed(question.replace("’", "'").split(" – ")):
        found = _worded(part)
        if found is not Kind.WHAT:
            return found
    return Kind.WHAT


def _worded(straight: str) -> Kind:
    first = re.match(r"\W*(?:and |so |but )?(\w+)", straight.lower())
    if first and first.group(1) in _LEADING:
        return _LEADING[first.group(1)]
    for found, pattern in _RULES:
        if pattern.search(straight):
            return found
    return Kind.WHAT
