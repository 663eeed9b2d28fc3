"""Our own chatbot as a system under test, looked into."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.errors import ReadoutError
from rag.answer import Question
from rag.chatbot import Chatbot
from rag.evals.reply import Reply, Trace, reply_from
from rag.wire import answer_as_dict


class Desk:
    """The chatbot, with the passages and sentences behind each answer.

    It is asked for the articles' own words, whatever model is set: a figure is to be the same on
    every machine, and no evaluation is to cost anything unasked.
    """

    name = "readout"
    _extractive = True

    def __init__(self, chatbot: Chatbot) -> None:
        self._chatbot = chatbot

    def replies(self, questions: Sequence[Question]) -> Iterator[Reply]:
        for question in questions:
            began = time.perf_counter()
            try:
                explained = self._chatbot.explain(replace(question, extractive=self._extractive))
            except ReadoutError as error:
                yield Reply(error=str(error))
                continue
            elapsed = 1000 * (time.perf_counter() - began)
            nearest = explained.answer.nearest
            yield reply_from(
                answer_as_dict(explained.answer),
                milliseconds=elapsed,
                trace=Trace(
                    hits=tuple(hit.passage for hit in explained.hits),
                    read=tuple(candidate.text for candidate in explained.candidates),
                ),
                confidence=explained.confidence,
                refused=nearest.quote if nearest else None,
            )


class WritingDesk(Desk):
    """The same, its answers written by the chatbot's language model where it is asked."""

    _extractive = False

    def __init__(self, chatbot: Chatbot, model: str) -> None:
        super().__init__(chatbot)
        self.name = f"{Desk.name} with {model}"
