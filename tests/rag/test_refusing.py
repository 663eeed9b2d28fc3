"""When nothing is answered, and why."""

from dataclasses import replace

import pytest

from index.article import Article, Span
from index.passages import passages
from rag.answer import Kind
from rag.reading import Candidate
from rag.refusing import confidence, refusal

BODY = "Ann Berg closed the bridge over the Tweed on June 4. Ferries sail from Kelso."
PASSAGE = passages(Article("art_1", BODY))[0]


def read(reading: float, score: float = 1.5, at: int = 0) -> Candidate:
    span = PASSAGE.sentences[at]
    return Candidate(
        PASSAGE, span, span.of(BODY), score, 0.7, 0.9, 1.0, reading, Span(span.start, span.end)
    )


def test_what_is_read_surely_and_carries_the_question_is_answered() -> None:
    assert refusal("When did Ann Berg close the bridge?", Kind.WHEN, [read(9.0)], ()) is None


@pytest.mark.parametrize(
    "question",
    [
        "When did Tom Hill paint the harbour?",  # nothing of it stands there
        "Why did Ann Berg open the bridge?",  # the opposite does
        "How many lorries crossed the bridge over the Tweed?",  # other things are counted
    ],
)
def test_what_the_sentence_does_not_carry_is_refused(question: str) -> None:
    refused = refusal(question, Kind.WHAT, [read(-2.0, score=0.8)], ())
    assert refused is not None and refused.reason.startswith("The articles do not say.")


def test_a_sure_reader_outweighs_an_opposite() -> None:
    assert refusal("Why did Ann Berg open the bridge?", Kind.WHY, [read(9.0)], ()) is None


def test_words_that_no_passage_has_are_named() -> None:
    refused = refusal("When did Tom Hill paint it?", Kind.WHEN, [read(-5.0, 0.1)], ("tom", "paint"))
    assert refused is not None and "“tom”, “paint”" in refused.reason


def test_a_figure_that_is_not_given_is_said_to_be_missing() -> None:
    without = Candidate(PASSAGE, PASSAGE.sentences[1], "Ferries sail.", 1.5, 0.7, 0.9, 0.0, 9.0)
    refused = refusal("How many ferries sail?", Kind.HOW_MUCH, [without], ())
    assert refused is not None and "no such figure" in refused.reason


def test_confidence_grows_with_the_reader_and_with_what_is_carried() -> None:
    question = "When did Ann Berg close the bridge?"
    assert confidence(question, read(9.0)) > confidence(question, read(1.0))
    assert confidence(question, read(5.0)) > confidence(question, read(5.0, at=1))
    # What a reader made for spans says of a yes or no counts for nothing.
    whether = "Did Ann Berg close the bridge?"
    assert confidence(whether, read(9.0)) == pytest.approx(confidence(whether, read(-5.0)))


def test_without_candidates_there_is_nothing_to_refuse() -> None:
    assert refusal("When?", Kind.WHEN, [], ()) is None


@pytest.mark.parametrize("question", ["Where was Ann Berg born?", "What is Kelso's population?"])
def test_what_is_said_in_one_word_only_is_not_read_out_of_others(question: str) -> None:
    assert refusal(question, Kind.WHERE, [read(9.0)], ()) is not None


def test_the_holder_of_another_office_is_refused() -> None:
    refused = refusal("Who is Kelso's finance minister?", Kind.WHO, [read(9.0)], ())
    assert refused is not None and "holds that office" in refused.reason


def test_a_figure_has_the_support_of_the_sentence_that_it_was_put_before() -> None:
    question = "How much did Ann Berg close the bridge for?"
    figure, better = read(-5.0, 0.2, at=1), read(9.0)
    assert refusal(question, Kind.WHAT, [figure], ()) is not None
    assert refusal(question, Kind.WHAT, [figure, better], ()) is None
    less = replace(figure, words=0.2)
    assert refusal(question, Kind.WHAT, [less, better], ()) is not None
