"""A follow-up made to stand alone, without a model.

"And on parts?" after "When do the auto tariffs start?" is searched as both together. The earlier
question that is taken along is the last one that stood alone.
"""

import re

from rag.answer import Question
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
_FEW = 2  # words that carry meaning; with fewer, a question leans on the one before


def standalone(question: Question) -> str:
    """The question with what its history supplies; as it is when it needs nothing."""
    text = " ".join(question.text.split())
    if not _leans(text):
        return text
    for earlier in reversed(question.history):
        if stems(earlier) and not _leans(earlier):
            return f"{' '.join(earlier.split()).rstrip('?.! ')} – {_OPENING.sub('', text)}"
    return text


def _leans(text: str) -> bool:
    if _OPENING.match(text) or len(set(stems(text))) < _FEW:
        return True
    pronoun = _PRONOUN.search(text)
    # "What did Trump say he would do" carries its own antecedent.
    return pronoun is not None and len(stems(text[: pronoun.start()])) < _FEW
