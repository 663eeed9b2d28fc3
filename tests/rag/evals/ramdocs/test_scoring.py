"""Files of the format, the published measure, and the real file where there is one."""

import gzip
import json
import os
from pathlib import Path

import pytest

from index.errors import UsageError
from rag.evals.ramdocs.rows import Row, read_rows, write_answers
from rag.evals.ramdocs.run import OURS, PUBLISHED, half, run
from rag.evals.ramdocs.scoring import normalised, points
from rag.settings import load_settings
from rag.spans import open_span_reader
from tests.rag.test_pointing import ScriptedReader

LINE = {
    "question": "When was the Moor House built?",
    "documents": [
        {"text": "The Moor House was built in 1811.", "type": "correct", "answer": "1811"},
        {"text": "The Moor House was built in 1904.", "type": "misinfo", "answer": "1904"},
    ],
    "disambig_entity": ["Moor House"],
    "gold_answers": ["1811"],
    "wrong_answers": ["1904"],
}
ROW = Row("Who?", ("text",), ("The Heath", "Ida Moor"), ("Una Moor",))


@pytest.mark.parametrize(
    ("answer", "right", "gold", "wrong"),
    [
        ("Heath; Ida Moor", 1.0, 2.0, 0.0),
        ("the HEATH, by Ida Moor.", 1.0, 2.0, 0.0),
        ("Heath", 0.0, 1.0, 0.0),
        ("Heath; Ida Moor; Una Moor", 0.0, 2.0, 1.0),
        ("", 0.0, 0.0, 0.0),
    ],
)
def test_an_answer_is_right_with_every_gold_answer_and_no_wrong_one(
    answer: str, right: float, gold: float, wrong: float
) -> None:
    given = points(ROW, answer)
    assert given["exact_match"] == (right, 1.0)
    assert given["gold_found"] == (gold, 2.0)
    assert given["wrong_included"] == (wrong, 1.0)


def test_case_punctuation_and_articles_do_not_count() -> None:
    assert normalised("The  Theatre, a “play” in An-nan.") == "theatre “play” in annan"


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "packed"])
def test_a_file_is_read_plain_or_packed(tmp_path: Path, pack: type[bytes]) -> None:
    path = tmp_path / "rows"
    path.write_bytes(pack((json.dumps(LINE) + "\n\n").encode()))
    (row,) = read_rows(path)
    assert row.texts == ("The Moor House was built in 1811.", "The Moor House was built in 1904.")
    assert (row.gold, row.wrong) == (("1811",), ("1904",))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "holds no rows"),
        (b"{}", "line 1 is no RAMDocs row: question"),
        (b"\n[1]", "line 2 is no RAMDocs row"),
        (json.dumps(LINE | {"gold_answers": []}).encode(), "gold_answers"),
        (json.dumps(LINE | {"documents": [{}]}).encode(), "documents.0.text"),
        (b"\x1f\x8bno", "cannot be read"),
        (b"\xff\xfe", "not UTF-8"),
        (None, "cannot be read: No such file"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_a_sentence(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "rows.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=said):
        read_rows(path)


def test_all_systems_are_scored_on_all_rows_and_on_both_halves() -> None:
    texts = ("The Moor House was built in 1811.", "The Moor House of Texas was built in 1874.")
    rows = [Row(f"When was the Moor House {at} built?", texts, ("1811",), ()) for at in range(8)]
    steps: list[None] = []
    result = run(rows, ScriptedReader({"1811": 9.0, "1874": 8.0}), lambda: steps.append(None))
    assert len(steps) == len(result.answers) == result.parts["all"] == len(rows)
    assert result.parts["even half"] + result.parts["odd half"] == len(rows)
    assert result.parts["odd half"] == sum(half(row.question) for row in rows)
    assert set(result.answers) == {"1811; 1874"}
    exact = {name: parts["all"]["exact_match"].value for name, parts in result.figures.items()}
    assert exact[OURS] == exact["first document"] == exact["all texts copied"] == 1.0


def test_answers_are_written_with_their_questions(tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    write_answers(path, [ROW], ["Heath\n; Ida"])
    assert json.loads(path.read_text("utf-8")) == {"question": "Who?", "answer": "Heath\n; Ida"}
    with pytest.raises(UsageError, match="cannot be written"):
        write_answers(tmp_path / "none" / "answers.jsonl", [ROW], [""])


def test_the_real_file_is_answered_better_than_published_and_than_by_copying() -> None:
    """Where `READOUT_RAMDOCS` names the file and `READOUT_READER` a reader: 60 rows of it."""
    path = os.environ.get("READOUT_RAMDOCS")
    reader = open_span_reader(load_settings().reader)
    if not path or reader is None:
        pytest.skip("READOUT_RAMDOCS and READOUT_READER are not both set")
    result = run(read_rows(Path(path))[::4][:60], reader, lambda: None)
    exact = {name: parts["all"]["exact_match"].value or 0 for name, parts in result.figures.items()}
    others = [value for name, value in exact.items() if name != OURS]
    assert exact[OURS] > max(PUBLISHED, *others)
