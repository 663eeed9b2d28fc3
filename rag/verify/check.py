"""All comparisons of a sentence with its passages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.verify import (
    company,
    compounds,
    denials,
    facts,
    limits,
    roles,
    slots,
    speakers,
    strangers,
    tenses,
)
from rag.verify.alignment import Alignment, align
from rag.verify.evidence import Evidence, evidence_of
from rag.verify.phrases import fitted
from rag.verify.rewording import reworded
from rag.verify.tokens import read

_STRAIGHT = str.maketrans("“”„«»‘’", '"""""\'\'')
_LONGEST = 2_000  # characters; no sentence is longer


@dataclass(frozen=True, slots=True)
class Check:
    """Whether passages carry a sentence, and what in it they do not carry."""

    supported: bool
    reasons: tuple[str, ...] = ()  # empty if supported


def supports(sentence: str, passages: Sequence[str]) -> bool:
    """Whether the passages, taken together, say the sentence."""
    return check(sentence, passages).supported


def check(sentence: str, passages: Sequence[str]) -> Check:
    """What of `sentence` the passages, taken together, do not say."""
    if not sentence.split():
        return Check(False, ("there is no sentence",))
    held = tuple(passage for passage in passages if passage.split())
    if any(_plain(sentence) == _plain(passage) for passage in held):
        return Check(True)
    if len(sentence) > _LONGEST:
        return Check(False, ("this is too long for a sentence",))
    evidence = evidence_of(held)
    if _stands(sentence, evidence):
        return Check(True)
    said = reworded(read(fitted(sentence, held)), evidence)
    if not evidence.sentences:
        return Check(False, ("no passage is cited",))
    if not any(token.is_content for token in said):
        return Check(False, ("it has no word that could be compared",))
    reasons = tuple(dict.fromkeys(_reasons(sentence, held, align(said, evidence))))
    return Check(not reasons, reasons)


def _reasons(sentence: str, passages: tuple[str, ...], of: Alignment) -> Iterator[str]:
    yield from facts.figures(of)
    yield from facts.names(of)
    yield from facts.quotations(sentence, passages)
    yield from slots.unsupported_words(of)
    yield from slots.replaced(of)
    yield from denials.denials(of)
    yield from tenses.tenses(of)
    yield from limits.relations(of)
    yield from limits.bounds(of)
    yield from limits.conditions(of)
    yield from roles.roles(of)
    yield from speakers.attribution(of)
    yield from strangers.strangers(of)
    yield from strangers.prepositions(of)
    yield from company.company(of)
    yield from compounds.compounds(of)


def _stands(sentence: str, evidence: Evidence) -> bool:
    """Whether it is one or more whole sentences of the passages, as they are."""
    said = _plain(sentence)
    texts = [_plain(text) for text in evidence.texts]
    if said in texts:
        return True
    return any(
        said.startswith(text)
        and said in " ".join(texts[at : at + 6])
        and any(said == " ".join(texts[at:end]) for end in range(at + 2, at + 7))
        for at, text in enumerate(texts)
        if text
    )


def _plain(text: str) -> str:
    """With straight quotation marks, single spaces and no final mark."""
    plain = " ".join(text.translate(_STRAIGHT).split())
    return re.sub(r"[.\s]+$", "", plain) or plain
