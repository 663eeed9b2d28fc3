"""Claims: the different answers that the documents give, and which documents give each."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.evals.ramdocs.comparing import Comparison
from rag.evals.ramdocs.reading import Said

_DEPTH = 4  # phrases of a document that are looked at
_LIKELY = 2  # phrases of a document that are claims where the reader sees more for than against
_TEXTS = 2  # that give a lesser phrase


@dataclass(frozen=True, slots=True)
class Claim:
    """One answer, in the words of those who give it."""

    said: tuple[tuple[int, Said], ...]  # (document, phrase), best first
    first: frozenset[int]  # the documents that say it before anything else
    mentioned: frozenset[int]  # the documents in which its words stand at all

    @property
    def documents(self) -> frozenset[int]:
        """Those that answer so."""
        return frozenset(at for at, _ in self.said)

    @property
    def score(self) -> float:
        """The best of its phrases, in logits."""
        return self.said[0][1].score

    @property
    def words(self) -> list[str]:
        """Its wordings, best first, without those that stand in another."""
        found: list[str] = []
        for _, phrase in self.said:
            lower = phrase.words.lower()
            if any(lower in each.lower() for each in found):
                continue
            found = [each for each in found if each.lower() not in lower]
            found.append(phrase.words)
        return found


def claims(
    said: Sequence[Sequence[Said]],
    texts: Sequence[str],
    families: Sequence[int],
    comparison: Comparison,
) -> list[Claim]:
    """The claims of `texts`, surest first.

    What a document says best is a claim, and what it says next if the reader takes it for likely;
    what it says less well is one when another text, no version of it, says so too.
    """
    groups: list[list[tuple[int, int, Said]]] = []
    for rank in range(_DEPTH):
        level = [(at, rank, each[rank]) for at, each in enumerate(said) if len(each) > rank]
        for item in sorted(level, key=lambda item: (-item[2].score, item[2].words)):
            for group in groups:
                if comparison.same(item[2].words, group[0][2].words):
                    group.append(item)
                    break
            else:
                groups.append([item])
    found = []
    for group in groups:
        again = {families[at] for at, _, phrase in group if phrase.score > 0}
        if len(again) >= _TEXTS or any(_likely(rank, phrase) for _, rank, phrase in group):
            phrases = sorted(
                ((at, phrase) for at, _, phrase in group),
                key=lambda item: (-item[1].score, item[1].words, texts[item[0]]),
            )
            first = frozenset(at for at, rank, _ in group if rank == 0)
            mentioned = {
                at for at, text in enumerate(texts) if comparison.speaks_of(text, group[0][2].words)
            }
            mentioned.update(at for at, _ in phrases)
            found.append(Claim(tuple(phrases), first, frozenset(mentioned)))
    return sorted(found, key=lambda each: (-each.score, each.said[0][1].words))


def _likely(rank: int, phrase: Said) -> bool:
    return rank == 0 or (rank < _LIKELY and phrase.score > 0)
