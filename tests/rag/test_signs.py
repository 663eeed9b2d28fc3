"""Signs that a sentence holds what is asked for: for each kind, sentences with and without."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer import Kind
from rag.signs import sign

NOTHING = "nothing much was to be heard there"

# (kind, question, sentence that holds such an answer, sentence that does not)
TABLE = [
    (Kind.WHEN, "When do they start?", "They start on April 3.", "They start with cars."),
    (Kind.WHEN, "When do they start?", "They apply from 2 May on.", "Two officials met."),
    (Kind.WHEN, "When is it?", "The date given was 2025-04-28.", "The number was 28."),
    (Kind.WHEN, "When was it?", "They spoke on Thursday.", "They spoke at length."),
    (Kind.WHEN, "When was it?", "A decision fell two weeks ago.", "A decision fell."),
    (Kind.WHEN, "When was it?", "It was signed tonight.", "It was signed."),
    (Kind.WHEN, "When is it?", "Talks begin immediately after the vote.", "Talks begin."),
    (Kind.WHEN, "When was it?", "The pact dates from 2020.", "The pact has 34 chapters."),
    (Kind.WHO, "Who leads it?", "It is led by Maria Olsen.", "It is led by a woman."),
    (Kind.WHO, "Who is the envoy?", "The envoy is Jean-Luc Roy.", "The envoy is new."),
    (Kind.WHO, "Who is Maria Olsen?", "He met Ada Byrne.", "They know Maria Olsen."),
    (Kind.HOW_MUCH, "How much is it?", "It is 25 per cent.", "It is a lot."),
    (Kind.HOW_MUCH, "How high is it?", "It is 25%.", "It is high."),
    (Kind.HOW_MUCH, "How much is it worth?", "It is worth $3 billion.", "It was priceless."),
    (Kind.HOW_MUCH, "How many jobs?", "Some 500,000 jobs hang on it.", "Many jobs hang on it."),
    (Kind.HOW_MUCH, "How many came?", "Only seven came.", "Only a few came."),
    (Kind.HOW_MUCH, "How long was it?", "It lasted a month.", "It lasted long."),
    (Kind.HOW_MUCH, "How old is he?", "The 78-year-old spoke.", "The old man spoke."),
    (Kind.WHERE, "Where was it?", "They met in Windsor.", "They met in private."),
    (Kind.WHERE, "Where was it said?", "He posted it on his website.", "He posted it."),
    (Kind.QUOTE, "What did she say?", "“It is over,” she said.", "It ended."),
    (Kind.QUOTE, "What did she say?", "She called it a mistake.", "It was a mistake."),
    (Kind.WHY, "Why?", "They stayed because it rained.", "They stayed."),
    (Kind.WHY, "Why?", "It was paused in order to calm the markets.", "It was paused."),
]


@pytest.mark.parametrize(("kind", "question", "with_it", "without"), TABLE)
def test_a_sentence_that_holds_an_answer_shows_it(
    kind: Kind, question: str, with_it: str, without: str
) -> None:
    assert sign(kind, question, with_it) > 0
    assert sign(kind, question, without) == 0


def test_the_table_has_every_kind_that_has_signs() -> None:
    unsigned = {Kind.WHAT, Kind.TIMELINE, Kind.OVERVIEW, Kind.OUTLETS}
    assert {row[0] for row in TABLE} == set(Kind) - unsigned
    assert sign(Kind.WHAT, "What is it?", "Maria Olsen paid $3 in Windsor on April 3.") == 0


@pytest.mark.parametrize("kind", Kind)
def test_a_plain_sentence_shows_nothing(kind: Kind) -> None:
    assert sign(kind, "?", NOTHING) == 0


def test_a_date_tells_more_than_a_day_and_a_day_more_than_a_hint() -> None:
    sentences = ("It starts on April 3.", "It starts on Thursday.", "It starts after the vote.")
    found = [sign(Kind.WHEN, "When?", sentence) for sentence in sentences]
    assert found == sorted(found, reverse=True) and len(set(found)) == 3


def test_the_number_of_a_date_is_no_amount() -> None:
    assert sign(Kind.HOW_MUCH, "How much is it?", "It was announced on April 3.") == 0
    assert sign(Kind.HOW_MUCH, "How many are there?", "It was announced on 3 April.") == 0


def test_a_share_answers_how_much_better_than_how_many() -> None:
    sentence = "A tariff of 25 per cent applies."
    much, many = (sign(Kind.HOW_MUCH, f"How {word} of it?", sentence) for word in ("much", "many"))
    assert much > many > 0


def test_words_and_a_speaker_tell_more_than_either() -> None:
    both = sign(Kind.QUOTE, "?", "“It is over,” she said.")
    assert both > sign(Kind.QUOTE, "?", "She said that it was over.") > 0
    assert both > sign(Kind.QUOTE, "?", "A “reset” came.") > 0


@given(st.sampled_from(Kind), st.text(max_size=100), st.text(max_size=400))
def test_a_sign_is_a_share(kind: Kind, question: str, sentence: str) -> None:
    assert 0.0 <= sign(kind, question, sentence) <= 1.0
