"""The filters of the page: what the form says is what is set, and each can be dropped."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Basis
from index.errors import UsageError
from index.listing import ListedArticle
from rag.filters import NO_FILTERS, Filters
from tests.ui.page.examples import HOSTILE, Page, only_ours
from ui.page.limits import active_html, form_html, read_form, without

NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf"]), min_size=1, max_size=20)
DAYS = st.dates(date(1000, 1, 1))
MINUTES = st.datetimes(datetime(1000, 1, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=UTC)
)


def at(clock: time) -> "st.SearchStrategy[datetime | None]":
    return st.none() | DAYS.map(lambda day: datetime.combine(day, clock, UTC))


FILTERS = st.builds(
    Filters,
    as_of=st.none() | MINUTES,
    since=at(time.min),
    until=at(time.max),
    outlets=st.lists(NAMES, unique=True, max_size=3).map(lambda each: tuple(sorted(each))),
    articles=st.lists(NAMES, max_size=1).map(tuple),
)


def listed(ident: str, title: str) -> ListedArticle:
    return ListedArticle(ident, title, None, None, None, None, Basis.UNKNOWN, 1, 0)


def sent(page: Page) -> dict[str, Any]:
    """What a browser sends of a form: as listen.js gathers it."""
    found: dict[str, list[str]] = {}
    name = ""
    for tag, attrs in page.elements:
        if tag == "input":
            values = found.setdefault(str(attrs["name"]), [])
            if attrs["type"] != "checkbox" or "checked" in attrs:
                values.append(str(attrs["value"]))
        elif tag == "select":
            name = str(attrs["name"])
            found[name] = []
        elif tag == "option" and "selected" in attrs:
            found[name].append(str(attrs["value"]))
    return {
        field: values if len(values) > 1 else (values or [""])[0] for field, values in found.items()
    }


def form(filters: Filters) -> Page:
    chosen = [listed(each, each) for each in filters.articles]
    return only_ours(form_html(filters, ["Another", *filters.outlets], chosen))


@given(FILTERS)
def test_the_form_sends_back_what_is_set(filters: Filters) -> None:
    assert read_form(sent(form(filters))) == filters


@given(FILTERS)
def test_dropping_every_chip_leaves_no_filter(filters: Filters) -> None:
    left, seen = filters, 0
    while left:
        chips = only_ours(active_html(left, {})).having(data_event="drop")
        assert chips[-1]["data-field"] == "all"
        left = without(left, str(chips[0]["data-field"]), str(chips[0]["data-value"]))
        seen += 1
    parts = [filters.as_of, filters.since, filters.until, *filters.outlets, *filters.articles]
    assert seen == len([each for each in parts if each is not None])
    assert active_html(left, {}) == ""


@given(FILTERS)
def test_all_can_be_dropped_at_once(filters: Filters) -> None:
    assert without(filters, "all", "") == NO_FILTERS


@pytest.mark.parametrize("text", HOSTILE)
def test_the_form_and_the_chips_have_only_their_own_elements(text: str) -> None:
    named = listed("art_1", text)
    filters = Filters(outlets=(text,), articles=(named.id,))
    page = only_ours(form_html(filters, [text], [named]))
    assert page.texts["option"] == ["any", text]
    assert sent(page)["outlets"] == text
    chips = only_ours(active_html(filters, {named.id: text}, text))
    assert chips.texts[".chip"] == [f"{text} ×"] * 2
    assert chips.texts[".failure"] == [text]


def test_a_day_alone_is_a_whole_day() -> None:
    filters = read_form({"since": "2025-03-27", "until": "2025-03-28", "as_of": "2025-03-28T18:05"})
    assert filters.since == datetime(2025, 3, 27, tzinfo=UTC)
    assert filters.until == datetime.combine(date(2025, 3, 28), time.max, UTC)
    chips = only_ours(active_html(filters, {})).texts[".chip"]
    assert chips == [
        "As of 28 March 2025, 18:05 UTC ×",
        "From 27 March 2025 ×",
        "Until 28 March 2025 ×",
    ]


@pytest.mark.parametrize("field", ["since", "until", "as_of"])
def test_what_is_no_date_is_named(field: str) -> None:
    told = field.replace("_", " ").capitalize()
    with pytest.raises(UsageError, match=f"^{told}: “soon” is no date"):
        read_form({field: "soon"})


@pytest.mark.parametrize("value", [None, 7, {"a": 1}, [None, 7], "", []])
def test_what_no_form_sends_sets_nothing(value: Any) -> None:
    fields = dict.fromkeys(["as_of", "since", "until", "outlets", "articles"], value)
    assert read_form(fields) == NO_FILTERS


def test_an_article_without_a_name_is_told_as_one() -> None:
    chips = only_ours(active_html(Filters(articles=("art_1",)), {}))
    assert chips.texts[".chip"] == ["One article ×"]


def test_parts_with_nothing_to_choose_are_left_out() -> None:
    page = only_ours(form_html(NO_FILTERS, [], []))
    assert {str(attrs["name"]) for tag, attrs in page.elements if tag == "input"} == {
        "since",
        "until",
        "as_of",
    }
    assert "select" not in page.texts
