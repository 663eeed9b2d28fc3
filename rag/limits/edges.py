"""Where in a text the words of a limit may stand: at an edge, or set off from what is asked."""

import re
from dataclasses import dataclass

from rag.limits.phrase import Phrase

# What may come before words that are set off, and after them.
LEFT = re.compile(
    r"(?P<sentence>(?:(?<![A-Z])(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\bvs)\.|[?!…;])"
    r"(?=\s)|\n)|(?P<paren>[(\[])|(?P<comma>,|(?<=\s)[–—-]{1,2}(?=\s)|—|:(?=\s))"
)
_RIGHT = re.compile(  # no run of marks is longer, so that none takes long
    r"\s{0,9}(?:(?P<end>[.!…,;]{0,9}\s{0,9}$)|(?P<asked_end>[!.…]{0,9}\?[?!.…]{0,9}\s{0,9}$)"
    r"|(?P<paren>[)\]])|(?P<sentence>[.!…;]{1,9}(?=\s)|\n)|(?P<asked>!{0,9}\?[?!]{0,9}(?=\s))"
    r"|(?P<colon>:(?=\s))|(?P<comma>,(?=\s)|\s[–—-]{1,2}(?=\s)|—))"
)
_ASKS = re.compile(
    r"\W*(?:(?:and|but|so|please)\s+)?(?:when|what|whats|where|why|how|whose|whom|is|are|am|was|were"
    r"|do|does|did|has|have|had|can|could|will|would|should|may|might|tell|show|give|list|compare"
    r"|summari[sz]e|explain|describe|find|write|timeline|brief|on\s+wh|in\s+wh|at\s+wh|by\s+wh"
    r"|to\s+wh|for\s+wh|from\s+wh|(?:who|which)(?:[’']s)?\b(?=[^?]*\?|[^?.!,]*$))(?:[’']s)?\b",
    re.IGNORECASE | re.DOTALL,
)
# "Who reported it, only Reuters?" asks about the outlet.
_OF_OUTLETS = re.compile(
    r"(?=.*\b(?:report|sa(?:y|id)|confirm|cover|publish|quot|mention|wr[io]te|carr[iy]|br[eo]ke?"
    r"|claim|outlet|paper|source|tell|told))\W*(?:(?:and|but|so)\s+)?(?:who|which|what\s+(?:outlet"
    r"|paper|source)|did|does|do|is|are|was|were|has|have|had)\b|.*\b(?:which|what)\s+(?:outlet"
    r"|paper|source)",
    re.IGNORECASE | re.DOTALL,
)
_OF_TIME = re.compile(
    r"\b(?:how\s+long|been|has|have|had|since\s+when|until\s+when|by\s+when|when)\b", re.IGNORECASE
)
# "Which tariffs apply as of 2 April?"
_FROM_THEN = re.compile(
    r"\b(?:effect\w*|appl(?:y|ies|ied|ying)|start\w*|beg[aiu]n\w*|force|valid|due|becom\w*|became"
    r"|expir\w*|tak\w+|took|impos\w+|rais\w+|ris\w+|chang\w+|differ\w*|will|would|shall|going\s+to"
    r"|new|longer|launch\w*|open\w*|clos\w+|ban\w*|enter\w*|mandatory|operat\w+|legal|illegal"
    r"|allowed|required|halt\w*|stop\w*|end\w*|resign\w*|ceas\w+)\b|[’']ll\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\W*when\b", re.IGNORECASE)
# In a question without a mark between: "What did he say according to Reuters only?"
GLUED = re.compile(
    r"\s(?=(?:as\s+(?:of|at)|(?:only\s+)?according\s+to|(?:only\s+)?using|(?:only\s+)?based\s+"
    r"(?:(?:only|solely|just)\s+)?on|(?:only\s+)?(?:in|from)\s+(?:only\s+)?(?:the\s+)?"
    r"(?:articles|stories|reports|pieces))\s)",
    re.IGNORECASE,
)
_GLUED_DAYS = frozenset(
    ("noun", "days", "preposition", "origin", "published", "take", "based", "only")
)


