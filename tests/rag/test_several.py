"""Journeys: questions that several sentences answer, on the sample articles."""

from collections.abc import Iterator

import pytest

from index.corpus import Corpus
from index.embed import MiniLM
from index.ingest import ingest
from rag.answer import Answer, Question
from rag.chatbot import Chatbot
from tests.rag.conftest import SAMPLES
from tests.rag.invariants import assert_holds


@pytest.fixture(scope="module")
def chatbot(minilm: MiniLM, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chatbot]:
    home = tmp_path_factory.mktemp("several")
    with Chatbot(Corpus(home, minilm, lasting=False)) as desk:
        ingest(desk.corpus, [str(SAMPLES)])
        yield desk


def ask(chatbot: Chatbot, text: str) -> Answer:
    answer = chatbot.ask(Question(text))
    assert_holds(answer)
    return answer


def test_a_timeline_of_the_tariffs_in_march(chatbot: Chatbot) -> None:
    answer = ask(chatbot, "Give me a timeline of Trump's tariff moves in March")
    places = [answer.text.find(day) for day in ("March 4", "March 12", "March 26")]
    assert -1 not in places
    assert places == sorted(places)
    assert "May 3" not in answer.text
    assert all(claim.label for claim in answer.claims)


def test_a_timeline_shows_both_dates_of_the_swearing_in(chatbot: Chatbot) -> None:
    answer = ask(chatbot, "Give me a chronology of Carney's swearing-in")
    (conflict,) = answer.conflicts
    assert {position.value for position in conflict.positions} == {"2025-03-09", "2025-03-14"}


def test_an_overview_of_the_call(chatbot: Chatbot) -> None:
    answer = ask(chatbot, "What happened on Friday between Carney and Trump?")
    assert 3 <= len(answer.claims) <= 5
    assert "productive" in answer.text
    assert len({citation.article.id for citation in answer.citations}) >= 3


def test_a_meeting_that_never_was_has_no_overview(chatbot: Chatbot) -> None:
    answer = ask(chatbot, "What happened at the White House meeting of Carney and Trump?")
    assert answer.abstained is not None


def test_the_outlets_on_the_swearing_in(chatbot: Chatbot) -> None:
    answer = ask(chatbot, "Do the sources agree on when Carney was sworn in?")
    (conflict,) = answer.conflicts
    assert conflict.about == "when Carney was sworn in"
    assert {position.words for position in conflict.positions} >= {"March 9"}
    first = {number for claim in answer.claims[:2] for number in claim.citations}
    assert first == {n for position in conflict.positions for n in position.citations}


def test_where_the_articles_disagree_at_all(chatbot: Chatbot) -> None:
    answer = ask(chatbot, "Where do the articles disagree?")
    values = {position.value for conflict in answer.conflicts for position in conflict.positions}
    assert values >= {"2025-03-09", "2025-03-14", "2025-04-02", "2025-04-03"}


def test_the_news_of_a_small_corpus_needs_no_subject(chatbot: Chatbot) -> None:
    assert ask(chatbot, "What's the news?").claims


@pytest.mark.parametrize(
    "question",
    [
        "Give me a timeline of the penguin regatta",
        "What happened at the Zanzibar regatta?",
        "How do the outlets differ on the penguin regatta?",
    ],
)
def test_what_no_article_mentions_is_refused(chatbot: Chatbot, question: str) -> None:
    answer = ask(chatbot, question)
    assert answer.abstained is not None
    assert "regatta" in answer.abstained
