"""Claim verification: whether the articles say what somebody wrote, sentence by sentence.

`message` says what in a text can be checked, `wording` writes an article's sentence with the
message's words for the same day or person, `carrying` and `opposing` lay the two beside each other,
and `checking` gives the verdict. When unsure the verdict is "not said".
"""

from rag.claim_check.checking import MOST, check_text
from rag.claim_check.message import claimed
from rag.claim_check.verdict import CheckedSentence, ClaimCheck, Verdict
from rag.claim_check.wording import as_claimed

__all__ = [
    "MOST",
    "CheckedSentence",
    "ClaimCheck",
    "Verdict",
    "as_claimed",
    "check_text",
    "claimed",
]
