"""Whether a figure or a date stands with the same words as in the passages."""

from collections.abc import Iterator

from rag.verify.alignment import Alignment
from rag.verify.evidence import Evidence, Place
from rag.verify.tokens import Kind, Token


def company(of: Alignment) -> Iterator[str]:
    """A figure or a date that the passages have with something else.

    Another of its kind, which the sentence leaves out, stands with all the words of the sentence
    that it stands with, and with more of them.
    """
    keys = {token.key for token in of.said}
    words = {token.key for token in of.said if token.kind in (Kind.WORD, Kind.NAME)}
    for token in of.said:
        if token.kind not in (Kind.NUMBER, Kind.DATE):
            continue
        places = of.evidence.of(token.key)
        if not places:
            continue
        rivals = [
            Place(number, at)
            for number, sentence in enumerate(of.evidence.sentences)
            for at, other in enumerate(sentence)
            if _is_rival(token, other) and other.key not in keys
        ]
        for rival in rivals:
            if all(_outdone(of.evidence, words, place, rival) for place in places):
                other = of.evidence.token(rival)
                yield f'the passage says this of "{other.text}", not of "{token.text}"'
                break


def _is_rival(token: Token, other: Token) -> bool:
    if token.kind is Kind.DATE:
        return other.kind is Kind.DATE and ("-" in token.key) == ("-" in other.key)
    return other.kind is Kind.NUMBER and token.unit == other.unit != ""


def _outdone(evidence: Evidence, words: set[str], own: Place, rival: Place) -> bool:
    mine, its = (words & _clause(evidence, place) for place in (own, rival))
    here, there = (words & _sentence(evidence, place) for place in (own, rival))
    if own.sentence == rival.sentence:
        return False
    extra = its - here
    common = {key for key in here if len({p.sentence for p in evidence.of(key)}) > 1}
    if mine < its and extra and here <= there | its | common:
        return True
    return here < there and len(there - here) >= 2


def _clause(evidence: Evidence, place: Place) -> set[str]:
    clause = evidence.token(place).clause
    return {t.key for t in evidence.sentences[place.sentence] if t.clause == clause}


def _sentence(evidence: Evidence, place: Place) -> set[str]:
    return {t.key for t in evidence.sentences[place.sentence]}
