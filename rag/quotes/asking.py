"""Whether a question asks for somebody's words: whose, and on what."""

import re

from rag.quotes.lexicon import (
    BE,
    DETERMINERS,
    OFFICES,
    PLURAL_ROLES,
    POSTS,
    PREPOSITIONS,
    ROLES,
    STATEMENTS,
)
from rag.quotes.nouns import Asked

_SAY = (
    "say|says|said|saying|tell|tells|told|write|writes|wrote|written|post|posted|tweet|tweeted|call"
    "|called|describe|described|state|stated|think|comment|remark|respond|reply|replied|answer|warn"
    "|claim|promise|argue|suggest|mean|word|worded|put|add|stress|insist|declare|respond|react"
    "|threaten|make clear|made clear|have to say|had to say"
)
_HOW = (
    "describe|characteri[sz]e|call|react|respond|reply|put|word|rate|view|see|phrase|comment|explain"
    "|refer|sum|assess|portray|term|label|answer|feel|think"
)
_WORDS = (
    "words?|comments?|remarks?|reactions?|responses?|statements?|quotes?|reply|replies|answer|view"
    "|views|opinion|message|description|verdict|assessment|take|position|line|phrase|post|tweet"
    "|wording|thoughts?|stance"
)
_WHO = r"(?P<who>[^,?]{1,80}?)"
_ABOUT = r"(?P<topic>.*)"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^what(?:'s| is| was| were| are) the (?:exact |own |precise |first |last |opening )?"
        rf"(?:{_WORDS}) (?:of|by|from)"
        rf" {_WHO}(?P<topic>(?: (?:on|about|to|when|regarding|for|concerning)\b.*)?)$",
        rf"^what(?:'s| is| was| were| are) {_WHO}(?:'s|(?<=s)')"
        rf" (?:exact |own |precise |actual |full |official |latest )?(?:{_WORDS})\b{_ABOUT}$",
        r"^what(?: exactly| else| precisely)? (?:did|does|do|has|have|had|would|will|was|is)"
        rf" {_WHO}"
        rf" (?:actually |exactly |just |publicly |also |ever )?(?:{_SAY})\b{_ABOUT}$",
        rf"^how(?: exactly| precisely)? (?:did|does|do|has|have|had|was|is) {_WHO}"
        rf" (?:publicly |officially )?(?:{_HOW})\b{_ABOUT}$",
        rf"^how (?:is|was|were|are) (?P<topic>.{{1,120}}?) (?:worded|described|phrased|put|called)"
        rf" (?:in|by) {_WHO}$",
        rf"^(?:please )?quote {_WHO}(?:'s (?:{_WORDS}))?"
        r"(?P<topic>(?: (?:on|about|regarding|concerning|when|as)\b.*)?)$",
        rf"^(?:please )?(?:give|show|find|tell|get) (?:me |us )?(?:a |the |any |all )?(?:exact )?"
        rf"(?:{_WORDS}) (?:of|by|from) {_WHO}(?P<topic>(?: (?:on|about|regarding|for|to)\b.*)?)$",
        rf"^(?:please )?(?:give|show|find|tell|get) (?:me |us )?{_WHO}(?:'s|(?<=s)')"
        rf" (?:exact |own )?(?:{_WORDS})\b{_ABOUT}$",
        rf"^(?:give|show|find|tell|get) (?:me |us )?(?:exactly )?(?:what|everything|anything)"
        rf" {_WHO} (?:has |had )?(?:{_SAY})\b{_ABOUT}$",
        rf"^(?:what|how),? according to {_WHO},(?P<topic>.*)$",
        rf"^according to {_WHO}, (?P<topic>.*)$",
        rf"^in {_WHO}(?:'s|(?<=s)') (?:own |exact )?words,? {_ABOUT}$",
        rf"^what (?:words?|term|phrase|expression|name|title|label) did {_WHO}"
        rf" (?:use|choose|give){_ABOUT}$",
        rf"^(?:did|does|has|have|had|was|is) {_WHO} (?:{_SAY}) (?P<topic>.+ or .+)$",
        rf"^how (?:does|did|do) {_WHO} (?:begin|start|open|end)(?P<topic>)$",
        rf"^{_WHO} quotes? (?:on|about|regarding|concerning|for) {_ABOUT}$",
        rf"^{_WHO} (?:on|about|regarding) (?P<topic>.*?),? \(?quotes?\)?$",
    )
)
# Words are wanted, whoever says them.
_EXACTLY = re.compile(
    r"^(?:what|how) exactly (?:will|would|did|do|does|is|are|was|were) (?P<topic>.+)$"
    r"|^(?:what|how) (?P<asked>.+?),? (?:word for word|verbatim|in so many words)$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"(?:he|she|it|they|we|you|i|the two(?: .*)?|both|people|there|this|that)\b", re.IGNORECASE
)
_OFFICE = re.compile(
    r"\b(?:office|statement|readout|government|pmo|communiqu[eé]|spokes\w+|embassy|ministry)\b"
    r"|\b(?:White House|Ottawa)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^\s*(?:about|on|of|to|regarding|concerning|as to|that|as|when|for|,|in reply to)\s+",
    re.IGNORECASE,
)
_TRAIL = re.compile(r",?\s*(?:exactly|verbatim|word for word|in (?:his|her|their) (?:own )?words)$")
_OWN_TEXT = re.compile(r"(?:'s|(?<=s)') (?:\w+ )?(?:post|tweet|speech|letter|message|remarks)$")
# The last word of a speaker is none of these, or the verb behind it is no verb: "the way the call".
_NOT_LAST = DETERMINERS | PREPOSITIONS | BE | frozenset("first second last phone do and or".split())
_NOT_IN = frozenset("do does did differ what which that who how why when where".split())
# In small letters these can be meant as speakers; other nouns, such as "the deal", cannot.
_CAN_SPEAK = ROLES | PLURAL_ROLES | OFFICES | STATEMENTS | POSTS | frozenset({"pmo", "side"})
_PLACE = re.compile(r"^(?:the )?(?:words?|term|phrase)$", re.IGNORECASE)
_LONGEST = 1_000  # characters of a question that are looked at


