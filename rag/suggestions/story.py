"""Whether articles tell of one thing: in a large corpus "the meeting" is many meetings."""

import re
from functools import lru_cache

from index.article import Article
from rag.quotes.lexicon import DAYS, TITLES
from rag.quotes.people import COUNTRIES
from rag.words import STOP_WORDS

_SHARED = 2  # names that two articles on one thing have in common
_READ = 8_000  # characters
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]*[a-z]\b")
_COMMON = (
    DAYS
    | TITLES
    | STOP_WORDS
    | COUNTRIES
    | frozenset(
        "inc corp co ltd plc mr mrs ms american canadian british french german japanese chinese"
        " mexican european united states kingdom union north south east west central national"
        " international bank exchange reuters press new york london washington department board"
        " government congress house senate federal reserve street wall commission".split()
    )
)


def is_one_story(articles: list[Article]) -> bool:
    """Whether each article shares names of people or things with the first; True for one alone."""
    first = _names(articles[0].body) if articles else frozenset()
    return all(len(first & _names(each.body)) >= _SHARED for each in articles[1:])


@lru_cache(maxsize=256)
def _names(body: str) -> frozenset[str]:
    """The words with a capital inside sentences, without those of any story."""
    found = (
        name.lower().removesuffix("’s").removesuffix("'s") for name in _NAME.findall(body[:_READ])
    )
    return frozenset(name for name in found if name not in _COMMON)
