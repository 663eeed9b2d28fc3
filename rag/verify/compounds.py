"""Whether a word stands beside another word than in the passage: "tea levy" for "coffee levy"."""

from collections.abc import Iterator

from rag.verify.alignment import Alignment
from rag.verify.evidence import Place
from rag.verify.slots import LIGHT
from rag.verify.tokens import Form, Kind, Token, Tokens


def compounds(of: Alignment) -> Iterator[str]:
    """Words of no passage beside one that, wherever it stands, stands beside another there."""
    keys = {token.key for token in of.said}
    for at, token in enumerate(of.said):
        if not _is_noun(token) or token.key in LIGHT or of.evidence.of(token.key):
            continue
        for step in (1, -1):
            beside = at + step
            if not 0 <= beside < len(of.said) or not _joined(of.said, at, beside):
                continue
            places = of.evidence.of(of.said[beside].key)
            others = [_beside(of, place, -step) for place in places]
            lost = [each for each in others if each is not None and each.key not in keys]
            if lost and len(lost) == len(places):
                yield f'the passage has "{lost[0].text}" where this has "{token.text}"'


def _is_noun(token: Token) -> bool:
    return (
        token.kind is Kind.WORD
        and token.form in (Form.BASE, Form.S, Form.NOUN)
        and not token.lower.endswith("ly")
        and not token.quoted
    )


def _joined(tokens: Tokens, one: int, other: int) -> bool:
    return tokens[other].kind is Kind.WORD and tokens[one].clause == tokens[other].clause


def _beside(of: Alignment, place: Place, step: int) -> Token | None:
    tokens = of.evidence.sentences[place.sentence]
    at = place.at + step
    if not 0 <= at < len(tokens) or not _joined(tokens, place.at, at):
        return None
    return tokens[at] if _is_noun(tokens[at]) else None
