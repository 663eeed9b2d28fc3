"""What a question is about, without the words that only say in which form it is to be answered.

"Give me a timeline of the auto tariffs since March" is about "the auto tariffs"; the period is read
apart, see `rag.timeline`.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answer import Kind
from rag.words import search_words, stem_set

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
_ADJECTIVES = r"(?:(?:a|an|the|all|short|brief|quick|full|detailed|complete|key|main|exact|recent|latest) )*"
_ON = (
    r"(?:\s*(?:of|on|about|for|in|with|over|regarding|concerning|around|behind|to|up on|up to|up"
    r"|leading (?:up )?to|that led to|when it comes to|as to)\b)?"
)
_FORMS = {
    Kind.TIMELINE: (
        rf"{_ASKING}{_ADJECTIVES}(?:time-?line|chronology|chronological \w+|sequence of events|order"
        rf" of events|events|dates|milestones){_ON}",
        rf"{_ASKING}(?:what (?:was|is|were|are) )?(?:the )?(?:time-?line|chronology|sequence of events"
        rf"|order of events|(?:key|main|important) dates){_ON}",
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
        rf"^\W*(?:how|where|on what|in what(?: ways?)?) (?:do|does|did|have|has|are|is) {_SOURCES}"
        rf" (?:(?:differ|disagree|vary|diverge|contradict each other|conflict)\w*){_ON}",
        rf"\b(?:in )?(?:how|where) (?:do|does|did|have) {_SOURCES} (?:\w+ )?(?:describe|report|cover"
        rf"|present|frame|portray|treat|put|see|compare)(?: on)?\b",
        rf"^\W*(?:do|does|did|are|is|have) {_SOURCES} (?:all |really |ever )?(?:agree|disagree|differ"
        r"|contradict|conflict|(?:say|give|name|report) the same|consistent|unanimous|diverge"
        rf"|at odds)\w*(?: (?:each other|with each other|among themselves))?{_ON}",
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
# Words that name no subject: an article about anything has events.
VAGUE = stem_set(
    "event events development developments issue issues matter situation story stories topic news"
    " latest far key main important major thing things detail details fact facts question step"
    " steps stage move moves come came took take place go went new reaction article articles"
    " report reports way between far time day week month year include force effect start begin"
    " become becoming lead run road path history affair saga first early"
    " decision decisions action actions crisis milestone"
)

# What one report calls this, another calls that; a subject is named by any of them.
_LIKE = (
    "call conversation conversations talk talks discussion discussions spoke",
    "talk talks negotiation negotiations negotiate",
    "meeting meet met summit",
    "dispute war row standoff tension tensions conflict",
    "election vote ballot",
    "takeover bid merger acquisition acquire buyout offer",
    "disaster sinking sank sink accident crash capsized capsize",
    "agreement deal accord pact treaty",
    "visit trip travel",
    "swearing sworn inauguration",
    "retaliation retaliate retaliatory countermeasure",
)
_CAPITAL = re.compile(r"\b[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*")
_ALIKE: dict[str, frozenset[str]] = {}
for _group in map(stem_set, _LIKE):
    for _stem in _group:
        _ALIKE[_stem] = _ALIKE.get(_stem, frozenset()) | _group


def subject(question: str, kind: Kind) -> str:
    """The words of `question` that say what it is about; "" when there are none."""
    text = " ".join(question.replace("’", "'").split())
    for form in _COMPILED.get(kind, ()):
        text = " ".join(form.sub(" ", text).split())
    return text.strip(" \t?.!,;:–-")


def salient(about: str) -> frozenset[str]:
    """The stems of a subject that name it; all of them where none does."""
    found = stem_set(about)
    return found - VAGUE or found



@dataclass(frozen=True, slots=True)
class Topic:
    """A subject, and how much each of its words tells sentences apart."""

    about: str
    weights: dict[str, float]  # by stem; they sum up to 1
    names: frozenset[str]  # the stems that the question writes with a capital

    def share(self, found: frozenset[str]) -> float:
        """How much of the subject stems carry, 0 to 1; a subject without words is always there."""
        if not self.weights:
            return 1.0
        return sum(weight for stem, weight in self.weights.items() if _names(stem, found))

    def is_named(self, found: frozenset[str]) -> bool:
        """Whether stems hold one of the names in the subject, where it has any."""
        return not self.names or not self.names.isdisjoint(found)

    def absent(self, texts: Sequence[str]) -> list[str]:
        """The words of the subject that stand in none of `texts`, as it writes them."""
        held = frozenset().union(*map(stem_set, texts))
        return [
            word
            for word in search_words(self.about)
            if any(stem in self.weights and not _names(stem, held) for stem in stem_set(word))
        ]


def topic(about: str, texts: Sequence[str]) -> Topic:
    """The subject `about`, weighed by inverse document frequency over the sentences found."""
    pool = [stem_set(text) for text in texts]
    raw = {
        stem: math.log((len(pool) + 1) / (sum(_names(stem, found) for found in pool) + 0.5))
        for stem in salient(about)
    }
    total = sum(raw.values())
    weights = {stem: weight / total for stem, weight in raw.items()} if total > 0 else {}
    capital = stem_set(" ".join(_CAPITAL.findall(about)))
    return Topic(about, weights, capital & weights.keys())


def _names(stem: str, found: frozenset[str]) -> bool:
    return stem in found or not found.isdisjoint(_ALIKE.get(stem, ()))
