"""What each article says on a subject, and where two cannot both be right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from rag.composed import Composed
from rag.outlets import MOST, outlets
from tests.rag.reports import assert_composed, read, report, texts

QUESTION = "How do the reports differ on the subject?"


def composed(about: str, *articles: Article, question: str = QUESTION) -> Composed:
    candidates = read(articles)
    known = {article.id: article for article in articles}
    found = outlets(question, about, texts(candidates), candidates, known.get)
    assert_composed(found, articles)
    return found


def test_each_article_has_its_sentence() -> None:
    one = report("The toll on the bridge will rise. A choir sang.", outlet="One")
    two = report("Drivers dislike the bridge toll. Ferries are full.", outlet="Two")
    three = report("A choir sang at the quay.", outlet="Three")
    found = composed("the bridge toll", one, two, three)
    assert {claim.text for claim in found.claims} == {
        "The toll on the bridge will rise.",
        "Drivers dislike the bridge toll.",
    }
    assert found.conflicts == ()


def test_an_outlet_that_is_asked_about_and_silent_is_named() -> None:
    one = report("The toll on the bridge will rise.", outlet="One")
    two = report("Drivers dislike the bridge toll.", outlet="Two")
    three = report("A choir sang at the quay.", outlet="The Gazette")
    question = "How does The Gazette differ from others on the bridge toll?"
    found = composed("the bridge toll", one, two, three, question=question)
    assert found.notes[0] == "The Gazette says nothing on this in the articles found."
    assert not any("Gazette" in note for note in composed("the bridge toll", one, three).notes)


def test_one_event_on_two_days_is_a_conflict_and_comes_first() -> None:
    neither = report("The mayor was sworn in at the town hall, and many came.", outlet="Zero")
    one = report("The mayor was sworn in on March 9.", outlet="One")
    two = report("The mayor was sworn in on March 14.", outlet="Two")
    found = composed("when the mayor was sworn in", neither, one, two)
    assert {claim.text for claim in found.claims[:2]} == {one.body, two.body}
    (conflict,) = found.conflicts
    assert conflict.about == "when the mayor was sworn in"
    assert {position.value for position in conflict.positions} == {"2025-03-09", "2025-03-14"}


def test_one_figure_given_differently_is_a_conflict() -> None:
    one = report("The toll on the bridge will rise by 12 percent this summer.", outlet="One")
    two = report("The toll on the bridge will rise by 15 percent this summer.", outlet="Two")
    (conflict,) = composed("the bridge toll", one, two).conflicts
    assert {position.words for position in conflict.positions} == {"12 percent", "15 percent"}


@pytest.mark.parametrize(
    "other",
    [
        "The toll on the bridge will rise by more than 10 percent this summer.",
        "The toll in the tunnel rose by 15 percent, and drivers of lorries protested.",
        "The toll on the bridge will rise by 15 percent this summer, or 3 euros.",
    ],
)
def test_figures_that_can_both_be_right_are_none(other: str) -> None:
    one = report("The toll on the bridge will rise by 12 percent this summer.", outlet="One")
    assert composed("the toll", one, report(other, outlet="Two")).conflicts == ()


def test_one_statement_in_two_wordings_is_a_conflict() -> None:
    one = report('Ann Smith said the bridge toll was "a very heavy burden on drivers".')
    two = report('Ann Smith said the bridge toll was "a really heavy burden on all drivers".')
    (conflict,) = composed("what Ann Smith said of the bridge toll", one, two).conflicts
    assert "Ann Smith" in conflict.about
    assert {position.words for position in conflict.positions} == {
        "a very heavy burden on drivers",
        "a really heavy burden on all drivers",
    }


def test_without_a_subject_only_what_differs_is_shown() -> None:
    one = report("The mayor was sworn in on March 9. A choir sang.", outlet="One")
    two = report("The mayor was sworn in on March 14. Ferries are full.", outlet="Two")
    found = composed("", one, two)
    assert len(found.claims) == 2
    assert found.conflicts[0].about == "the date of “The mayor was sworn in”"
    agreed = composed("", one, report("Ferries are full.", outlet="Three"))
    assert agreed.abstained is not None


def test_a_subject_that_no_article_names_is_refused() -> None:
    assert composed("the tunnel", report("The toll will rise.")).abstained is not None


@given(
    st.lists(
        st.tuples(st.sampled_from(("was opened", "was closed", "rose")), st.integers(1, 27)),
        min_size=1,
        max_size=12,
    )
)
def test_whatever_is_said_each_article_is_heard_once_or_in_conflict(
    said: list[tuple[str, int]],
) -> None:
    articles = list({
        each.id: each
        for each in (report(f"The bridge toll {verb} on February {day}.") for verb, day in said)
    }.values())  # fmt: skip
    found = composed("the bridge toll", *articles)
    assert len(found.claims) == min(len(articles), MOST)
