"""Files in SQuAD's format become examples whose answers stand where they should."""

import gzip
import json
from pathlib import Path

import pytest

from index.errors import LoadError
from rag.reading_training.squad import squad_examples, write_squad

CONTEXT = "The dam broke in May. Nobody was hurt."


def _document(*answers: tuple[str, int]) -> str:
    given = [{"text": text, "answer_start": start} for text, start in answers]
    asked = {"id": "7", "question": "When did the  dam break?", "answers": given}
    return json.dumps({"data": [{"paragraphs": [{"context": CONTEXT, "qas": [asked]}]}]})


def test_answers_are_unique_trimmed_and_true(tmp_path: Path) -> None:
    path = tmp_path / "set.json.gz"
    wrong = ("in June", 14)
    path.write_bytes(
        gzip.compress(_document((" in May", 13), ("May", 17), ("May", 17), wrong).encode())
    )
    (example,) = squad_examples(path)
    assert example.texts() == ("in May", "May")
    assert example.question == "When did the dam break?"


def test_a_question_without_a_true_answer_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "set.json"
    path.write_text(_document(("June", 17)))
    assert squad_examples(path) == []


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path, copy = tmp_path / "set.json", tmp_path / "copy.json"
    path.write_text(_document(("May", 17), ("in May", 14)))
    examples = squad_examples(path)
    write_squad(examples, copy)
    read = squad_examples(copy)
    assert [(e.id, e.question, e.context, e.answers) for e in read] == [
        (e.id, e.question, e.context, e.answers) for e in examples
    ]
    assert len(read) == 1


@pytest.mark.parametrize("content", ["", "[]", '{"data": [{"paragraphs": [{"qas": []}]}]}'])
def test_a_file_of_another_format_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(content)
    with pytest.raises(LoadError, match=r"other\.json"):
        squad_examples(path)
