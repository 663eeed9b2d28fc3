"""Who said what, exactly: quotations with their speakers, and remarks that answer a question."""

from rag.quotes.asking import asked
from rag.quotes.differing import difference
from rag.quotes.nouns import (
    Asked,
    Attribution,
    Quotation,
    Remark,
    Speaker,
    SpeakerKind,
    Statement,
    Version,
)
from rag.quotes.reading import quotations, remarks
from rag.quotes.said import Similarity, differences, said
from rag.quotes.verbatim import verbatim

__all__ = [
    "Asked",
    "Attribution",
    "Quotation",
    "Remark",
    "Similarity",
    "Speaker",
    "SpeakerKind",
    "Statement",
    "Version",
    "asked",
    "difference",
    "differences",
    "quotations",
    "remarks",
    "said",
    "verbatim",
]
