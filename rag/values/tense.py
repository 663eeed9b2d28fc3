"""Whether a sentence speaks of a date as past or as still to come.

The nearest sign before the date decides, in the same sentence; where there is none, the nearest
after it. "Will", "to start", "due", "until" point ahead; "said", "told", a verb in -ed point back,
but not "will be announced", "expected", "scheduled".
"""

import re
from enum import Enum

_BACK = 140  # characters looked at before the date
_AHEAD = 100  # and after it

_NOT_PAST = (
    r"need|indeed|speed|exceed|proceed|succeed|feed|seed|agreed upon|hundred|united|fixed|limited"
    r"|related|so-called|federated|associated|red|bed|shed|allied|advanced|noted in|unprecedented"
    r"|expected|scheduled|slated|planned|supposed|intended|proposed|armed|combined|estimated"
)
_AHEAD_SIGNS = (
    r"will|won[’']t|would|shall|[’']ll|going\sto"
    r"|(?:is|are|was|were|be|been)\s(?:now\s|also\s)?(?:to|set|due|bound|poised|about)\b"
    r"|set\s(?:to|for)|due|expected|scheduled|slated|planned|plans?|planning|supposed|proposed"
    r"|upcoming|hopes?\sto|hoping\sto|wants?\sto|intends?\sto|intended|promises?\sto"
    r"|starting|beginning|effective|ahead\sof|no\slater\sthan|deadline|payable"
    r"|(?:begin|start|open|resume|expire|end)s(?=[\s,.])"
    r"|(?:takes?|taking|come|comes|coming|goes?|going|enters?)\s(?:into\s)?(?:effect|force)"
    r"|kicks?\sin|to\sbe|until|should|(?:may|might|could|must|can)(?=\s[a-z]{2,12}\b)"
)
_PAST_SIGNS = (
    r"said|says|told|tells|was|were|had|did|has|met|took|gave|made|began|spoke|wrote|held|rose|fell"
    r"|won|lost|left|sent|saw|came|went|became|brought|led|kept|paid|sold|bought|ran|struck|since"
    r"|has\sbeen|have\sbeen|according\sto|announces|ago|got|grew|hit|called"
    rf"|(?<!\ba\s)(?<!\ban\s)(?!(?:{_NOT_PAST})\b)[a-z]{{2,14}}ed"  # not "a shared post"
)
_SIGN = re.compile(
    rf"\b(?:(?P<ahead>{_AHEAD_SIGNS})|(?<!\bbe\s)(?P<past>{_PAST_SIGNS}))(?!\w)|(?P<will>[’']ll\b)",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"(?P<ahead>\b(?:until|till|next|coming|by|starting|beginning|effective|ahead\sof|due"
    r"|starts?|begins?|expires?|payable|pay)"
    r"|(?:begin|start|take\seffect|take\splace|open|resume)(?:\son|\sfrom)?)\s$"
    r"|(?P<past>\bsince|\blast|\bpast|\bended)\s$",
    re.IGNORECASE,
)
# An abbreviation such as "Mr." or "U.S." has no two lower-case letters before its full stop.
_SENTENCE_END = re.compile(r"[a-z0-9%)”’\"]{2}[.!?][\"”’)]{0,2}\s{1,8}(?=[A-Z“\"‘'])|\n")


class Tense(Enum):
    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


def tense(text: str, start: int, end: int) -> Tense:
    """How the sentence around `text[start:end]` speaks of it."""
    before = text[max(0, start - _BACK) : start]
    for cut in reversed(list(_SENTENCE_END.finditer(before))):
        before = before[cut.end() :]
        break
    close = _CLOSE.search(before[-24:])
    if close is not None:
        return Tense.FUTURE if close["ahead"] else Tense.PAST
    signs = list(_SIGN.finditer(before))
    last = signs[-1] if signs else None
    if last is None:
        after = text[end : end + _AHEAD]
        stop = _SENTENCE_END.search(after)
        last = _SIGN.search(after[: stop.start() + 2] if stop else after)
    if last is None:
        return Tense.UNKNOWN
    return Tense.PAST if last["past"] else Tense.FUTURE