@dataclass(frozen=True, slots=True)
class Place:
    """What stands on both sides of a phrase."""

    left: str  # "start", "sentence", "paren", "comma" or "glued"
    right: str  # "end", "sentence", "paren", "colon", "comma" or "glued"
    asked: bool  # a question mark follows at once
    before: str
    after: str

    @property
    def is_alone(self) -> bool:
        """A sentence of its own, or in parentheses."""
        if "paren" in (self.left, self.right):
            return self.left == self.right
        return self.left in ("start", "sentence") and self.right in ("end", "sentence")

    @property
    def is_at_an_edge(self) -> bool:
        """Set off from a question before it, or from one behind it."""
        if self.left == "start":
            asks = _ASKS.match(self.after.lstrip(" ,–—-"))
            return self.right == "colon" or (self.right == "comma" and bool(asks))
        return self.left == "comma" and self.right in ("end", "sentence")


def place(text: str, left: str, start: int, phrase: Phrase) -> tuple[Place, int]:
    """Where a phrase stands, and where the marks behind it end; its words begin after `start`."""
    found = _RIGHT.match(text, phrase.end)
    right = str(found.lastgroup) if found else "glued"
    asked = right.startswith("asked")
    right = {"asked_end": "end", "asked": "sentence"}.get(right, right)
    end = found.end() if found else phrase.end
    return Place(left, right, asked, text[:start], text[end:]), end


def limits(phrase: Phrase, at: Place) -> bool:
    """Whether a phrase is a limit where it stands, and no part of what is asked."""
    if phrase.lifted:
        return (at.is_alone and not at.asked) or at.is_at_an_edge
    if phrase.names_outlets:
        return phrase.is_exclusive and _outlets_limit(phrase, at)
    if "as of" in phrase.steps:
        return _moment_limits(at)
    if at.left == "glued":
        return _days_limit_glued(phrase, at)
    exclusive = phrase.is_exclusive or "look" in phrase.steps
    if exclusive and ("noun" in phrase.steps or "within" not in phrase.steps):
        sure = not (at.asked and (at.left == "start" or _OF_TIME.search(at.before)))
        return sure and (at.is_alone or at.is_at_an_edge)
    if at.asked or "joint" in phrase.steps:
        return False
    if phrase.steps & {"noun", "published"} and "loose" not in phrase.steps:
        return at.is_alone or (at.left == "comma" and at.is_at_an_edge)
    bare = phrase.steps <= {"days", "lead"}
    return bare and "within" not in phrase.steps and (at.left, at.right) == ("start", "end")


def _outlets_limit(phrase: Phrase, at: Place) -> bool:
    said = phrase.steps & {"take", "based"}
    if at.left == "glued":
        return bool(said) and at.right == "end"
    if at.right == "glued":
        return bool(said) and at.left == "start" and bool(_ASKS.match(at.after))
    told = said or phrase.steps & {"limit", "look"}
    if (
        at.asked
        and not told
        and (at.left == "start" or "joint" in phrase.steps or _OF_OUTLETS.match(at.before))
    ):
        return False
    return at.is_alone or at.is_at_an_edge


def _moment_limits(at: Place) -> bool:
    if at.left == "glued":
        plain = not _FROM_THEN.search(at.before) or bool(_WHEN.match(at.before))
        return at.right == "end" and plain
    if at.right == "glued":
        return at.left == "start" and bool(_ASKS.match(at.after))
    return at.is_alone or at.is_at_an_edge or at.left == at.right == "comma"


def _days_limit_glued(phrase: Phrase, at: Place) -> bool:
    """ "What did he say in articles since 27 March?" """
    sure = "noun" in phrase.steps and ("within" not in phrase.steps or phrase.is_exclusive)
    own = phrase.steps <= _GLUED_DAYS and "loose" not in phrase.steps
    return at.right == "end" and sure and own and not _FROM_THEN.search(at.before)
