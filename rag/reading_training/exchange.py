"""Questions with one thing exchanged, so that their own passage no longer answers them.

"When did the company sell the mill?" beside a passage that says when it bought the mill. A reader
that has only seen foreign passages refused answers such a question all the same.
"""

import re
from collections.abc import Sequence
from random import Random

# A run of capitalised words is one name; any other word stands alone.
_PIECE = re.compile(r"[A-Z][\w'’-]*(?: (?:of |the )?[A-Z][\w'’-]*)*|\w[\w'’-]*")
_ENDINGS = ("ing", "ed", "tion", "er", "ly", "s")
_LITTLE = frozenset(
    """a about after all an and any are as at be been before being but by can could did do does
    down during each for from had has have he her his how if in into is it its kind many may more
    most much name not of on one or other out over part said same she should so some than that the
    their them then there these they thing this those to type under up was were what when where
    which while who whom whose why will with would year""".split()
)
_STEM = 5  # letters by which a word counts as standing in a passage

Kind = tuple[str, str, str]  # its own shape, and the little words before and after it


class Exchanges:
    """Words to put in the place of others, by what they look like and what they follow."""

    def __init__(self, questions: Sequence[str]) -> None:
        found: dict[Kind, set[str]] = {}
        for question in questions:
            for piece, kind in _pieces(question):
                found.setdefault(kind, set()).add(piece.group())
        self._words = {kind: sorted(words) for kind, words in found.items()}

    def exchanged(self, question: str, passage: str, random: Random) -> str | None:
        """The question with a word or name that stands in the passage exchanged for a stranger.

        None where the question shares nothing with the passage or nothing fits in its place.
        """
        lowered = passage.lower()
        shared = [each for each in _pieces(question) if _stands_in(each[0].group(), lowered)]
        random.shuffle(shared)
        for piece, kind in shared:
            words = self._words.get(kind, [])
            for _ in range(min(8, len(words))):
                other = random.choice(words)
                if not _stands_in(other, lowered) and not _stands_in(other, question.lower()):
                    return question[: piece.start()] + other + question[piece.end() :]
        return None


def _pieces(question: str) -> list[tuple[re.Match[str], Kind]]:
    """The words and names of a question that carry its meaning, after its first word."""
    found = list(_PIECE.finditer(question))
    little = [each.group().lower() if each.group().lower() in _LITTLE else "" for each in found]
    around = zip(["", *little], [*little[1:], "?"], found, little, strict=False)
    return [
        (piece, (_shape(piece.group()), before, after))
        for before, after, piece, own in around
        if piece.start() and not own
    ]


def _shape(word: str) -> str:
    if word.isdigit():
        return f"{len(word)} digits"
    if word[0].isupper():
        return "name"
    return next((ending for ending in _ENDINGS if word.endswith(ending)), "word")


def _stands_in(words: str, lowered: str) -> bool:
    return any(word[:_STEM] in lowered for word in words.lower().split() if word not in _LITTLE)
