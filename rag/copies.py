"""When two texts say one thing twice, so that one of them is enough.

Never when they differ in a number, a date or a "not": that is a disagreement, which is what a
reader must see.
"""

import re

_FIGURE = re.compile(
    r"\d+(?:[.,]\d+)*"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|next|last|half)\b",
)
_DENIAL = re.compile(r"\b(?:not?|never|none|nor|without|\w+n[’']t)\b", re.IGNORECASE)


def is_copy(
    one: str, other: str, stems: frozenset[str], other_stems: frozenset[str], share: float
) -> bool:
    """Whether `one` and `other` share so much of their stems, and all that could tell them apart.

    `share` is of the smaller set of stems, 0 to 1.
    """
    smaller = min(len(stems), len(other_stems))
    if not smaller or len(stems & other_stems) < share * smaller:
        return False
    if bool(_DENIAL.search(one)) != bool(_DENIAL.search(other)):
        return False
    figures, others = set(_FIGURE.findall(one)), set(_FIGURE.findall(other))
    return figures <= others or others <= figures
