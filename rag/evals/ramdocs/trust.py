"""Which claims stand: those that no version of the same text contradicts with better support.

Documents about different things of one name may all be right. Two versions of one text that
differ in the answer may not: one of them was altered.
"""

from collections.abc import Sequence

from rag.evals.ramdocs.claims import Claim
from rag.evals.ramdocs.documents import Document, are_versions

_OUT_OF_THE_QUESTION = -9.0  # logits of the reader
_RUNNING = 0.3  # of function words: a text that states things in sentences


def standing(
    claims: Sequence[Claim], documents: Sequence[Document], families: Sequence[int]
) -> list[Claim]:
    """The claims that can be relied on, in their order.

    Where none is left, those of mere page furniture and those the reader thinks out of the
    question are given, but never altered ones.
    """
    unaltered = [each for each in claims if not _outdone(each, claims, documents, families)]
    solid = [
        each
        for each in unaltered
        if each.score >= _OUT_OF_THE_QUESTION and not _furniture(each, documents, families)
    ]
    return solid or unaltered


def _outdone(
    claim: Claim, claims: Sequence[Claim], documents: Sequence[Document], families: Sequence[int]
) -> bool:
    """Whether a version of its text lacks it, and says first what is better supported."""
    return any(
        _support(claim, at, documents, families) < _support(other, at, documents, families)
        for at in claim.documents
        for version, each in enumerate(documents)
        if version != at and version not in claim.mentioned and are_versions(documents[at], each)
        for other in claims
        if version in other.first
    )


def _support(
    claim: Claim, at: int, documents: Sequence[Document], families: Sequence[int]
) -> tuple[int, int, bool, float]:
    """Other texts that speak of it, then versions of this one, then a title, then the reader."""
    family = families[at]
    return (
        len({families[each] for each in claim.mentioned} - {family}),
        sum(families[each] == family for each in claim.mentioned),
        any(documents[each].titled for each in claim.documents),
        claim.score,
    )


def _alone(claim: Claim, families: Sequence[int]) -> bool:
    """Whether one text and its versions are all that say so."""
    return len({families[each] for each in claim.documents}) == 1


def _furniture(claim: Claim, documents: Sequence[Document], families: Sequence[int]) -> bool:
    """Whether one text alone says it, and that is neither an article nor running prose."""
    return _alone(claim, families) and not any(
        documents[each].article or documents[each].prose >= _RUNNING for each in claim.documents
    )
