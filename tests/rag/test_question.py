"""What a question asks for, by its wording."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer import Kind
from rag.question import kind, without_choice

QUESTIONS = {
    Kind.TIMELINE: (
        "Give me a timeline of the tariffs",
        "Can you give me a chronology of the free trade talks?",
        "What was the sequence of events before the call?",
        "In what order did the tariffs come?",
        "When did the tariffs come, in chronological order?",
        "What were the steps of the dispute?",
        "List the dates of the tariffs",
        "How did the dispute unfold?",
    ),
    Kind.OVERVIEW: (
        "What happened on Friday between Carney and Trump?",
        "What’s the news about Blanchet?",
        "What's the news?",
        "Summarise the call",
        "Can you give me a quick summary of the talks?",
        "Tell me about Poilievre",
        "What do the articles say about Mexico?",
        "What's the latest on softwood lumber?",
        "What is going on between Canada and the US?",
        "Brief me on the election",
    ),
    Kind.OUTLETS: (
        "How do the outlets differ on the call?",
        "Do the sources agree on when Carney was sworn in?",
        "What do different outlets say about the tariffs?",
        "Where do the articles disagree?",
        "Do all articles give the same date?",
        "Is there any disagreement between the reports on the tariffs?",
        "How does the Gazette differ from the others on the call?",
        "Compare the coverage of the call",
    ),
    Kind.WHEN: (
        "When do the auto tariffs start?",
        "Since when has Carney led the country?",
        "On what date is the election?",
        "Which day did they speak?",
        "What time was the call?",
        "How soon would talks begin?",
        "And when is the vote?",
        "What is the deadline for the parts makers?",
        "What year was the agreement signed?",
        "In which month were the duties paused?",
        "What was the date of the call?",
    ),
    Kind.WHO: (
        "Who is the US commerce secretary?",
        "And who leads the Bloc?",
        "Whom did Carney replace?",
        "Whose office issued the statement?",
        "Which minister handles trade?",
        "What is the name of the Conservative leader?",
        "Who’s in charge of trade?",
        "Which president signed the order?",
        "Which official spoke first?",
    ),
    Kind.HOW_MUCH: (
        "How much is the tariff on steel?",
        "How many jobs depend on the car industry?",
        "What percentage of parts must be American?",
        "How high are the duties?",
        "How old is Trump?",
        "How long did the pause last?",
        "What is the rate of the levy on cars?",
        "What is the population of Windsor?",
        "What share of exports goes south?",
        "How often have they met?",
    ),
    Kind.WHERE: (
        "Where did Poilievre speak?",
        "In which city was the meeting?",
        "What country did Carney visit first?",
        "And where was the statement posted?",
        "Which countries has Carney been to?",
        "What place did the leaders choose?",
    ),
    Kind.WHY: (
        "Why did Trump call?",
        "What is the reason for the pause?",
        "How come the talks wait?",
        "Why was the call delayed?",
        "What’s behind the surge in the polls?",
        "And why now?",
    ),
    Kind.QUOTE: (
        "What did Carney say about the old relationship?",
        "What does the statement say?",
        "What did Trump post on Friday?",
        "How did Blanchet react?",
        "What was Lutnick’s reaction?",
        "What has Carney promised workers?",
        "How did Trump describe the conversation?",
        "What were his remarks after the meeting?",
        "According to the statement, will talks begin?",
    ),
    Kind.WHAT: (
        "What did they agree on?",
        "What is the USMCA?",
        "Will the tariffs be postponed?",
        "Is there a deal?",
        "Which goods are covered?",
        "Does Canada retaliate?",
        "What happens to the suppliers?",
        "How does the agreement work?",
        "tariffs",
        "",
    ),
}
ALL = [(question, wanted) for wanted, asked in QUESTIONS.items() for question in asked]


def test_the_table_is_worth_its_name() -> None:
    assert len(ALL) >= 60
    assert set(QUESTIONS) >= set(Kind)


@pytest.mark.parametrize(("question", "wanted"), ALL)
def test_kind(question: str, wanted: Kind) -> None:
    assert kind(question) is wanted


@pytest.mark.parametrize(("question", "wanted"), ALL)
def test_capitals_do_not_matter(question: str, wanted: Kind) -> None:
    assert kind(question.upper()) is wanted
    assert kind(f"  “{question.lower()}") is wanted


@pytest.mark.parametrize(
    "question", ["Is the whole country affected?", "Did anyone nowhere near object?", "Whole truth"]
)
def test_a_word_inside_another_asks_for_nothing(question: str) -> None:
    assert kind(question) is Kind.WHAT


@given(st.text(max_size=2_000))
def test_any_text_has_a_kind(text: str) -> None:
    assert kind(text) in Kind


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Why did the number of jobs fall?", Kind.WHY),
        ("Who sets the price of steel?", Kind.WHO),
        ("Who set the deadline?", Kind.WHO),
        ("and where is the size of it stated?", Kind.WHERE),
    ],
)
def test_the_leading_word_decides(question: str, asked: Kind) -> None:
    assert kind(question) is asked


@pytest.mark.parametrize(
    ("question", "opened"),
    [
        ("Was Ann sworn in on March 9 or March 14?", "When was Ann sworn in?"),
        ("Did the tolls start on April 2 or 3?", "When did the tolls start?"),
        ("Is the vote on Monday or on Tuesday", "When is the vote?"),
        ("Did Ann win in 2020 or 2021 in Kelso?", "When did Ann win in Kelso?"),
        ("Did Ann or Tom win?", "Did Ann or Tom win?"),
        ("Why was it on March 9 or March 14?", "Why was it on March 9 or March 14?"),
    ],
)
def test_a_choice_of_two_dates_is_asked_openly(question: str, opened: str) -> None:
    assert without_choice(question) == opened
    assert without_choice(opened) == opened


@given(st.text())
def test_any_text_without_dates_stays(text: str) -> None:
    assert without_choice(f"{text}.") == f"{text}."
