"""What becomes of sentences about the sample articles. Labels are ours, from reading them."""

import pytest

from index.corpus import Corpus
from rag.chatbot import Chatbot
from rag.claim_check import CheckedSentence, ClaimCheck, Verdict
from rag.filters import filters_from

SAID = """
Canada's general election is on April 28.
Canadians vote on 28 April.
FYI Canada's general election is on April 28.
Trump announced the auto tariffs on March 26.
Tariffs on auto parts take effect on May 3.
Trump placed 25 percent tariffs on Canada and Mexico on March 4.
Canada's auto industry supports an estimated 500,000 jobs.
Howard Lutnick is the U.S. Secretary of Commerce.
Pierre Poilievre is the Conservative leader.
Yves-François Blanchet leads the Bloc Québécois.
Carney succeeded Justin Trudeau.
Poilievre hoped the conversation had been a “successful talk.”
"""
CONTRADICTED = """
Canada's general election is on April 24.
Trump announced the auto tariffs on March 20.
Tariffs on auto parts take effect on April 3.
Tariffs on auto parts take effect on May 13.
Trump placed 10 percent tariffs on Canada and Mexico on March 4.
Canada's auto industry supports an estimated 50,000 jobs.
Howard Lutnick is Canada's International Trade Minister.
Chrystia Freeland leads the Bloc Québécois.
Canada's general election is not on April 28.
The tariffs on auto parts will not take effect on May 3.
Carney was sworn in as prime minister on March 10.
“We have the best trading relationship in the history of the world,” Blanchet said.
"""
DISPUTED = """
Carney was sworn in on March 14.
Carney was sworn in on March 9.
The auto tariffs kick in on April 3.
"""
NOT_SAID = """
Germany won the 2014 World Cup.
The Bank of Canada cut interest rates by 25 basis points.
Trump announced tariffs on lumber on March 26.
Carney spoke to Canada's premiers in a virtual meeting.
Carney said the conversation was a “successful talk.”
Trump said: “It was a terrible call, we agree on nothing.”
Trump will visit Ottawa in May.
La elección en Canadá es el 28 de abril.
They start on April 3.
"""
NO_CLAIM = """
Good morning everyone!
When was Carney sworn in?
Is it true that the election is on April 28?
I think this is terrible.
Please have a look at the draft.
What a mess.
ok
"""


@pytest.fixture(scope="module")
def chatbot(samples: Corpus) -> Chatbot:
    return Chatbot(samples)


def only(found: ClaimCheck) -> CheckedSentence:
    (sentence,) = found.sentences
    return sentence


@pytest.mark.parametrize(
    ("verdict", "text"),
    [
        (verdict, text)
        for verdict, texts in (
            (Verdict.SAID, SAID),
            (Verdict.CONTRADICTED, CONTRADICTED),
            (Verdict.DISPUTED, DISPUTED),
            (Verdict.NOT_SAID, NOT_SAID),
            (Verdict.NO_CLAIM, NO_CLAIM),
        )
        for text in texts.strip().splitlines()
    ],
)
def test_a_sentence_gets_its_verdict(chatbot: Chatbot, verdict: Verdict, text: str) -> None:
    assert only(chatbot.check(text)).verdict is verdict


def test_what_is_contradicted_says_by_what(chatbot: Chatbot) -> None:
    found = chatbot.check("Tariffs on auto parts take effect on May 13.")
    sentence = only(found)
    assert sentence.note == "The articles say “May 3”, not “May 13”."
    assert "May 3" in found.citations[sentence.against[0] - 1].quote
    assert sentence.citations == ()


def test_both_sides_of_a_dispute_are_cited(chatbot: Chatbot) -> None:
    found = chatbot.check("Carney was sworn in on March 9.")
    sentence = only(found)
    assert sentence.note in (
        "Other articles say “March 14”, not “March 9”.",
        "Other articles say “14 March”, not “March 9”.",
    )
    sides = [
        {found.citations[number - 1].article.id for number in numbers}
        for numbers in (sentence.citations, sentence.against)
    ]
    assert sides[0] and sides[1] and not sides[0] & sides[1]


def test_a_day_of_the_week_is_the_day_it_was(chatbot: Chatbot) -> None:
    found = chatbot.check("The 25 percent levies on foreign cars start on April 2.")
    quotes = [found.citations[number - 1].quote for number in only(found).citations]
    assert any("Wednesday" in quote for quote in quotes)


def test_the_nearest_sentence_is_shown_where_nothing_says_it(chatbot: Chatbot) -> None:
    found = chatbot.check("Carney has visited Germany since taking office.")
    sentence = only(found)
    assert sentence.verdict is Verdict.NOT_SAID
    assert sentence.nearest is not None
    assert "France" in found.citations[sentence.nearest - 1].quote


def test_he_is_the_one_person_of_the_sentence_before(chatbot: Chatbot) -> None:
    first, second = chatbot.check(
        "Pierre Poilievre is the Conservative leader. He leads the Bloc Québécois."
    ).sentences
    assert first.verdict is Verdict.SAID
    assert second.text == "He leads the Bloc Québécois."
    assert second.verdict is Verdict.CONTRADICTED


def test_what_only_another_sentence_names_is_not_guessed(chatbot: Chatbot) -> None:
    sentence = only(chatbot.check("They will take effect on April 3."))
    assert sentence.verdict is Verdict.NOT_SAID
    assert sentence.note == "It is not clear who or what “They” is: write the name and check again."


def test_limits_that_leave_no_article_are_said(chatbot: Chatbot) -> None:
    limits = filters_from(until="2001-01-01")
    found = chatbot.check("Canada's general election is on April 28.", limits)
    assert found.notes[0].startswith("No article is within the limits: published by")
    assert only(found).verdict is Verdict.NOT_SAID
    assert only(found).note == "No sentence of the articles is about this."
