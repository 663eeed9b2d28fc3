"""Sentences with the words that answer, by a reader whose findings are given."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from index.corpus import Corpus
from rag.answer import Question
from rag.chatbot import Chatbot
from rag.pointing import pointed
from rag.reading import Candidate
from rag.spans import Found, SpanReader
from tests.rag.test_reading import read

QUESTION = "When do the auto tariffs start?"


@dataclass
class ScriptedReader:
    """Finds given words wherever they stand, with a given score."""

    scores: dict[str, float]
    name: str = "scripted"
    asked: list[tuple[str, int]] = field(default_factory=list)

    def read(self, question: str, passages: Sequence[str], most: int = 3) -> list[list[Found]]:
        self.asked.append((question, len(passages)))
        return [
            sorted(
                (
                    Found(passage.index(words), passage.index(words) + len(words), score)
                    for words, score in self.scores.items()
                    if words in passage
                ),
                key=lambda each: -each.score,
            )[:most]
            for passage in passages
        ]


@pytest.fixture
def candidates(samples: Corpus) -> list[Candidate]:
    return read(samples, QUESTION)


def test_words_that_answer_are_named_and_lift_their_sentence(candidates: list[Candidate]) -> None:
    reader: SpanReader = ScriptedReader({"May 3": 14.0})
    found = pointed(reader, QUESTION, candidates)
    (answering,) = (each for each in found if each.answer is not None)
    assert answering.answer is not None and answering.answer_words == "May 3"
    start = answering.answer.start - answering.passage.span.start
    assert answering.passage.text[start : start + len("May 3")] == "May 3"
    assert answering.reading == pytest.approx(14.0)
    before = [each.text for each in candidates].index(answering.text)
    assert found.index(answering) < before
    assert {each.reading for each in found if each is not answering} == {-5.0}
    assert {each.text for each in found} == {each.text for each in candidates}
    assert [each.score for each in found] == sorted((e.score for e in found), reverse=True)


def test_the_reader_is_asked_once_for_passages_and_sentences(candidates: list[Candidate]) -> None:
    reader = ScriptedReader({})
    found = pointed(reader, QUESTION, candidates)
    passages = {each.passage.id for each in candidates}
    assert reader.asked == [(QUESTION, len(passages) + len(candidates))]
    assert [each.text for each in found] == [each.text for each in candidates]  # order as it was


def test_a_score_beyond_training_says_no_more(candidates: list[Candidate]) -> None:
    one = pointed(ScriptedReader({"May 3": 15.0}), QUESTION, candidates)
    other = pointed(ScriptedReader({"May 3": 1000.0}), QUESTION, candidates)
    assert [each.score for each in one] == [each.score for each in other]


def test_the_short_answer_is_what_the_reader_is_sure_of(samples: Corpus) -> None:
    asked = Question(QUESTION)
    sure = Chatbot(samples, ScriptedReader({"April 3": 12.0})).ask(asked)
    unsure = Chatbot(samples, ScriptedReader({"April 3": 1.0})).ask(asked)
    unread = Chatbot(samples).ask(asked)
    assert sure.short_answer == "April 3" and "April 3" in sure.claims[0].text
    assert unsure.short_answer is None and unread.short_answer is None
