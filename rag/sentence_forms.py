"""Whether a sentence can be read without the one before it."""

import re

_THING = (
    "pair|two|same|former|latter|other|others|company|statement|spokes(?:man|woman)|official|move"
    "|plan|deal|bank|group|firm|post|report|ministry|survey|minister|agreement|offer|bid|council"
    "|bill|measure|decision|document|study|source|sources|figure|figures"
)
_LEANS = re.compile(
    r"^(?:(?:but|and|yet|so|however|still|also|then|later|instead|meanwhile|moreover|nor"
    r"|thus|hence|or|in addition|as a result|by contrast|at the same time|on the other hand|for"
    r" example|earlier|before that|after that|since then|on \w+day|in \w+),? )*"
    rf"(?:(?:he|she|it|they|his|her|hers|its|their|theirs|this|that|these|those|such)\b"
    rf"|the (?:{_THING})\b(?! of)|both\b(?! \w*[A-Z])|(?:one|another|neither|most|some|others"
    r"|among them|during that|until then|there|here)\b(?! of the [A-Z]))",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"^(?:but|and|yet|so|however|still|then|instead|meanwhile|moreover|nor|thus|hence|also"
    r"|until then|in addition|as a result)\b",
    re.IGNORECASE,
)
_SOMEBODY_SAID = re.compile(
    r"^[\"“‘'].*[\"”’'],? (?:(?:he|she|it|they) \w+|\w+ (?:he|she|it|they)|the statement said)\.$",
    re.DOTALL,
)
_ENDS = re.compile(r"[.!?…][\"”’')\]]*$")
_LABEL = re.compile(r"^(?:By|Photo|Posted|Updated|Last Updated|Copyright|©|—|-)\s", re.IGNORECASE)


def stands_alone(text: str) -> bool:
    """Whether nothing in it points back, and it is a sentence and no label or caption."""
    return is_whole(text) and not leans(text)


def leans(text: str) -> bool:
    """Whether it begins with what only the sentence before explains: "He added", "But"."""
    return bool(_LEANS.match(text) or _JOINS.match(text) or _SOMEBODY_SAID.search(text))


def is_whole(text: str) -> bool:
    """Whether it ends like a sentence, with both of its quotation marks, and is no caption."""
    return (
        bool(_ENDS.search(text.rstrip()))
        and not _LABEL.match(text)
        and text.count("“") == text.count("”")
        and text.count('"') % 2 == 0
    )
