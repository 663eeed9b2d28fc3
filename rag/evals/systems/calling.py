"""A Python function as a system under test."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from rag.answer import Answer, Question
from rag.evals.reply import Reply, reply_from
from rag.wire import answer_as_dict


class Calling:
    """A function from question to answer: an `Answer`, or a mapping by the answer contract."""

    def __init__(self, name: str, ask: Callable[[Question], Answer | Mapping[str, Any]]) -> None:
        self.name = name
        self._ask = ask

    def replies(self, questions: Sequence[Question]) -> Iterator[Reply]:
        """What the function returns; what it raises is the failure of that question alone."""
        for question in questions:
            began = time.perf_counter()
            try:
                answer = self._ask(question)
            except Exception as error:  # noqa: BLE001 another's code; the other questions go on
                yield Reply(error=f"{type(error).__name__}: {error}")
                continue
            elapsed = 1000 * (time.perf_counter() - began)
            as_dict = answer_as_dict(answer) if isinstance(answer, Answer) else answer
            yield reply_from(as_dict, milliseconds=elapsed)
