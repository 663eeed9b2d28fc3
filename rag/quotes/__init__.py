"""Who said what, exactly: quotations with their speakers, and remarks that answer a question."""

from rag.quotes.asking import asked
from rag.quotes.nouns import (
    Asked,
    Attribution,
    Quotation,
    Remark,
    Reported,
    Speaker,
    SpeakerKind,
)
from rag.quotes.reading import quotations, remarks
from rag.quotes.uttered import Utterance, utterances
from rag.quotes.verbatim import verbatim

__all__ = [
    "Asked",
    "Attribution",
    "Quotation",
    "Remark",
    "Reported",
    "Speaker",
    "SpeakerKind",
    "Utterance",
    "asked",
    "quotations",
    "remarks",
    "utterances",
    "verbatim",
]
