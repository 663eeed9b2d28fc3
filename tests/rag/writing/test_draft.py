"""A model's words, in whatever pieces they come, into sentences with their labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.writing.draft import Draft, Drafting, drafts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tariffs begin [S1]. Canada answers [S2][S3].",
         [("Tariffs begin.", "S1"), ("Canada answers.", "S2 S3")]),
        ("A is so. B is so [S1].", [("A is so.", "S1"), ("B is so.", "S1")]),
        ("One starts April 3 [S1], while another says Wednesday [S4]. Next.",
         [("One starts April 3, while another says Wednesday.", "S1 S4"), ("Next.", "")]),
        ("- **Auto** tariffs begin. [S1, S3]\n* Others follow. (S2)",
         [("Auto tariffs begin.", "S1 S3"), ("Others follow.", "S2")]),
        ("1. First.[1]\n2) Second.【S2】", [("First.", "S1"), ("Second.", "S2")]),
        ("“I will,” he said. [S1] “No,” she said [S2].",
         [("“I will,” he said.", "S1"), ("“No,” she said.", "S2")]),
        ("The span [S1-S3] and one more [S7].", [("The span and one more.", "S1 S2 S3 S7")]),
        ("It met in 2025 (the year of the vote) again. [S1]",
         [("It met in 2025 (the year of the vote) again.", "S1")]),
        ("It has no label.", [("It has no label.", "")]),
        ("[S1] [S2]", []),
        ("", []),
    ],
)  # fmt: skip
def test_sentences_and_labels(text: str, found: list[tuple[str, str]]) -> None:
    expected = [Draft(sentence, tuple(labels.split())) for sentence, labels in found]
    drafting = Drafting()
    assert drafting.add(text) + drafting.finish() == expected


def test_a_sentence_comes_as_soon_as_the_next_begins() -> None:
    drafting = Drafting()
    assert drafting.add("Tariffs begin [S") == []
    assert drafting.add("1]. ") == []  # more labels may follow
    assert drafting.add("Ca") == [Draft("Tariffs begin.", ("S1",))]
    assert drafting.add("nada answers.\n") == [Draft("Canada answers.", ())]
    assert drafting.finish() == []


@pytest.mark.parametrize("text", ["NONE", "none.", "**NONE**", '"NONE"'])
def test_no_answer_is_heard_as_such(text: str) -> None:
    (draft,) = drafts(text)
    assert draft.says_none


_PIECES = st.sampled_from(
    ["[S1]", "[S2, S3]", "[", "]", "S4", "(S5)", "【S6】", " ", ". ", ".", "\n", "“", "”", "The",
     " tariffs", " begin", " on April 3", ", while", " U.S.", "?", "- ", "**", "1.", "é", "<think>"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=30).map("".join), st.lists(st.integers(1, 9), min_size=1))
def test_the_pieces_in_which_text_comes_change_nothing(text: str, sizes: list[int]) -> None:
    whole, split = Drafting(), Drafting()
    expected = whole.add(text) + whole.finish()
    found, at, turn = [], 0, 0
    while at < len(text):
        size = sizes[turn % len(sizes)]
        found += split.add(text[at : at + size])
        at, turn = at + size, turn + 1
    assert found + split.finish() == expected


@given(st.text(max_size=300))
def test_any_text_gives_sentences_of_which_none_is_empty(text: str) -> None:
    drafting = Drafting()
    for each in drafting.add(text) + drafting.finish():
        assert any(map(str.isalnum, each.text)) or "_" in each.text
        assert each.text == each.text.strip()
