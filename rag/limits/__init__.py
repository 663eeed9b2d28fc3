"""Limits that people write into a question: "only the Canadian Press", "as of 28 March".

A limit that is read where none was meant changes an answer, so a date or an outlet that may be part
of what is asked stays there: only unmistakable wording, set off from the question, is a limit.
"""

from rag.limits.limited import Limited
from rag.limits.reading import limits_in_words

__all__ = ["Limited", "limits_in_words"]
