"""Quotation marks around an article's own words, byte for byte, and around nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.writing.quotations import requoted

PASSAGES = ("“We won’t back down, not now,” he said.", "It was an extremely productive call.")


@pytest.mark.parametrize(
    ("said", "shown", "unmarked"),
    [
        ('He said "we won\'t back down".', "He said “We won’t back down”.", 0),
        ("It was “extremely productive”.", "It was “extremely productive”.", 0),
        ("It was “very productive”.", "It was very productive.", 1),
        ("He said “We won’t  back down,” again.", "He said “We won’t back down,” again.", 0),
        ("“productive cal” and “call”", "productive cal and “call”", 1),
        ("No quotation here.", "No quotation here.", 0),
        ("“…” is nothing", "“…” is nothing", 0),
    ],
)
def test_marks(said: str, shown: str, unmarked: int) -> None:
    found = requoted(said, PASSAGES)
    assert (found.text, found.unmarked) == (shown, unmarked)


@given(st.text(alphabet="“”\"'’ abcW.", max_size=60), st.text(alphabet="“”\"'’ abcW.", max_size=60))
def test_whatever_stays_in_marks_stands_in_the_passage(said: str, passage: str) -> None:
    import re

    for inside in re.findall(r"“([^“”]+)”", requoted(said, [passage]).text):
        words = inside.strip(" .,;:?!…")
        assert not words or words in passage or f"“{inside}”" not in said
