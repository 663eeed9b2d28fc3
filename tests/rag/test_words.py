"""Words as they are compared: many spellings, one stem."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.words import STOP_WORDS, search_words, stem_set, stems, words

# In each line, everything is read as the same words.
SAME = (
    ("US tariffs", "U.S. tariffs", "u.s. tariffs", "us tariffs", "American tariffs"),
    ("the United States", "the US", "America", "the United States of America", "Washington"),
    ("Canada", "Canada's", "Canada’s", "Canadians", "Canadians’", "Canadian", "Ottawa"),
    ("the UK", "Britain", "U.K.", "uk", "United Kingdom", "British", "Great Britain"),
    ("the EU", "European Union", "the E.U."),
    ("25%", "25 per cent", "25 percent", "25 pct"),
    ("prime minister", "Prime Minister", "the PM"),
    ("auto tariff", "car duties", "vehicle levy", "automotive levies", "automobile duty"),
    ("aluminum", "aluminium"),
    ("the negotiations", "negotiation", "negotiation’s"),
)


@pytest.mark.parametrize("spellings", SAME, ids=lambda line: line[0])
def test_these_spellings_are_one(spellings: tuple[str, ...]) -> None:
    assert {text: stems(text) for text in spellings} == dict.fromkeys(
        spellings, stems(spellings[0])
    )


@pytest.mark.parametrize(
    "owner", ["the US", "the U.S.", "the United States", "the EU", "the UK", "the Prime Minister"]
)
@pytest.mark.parametrize("ending", ["'s", "’s", "'", "’"])
def test_what_one_owns_bears_the_same_name(owner: str, ending: str) -> None:
    assert stems(f"{owner}{ending} goods") == stems(f"{owner} goods")


def test_what_is_different_stays_different() -> None:
    firsts = [stem_set(line[0]) for line in (SAME[1], SAME[3], SAME[4], SAME[5], SAME[7], SAME[9])]
    assert all(firsts)
    assert all(not one & other for one, other in combinations(firsts, 2))


def test_us_is_the_country_wherever_it_stands() -> None:
    assert "us" not in STOP_WORDS
    assert stems("Tell us what they said") == ("us",)


def test_the_agreement_of_three_countries_is_not_one_of_them() -> None:
    assert "us" not in stem_set("the United States-Mexico-Canada Agreement")
    assert {"us", "canada"} <= stem_set("a U.S.-Canada committee")


@pytest.mark.parametrize("text", ["", "   ", "?!…", "what is it about", "who's he", "It isn't."])
def test_stop_words_carry_nothing(text: str) -> None:
    assert stems(text) == ()
    assert stem_set(text) == frozenset()


def test_order_and_repetition_are_kept() -> None:
    assert stems("tariffs, steel and tariffs") == ("tariff", "steel", "tariff")


@pytest.mark.parametrize("number", ["24,000", "3.5", "2025"])
def test_a_number_is_one_word(number: str) -> None:
    assert words(f"about {number} of them") == ["about", number, "of", "them"]


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("When do the auto tariffs start?", ["auto", "tariffs", "start"]),
        ("Carney’s and Trump's call", ["carney", "trump", "call"]),
        ("tariffs, tariffs, TARIFFS", ["tariffs"]),
        ("What is it about?", ["what", "is", "it", "about"]),  # rather something than nothing
        ("a 5 b", ["5"]),
        ("", []),
        ("?!", []),
    ],
)
def test_the_words_that_are_searched(question: str, searched: list[str]) -> None:
    assert search_words(question) == searched


@given(st.text(max_size=300))
def test_any_text_has_words_without_syntax(text: str) -> None:
    for word in search_words(text):
        assert word
        assert not set(word) & set('"*():^{}[]\x00 \n\t+-')
    assert len(set(search_words(text))) == len(search_words(text))
    assert stem_set(text) == frozenset(stems(text))
    assert all(stems(text))
