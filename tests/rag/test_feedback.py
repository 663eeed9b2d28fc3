"""What people said of answers is written down, and nothing of it is lost."""

import json
import multiprocessing
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

import rag.feedback
from index.errors import StoreError, UsageError
from rag.answer import Answer, Question
from rag.feedback import Feedback, feedback_path, read_feedback, record
from rag.wire import answer_as_dict

NOON = datetime(2025, 3, 28, 12, 0, tzinfo=UTC)


def answer(question: str = "When does it start?", reason: str = "They do not say.") -> Any:
    return answer_as_dict(Answer(Question(question), question, abstained=reason))


GIVEN = Feedback(NOON, "wrong", answer(), ("Who decides?",), "It is April 3.", "slack")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ["\n", "\r\n", "\u2028", "\x85", "\0", '"', "\\n", "{"]
)
FEEDBACK = st.builds(
    Feedback,
    time=st.datetimes(timezones=st.just(UTC)),
    verdict=st.sampled_from(["right", "wrong"]),
    answer=st.builds(answer, TEXT, TEXT),
    history=st.lists(TEXT, max_size=3).map(tuple),
    comment=st.none() | TEXT,
    face=st.sampled_from(["chat", "slack", "command line"]),
)


@given(st.lists(FEEDBACK, max_size=4))
def test_what_is_recorded_is_read_back(given_: list[Feedback]) -> None:
    with TemporaryDirectory() as folder:
        for each in given_:
            record(Path(folder), each)
        assert read_feedback(Path(folder)) == (given_, [])
        path = feedback_path(Path(folder))
        assert (path.read_bytes() if path.exists() else b"").count(b"\n") == len(given_)


@given(st.lists(FEEDBACK, min_size=1, max_size=3), st.data())
def test_a_record_that_breaks_off_loses_its_last_line_alone(
    given_: list[Feedback], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        home, path = Path(folder), feedback_path(Path(folder))
        for each in given_:
            record(home, each)
        whole = path.read_bytes()
        last = whole.rindex(b"\n", 0, -1) + 1 if len(given_) > 1 else 0
        path.write_bytes(whole[: data.draw(st.integers(last + 1, len(whole) - 2))])
        assert read_feedback(home) == (given_[:-1], [len(given_)])
        record(home, GIVEN)  # does not join the line that broke off
        assert read_feedback(home) == ([*given_[:-1], GIVEN], [len(given_)])


def test_a_home_without_feedback_has_none(home: Path) -> None:
    assert read_feedback(home) == ([], [])
    assert not home.exists()


def test_the_line_is_plain_json(home: Path) -> None:
    record(home, GIVEN)
    line = json.loads(feedback_path(home).read_text("utf-8"))
    assert line["time"] == "2025-03-28T12:00:00+00:00"
    assert (line["verdict"], line["face"], line["comment"]) == ("wrong", "slack", "It is April 3.")
    assert line["history"] == ["Who decides?"]
    assert line["answer"] == answer()


def test_damaged_lines_are_counted_and_passed_over(home: Path) -> None:
    record(home, GIVEN)
    path = feedback_path(home)
    good = path.read_bytes()
    wrong = json.loads(good)
    bad = [
        b"nonsense",
        b"\xff\xfe\x00",
        b"\0" * 40,
        b"[]",
        b"{}",
        b"[" * 100_000,
        json.dumps(wrong | {"verdict": "maybe"}).encode(),
        json.dumps(wrong | {"time": "2025-03-28T12:00:00"}).encode(),
        json.dumps(wrong | {"answer": {}}).encode(),
        json.dumps(wrong | {"answer": None}).encode(),
        json.dumps(wrong | {"history": "Who?"}).encode(),
    ]
    path.write_bytes(good + b"\n" + b"\n".join(bad) + b"\n" + good)
    records, damaged = read_feedback(home)
    assert records == [GIVEN, GIVEN]
    assert damaged == list(range(3, 3 + len(bad)))


def test_fields_of_a_later_version_are_no_damage(home: Path) -> None:
    record(home, GIVEN)
    path = feedback_path(home)
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"user": "x"}), "utf-8")
    assert read_feedback(home) == ([GIVEN], [])


@pytest.mark.parametrize(
    "wrong",
    [
        replace(GIVEN, time=datetime(2025, 3, 28)),
        replace(GIVEN, verdict="maybe"),  # type: ignore[arg-type]
        replace(GIVEN, face="fax"),  # type: ignore[arg-type]
        replace(GIVEN, answer={"question": "When?"}),
        replace(GIVEN, answer=answer() | {"timings_ms": float("nan")}),
        replace(GIVEN, answer=answer() | {"id": object()}),
    ],
)
def test_what_could_not_be_read_back_is_not_written(home: Path, wrong: Feedback) -> None:
    with pytest.raises(UsageError, match="feedback"):
        record(home, wrong)
    assert not feedback_path(home).exists()


def test_half_a_surrogate_pair_is_replaced(home: Path) -> None:
    record(home, replace(GIVEN, comment="a\ud800b"))
    assert read_feedback(home)[0][0].comment == "a?b"


def _write(home: Path, who: int, count: int) -> None:
    for number in range(count):
        record(home, replace(GIVEN, comment=f"{who} {number} " + "x" * 9000))


def test_four_processes_at_once_lose_nothing(home: Path) -> None:
    spawned = multiprocessing.get_context("spawn")
    writers = [spawned.Process(target=_write, args=(home, who, 25)) for who in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * 4
    records, damaged = read_feedback(home)
    assert damaged == []
    found = [(each.comment or "").split()[:2] for each in records]
    assert sorted(found) == sorted([str(w), str(n)] for w in range(4) for n in range(25))
    for who in range(4):  # and each one's are in order
        assert [n for w, n in found if w == str(who)] == [str(n) for n in range(25)]


def test_a_full_disk_leaves_the_record_as_it_was(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(home, GIVEN)
    before = feedback_path(home).read_bytes()
    written: list[int] = []

    def half(descriptor: int, line: bytes) -> int:
        if written:
            raise OSError(28, "No space left on device")
        written.append(write(descriptor, line[:10]))
        return 10

    write = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", half)
        with pytest.raises(StoreError, match="No space left on device"):
            record(home, GIVEN)
    assert written == [10]
    assert feedback_path(home).read_bytes() == before


def test_a_home_that_is_a_file_is_one_sentence(home: Path) -> None:
    home.write_text("")
    with pytest.raises(StoreError, match="was not recorded"):
        record(home, GIVEN)
    with pytest.raises(StoreError, match="cannot be read"):
        read_feedback(home)


def test_a_writer_that_holds_on_is_one_sentence(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rag.feedback, "_LOCK_SECONDS", 0.1)
    home.mkdir()
    with FileLock(home / "feedback.lock"), pytest.raises(StoreError, match="another process"):
        record(home, GIVEN)
    record(home, GIVEN)
    assert read_feedback(home) == ([GIVEN], [])
