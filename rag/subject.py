"""What a question is about, without the words that only say in which form it is to be answered.

"Give me a timeline of the auto tariffs since March" is about "the auto tariffs"; the period is read
apart, see `rag.timeline`.
"""

import re

from rag.answer import Kind
from rag.question import LONGEST, kind
from rag.words import stem_set

JOINT = " – "  # between a question and the follow-up that leans on it
_SOURCES = (
    r"(?:(?:all|both|any|some|each|of|the|these|those|our|your|this|different|various|several|two"
    r"|three|four|five|news|other) )*"
    r"(?:outlets?|articles?|reports?|papers|newspapers|sources|stories|accounts|media|press"
    r"|coverage|journalists|news|organi[sz]ations|agencies|sites)\b"
)
_ASKING = (
    r"^\W*(?:(?:and|so|but|ok|well|please|hi|hello|thanks)\b[ ,]*)*"
    r"(?:(?:can|could|would|will) you (?:please )?|i (?:need|want|would like|'d like) (?:to know )?"
    r"|let me have |do you have )?(?:(?:give|show|tell|make|write|draw up|list|provide|compile"
    r"|create|prepare|do|put together|get|find|brief|catch|fill)\b )?(?:me |us )?"
)
_ADJECTIVES = (
    r"(?:(?:a|an|the|all|short|brief|quick|full|detailed|complete|key|main|exact|recent|latest) )*"
)
_ON = (
    r"(?:\s*(?:of|on|about|for|in|at|during|with|over|regarding|concerning|around|behind|to|up on"
    r"|up to|up|leading (?:up )?to|that led to|when it comes to|as to)\b)?"
)
_FORMS = {
    Kind.TIMELINE: (
        rf"{_ASKING}{_ADJECTIVES}(?:time-?line|chronology|chronological \w+|sequence of events"
        rf"|order of events|events|dates|milestones){_ON}",
        rf"{_ASKING}(?:what (?:was|is|were|are) )?(?:the )?(?:time-?line|chronology"
        rf"|sequence of events|order of events|(?:key|main|important) dates){_ON}",
        r"\b(?:in|into) (?:what|which|chronological) order (?:did|were|was|do|have|has|are)?\b",
        rf"^\W*what (?:were|are|have been) (?:all )?the (?:\w+ )?(?:steps|stages|milestones){_ON}",
        r"^\W*how (?:did|has|have|is|are|was) (?=.*\bunfold)|\bunfold(?:ed|ing)?\b"
        r"(?: (?:over time|day by day|step by step))?",
        r",? ?\b(?:in (?:chronological )?order|chronologically|(?:day|step)[- ]by[- ](?:day|step)"
        r"|(?:as )?a (?:time-?line|chronology)|(?:and|in) what order|with (?:the )?dates)\b",
        r"^\W*what(?:'s| has| was| were)? (?:been )?happen(?:ed|ing)\b" + _ON,
        r"\b(?:happen(?:ed|s)?|take place|took place|occur(?:red)?)\b\W*$",
        r"^\W*(?:the )?(?:events|dates|steps)\b" + _ON,
    ),
    Kind.OUTLETS: (
        r"^\W*how (?:do|does|did) .{1,80}? differ\w*(?: from .{1,80}?)?"
        r" (?:on|about|over|in|regarding|when it comes to)\b",
        rf"^\W*(?:how|where|on what|in what(?: ways?)?) (?:do|does|did|have|has|are|is) {_SOURCES}"
        rf" (?:(?:differ|disagree|vary|diverge|contradict each other|conflict)\w*){_ON}",
        rf"\b(?:in )?(?:how|where) (?:do|does|did|have) {_SOURCES} (?:\w+ )?(?:describe|report"
        rf"|cover|present|frame|portray|treat|put|see|compare)(?: on)?\b",
        rf"^\W*(?:do|does|did|are|is|have) {_SOURCES} (?:all |really |ever )?(?:agree|disagree"
        r"|differ|contradict|conflict|(?:say|give|name|report) the same|consistent|unanimous"
        rf"|diverge|at odds)\w*(?: (?:each other|with each other|among themselves))?{_ON}",
        rf"^\W*what (?:do|did) {_SOURCES} (?:say|report|write){_ON}",
        rf"^.*\b(?:differences?|disagreements?|discrepanc(?:y|ies)|contradictions?|conflicts?)"
        rf" (?:between|among|across|in) {_SOURCES}{_ON}",
        rf"{_ASKING}compare (?:how )?{_SOURCES}(?: (?:describe|report|cover|present))?{_ON}",
        rf"\b(?:differ|disagree|diverge)\w*(?: (?:in|between) (?:their|its) (?:coverage|reporting"
        rf"|reports?|accounts?))?{_ON}",
        r"^\W*how (?:do|does|did)\b",
    ),
    Kind.OVERVIEW: (
        rf"^\W*what(?:'s| is| has been| was| has)? (?:been )?(?:happening|happened){_ON}",
        rf"^\W*what(?:'s| is| are)? {_ADJECTIVES}(?:new|news|latest|developments?|story|status"
        rf"|situation)\b{_ON}",
        rf"{_ASKING}{_ADJECTIVES}(?:any )?(?:news|developments?|latest){_ON}",
        rf"{_ASKING}(?:summari[sz]e|sum up|recap)(?: (?:for )?(?:me|us))?\b"
        rf"(?: (?:what )?{_SOURCES}(?: (?:say|report|write))?)?{_ON}",
        rf"{_ASKING}(?:what (?:is|are|were) )?{_ADJECTIVES}(?:summary|overview|recap|run-?down|gist"
        r"|background|outline|(?:main |key )?(?:points|facts|takeaways))"
        rf"(?: of what {_SOURCES} (?:say|report))?{_ON}",
        r"^\W*(?:(?:can|could|would) you )?(?:please )?(?:brief|catch|fill|tell) (?:me|us)"
        rf"(?: (?:more|something|everything|all))?{_ON}",
        rf"^\W*what (?:do|did|does|have|has) {_SOURCES} (?:say|report|write|reported|said"
        rf"|written){_ON}",
        rf"^\W*what(?:'s| is| was) going on{_ON}",
        rf"^\W*what (?:do we|is|do you) know(?:n)?(?: so far)?{_ON}",
    ),
}
_COMPILED = {
    kind: tuple(re.compile(form, re.IGNORECASE) for form in forms) for kind, forms in _FORMS.items()
}


def subject(question: str) -> str:
    """The words of `question` that say what it is about; "" when there are none.

    Of a long question the first 1,000 characters. A follow-up joined to the question before it is
    about what both say.
    """
    text = question[:LONGEST].replace("’", "'")
    parts = [_without_form(part) for part in text.split(JOINT)]
    return JOINT.join(part for part in parts if stem_set(part))


def _without_form(text: str) -> str:
    text = " ".join(text.split())
    for form in _COMPILED.get(kind(text), ()):
        text = " ".join(form.sub(" ", text).split())
    return text.strip(" \t?.!,;:–-")
