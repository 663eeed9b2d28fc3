"""Whether an answer holds an accepted wording, and how near a short answer comes to one.

Exact match and token F1 are those of the SQuAD script (Rajpurkar et al., arXiv 1606.05250): lower
case, no punctuation, no "a", "an" or "the", white space as one space. Accuracy is kinder to form
and stricter on substance: figures and dates are compared as values (`tokens.py`).
"""

import re
import string
from collections import Counter
from collections.abc import Iterable, Sequence

from rag.evals.figures import MONTHS, Day, Number
from rag.evals.tokens import Token, tokens

_PUNCTUATION = str.maketrans("", "", string.punctuation)


def contains(text: str, wording: str) -> bool:
    """Whether the accepted `wording` stands in `text`, its tokens side by side.

    "Yes" and "no" must come first: further on, "no" denies something else.
    """
    held, wanted = tokens(text), tokens(wording)
    if not wanted:
        return False
    if wanted in {("yes",), ("no",)}:
        return held[:1] == wanted
    return _contains(held, wanted)


def _contains(held: Sequence[Token], wanted: Sequence[Token]) -> bool:
    if not wanted:
        return False
    first, others = wanted[0], wanted[1:]
    return any(
        _fits(first, held[at])
        and all(_fits(one, held[at + further]) for further, one in enumerate(others, 1))
        for at in range(len(held) - len(others))
    )


def contains_any(text: str, wordings: Iterable[str]) -> bool:
    """Whether at least one of the accepted wordings stands in `text`."""
    return any(contains(text, wording) for wording in wordings)


def agrees(short_answer: str, wordings: Iterable[str]) -> bool:
    """Whether a short answer says one of the wordings, or a part of it without a figure lost.

    "Carney" agrees with "Mark Carney"; "April" does not agree with "April 3", nor does "April 3 or
    May 1": a short answer commits itself.
    """
    accepted = list(wordings)
    held = tokens(short_answer)
    days = [token for token in held if isinstance(token, Day)]
    known = [token for wording in accepted for token in tokens(wording)]
    if any(isinstance(each, Day) for each in known) and not all(
        any(_fits(each, day) for each in known) for day in days
    ):
        return False
    return any(contains(short_answer, each) or _is_part(held, each) for each in accepted)


def _is_part(held: Sequence[Token], wording: str) -> bool:
    """Whether tokens are at least half of a wording, and no figure of it is missing."""
    wanted = tokens(wording)
    figures = [token for token in wanted if not isinstance(token, str)]
    return (
        2 * len(held) >= len(wanted)
        and all(any(_fits(figure, token) for token in held) for figure in figures)
        and _contains(wanted, held)
    )


def _fits(wanted: Token, held: Token) -> bool:
    if isinstance(wanted, str) and isinstance(held, str):  # mostly, and this is asked often
        return wanted == held
    match wanted, held:
        case Day(), Day():
            return wanted.fits(held)
        case Number(), Number():
            return wanted.fits(held)
        case str(), Day():  # "April" is said by "April 3"
            return MONTHS.get(wanted) == held.month
        case Number(unit=""), Day():  # and "2025" by "April 3, 2025"
            return wanted.value == held.year
    return wanted == held


def squad_normalised(text: str) -> str:
    """A text as the SQuAD script compares it."""
    bare = text.lower().translate(_PUNCTUATION)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", bare).split())


def exact_match(short_answer: str | None, wordings: Iterable[str]) -> float:
    """1.0 when the short answer is one of the wordings, as SQuAD normalises; else 0.0."""
    if short_answer is None:
        return 0.0
    said = squad_normalised(short_answer)
    return float(any(said == squad_normalised(wording) for wording in wordings))


def token_f1(short_answer: str | None, wordings: Iterable[str]) -> float:
    """The best F1, 0 to 1, of the short answer's words against those of one wording."""
    if short_answer is None:
        return 0.0
    return max((_f1(short_answer, wording) for wording in wordings), default=0.0)


def _f1(one: str, other: str) -> float:
    said, wanted = squad_normalised(one).split(), squad_normalised(other).split()
    common = sum((Counter(said) & Counter(wanted)).values())
    if not common:
        return 0.0
    precision, recall = common / len(said), common / len(wanted)
    return 2 * precision * recall / (precision + recall)
