"""Limits that are lifted, outlets that there are not, and what a conversation keeps."""

from datetime import date

import pytest

from rag.filters import Filters
from rag.limits import Limited, limits_in_words
from tests.rag.limits.asked import CBC, KNOWN, NEWEST, REUTERS, START, TODAY, end, read, since

BOTH = {"outlets", "dates"}


@pytest.mark.parametrize(
    ("text", "question", "lifted"),
    [
        ("not limited any more", "", BOTH),
        ("all articles", "", BOTH),
        ("Use all the articles again, please", "", BOTH),
        ("remove the filters", "", BOTH),
        ("no limits", "", BOTH),
        ("every outlet", "", {"outlets"}),
        ("from all sources", "", {"outlets"}),
        ("not just CBC", "", {"outlets"}),
        ("drop the outlet filter", "", {"outlets"}),
        ("drop the date limit", "", {"dates"}),
        ("without limits on dates", "", {"dates"}),
        ("all dates", "", {"dates"}),
        (f"{START} All outlets.", START, {"outlets"}),
        ("When do auto tariffs start, all outlets?", START, {"outlets"}),
        (f"All articles: {START}", START, BOTH),
    ],
)
def test_a_limit_is_lifted(text: str, question: str, lifted: set[str]) -> None:
    assert read(text) == Limited(question, lifted=frozenset(lifted))


@pytest.mark.parametrize(
    ("text", "unknown", "outlets"),
    [
        ("only articles from the Guardian", ("Guardian",), ()),
        ("only the Guardian", ("Guardian",), ()),
        ("just bloomberg", ("bloomberg",), ()),
        (f"{START} Only the Ottawa Citizen Times", ("Ottawa Citizen Times",), ()),
        ("use only stories by Le Devoir", ("Le Devoir",), ()),
        ("just CBC and the Guardian", ("Guardian",), (CBC,)),
    ],
)
def test_an_outlet_that_there_is_not(
    text: str, unknown: tuple[str, ...], outlets: tuple[str, ...]
) -> None:
    found = read(text)
    assert (found.unknown, found.filters.outlets) == (unknown, outlets)
    told = found.not_found(KNOWN)
    assert [each.startswith(f"No article is from the outlet “{unknown[0]}”; ") for each in told]
    assert len(told) == 1 and told[0].endswith(".")


def test_one_that_could_be_several_is_said() -> None:
    found = limits_in_words("only articles from the Star", ["Red Star", "Blue Star"], None, TODAY)
    assert found.not_found(["Red Star", "Blue Star"]) == (
        "The outlet “Star” could be Red Star, Blue Star: name one.",
    )


def test_days_are_counted_from_the_newest_article_or_from_today() -> None:
    assert limits_in_words("as of 28 March", KNOWN, date(2023, 1, 5), TODAY).filters.as_of == end(
        28, 3, 2022
    )
    assert limits_in_words("as of 28 March", KNOWN, None, TODAY).filters.as_of == end(28)
    found = limits_in_words("until yesterday", KNOWN, NEWEST, date(2026, 1, 1))
    assert found.filters == Filters(until=end(31, 12, 2025))


def test_new_words_take_the_place_of_the_same_kind() -> None:
    old = Filters(as_of=end(28), outlets=(CBC,), articles=("a",))
    assert read("only Reuters").applied_to(old).outlets == (REUTERS,)
    assert read("only Reuters").applied_to(old).as_of == end(28)
    assert read("until 20 March").applied_to(old) == Filters(
        until=end(20), outlets=(CBC,), articles=("a",)
    )
    assert read("since 20 March").applied_to(old) == Filters(
        as_of=end(28), since=since(20), outlets=(CBC,), articles=("a",)
    )
    assert read("since 29 March").applied_to(old).selection.latest is None
    assert read("all articles").applied_to(old) == Filters(articles=("a",))
    assert read("every outlet").applied_to(old) == Filters(as_of=end(28), articles=("a",))
    assert read("drop the date limit").applied_to(old) == Filters(outlets=(CBC,), articles=("a",))
    assert read("all articles, only NPR").applied_to(old) == Filters(
        outlets=("NPR",), articles=("a",)
    )
    assert read(START).applied_to(old) == old
