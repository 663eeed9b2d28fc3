"""Rows of QAMR become questions about a paragraph, its answers spans of characters."""

import gzip
from pathlib import Path

import pytest

from index.errors import LoadError
from rag.reading_training.example import Example
from rag.reading_training.qamr import qamr_examples

SENTENCES = {
    "Set:doc:1:0": "It rained .",
    "Set:doc:1:1": "The mayor -LRB- Ann Lee -RRB- left on Monday .",
    "Set:doc:1:2": "Nobody knew why .",
    "Set:doc:2:0": "Another paragraph .",
}
ASKED = "Set:doc:1:1"


def _read(folder: Path, *rows: tuple[str, str, str, str]) -> list[Example]:
    """Each row is question, answer and the two verdicts."""
    lines = [
        "\t".join((ASKED, "1 7", "353", str(n), "1", question, answer, first, second))
        for n, (question, answer, first, second) in enumerate(rows)
    ]
    with gzip.open(folder / "rows.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    with gzip.open(folder / "sentences.gz", "wt", encoding="utf-8") as file:
        file.write("".join(f"{key}\t{text}\n" for key, text in SENTENCES.items()))
    return qamr_examples(folder / "rows.gz", folder / "sentences.gz")


def test_answers_of_all_three_are_spans_of_the_paragraph(tmp_path: Path) -> None:
    (example,) = _read(tmp_path, ("When did she leave ?", "8", "4:7 8", "5:8"))
    assert example.context == "It rained. The mayor (Ann Lee) left on Monday. Nobody knew why."
    assert example.texts() == ("on Monday", "Monday")


def test_a_sign_inside_an_answer_is_bridged_and_a_wide_gap_is_not(tmp_path: Path) -> None:
    (example,) = _read(tmp_path, ("Who left on Monday?", "0 1 3 4", "4:1 8", "5:3 4"))
    assert example.texts() == ("The mayor (Ann Lee", "Ann Lee")


@pytest.mark.parametrize(
    "row",
    [
        ("When did she leave?", "8", "4:Invalid", "5:8"),
        ("She left when?", "8", "4:8", "5:8"),
        ("When left?", "8", "4:8", "5:8"),
        ("Which words are far apart?", "1 8", "4:Redundant-0", "5:0 7"),
    ],
)
def test_doubtful_questions_are_left_out(tmp_path: Path, row: tuple[str, str, str, str]) -> None:
    assert _read(tmp_path, row) == []


def test_a_question_asked_twice_is_one(tmp_path: Path) -> None:
    row = ("When did she leave?", "8", "4:8", "5:8")
    assert len(_read(tmp_path, row, row)) == 1


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="absent"):
        qamr_examples(tmp_path / "absent", tmp_path / "absent")
