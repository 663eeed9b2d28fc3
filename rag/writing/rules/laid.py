"""A model's sentence beside the sentences that it cites, as the rules look at them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rag.verify.evidence import Evidence, evidence_of
from rag.verify.moods import Mood, mood
from rag.verify.phrases import fitted
from rag.verify.rewording import reworded
from rag.verify.rewrites import rewritten
from rag.verify.tokens import Kind, Token, Tokens, read

_JOINS = frozenset("and or but while whereas then".split())
_HELPS = frozenset(
    "will would is are was were has have had may might can could must should did does do".split()
)
_NO_VERB = (Mood.UNKNOWN, Mood.OPEN)


@dataclass(frozen=True)
class Laid:
    """The sentence, and what it cites in its own words for the same day or person."""

    text: str
    quotes: tuple[str, ...]
    originals: tuple[str, ...] = ()  # what it cites, word for word

    @cached_property
    def said(self) -> Tokens:
        return reworded(read(self._fitted), self.evidence)

    @cached_property
    def _fitted(self) -> str:
        return fitted(self.text, self.quotes)

    @cached_property
    def evidence(self) -> Evidence:
        return evidence_of(self.quotes)

    @cached_property
    def plain(self) -> str:
        """The sentence in lower case, in the one spelling of what is written in many."""
        return rewritten(self._fitted).lower()

    @cached_property
    def plainly(self) -> tuple[str, ...]:
        """Each sentence of the evidence likewise."""
        return tuple(rewritten(text).lower() for text in self.evidence.texts)

    @cached_property
    def keys(self) -> frozenset[str]:
        return content(self.said)

    @cached_property
    def is_verbatim(self) -> bool:
        own = [token.key for token in self.said]
        return any(own == [token.key for token in each] for each in self.evidence.sentences)


def content(tokens: Sequence[Token]) -> frozenset[str]:
    """What its words mean, without those that only join."""
    return frozenset(token.key for token in tokens if token.is_content)


@lru_cache(maxsize=4_000)
def segments(tokens: Tokens) -> tuple[range, ...]:
    """The runs that each tell one thing: clauses, and the two sides of "and" where both do."""
    starts = [0]
    for at in range(1, len(tokens)):
        joins = tokens[at].lower in _JOINS and (
            _helps(tokens, at + 1)
            or (tells(tokens, range(starts[-1], at)) and _tells(tokens, at + 1))
        )
        if tokens[at].clause != tokens[at - 1].clause or joins:
            starts.append(at)
    first = range(starts[1]) if len(starts) > 1 else range(0)
    apart = bool(first) and tokens[first.stop].lower in _JOINS
    if (
        first
        and not apart
        and not tells(tokens, first)
        and not any(tokens[k].lower in _HELPS for k in first)
    ):
        del starts[1]  # "On Monday, the ministers met"
    ends = [*starts[1:], len(tokens)]
    return tuple(range(a, b) for a, b in zip(starts, ends, strict=True) if b > a)


def _helps(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and tokens[at].lower in _HELPS


def tells(tokens: Tokens, where: range) -> bool:
    """Whether a verb stands there."""
    return any(tokens[k].kind is Kind.WORD and mood(tokens, k) not in _NO_VERB for k in where)


def _tells(tokens: Tokens, at: int) -> bool:
    """Whether a verb stands in what follows, before the clause ends."""
    for k in range(at, len(tokens)):
        if tokens[k].clause != tokens[at].clause or tokens[k].lower in _JOINS:
            return False
        if tokens[k].kind is Kind.WORD and mood(tokens, k) not in _NO_VERB:
            return True
    return False
