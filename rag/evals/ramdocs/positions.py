"""The method: from a question and the texts of documents to every position they support."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.evals.ramdocs.asked import asked_for
from rag.evals.ramdocs.claims import claims
from rag.evals.ramdocs.comparing import Comparison
from rag.evals.ramdocs.documents import document, families
from rag.evals.ramdocs.reading import said
from rag.evals.ramdocs.trust import standing
from rag.spans import SpanReader


@dataclass(frozen=True, slots=True)
class Position:
    """One answer to the question."""

    words: tuple[str, ...]  # its wordings in the documents, best first
    documents: tuple[int, ...]  # the places, in the order given, of those that say so
    score: float  # logits of the reader


def positions(question: str, texts: Sequence[str], reader: SpanReader) -> list[Position]:
    """Every position on `question` that `texts` support, surest first.

    Nothing is known of the documents but their texts, and their order makes no difference.
    """
    kind = asked_for(question)
    documents = [document(text) for text in texts]
    family = families(documents)
    comparison = Comparison(question, kind)
    found = claims(said(question, kind, texts, reader), texts, family, comparison)
    return [
        Position(tuple(each.words), tuple(sorted(each.documents)), each.score)
        for each in standing(found, documents, family)
    ]


def in_words(found: Sequence[Position]) -> str:
    """The positions as one answer."""
    return "; ".join(dict.fromkeys(words for each in found for words in each.words))
