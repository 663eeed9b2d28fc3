"""Stems under which two tellings of one statement meet."""

from rag.words import stem_set, words

# Words that vary between two tellings of one statement.
_SAME = (
    ("call", "chat", "talk", "convers", "dialogu", "discuss"),
    ("begin", "commenc", "start", "launch"),
    ("agre", "agreement", "consensus"),
    ("relat", "relationship", "tie"),
    ("thing", "issu", "matter", "factor", "concern"),
    ("polit", "politician"),
    ("econom", "economi", "busi"),
    ("intensifi", "enhanc", "deepen"),
    ("end", "over"),
    ("great", "benefit", "greatli"),
    ("speak", "spoke", "call"),
    ("follow", "after"),
    ("old", "long", "stand", "longstand"),
)
_ONE = {stem: group[0] for group in reversed(_SAME) for stem in group}


def told_stems(text: str) -> frozenset[str]:
    """The stems of `text`, those that two tellings use for one thing as one."""
    return frozenset(_ONE.get(stem, stem) for stem in stem_set(text))


def told_words(text: str) -> frozenset[str]:
    """The same with words that are mostly too common to count: "is over", "has come to an end"."""
    return told_stems(text) | {_ONE[word] for word in words(text) if word in _ONE}
