"""Whether quoted passages carry a sentence.

A sentence that stands in the passages as it is, is carried. Any other is laid beside the sentence
of theirs that is nearest to it, and every difference must be one that keeps the meaning: figures,
dates, names and quoted words stand in the passages and in the same places; what is denied, planned,
possible, limited or said under a condition stays so; who does what to whom, and who says it, are
the same; and nearly all words have the meaning of a word of the passages.
"""

from rag.verify.check import Check, check, supports

__all__ = ["Check", "check", "supports"]
