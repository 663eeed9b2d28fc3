"""What says one thing twice, and what only looks like it."""

import pytest

from rag.copies import is_copy
from rag.words import stem_set


def copies(one: str, other: str) -> bool:
    return is_copy(one, other, stem_set(one), stem_set(other), 0.8)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The auto tariffs start on April 2.", "The auto tariffs start on April 3."),
        ("Ferries will cost 25 percent more.", "Ferries will cost 20 percent more."),
        ("The council met the union on Monday.", "The council met the union on Tuesday."),
        (
            "The bridge will be closed in the spring.",
            "The bridge will not be closed in the spring.",
        ),
        (
            "The pause for the ferries lasts one month.",
            "The pause for the ferries lasts two months.",
        ),
    ],
)
def test_a_disagreement_is_no_copy(one: str, other: str) -> None:
    assert not copies(one, other)
    assert not copies(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The bridge was closed on March 3.", "The bridge was closed on March 3."),
        ("The bridge was closed on March 3.", "On March 3, the bridge was closed, the mayor said."),
        ("“It was a very long meeting,” she said.", "It was a very long meeting."),
    ],
)
def test_the_same_again_is_a_copy(one: str, other: str) -> None:
    assert copies(one, other)
    assert copies(other, one)


def test_nothing_is_no_copy() -> None:
    assert not copies("", "")
