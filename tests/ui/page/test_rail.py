"""The list of a person's conversations."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.ui.page.examples import HOSTILE, NOON, only_ours
from ui.conversations.model import Listed
from ui.page.rail import rail_html


@pytest.mark.parametrize("text", HOSTILE)
def test_an_entry_has_only_its_own_elements(text: str) -> None:
    page = only_ours(rail_html([Listed(f"con_{text}", text, NOON, 1)], None, NOON, text))
    assert page.links[0] == f"/?conversation=con_{text}"
    assert page.having(name="title")[0]["value"] == text
    assert page.texts["a"][0] == text


def test_each_conversation_can_be_opened_renamed_taken_away_and_deleted() -> None:
    listed = [Listed("con_2", "Later", NOON, 2), Listed("con_1", "Earlier", NOON, 1)]
    page = only_ours(rail_html(listed, "con_1", NOON, ""))
    assert [attrs["data-id"] for attrs in page.having(data_event="open")] == ["con_2", "con_1"]
    assert [attrs["data-id"] for attrs in page.having(data_event="delete")] == ["con_2", "con_1"]
    assert all("data-confirm" in attrs for attrs in page.having(data_event="delete"))
    assert [attrs["data-id"] for attrs in page.having(data_event="rename")] == ["con_2", "con_1"]
    assert [attrs["data-id"] for attrs in page.having(aria_current="page")] == ["con_1"]
    assert page.texts["p"] == ["2 questions · 12:00 UTC", "1 question · 12:00 UTC"]


@pytest.mark.parametrize(
    ("updated", "told"),
    [
        (NOON - timedelta(hours=2), "10:00 UTC"),
        (NOON - timedelta(days=1), "21 November"),
        (datetime(2025, 12, 31, 23, 59, tzinfo=UTC), "31 December 2025"),
    ],
)
def test_the_last_question_is_told_by_its_hour_or_its_day(updated: datetime, told: str) -> None:
    page = only_ours(rail_html([Listed("con_1", "T", updated, 3)], None, NOON, ""))
    assert page.texts["p"] == [f"3 questions · {told}"]


@pytest.mark.parametrize(
    ("searched", "told"),
    [("", "None yet."), ("  ", "None yet."), ("ferry", "No conversation has these words.")],
)
def test_an_empty_list_says_why(searched: str, told: str) -> None:
    assert only_ours(rail_html([], None, NOON, searched)).texts["p"] == [told]