def asked(question: str) -> Asked | None:
    """Whose words `question` asks for; None when it asks for something else, or names nobody."""
    text = " ".join(question[:_LONGEST].replace("’", "'").split()).rstrip("?!. ")
    text = re.sub(r"^(?:and|so|but|ok|well),? ", "", text, flags=re.IGNORECASE)
    for form in _FORMS:
        match = form.match(text)
        if match is None:
            continue
        who, topic = match.group("who").strip(), match.group("topic").strip()
        who = re.sub(r"^the (?=(?:new )?[A-Z][a-z]+ (?!leader|minister))", "", who)
        who = _OWN_TEXT.sub("", who)
        if not who or _PRONOUN.match(who):
            return None
        if not _can_speak(who):
            continue
        topic = _TRAIL.sub("", topic)
        for _ in range(2):
            topic = _LEAD.sub("", topic)
        office = _OFFICE.search(who) is not None
        return Asked(who, "" if _PLACE.match(topic) else topic.strip(" ,"), office)
    if (exactly := _EXACTLY.match(text)) is not None:
        return Asked(None, exactly.group("topic") or exactly.group("asked"), True)
    return None


def _can_speak(who: str) -> bool:
    """Whether these words of a question can be a speaker, rather than a part of its sentence."""
    words = who.lower().split()
    if len(words) > 9 or words[-1] in _NOT_LAST or _NOT_IN & set(words):
        return False
    if words[0] not in DETERMINERS or who.lower() != who:
        return True
    return len(words) > 1 and any({word, word.rstrip("s'")} & _CAN_SPEAK for word in words)
