"""What a question is about, without the words that only ask for a form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.subject import subject
from rag.topic import topic
from rag.words import stem_set

SUBJECTS = {
    "Give me a timeline of Trump's tariff moves in March": "Trump's tariff moves in March",
    "Can you give me a chronology of the free trade talks?": "the free trade talks",
    "In what order did the tariffs come?": "the tariffs come",
    "What were the steps of the dispute?": "the dispute",
    "List the dates of the tariffs": "the tariffs",
    "How did the dispute unfold?": "the dispute",
    "Carney's contacts with Trump, day by day": "Carney's contacts with Trump",
    "How do the outlets differ on the call?": "the call",
    "Do the sources agree on when Carney was sworn in?": "when Carney was sworn in",
    "What do different outlets say about the tariffs?": "the tariffs",
    "How does the Gazette differ from the others on the call?": "the call",
    "Is there any disagreement between the articles on the tariffs?": "the tariffs",
    "Where do the articles disagree?": "",
    "What happened on Friday between Carney and Trump?": "Friday between Carney and Trump",
    "What is the news about Blanchet?": "Blanchet",
    "Summarise what the articles say about Poilievre": "Poilievre",
    "Tell me about the auto tariffs": "the auto tariffs",
    "what do the articles say about Mexico": "Mexico",
    "What’s the latest on softwood lumber?": "softwood lumber",
    "Give me a short overview of the talks": "the talks",
    "What happened?": "",
    "Do the sources agree on that?": "",
    "Tell me about the call – in chronological order": "the call",
    "Give me a timeline of the tariffs – on steel?": "the tariffs – on steel",
}


@pytest.mark.parametrize("question", SUBJECTS)
def test_the_words_that_ask_for_a_form_go(question: str) -> None:
    assert subject(question) == SUBJECTS[question]


@given(question=st.text(max_size=100))
def test_any_question_has_a_subject_of_its_own_words(question: str) -> None:
    found = subject(question)
    assert stem_set(found) <= stem_set(question.replace("’", "'")) | stem_set(question)


def test_common_words_weigh_little() -> None:
    found = topic("the tariff ruling", ["A tariff on cars.", "A tariff on steel.", "It rained."])
    assert found.weights["rule"] > found.weights["tariff"] > 0
    assert sum(found.weights.values()) == pytest.approx(1)


def test_what_nothing_names_is_said_as_the_question_writes_it() -> None:
    found = topic("the G7 summit in Kananaskis", ["The leaders met in Ottawa."])
    assert found.absent(["The leaders met in Ottawa."]) == ["G7", "Kananaskis"]


def test_a_subject_without_words_is_everywhere() -> None:
    assert topic("", ["Anything at all."]).share(frozenset()) == 1.0
