"""A follow-up made to stand alone, without a model.

"And on parts?" after "When do the auto tariffs start?" is searched as both together. The earlier
question that is taken along is the last one that stood alone.
"""

import re

from rag.answer import Question
from rag.question import SEVERAL, kind
from rag.subject import JOINT, subject
from rag.words import stems

_OPENING = re.compile(
    r"^\W*(?:and|but|so|or|also|then|what about|how about|what of)\b[\s,:]*", re.IGNORECASE
)
_PRONOUN = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|theirs"
    r"|(?:this|these|those)(?! (?:week|month|year|morning|afternoon|evening))"
    r"|the (?:same|other|former|latter))\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\W*(?:who|what|when|where|which|why|how)\b", re.IGNORECASE)
_NAME = re.compile(r"\s[A-Z]")
_FEW = 2  # words that carry meaning; with fewer, a question leans on the one before


def standalone(question: Question) -> str:
    """The question with what its history supplies; as it is when it needs nothing."""
    text = " ".join(question.text.split())
    rest = _OPENING.sub("", text)
    if not rest or not _leans(text):
        return text
    known = [earlier for earlier in reversed(question.history) if stems(earlier)]
    standing = [earlier for earlier in known if not _leans(earlier)] or known
    if not standing:
        return text
    return f"{' '.join(standing[0].split()).rstrip('?.! ')}{JOINT}{rest}"


def _leans(text: str) -> bool:
    if _OPENING.match(text) or _says_little(text):
        return True
    if kind(text) in SEVERAL and not subject(text):  # "what do the articles say about him?"
        return True
    pronoun = _PRONOUN.search(text)
    # "What did Trump say he would do" carries its own antecedent.
    return pronoun is not None and _says_little(text[: pronoun.start()])


def _says_little(text: str) -> bool:
    count = len(set(stems(text)))
    whole = count > 0 and _ASKS.match(text) is not None
    return count < _FEW and not whole and _NAME.search(text) is None
