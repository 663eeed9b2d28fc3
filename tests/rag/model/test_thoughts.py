"""Thoughts between tags are left out, wherever the stream is cut into pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.model.thoughts import WithoutThoughts


def passed(pieces: list[str]) -> str:
    filtered = WithoutThoughts()
    return "".join(filtered.feed(each) for each in pieces) + filtered.rest()


@given(st.text(alphabet="<>/thinka \n", max_size=40), st.text(alphabet="a b<.", max_size=20))
def test_it_does_not_matter_how_the_stream_is_cut(thought: str, said: str) -> None:
    thought = thought.replace("</think>", "")
    whole = f"\n<think>{thought}</think>{said}"
    assert passed(list(whole)) == passed([whole]) == said


@pytest.mark.parametrize(
    "text",
    ["", "Yes.", "<", "<thin", "<b>Yes</b>", "Yes. <think>No.</think>", "a < b", " \n Yes."],
)
def test_other_text_passes(text: str) -> None:
    assert passed(list(text)) == passed([text]) == text


def test_thoughts_that_never_end_are_no_text() -> None:
    assert passed(list("<think>It is said that")) == ""
