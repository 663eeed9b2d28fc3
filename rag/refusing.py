"""When the articles do not say, and what is said then."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answer import Kind
from rag.reading import Candidate

# Below these the articles do not say. Chosen on questions kept apart for it; see DECISIONS.md.
_LOW_SCORE = 0.42
_FAR, _FEW = 0.52, 0.15  # a cosine and a share of words that are only together too little


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing is answered."""

    reason: str


def refusal(kind: Kind, candidates: Sequence[Candidate], absent: Sequence[str]) -> Refusal | None:
    """Why `candidates`, best first, do not answer; None when they do.

    `absent` are words of the question that no passage read for it holds.
    """
    if not candidates:
        return None
    best = candidates[0]
    low = best.score < _LOW_SCORE
    loose = bool(absent) and best.meaning < _FAR and best.words < _FEW
    wanting = kind is Kind.HOW_MUCH and best.sign == 0.0
    if not (low or loose or wanting):
        return None
    said = "The articles do not say."
    if absent:
        named = ", ".join(f"“{word}”" for word in absent[:4])
        return Refusal(f"{said} Nothing that comes near the question mentions {named}.")
    if wanting:
        return Refusal(f"{said} The nearest passage gives no such figure.")
    return Refusal(f"{said} No passage comes near enough to the question.")
