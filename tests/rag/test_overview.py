"""An overview: the few sentences that say most, from several articles."""

from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from rag.composed import Composed
from rag.overview import MOST, overview
from tests.rag.reports import assert_composed, read, report, texts


def composed(about: str, *articles: Article) -> Composed:
    candidates = read(articles)
    known = {article.id: article for article in articles}
    found = overview(about, texts(candidates), candidates, known.get)
    assert_composed(found, articles)
    return found


ONE = report(
    "The mayor closed the bridge to lorries after cracks were found. Ferries will help out. The"
    " bridge is 90 years old, and lorries pay nothing on it.",
    outlet="One",
)
TWO = report(
    "Lorries may no longer use the bridge, the mayor said after cracks were found. She thanked"
    " the engineers. A choir sang.",
    outlet="Two",
)


def test_what_several_articles_say_comes_first() -> None:
    found = composed("the bridge and lorries", ONE, TWO)
    first = found.claims[0].text
    assert first.startswith(("The mayor closed the bridge", "Lorries may no longer"))
    assert all("choir" not in claim.text and "Ferries" not in claim.text for claim in found.claims)


def test_what_leans_on_the_sentence_before_is_left_out() -> None:
    found = composed("the engineers", TWO, report("The engineers met the mayor.", outlet="Three"))
    assert [claim.text for claim in found.claims] == ["The engineers met the mayor."]


def test_nothing_is_said_twice() -> None:
    again = report("The mayor closed the bridge to lorries after cracks were found there.")
    found = composed("the bridge", ONE, again)
    assert sum("closed the bridge" in claim.text for claim in found.claims) == 1


def test_a_meeting_that_never_was_is_refused() -> None:
    body = "The mayor spoke in the town hall. The engineers will meet the owners on Friday."
    found = composed("the meeting of the mayor in the town hall", report(body))
    assert found.abstained is not None
    assert found.nearest is not None
    assert composed("the engineers and the owners", report(body)).abstained is None


def test_an_article_that_is_gone_is_passed_over() -> None:
    candidates = read([ONE, TWO])
    found = overview("the bridge", texts(candidates), candidates, {TWO.id: TWO}.get)
    assert {citation.article.id for citation in found.citations} == {TWO.id}
    assert overview("the bridge", texts(candidates), candidates, lambda _: None).claims == ()


def test_words_for_a_day_find_what_another_article_dates_otherwise() -> None:
    body = "The bridge was closed to lorries on Wednesday. The bridge opened again on Thursday."
    dated = report("The bridge was closed on March 26, the mayor told the council.", outlet="Two")
    found = composed("the bridge on March 26", report(body), dated)
    assert [claim.text for claim in found.claims].count("The bridge opened again on Thursday.") == 0
    assert any("Wednesday" in claim.text for claim in found.claims)


NOUNS = ("toll", "ferry", "harbour", "choir", "engineer", "council", "lorry", "quay")


@given(st.lists(st.lists(st.sampled_from(NOUNS), min_size=2, max_size=5), max_size=12))
def test_whatever_is_said_is_shown_once_and_shortly(sentences: list[list[str]]) -> None:
    articles = list({
        each.id: each
        for each in (report(f"The bridge has a {', a '.join(nouns)}.") for nouns in sentences)
    }.values())  # fmt: skip
    found = composed("the bridge", *articles)
    assert len(found.claims) <= MOST
    assert bool(found.claims) == bool(articles)
