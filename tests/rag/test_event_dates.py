"""When what a sentence tells took place."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.event_dates import event_date, event_dates, is_news, opposed

FRIDAY = datetime(2025, 3, 28, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sentence", "days", "aside"),
    [
        ("On March 26 the mayor closed the bridge.", "2025-03-26", False),
        ("The mayor closed the bridge on Wednesday.", "2025-03-26", False),
        ("The bridge is to open again on April 3.", "2025-04-03", False),
        ("It was her first visit since she was elected on March 9.", "2025-03-09", True),
        ("The mayor, who was elected on March 9, closed the bridge.", "2025-03-09", True),
        ("The mayor, elected on March 9 after a recount, spoke on Friday.", "2025-03-28", False),
        ("Following a meeting on March 27, the mayor closed the bridge.", "2025-03-27", False),
    ],
)
def test_the_main_event_is_dated(sentence: str, days: str, aside: bool) -> None:
    found = event_date(sentence, FRIDAY)
    assert found is not None
    assert (str(found.days), found.aside) == (days, aside)
    assert sentence[found.start : found.end] == found.words


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge has two lanes.",
        "Traffic rose to 300 cars from 250 last year.",
        "The March figures were good.",
        "Goods under the 2020 agreement are spared.",
        "The mayor will wait until after April 28.",
        "In recent months the mayor has said little.",
    ],
)
def test_what_places_no_event_is_passed_over(sentence: str) -> None:
    assert event_date(sentence, FRIDAY) is None


def test_a_weekday_is_no_date_where_nobody_knows_the_week() -> None:
    assert event_date("The mayor closed the bridge on Wednesday.", None) is None
    assert event_date("The mayor closed the bridge on 26 March 2025.", None) is not None


def clash(one: str, other: str) -> bool:
    (first,), (second,) = event_dates(one, FRIDAY), event_dates(other, FRIDAY)
    assert opposed(first, second) == opposed(second, first)
    return opposed(first, second)


def test_one_event_on_two_days_is_opposed() -> None:
    assert clash("The mayor was elected on March 9.", "The new mayor was elected on March 14.")
    assert clash("The toll on cars starts on Wednesday.", "The car toll takes effect on April 3.")


def test_two_events_are_not() -> None:
    assert not clash("The toll on cars starts on April 3.", "The mayor was elected on March 14.")
    assert not clash("The mayor was elected on March 9.", "The mayor was elected in March.")
    assert not clash("The 5 dollar toll starts on April 3.", "The 9 dollar toll starts on April 9.")


def test_the_day_of_the_article_is_its_news() -> None:
    today, before = (event_dates(f"The mayor spoke on March {day}.", FRIDAY)[0] for day in (27, 9))
    assert is_news(today, FRIDAY)
    assert not is_news(before, FRIDAY)
    assert not is_news(today, None)


@given(sentence=st.text(max_size=120))
def test_any_sentence_can_be_read(sentence: str) -> None:
    for found in event_dates(sentence, FRIDAY):
        assert sentence[found.start : found.end] == found.words
