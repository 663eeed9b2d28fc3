"""Our own chatbot as a system under test, looked into."""

import time
from collections.abc import Iterator, Sequence

from index.errors import ReadoutError
from rag.answer import Question
from rag.chatbot import Chatbot
from rag.evals.reply import Reply, Trace, reply_from
from rag.wire import answer_as_dict


class Desk:
    """The chatbot, with the passages and sentences behind each answer."""

    name = "readout"

    def __init__(self, chatbot: Chatbot) -> None:
        self._chatbot = chatbot

    def replies(self, questions: Sequence[Question]) -> Iterator[Reply]:
        for question in questions:
            began = time.perf_counter()
            try:
                explained = self._chatbot.explain(question)
            except ReadoutError as error:
                yield Reply(error=str(error))
                continue
            elapsed = 1000 * (time.perf_counter() - began)
            best = explained.candidates[0] if explained.candidates else None
            nearest = explained.answer.nearest
            yield reply_from(
                answer_as_dict(explained.answer),
                milliseconds=elapsed,
                trace=Trace(
                    hits=tuple(hit.passage for hit in explained.hits),
                    read=tuple(candidate.text for candidate in explained.candidates),
                ),
                confidence=best.score if best else None,
                refused=nearest.quote if nearest else None,
            )
