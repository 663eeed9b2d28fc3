"""What lands on the clipboard."""

import pytest

from tests.ui.export.samples import EXCHANGES, PAYLOADS, hostile
from ui.export.clipboard import copied


def test_an_answer_with_its_references() -> None:
    text = copied(EXCHANGES[0])
    assert text.split("\n\n") == [
        "The articles disagree on the date: “April 3” [1]; “Wednesday” (2 April 2025) [2].",
        "They begin on April 3, the minister said; “no sooner”, he added. [1]",
        "2 April 2025: Duties start on Wednesday. [2]",
        "“next week” [2] fits each of these.",
        "[1] A “first” title & more, The Wire, Ann Lee, 28 March 2025 · stated,"
        " https://example.org/a?b=1&c=(2)\n[2] second_part.txt, 28 March 2025 · stated",
        "Retrieved 22 November 2026, 08:50 UTC (2026-11-22T08:50:08+00:00).",
    ]


def test_a_refusal_says_that_its_passage_does_not_answer() -> None:
    text = copied(EXCHANGES[2])
    assert text.startswith("No answer from these articles. The articles do not say.\n\nThe nearest")
    assert "does not answer the question: “Nobody asked why.” [1]" in text
    assert copied(EXCHANGES[4]) == "The index was busy; ask again."


@pytest.mark.parametrize("text", PAYLOADS)
def test_no_words_break_its_lines(text: str) -> None:
    for exchange in hostile(text):
        blocks = copied(exchange).split("\n\n")
        assert all("\n" not in block or block.startswith("[1]") for block in blocks)
