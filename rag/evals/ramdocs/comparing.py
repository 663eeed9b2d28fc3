"""Whether two answers to one question are the same, and whether a text speaks of one."""

import re

from rag.evals.ramdocs.asked import DATES, Asked
from rag.evals.ramdocs.expressions import date_spans, when
from rag.words import stem_set


class Comparison:
    """Answers to one question, compared as what it asks for."""

    def __init__(self, question: str, kind: Asked) -> None:
        self._kind = kind
        self._asked = stem_set(question)

    def same(self, one: str, other: str) -> bool:
        """Whether both say the same, one perhaps more fully: "1888" and "September 1888"."""
        if self._kind in DATES:
            mine, theirs = when(one), when(other)
            return mine is not None and theirs is not None and mine.may_be(theirs)
        if self._kind is Asked.NUMBER:
            return re.findall(r"\d+", one) == re.findall(r"\d+", other)
        first, second = self._core(one), self._core(other)
        return bool(first and second) and (first <= second or second <= first)

    def speaks_of(self, text: str, answer: str) -> bool:
        """Whether the words of `answer` stand in `text`, said of whatever."""
        if self._kind in DATES:
            mine = when(answer)
            named = (when(span.of(text)) for span in date_spans(text))
            return mine is not None and any(each and each.may_be(mine) for each in named)
        if self._kind is Asked.NUMBER:
            digits = re.sub(r"[^\d,.]", "", answer).strip(",.")
            return (
                re.search(rf"(?<![\d,.]){re.escape(digits)}(?!\d|[,.]\d)", text) is not None
                and digits != ""
            )
        return bool(core := self._core(answer)) and core <= stem_set(text)

    def _core(self, answer: str) -> frozenset[str]:
        """The stems that matter: of a name the capitalised words, and none of the question's."""
        words = answer.split()
        if self._kind in (Asked.PERSON, Asked.PLACE):
            words = [word for word in words if word[0].isupper() or word[0] in "\"'("] or words
        stems = stem_set(" ".join(words))
        return (stems - self._asked) or stems or frozenset(answer.lower().split())
