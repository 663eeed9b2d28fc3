"""Whether a question asks for somebody's words: whose, and on what."""

import re

from rag.quotes.nouns import Asked

_SAY = (
    "say|says|said|saying|tell|tells|told|write|writes|wrote|written|post|posted|tweet|tweeted|call"
    "|called|describe|described|state|stated|think|comment|remark|respond|reply|replied|answer|warn"
    "|claim|promise|argue|suggest|mean|word|worded|put|add|stress|insist|declare|respond|react"
)
_HOW = (
    "describe|characteri[sz]e|call|react|respond|reply|put|word|rate|view|see|phrase|comment|explain"
    "|refer|sum|assess|portray|term|label|answer"
)
_WORDS = (
    "words?|comments?|remarks?|reactions?|responses?|statements?|quotes?|reply|replies|answer|view"
    "|views|opinion|message|description|verdict|assessment|take|position|line|phrase|post|tweet"
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
        rf"^what(?: exactly| else| precisely)? (?:did|does|do|has|have|had|would|was|is) {_WHO}"
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
        rf"^what (?:words?|term|phrase|expression) did {_WHO} (?:use|choose){_ABOUT}$",
    )
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
        if not who or _PRONOUN.match(who) or len(who.split()) > 9:
            return None
        topic = _TRAIL.sub("", topic)
        for _ in range(2):
            topic = _LEAD.sub("", topic)
        office = _OFFICE.search(who) is not None
        return Asked(who, "" if _PLACE.match(topic) else topic.strip(" ,"), office)
    return None
