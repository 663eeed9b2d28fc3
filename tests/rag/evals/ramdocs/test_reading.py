"""From a question and a reader's words to the phrases that answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Span
from rag.evals.ramdocs.asked import Asked, asked_for
from rag.evals.ramdocs.expressions import When, date_spans, number_spans, when, year_ranges
from rag.evals.ramdocs.phrases import grown
from rag.evals.ramdocs.reading import said
from rag.evals.ramdocs.sports import sports_in
from tests.rag.test_pointing import ScriptedReader


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When was Ida Moor born?", Asked.BIRTH),
        ("In which year did Ida Moor die?", Asked.DEATH),
        ("When was the Moor House built?", Asked.DATE),
        ("What is the population of Moor?", Asked.NUMBER),
        ("What sport is Ida Moor associated with?", Asked.SPORT),
        ("Who directed the film Moor?", Asked.PERSON),
        ("Where is Moor located?", Asked.PLACE),
        ("What is the genre of Moor?", Asked.CATEGORY),
        ("What does Moor mean?", Asked.THING),
    ],
)
def test_what_a_question_asks_for(question: str, kind: Asked) -> None:
    assert asked_for(question) is kind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was built about 1820 by masons.", ["about 1820"]),
        ("Opened on 4 May 1911, closed March 2, 1960.", ["4 May 1911", "March 2, 1960"]),
        ("He was consul in 112 BC and again later.", ["112 BC"]),
        ("The tower dates from the 1250s.", ["1250s"]),
        ("It cost 1,820 pounds.", []),
    ],
)
def test_dates_are_found_as_they_stand(text: str, words: list[str]) -> None:
    assert [span.of(text) for span in date_spans(text)] == words


def test_a_range_of_years_is_one() -> None:
    text = "A school from 1964 to 1982, then 1990-92."
    assert [span.of(text) for span in year_ranges(text)] == ["1964 to 1982", "1990-92"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It had around 8,400 people in 1990.", ["around 8,400 people"]),
        ("It covers 165.2 km and has 533 inhabitants.", ["533 inhabitants"]),
        ("There were 139.8 people per square mile.", []),
        ("The median income was $31,250 then.", ["$31,250"]),
    ],
)
def test_numbers_are_amounts_of_something_counted(text: str, words: list[str]) -> None:
    assert [span.of(text) for span in number_spans(text)] == words


def test_a_date_may_be_the_same_when_one_says_less() -> None:
    assert when("9 May 1903") == When(1903, 5, 9)
    assert When(1903).may_be(When(1903, 5)) and When(1903, 5).may_be(When(1903, 5, 9))
    assert not When(1903, 5, 9).may_be(When(1903, 5, 10)) and not When(-112).may_be(When(112))
    assert when("in spring") is None


@pytest.mark.parametrize(
    ("text", "words", "kind", "phrase"),
    [
        ("a film by Petr Chardin and others", "Chardin", Asked.PERSON, "Petr Chardin"),
        ("a school in Moor, Ohio, with pupils", "Moor", Asked.PLACE, "Moor, Ohio"),
        ("she is a retired heath poet who", "poet", Asked.THING, "retired heath poet"),
        ("an actor and writer from Moor", "actor", Asked.CATEGORY, "actor and writer"),
        ("by J. R. Moor. The book", "Moor", Asked.PERSON, "J. R. Moor"),
    ],
)
def test_words_grow_to_their_phrase(text: str, words: str, kind: Asked, phrase: str) -> None:
    start = text.index(words)
    assert grown(text, Span(start, start + len(words)), kind).of(text) == phrase


@pytest.mark.parametrize(
    ("text", "sports"),
    [
        ("an English footballer", ["footballer"]),
        ("a quarterback of the school", ["american football"]),
        ("a cross-country skier", ["skiing"]),
        ("drafted by an NBA team", ["basketball (NBA)"]),
        ("an ice hockey coach", ["ice hockey"]),
        ("a chessboard", []),
    ],
)
def test_players_and_leagues_stand_for_their_sport(text: str, sports: list[str]) -> None:
    assert [name.lower() for _, _, name in sports_in(text)] == [each.lower() for each in sports]


def _said(question: str, text: str, scores: dict[str, float]) -> list[str]:
    (found,) = said(question, asked_for(question), [text], ScriptedReader(scores))
    return [each.words for each in found]


def test_a_bare_year_is_given_as_the_full_date_that_was_also_read() -> None:
    text = "Heath (2007 album) is by Ida Moor. It came out on November 1, 2007 in Leith."
    scores = {"2007": 15.0, "November 1, 2007": 8.0}
    assert _said("When was Heath released?", text, scores)[0] == "November 1, 2007"


def test_a_life_span_answers_for_birth_and_death_and_nothing_else() -> None:
    text = "Ida Moor (4 May 1811 – 9 June 1888) was a judge. She took her seat in 1850."
    scores = {"4 May 1811 – 9 June 1888": 15.0, "1850": 9.0}
    assert _said("When was Ida Moor born?", text, scores)[0] == "4 May 1811"
    assert _said("When did Ida Moor die?", text, scores)[0] == "9 June 1888"
    assert _said("When did Ida Moor become a judge?", text, scores)[0] == "1850"


def test_what_only_repeats_the_question_is_no_answer() -> None:
    text = "Heath is an album. Ida Moor wrote it."
    assert _said("Who wrote Heath?", text, {"Heath": 9.0, "Ida Moor": 2.0}) == ["Ida Moor"]


def test_a_long_text_is_read_to_its_end() -> None:
    text = "The heath is wide. " * 200 + "Ida Moor wrote it."
    assert _said("Who wrote Heath?", text, {"Ida Moor": 2.0})[0] == "Ida Moor"


@given(st.text(max_size=300), st.sampled_from(Asked))
def test_any_text_is_read(text: str, kind: Asked) -> None:
    scores = {text[at : at + 5]: float(at) for at in range(0, len(text), 7)}
    (found,) = said("Which?", kind, [text], ScriptedReader(scores))
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    for spans in (date_spans(text), number_spans(text), year_ranges(text)):
        assert all(span.of(text) for span in spans)
