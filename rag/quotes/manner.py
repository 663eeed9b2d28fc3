"""How a question wants the words: a name for something, the very words, the first of them."""

import re

_NAMING = re.compile(
    r"\b(?:call(?:ed)?|describe|term|label|name|title|characteri[sz]e)\b"
    r"|\b(?:what|which) (?:words?|phrase)\b",
    re.IGNORECASE,
)
_EXACT = re.compile(
    r"\b(?:exact(?:ly)?|word for word|verbatim|quotes?|wording|worded|(?:own|what) words?|line)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:first|opening) (?:line|words?|sentence)\b|\b(?:begin|start|open)\W*$", re.IGNORECASE
)
_CHOICE = re.compile(r"(?:did|does|has|have|had|was|is) .* or ", re.IGNORECASE)


def wants_a_name(question: str) -> bool:
    """Whether it asks what somebody calls something, so that a few words are a whole answer."""
    return _NAMING.search(question) is not None


def wants_exact_words(question: str) -> bool:
    return _EXACT.search(question) is not None


def wants_first_words(question: str) -> bool:
    return _FIRST.search(question) is not None


def offers_a_choice(question: str) -> bool:
    """Whether it names the words itself: "Did Carney say cooperation or cooperations?"."""
    return _CHOICE.match(question) is not None
