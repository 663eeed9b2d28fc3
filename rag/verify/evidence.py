"""The passages as sentences of tokens, and where each meaning stands in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.sentences import sentences
from rag.verify.tokens import Kind, Token, Tokens, read

PRONOUNS = frozenset("he she it they him her them his its their theirs who whose".split())


@dataclass(frozen=True, slots=True)
class Place:
    """A token of the evidence."""

    sentence: int
    at: int


@dataclass(frozen=True, slots=True)
class Evidence:
    texts: tuple[str, ...]  # each sentence
    sentences: tuple[Tokens, ...]
    places: dict[str, tuple[Place, ...]]  # by key

    def token(self, place: Place) -> Token:
        return self.sentences[place.sentence][place.at]

    def of(self, key: str) -> tuple[Place, ...]:
        return self.places.get(key, ())


@lru_cache(maxsize=500)
def evidence_of(passages: tuple[str, ...]) -> Evidence:
    """The sentences of all passages, in order."""
    texts = tuple(span.of(passage) for passage in passages for span in sentences(passage))
    tokens = tuple(read(text) for text in texts)
    places: dict[str, list[Place]] = {}
    for number, sentence in enumerate(tokens):
        for at, token in enumerate(sentence):
            places.setdefault(token.key, []).append(Place(number, at))
    return Evidence(texts, tokens, {key: tuple(found) for key, found in places.items()})


def group(tokens: Sequence[Token], at: int) -> range:
    """The run of names that the token at `at` stands in: "Prime Minister Mark Carney"."""
    start = end = at
    while start and _continues(tokens[start - 1], tokens[at]):
        start -= 1
    while end + 1 < len(tokens) and _continues(tokens[end + 1], tokens[at]):
        end += 1
    return range(start, end + 1)


def _continues(token: Token, of: Token) -> bool:
    capital = token.kind is Kind.NAME or (token.is_content and token.text[:1].isupper())
    return capital and token.clause == of.clause and token.kind is not Kind.DATE
