"""Stems under which two tellings of one statement meet."""

from rag.lexicon import meaning
from rag.words import STOP_WORDS, stem_set, words

# Words that vary between two tellings of one statement.
_SAME = tuple(
    line.split()
    for line in """
    call chat talk conversation dialogue discussion discuss speak spoke
    begin commence start launch
    agree agreement consensus
    relation relationship tie
    thing issue matter factor concern
    politics political politician
    economy economic economics business
    intensify enhance deepen
    end over
    great benefit greatly
    follow after
    old long standing longstanding
    """.strip().splitlines()
)
_WORDS = {word: meaning(group[0]) for group in reversed(_SAME) for word in group}
_STEMS = {meaning(word): one for word, one in _WORDS.items() if word not in STOP_WORDS}


def told_stems(text: str) -> frozenset[str]:
    """The stems of `text`, those that two tellings use for one thing as one."""
    return frozenset(_STEMS.get(stem, stem) for stem in stem_set(text))


def told_words(text: str) -> frozenset[str]:
    """The same with words that are mostly too common to count: "is over", "has come to an end"."""
    return told_stems(text) | {_WORDS[word] for word in words(text) if word in _WORDS}
