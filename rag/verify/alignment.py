"""Which token of the evidence each token of a sentence restates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from rag.verify.evidence import Evidence, Place
from rag.verify.lexicon import CONVERSE
from rag.verify.tokens import Kind, Token, Tokens

Block = tuple[range, range]  # tokens of the sentence; tokens of the nearest sentence


@dataclass(frozen=True)
class Alignment:
    """A sentence beside the evidence sentence nearest to it."""

    said: Tokens
    evidence: Evidence
    nearest: int

    @cached_property
    def base(self) -> Tokens:
        return self.evidence.sentences[self.nearest]

    @cached_property
    def _matcher(self) -> "SequenceMatcher[str]":
        return SequenceMatcher(
            None, [t.key for t in self.base], [t.key for t in self.said], autojunk=False
        )

    @cached_property
    def in_order(self) -> dict[int, int]:
        """Tokens of the sentence to the equal tokens of the nearest one, in its order."""
        return {
            block.b + step: block.a + step
            for block in self._matcher.get_matching_blocks()
            for step in range(block.size)
        }

    @cached_property
    def closeness(self) -> float:
        """The share of the sentence's tokens that stand in the nearest one in its order."""
        return len(self.in_order) / max(len(self.said), 1)

    @cached_property
    def is_converse(self) -> bool:
        """Whether one buys from the other who, in the nearest sentence, sells to the one."""
        for at, token in enumerate(self.said):
            for k, other in enumerate(self.base):
                if frozenset((token.key, other.key)) in CONVERSE:
                    own = _names(self.said[:at]), _names(self.said[at + 1 :])
                    its = _names(self.base[:k]), _names(self.base[k + 1 :])
                    crossed = own[0] & its[1] or own[1] & its[0]
                    if crossed and not own[0] & its[0] and not own[1] & its[1]:
                        return True
        return False

    def differences(self) -> Iterator[Block]:
        """The runs in which the two sentences differ; either side may be empty."""
        for kind, a, b, c, d in self._matcher.get_opcodes():
            if kind != "equal":
                yield range(c, d), range(a, b)

    def places(self, at: int) -> tuple[Place, ...]:
        """Where the evidence has the token at `at`; where it stands in order, there alone."""
        if at in self.in_order and self._anchored(at):
            return (Place(self.nearest, self.in_order[at]),)
        return self.evidence.of(self.said[at].key)

    def _anchored(self, at: int) -> bool:
        """Whether a content word beside it is in order too, nearby."""
        own = self.in_order[at]
        for step in (-1, 1):
            other = at + step
            while 0 <= other < len(self.said) and not self.said[other].is_content:
                other += step
            if other in self.in_order and abs(self.in_order[other] - own) <= abs(other - at) + 3:
                return True
        return False


def _names(tokens: Sequence[Token]) -> set[str]:
    return {token.key for token in tokens if token.text[:1].isupper() and token.is_content}


def align(said: Tokens, evidence: Evidence) -> Alignment:
    """Beside the sentence that holds most of it."""
    weight = {
        token.key: 2 if token.is_exact else 1 for token in said if token.kind is not Kind.FUNCTION
    }
    scores = []
    for number, sentence in enumerate(evidence.sentences):
        keys = {token.key for token in sentence}
        scores.append((sum(value for key, value in weight.items() if key in keys), -number))
    best = max(scores)
    tied = [-number for score, number in scores if score >= best[0] - 1][:3]
    found = [Alignment(said, evidence, number) for number in tied]
    return max(found, key=lambda each: scores[each.nearest][0] + 4 * each.closeness)
