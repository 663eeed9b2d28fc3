"""What a question asks for."""

import re

from rag.answer import Kind

SEVERAL = frozenset((Kind.TIMELINE, Kind.OVERVIEW, Kind.OUTLETS))  # sentences answer together
LONGEST = 1_000  # characters of a question whose wording is looked at
SOURCES = (  # what carries the news, and what a question asks to be compared
    r"(?:outlets|articles|reports|papers|newspapers|sources|stories|accounts|media|press|coverage"
    r"|journalists|news (?:organi[sz]ations|agencies|sites))"
)
_THE = r"(?:(?:all|both|any of|the|these|those|our|your|this|different|various|several|two) )*"
_VARIOUS = r"(?:the )?(?:different|various|several)"
_SEVERAL_SENTENCES: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile("|".join(patterns), re.IGNORECASE))
    for kind, patterns in (
        (
            Kind.TIMELINE,
            (
                r"\btime-?line\b|\bchronolog(?:y|ical|ically)\b",
                r"\b(?:sequence|order) of events\b",
                r"\bin (?:what|which) order\b|\bunfold(?:ed|ing)?\b",
                r"\bwhat (?:were|are|have been) (?:all )?the (?:\w+ )?(?:steps|stages)\b",
                r"^\W*(?:please )?(?:list|give me|show me) (?:all )?the (?:\w+ )?dates\b",
                r"\b(?:key|main|important) dates\b|\b(?:day|step)[- ]by[- ](?:day|step)\b",
            ),
        ),
        (
            Kind.OUTLETS,
            (
                rf"\bhow (?:do|does|did|have|has|are|is) [^?]{{0,40}}\b{SOURCES} [^?]{{0,80}}?"
                r"\b(?:differ|differing|disagree|vary|compare|diverge|contradict)\b",
                r"\bhow (?:does|do|did) [^?]{0,80}\bdiffer from (?:the |all )*others?\b",
                rf"\bhow (?:do|did|have) {_VARIOUS} {SOURCES}\b",
                rf"\b(?:do|does|did|are|is|have|where) {_THE}{SOURCES} (?:all |really |ever )?"
                r"(?:agree|disagree|differ|contradict|conflict|consistent|unanimous|diverge|at odds"
                r"|(?:say|give|name|report) the same)\b",
                rf"\bwhat (?:do|did) {_VARIOUS} {SOURCES} (?:say|report|write)",
                r"\b(?:differences?|disagreements?|discrepanc(?:y|ies)|contradictions?|conflicts?)"
                rf" (?:between|among|across|in) (?:the |these )?(?:\w+ )?{SOURCES}\b",
                r"\b(?:differ|disagree|differences?) (?:in|between) (?:their|its)"
                r" (?:coverage|reporting|reports?|accounts?)\b",
                rf"^\W*compare (?:how )?{_THE}{SOURCES}\b",
            ),
        ),
        (
            Kind.OVERVIEW,
            (
                r"\bwhat(?:'s| is| has been| was| has)? (?:been )?happen(?:ed|ing)\b",
                r"\bwhat(?:'s| is| are)? (?:the )?(?:latest |recent )?(?:latest|recent|new|news"
                r"|developments) (?:on|about|with|in|from|of|concerning)\b|\bthe news\W*$",
                r"\b(?:any|the latest|latest) (?:news|developments)\b|^\W*(?:the )?latest on\b",
                r"\bsummari[sz]e\b|\bsummary\b|\bsum up\b|\boverview\b",
                r"\brecap\b|\brun-?down\b",
                r"\b(?:brief|catch|fill) me\b|\bgist\b",
                r"\b(?:main|key) (?:points|facts|takeaways)\b",
                r"\btell (?:me|us) (?:more |something |everything )?about\b",
                rf"\bwhat (?:do|did|does|have|has) {_THE}{SOURCES} (?:say|report|write|reported"
                r"|said|written)\b|\bwhat(?:'s| is| was) going on\b",
                r"\bwhat (?:do we|is|do you) known? (?:so far )?about\b",
                r"\bbackground (?:on|to|of)\b",
            ),
        ),
    )
)
_LEADING = {"who": Kind.WHO, "whose": Kind.WHO, "why": Kind.WHY, "where": Kind.WHERE}
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_DATE = (
    rf"(?:{_MONTH}(?: \d{{1,2}})?|\d{{1,2}} (?:of )?{_MONTH}"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:19|20)\d\d|yesterday|today|tomorrow)"
)
_CHOICE = re.compile(
    r"^\W*(?P<asks>(?:(?:is|are|was|were|did|does|do|will|has|have|had)\b)[^?]*?)"
    rf",? (?:(?:on|in|at|by) )?(?:the )?{_DATE}(?:, \d{{4}})?,? or (?:(?:on|in|at|by|the) )?"
    rf"(?:{_DATE}|\d{{1,2}})(?:, \d{{4}})?(?P<rest>[^?]*)\??\W*$",
    re.IGNORECASE,
)
_RULES: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            Kind.WHEN,
            r"^\W*(?:and |so |but )?when\b|\bwhat (?:date|day|time|year|month)\b|\bwhich (?:date"
            r"|day|week|month|year)\b|\bsince when\b|\bhow soon\b|\bdate of\b|\bdate\W*$"
            r"|\bdeadline\b|\btiming\b"
            rf"|\b{_DATE}(?:, \d{{4}})?,? or (?:on |in |the )?{_DATE}\b",
        ),
        (
            Kind.HOW_MUCH,
            r"\bhow (?:much|many|high|big|large|long|old|far|often|steep|low)\b"
            r"|\bwhat (?:percentage|share|proportion|number|rate|amount|price|size|level"
            r"|value|sum|fee|fine)\b"
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


def without_choice(question: str) -> str:
    """ "Was it on March 9 or March 14?" as "When was it?"; any other question as it is.

    Of two dates neither may be right, or articles may disagree: asked openly, that is seen.
    """
    match = _CHOICE.match(question) if len(question) <= LONGEST else None
    if match is None:
        return question
    asks = match["asks"]
    return f"When {asks[0].lower()}{asks[1:]}{match['rest']}?"


def kind(question: str) -> Kind:
    """What the question asks for, by its wording; `Kind.WHAT` where nothing tells.

    A follow-up that stands behind an earlier question and a dash tells first.
    """
    for part in reversed(question[:LONGEST].replace("’", "'").split(" – ")):
        found = _worded(part)
        if found is not Kind.WHAT:
            return found
    return Kind.WHAT


def _worded(straight: str) -> Kind:
    for found, pattern in _SEVERAL_SENTENCES:
        if pattern.search(straight):
            return found
    first = re.match(r"\W*(?:and |so |but )?(\w+)", straight.lower())
    if first and first.group(1) in _LEADING:
        return _LEADING[first.group(1)]
    for found, pattern in _RULES:
        if pattern.search(straight):
            return found
    return Kind.WHAT
