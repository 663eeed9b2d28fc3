"""The name of an outlet, where it is no more than a name.

A model may write "according to OUTLET", so whoever names an outlet could put words into an answer.
"""

import re

from index.article import Article
from rag.instructions import addresses_a_machine

_LONGEST = 60  # characters
_FEW = 3  # words, up to which a name may be written in small letters
_NAME = re.compile(r"[^\W_][\w .,&’'()/+!-]*")


def plain_outlet(article: Article) -> str | None:
    """The outlet's name; None where there is none, or it may be a sentence or markup."""
    name = " ".join((article.outlet or "").split())
    words = name.split()
    capitals = sum(not word[0].islower() for word in words)
    if len(name) > _LONGEST or not _NAME.fullmatch(name) or addresses_a_machine(name):
        return None
    return name if len(words) <= _FEW or 2 * capitals >= len(words) else None
