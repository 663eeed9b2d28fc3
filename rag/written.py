"""What became of the sentences that a language model wrote for an answer."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Fate(StrEnum):
    """What became of one sentence."""

    SHOWN = "shown"  # as written, but for quotation marks that were taken away
    REPLACED = "replaced"  # by the article's own sentence
    DROPPED = "dropped"  # no passage carries it


@dataclass(frozen=True, slots=True)
class Written:
    """A model's part in an answer: what was kept of it, and what it cost."""

    model: str
    shown: int = 0  # sentences
    replaced: int = 0
    dropped: int = 0
    labels_removed: int = 0  # that no passage had been given
    labels_mended: int = 0  # another passage than the one named says it
    quotes_unmarked: int = 0  # words in quotation marks that no passage has so
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float | None = None  # by the prices that are set; None where none are
    milliseconds: float = 0.0  # from asking the model to its last word, checks included
    cached: bool = False  # written earlier for the same question and passages
    put_aside: str | None = None  # why the extractive answer stands instead

    @property
    def sentences(self) -> int:
        """All that it wrote."""
        return self.shown + self.replaced + self.dropped

    def aside(self, reason: str) -> "Written":
        """The same, for an answer in which nothing of it is shown."""
        return replace(self, put_aside=reason)
