"""Accepted wordings found in answers, and the SQuAD figures against a second implementation."""

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rag.evals.matching import (
    agrees,
    contains,
    contains_any,
    exact_match,
    squad_normalised,
    token_f1,
)
from rag.evals.tokens import tokens
from tests.rag.evals.texts import NEWS_TEXT, TEXT


@pytest.mark.parametrize(
    ("text", "wording", "found"),
    [
        ("They start on April 3, officials said.", "april 3", True),
        ("They start on 3 April 2025.", "April 3", True),
        ("They start on April 30.", "April 3", False),
        ("They start in April.", "April 3", False),
        ("They start on April 3.", "april", True),
        ("They start on April 3, 2025.", "2025", True),
        ("They start on April 3.", "2025", False),
        ("A 25-per-cent levy", "25%", False),
        ("A 25 per cent levy", "25%", True),
        ("A levy of 25", "25%", False),
        ("A levy of 125%", "25%", False),
        ("It costs $1,500,000.", "1.5 million dollars", True),
        ("It costs $1.5 billion.", "$1.5 million", False),
        ("Mark J. Carney", "Mark Carney", False),  # not side by side
        ("the U.S. of old", "US", True),
        ("Tell us", "US", True),  # case is no difference
        ("Carneys", "Carney", False),  # a whole word
        ("Carney’s plan", "Carney", True),
        ("Yes, they did.", "yes", True),
        ("Did they? Yes.", "yes", False),
        ("No, it is over.", "No", True),
        ("There is no doubt.", "no", False),
        ("", "april", False),
        ("anything", "", False),
        ("anything", "the", False),
    ],
)
def test_a_wording_stands_in_a_text(text: str, wording: str, found: bool) -> None:
    assert contains(text, wording) is found
    assert contains_any(text, ["nowhere to be seen", wording]) is found


@pytest.mark.parametrize(
    ("short", "wording", "same"),
    [
        ("Carney", "Mark Carney", True),
        ("Mark Carney of Canada", "Mark Carney", True),
        ("Marc Carney", "Mark Carney", False),
        ("April", "April 3", False),
        ("3", "April 3", False),
        ("3 April", "April 3", True),
        ("25", "25 per cent", False),
        ("25 per cent of all", "25%", True),
        ("", "Mark Carney", False),
        ("the", "the end", False),
    ],
)
def test_a_short_answer_agrees_with_a_wording(short: str, wording: str, same: bool) -> None:
    assert agrees(short, [wording]) is same


@given(TEXT)
def test_a_wording_is_itself(wording: str) -> None:
    assert contains(wording, wording) is bool(tokens(wording))
    assert agrees(wording, [wording]) is bool(tokens(wording))
    assert exact_match(wording, [wording]) == 1.0
    assert token_f1(wording, [wording]) == float(bool(squad_normalised(wording)))


def test_a_figure_beyond_what_a_float_holds_is_itself() -> None:
    assert contains("9" * 400, "9" * 400)


@given(NEWS_TEXT, NEWS_TEXT, TEXT, TEXT)
def test_what_stands_in_a_text_stands_in_a_longer_one(
    text: str, wording: str, before: str, after: str
) -> None:
    assume(tokens(wording) not in {("yes",), ("no",)})
    longer = f"{before} | {text} {wording} | {after}"
    whole = contains(f"{text} {wording}", wording)
    assert contains(longer, wording) >= whole
    assert contains(f"{before} | {wording} | {after}", wording) is bool(tokens(wording))


# The SQuAD paper's description, section 6.1 and its appendix, written down once more: ignore
# punctuation and articles; F1 over bags of tokens; the best over the accepted answers.
def paper_words(text: str) -> list[str]:
    bare = "".join(letter for letter in text.lower() if letter not in set(string.punctuation))
    return [word for word in bare.split() if word not in ("a", "an", "the")]


def paper_f1(said: str, wanted: str) -> float:
    left, right = paper_words(said), paper_words(wanted)
    rest, overlap = list(right), 0
    for word in left:
        if word in rest:
            rest.remove(word)
            overlap += 1
    return 2 * overlap / (len(left) + len(right)) if overlap else 0.0


SQUAD_TEXT = st.lists(
    st.sampled_from(
        "the a an The cat dog Cat's 25% $5 u.s. there than co-op -- , 3.5 ? “day” é \t \n".split(
            " "
        )
    ),
    max_size=8,
).map(" ".join)


@given(SQUAD_TEXT, st.lists(SQUAD_TEXT, max_size=3))
def test_exact_match_and_f1_are_those_of_the_paper(said: str, wanted: list[str]) -> None:
    assert squad_normalised(said) == " ".join(paper_words(said))
    assert exact_match(said, wanted) == any(paper_words(said) == paper_words(w) for w in wanted)
    assert token_f1(said, wanted) == pytest.approx(
        max((paper_f1(said, each) for each in wanted), default=0.0)
    )


def test_f1_by_hand() -> None:
    # 2 of 3 words said are wanted, 2 of 4 wanted are said: 2 * 2/3 * 1/2 / (2/3 + 1/2) = 4/7
    assert token_f1("new cat dog", ["cat dog in rain"]) == pytest.approx(4 / 7)
    assert token_f1("x x", ["x"]) == pytest.approx(2 / 3)  # a bag: one x is one x


def test_no_short_answer_is_a_wrong_one() -> None:
    assert exact_match(None, ["x"]) == token_f1(None, ["x"]) == 0.0
