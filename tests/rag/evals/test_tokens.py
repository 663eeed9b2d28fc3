"""Texts as comparable tokens: figures and dates by value, words as SQuAD normalises them."""

import pytest
from hypothesis import given

from rag.evals.tokens import Day, Number, Token, tokens
from tests.rag.evals.texts import NEWS_TEXT, TEXT

APRIL_3 = Day(None, 4, 3)
QUARTER = Number(25.0, "percent")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "From the 3rd of April, U.S. cars face 25 per cent.",
            ("from", APRIL_3, "us", "cars", "face", QUARTER),
        ),
        ("April 3", (APRIL_3,)),
        ("3 April", (APRIL_3,)),
        ("3rd of April", (APRIL_3,)),
        ("Apr. 3", (APRIL_3,)),
        ("APRIL 03, 2025", (Day(2025, 4, 3),)),
        ("2025-04-03", (Day(2025, 4, 3),)),
        ("April 2025", (Day(2025, 4, None),)),
        ("April 2 and 3", (Day(None, 4, 2), "and", Number(3.0, ""))),
        ("Sept. 9", (Day(None, 9, 9),)),
        ("in march", ("in", "march")),
        ("it may face", ("it", "may", "face")),
        ("25%", (QUARTER,)),
        ("25 pct", (QUARTER,)),
        ("twenty-five per cent", (QUARTER,)),
        ("25 percentage points", (QUARTER,)),
        ("a 25-percent levy", (QUARTER, "levy")),
        ("25", (Number(25.0, ""),)),
        ("500,000 jobs", (Number(500_000.0, ""), "jobs")),
        ("half of 1.5", ("half", "of", Number(1.5, ""))),
        (".5", (Number(0.5, ""),)),
        ("$5", (Number(5.0, "dollar"),)),
        ("US$5m", (Number(5e6, "US dollar"),)),
        ("C$1.2bn", (Number(1.2e9, "C dollar"),)),
        ("1.5 bln dlrs", (Number(1.5e9, "dollar"),)),
        ("5 Canadian dollars", (Number(5.0, "C dollar"),)),
        ("£3 million", (Number(3e6, "pound"),)),
        ("seven trillion yen", (Number(7e12, "yen"),)),
        ("two hundred", (Number(200.0, ""),)),
        ("the 24th and the third", (Number(24.0, "ordinal"), "and", Number(3.0, "ordinal"))),
        ("Canada’s U.S.-born", ("canada", "s", "us", "born")),
        ("Yves-François", ("yves", "françois")),
        ("An apple, a day: the end!", ("apple", "day", "end")),
        ("ＦＵＬＬ width", ("full", "width")),
        ("x2 q1", ("x2", "q1")),
        ("the a an", ()),
        ("… — !", ()),
        ("", ()),
    ],
)
def test_text_is_read_as(text: str, wanted: tuple[Token, ...]) -> None:
    assert tokens(text) == wanted


@pytest.mark.parametrize("text", ["2025-00-12", "2025-02-00"])
def test_there_is_no_month_or_day_nought(text: str) -> None:
    for token in tokens(text):
        assert not isinstance(token, Day) or (token.month and token.day)


def test_a_figure_close_behind_a_full_stop_is_a_figure() -> None:
    assert tokens("It is over.25 per cent") == ("it", "is", "over", QUARTER)


@given(TEXT)
def test_any_text_has_tokens(text: str) -> None:
    for token in tokens(text):
        match token:
            case str():
                assert token and token == token.lower() and not any(map(str.isspace, token))
            case Number():
                assert token.value >= 0
            case Day():
                assert 0 <= token.month <= 12 and (token.day is None or 0 <= token.day <= 31)


@given(NEWS_TEXT)
def test_words_read_again_are_the_same_words(text: str) -> None:
    # Each for itself: what stands side by side may make a date together.
    for token in tokens(text):
        if isinstance(token, str):
            assert tokens(token) == (token,)


@given(TEXT)
def test_case_and_white_space_are_no_difference(text: str) -> None:
    assert tokens(f"  {text}\n") == tokens(text)
    if text.isascii():
        assert tokens(text.upper()) == tokens(text.lower()) == tokens(text)


@pytest.mark.parametrize(
    ("accepted", "said", "fits"),
    [
        (Day(None, 4, 3), Day(None, 4, 3), True),
        (Day(None, 4, 3), Day(2025, 4, 3), True),
        (Day(2025, 4, 3), Day(None, 4, 3), True),
        (Day(2025, 4, 3), Day(2024, 4, 3), False),
        (Day(None, 4, 3), Day(None, 4, 2), False),
        (Day(None, 4, 3), Day(None, 5, 3), False),
        (Day(2025, 4, None), Day(None, 4, 3), True),
        (Day(None, 4, 3), Day(2025, 4, None), False),
    ],
)
def test_a_sharper_day_fits_a_vaguer_one(accepted: Day, said: Day, fits: bool) -> None:
    assert accepted.fits(said) is fits


@pytest.mark.parametrize(
    ("accepted", "said", "fits"),
    [
        (Number(25, ""), QUARTER, True),
        (QUARTER, Number(25, ""), False),
        (QUARTER, Number(25.1, "percent"), False),
        (QUARTER, Number(25, "ordinal"), False),
        (Number(0.3, ""), Number(0.1 + 0.2, ""), True),
        (Number(0, ""), Number(0, ""), True),
        (Number(0, ""), Number(1e-12, ""), False),
        (Number(5, "dollar"), Number(5, "US dollar"), True),
        (Number(5, "C dollar"), Number(5, "dollar"), True),
        (Number(5, "C dollar"), Number(5, "US dollar"), False),
        (Number(5, "dollar"), Number(5, "euro"), False),
        (Number(5, "dollar"), Number(5, ""), False),
    ],
)
def test_a_sharper_figure_fits_a_vaguer_one(accepted: Number, said: Number, fits: bool) -> None:
    assert accepted.fits(said) is fits
