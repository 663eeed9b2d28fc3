"""Sentences with the words that answer, by a reader whose findings are given."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from index.article import Article, Basis
from index.corpus import Corpus
from index.passages import passages
from rag.answer import Kind, Question
from rag.chatbot import Chatbot
from rag.pointing import pointed
from rag.reading import Candidate
from rag.spans import Found, SpanReader
from rag.wanted import wanted
from tests.rag.test_reading import read

QUESTION = "When do the auto tariffs start?"


@dataclass
class ScriptedReader:
    """Finds given words wherever they stand, with a given score."""

    scores: dict[str, float]
    name: str = "scripted"
    asked: list[tuple[str, str]] = field(default_factory=list)

    def read(self, asked: Sequence[tuple[str, str]], most: int = 3) -> list[list[Found]]:
        self.asked.extend(asked)
        return [
            sorted(
                (
                    Found(passage.index(words), passage.index(words) + len(words), score)
                    for words, score in self.scores.items()
                    if words in passage
                ),
                key=lambda each: -each.score,
            )[:most]
            for _, passage in asked
        ]


@pytest.fixture
def candidates(samples: Corpus) -> list[Candidate]:
    return read(samples, QUESTION)


def point(
    reader: SpanReader, candidates: list[Candidate], kind: Kind = Kind.WHEN
) -> list[Candidate]:
    return pointed(reader, QUESTION, wanted(kind, QUESTION), candidates, lambda _: None)


def test_words_that_answer_are_named_and_lift_their_sentence(candidates: list[Candidate]) -> None:
    found = point(ScriptedReader({"April 3": 14.0}), candidates)
    (answering,) = (each for each in found if each.answer is not None)
    assert answering.answer is not None and answering.answer_words == "April 3"
    start = answering.answer.start - answering.passage.span.start
    assert answering.passage.text[start : start + len("April 3")] == "April 3"
    assert answering.reading == pytest.approx(14.0)
    assert answering.value is not None and answering.value.normal == "--04-03"
    assert found[0] is answering
    assert {each.reading for each in found if each is not answering} == {-5.0}
    assert {each.text for each in found} == {each.text for each in candidates}
    assert [each.score for each in found] == sorted((e.score for e in found), reverse=True)


def test_passages_and_sentences_are_read_with_the_question_in_their_words(
    candidates: list[Candidate],
) -> None:
    reader = ScriptedReader({})
    found = point(reader, candidates)
    passages = {each.passage.id for each in candidates}
    assert len(reader.asked) == len(passages) + len(candidates)
    assert {asked for asked, text in reader.asked if "kick in" in text} != {QUESTION}
    assert [each.text for each in found] == [each.text for each in candidates]  # order as it was


def test_a_score_beyond_training_says_no_more(candidates: list[Candidate]) -> None:
    one = point(ScriptedReader({"April 3": 15.0}), candidates)
    other = point(ScriptedReader({"April 3": 1000.0}), candidates)
    assert [each.score for each in one] == [each.score for each in other]


def test_words_of_the_wanted_sort_go_before_better_ones(candidates: list[Candidate]) -> None:
    found = point(ScriptedReader({"trading partners": 9.0, "April 3": 5.0}), candidates)
    (named,) = {each.answer_words for each in found if "April 3" in each.text}
    assert named == "April 3"


def test_a_date_of_a_narrower_thing_is_no_answer(candidates: list[Candidate]) -> None:
    """A date for car parts does not say when cars are taxed."""
    found = point(ScriptedReader({"May 3": 12.0}), candidates)
    (parts,) = (each for each in found if "May 3" in each.text)
    assert parts.reading is not None and parts.reading < 12.0 - 5.0


def test_a_day_to_come_does_not_say_when_something_was(candidates: list[Candidate]) -> None:
    asked = "When did the auto tariffs start?"
    reader = ScriptedReader({"April 3": 12.0})
    published = datetime(2025, 3, 28, tzinfo=UTC)
    for day, sure in ((published, False), (published + timedelta(days=9), True)):
        dated = Article("made", "A body.", published=day, published_basis=Basis.STATED)
        found = pointed(reader, asked, wanted(Kind.WHEN, asked), candidates, lambda _, a=dated: a)
        (each,) = (one for one in found if "April 3" in one.text)
        assert each.reading is not None and (each.reading == pytest.approx(12.0)) == sure


def test_immediately_says_when_with_what_it_follows(samples: Corpus) -> None:
    asked = "When will Trump and Carney meet?"
    found = Chatbot(samples, ScriptedReader({"immediately after": 12.0})).ask(Question(asked))
    assert found.short_answer is not None
    assert found.short_answer.startswith("immediately after ") and "lection" in found.short_answer


def test_the_short_answer_is_what_the_reader_is_sure_of(samples: Corpus) -> None:
    asked = Question(QUESTION)
    sure = Chatbot(samples, ScriptedReader({"April 3": 12.0})).ask(asked)
    unsure = Chatbot(samples, ScriptedReader({"April 3": -1.0})).ask(asked)
    unread = Chatbot(samples).ask(asked)
    assert sure.short_answer == "April 3" and "April 3" in sure.claims[0].text
    assert unsure.short_answer is None and unread.short_answer is None


def test_articles_that_differ_are_shown_side_by_side(samples: Corpus) -> None:
    reader = ScriptedReader({"April 3": 12.0, "Wednesday": 11.0, "Next week": 10.0})
    answer = Chatbot(samples, reader).ask(Question(QUESTION))
    (conflict,) = answer.conflicts
    assert {each.words for each in conflict.positions} == {"April 3", "Wednesday"}
    assert {each.value for each in conflict.positions} == {"2025-04-03", "2025-04-02"}
    assert answer.short_answer is None
    assert answer.notes == ("“Next week” [3] fits each of these.",)
    assert "“Wednesday” (2 April 2025)" in answer.text
    for position in conflict.positions:
        for number in position.citations:
            assert position.words in answer.citations[number - 1].quote


def test_what_is_told_only_to_be_denied_comes_later() -> None:
    body = "Kelso bid 4 billion dollars for Melrose. Kelso denied that it bid 9 billion dollars."
    (passage,) = passages(Article("art_1", body))
    two = [
        Candidate(passage, span, span.of(body), 1.0, 0.5, 0.5, 1.0) for span in passage.sentences
    ]
    asked = "How much did Kelso bid?"
    reader = ScriptedReader({"4 billion dollars": 5.0, "9 billion dollars": 5.0})
    found = pointed(reader, asked, wanted(Kind.HOW_MUCH, asked), two, lambda _: None)
    assert found[0].score == pytest.approx(found[1].score + 0.2)
    assert found[0].answer_words == "4 billion dollars"
    asked = "How much did Kelso deny to have bid?"
    found = pointed(reader, asked, wanted(Kind.HOW_MUCH, asked), two, lambda _: None)
    assert found[0].score == pytest.approx(found[1].score)
