"""Systems under test: whatever answers questions by the answer contract."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from rag.answer import Question
from rag.evals.reply import Reply


class System(Protocol):
    """Answers questions, one reply for each and in their order, whatever goes wrong."""

    @property
    def name(self) -> str: ...

    def replies(self, questions: Sequence[Question]) -> Iterator[Reply]: ...
