"""Searching conversations: every word of a search must stand somewhere in a conversation.

A word may be a part of one, capitals and accents make no difference. Two thousand conversations
are looked through in milliseconds, so there is no index of words to keep in step.
"""

import unicodedata

_WORDS = 12  # of a search that are looked for


def folded(text: str) -> str:
    """`text` without capitals and accents, and without what SQLite cannot keep."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(each for each in apart if not unicodedata.combining(each))
    return " ".join(bare.encode("utf-8", "replace").decode("utf-8").replace("\0", " ").split())


def condition(search: str) -> tuple[str, list[str]]:
    """A condition on `conversations c` in SQL, beginning with AND, and its parameters."""
    words = folded(search).split()[:_WORDS]
    found = (
        " AND (instr(c.words, ?) OR EXISTS (SELECT 1 FROM exchanges e"
        " WHERE e.conversation = c.id AND instr(e.words, ?)))"
    )
    return found * len(words), [word for word in words for _ in range(2)]
