"""What a model wrote and took, on a home that several processes share."""

import sqlite3
from pathlib import Path

import pytest

from rag.model.kept import FileLedger, Use
from rag.model.ledger import Remembered, digest
from rag.model.model import Fault, ModelFailure, Usage
from rag.model.settings import Price

NOON = 1_750_000_000.0 // 86_400 * 86_400 + 43_200
REPLY = Remembered("It starts on April 3. [S1]", Usage(900, 20))


def test_a_reply_is_kept_for_the_next_process(tmp_path: Path) -> None:
    key = digest("model", "system", "user")
    with FileLedger(tmp_path) as ledger:
        assert ledger.recall(key) is None
        ledger.remember(key, REPLY)
    with FileLedger(tmp_path) as other:
        assert other.recall(key) == REPLY
        assert other.recall(digest("another model", "system", "user")) is None


def test_only_the_replies_used_last_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.model.kept._MOST", 2)
    ticks = iter(range(100))
    with FileLedger(tmp_path, clock=lambda: NOON + next(ticks)) as ledger:
        ledger.remember("a", REPLY)
        ledger.remember("b", REPLY)
        assert ledger.recall("a")
        ledger.remember("c", REPLY)
        assert [bool(ledger.recall(key)) for key in "abc"] == [True, False, True]


def test_a_day_adds_up_and_ends_at_midnight(tmp_path: Path) -> None:
    now = [NOON]
    with FileLedger(tmp_path, Price(2.0, 10.0), clock=lambda: now[0]) as ledger:
        for _ in range(3):
            ledger.allow(1_000)
            ledger.spend(Usage(1_000, 100), 1_000, 12.5)
        assert ledger.today() == Use(3, 3_000, 300, pytest.approx(3 * (0.002 + 0.001)))
        assert str(ledger.today()) == "3 requests, 3,000 tokens in and 300 out, cost 0.0090"
        now[0] += 43_200
        assert ledger.today() == Use()


def test_a_budget_stops_with_a_sentence(tmp_path: Path) -> None:
    now = [NOON]
    with FileLedger(tmp_path, tokens_per_day=2_500, clock=lambda: now[0]) as ledger:
        ledger.allow(1_000)
        ledger.allow(1_000)
        with pytest.raises(ModelFailure) as stopped:  # both are still under way
            ledger.allow(1_000)
        assert stopped.value.fault is Fault.BUDGET
        ledger.spend(Usage(100, 10), 1_000, 1.0)
        ledger.spend(Usage(100, 10), 1_000, 1.0)
        ledger.allow(2_000)
        ledger.spend(Usage(2_000, 280), 2_000, 1.0)
        with pytest.raises(ModelFailure, match=r"\(2,500 of 2,500 tokens\)"):
            ledger.allow(1)
        now[0] += 43_200
        ledger.allow(2_000)


def test_two_processes_share_a_budget(tmp_path: Path) -> None:
    with (
        FileLedger(tmp_path, tokens_per_day=1_000) as one,
        FileLedger(tmp_path, tokens_per_day=1_000) as other,
    ):
        one.allow(900)
        one.spend(Usage(850, 50), 900, 1.0)
        with pytest.raises(ModelFailure):
            other.allow(200)


def test_a_file_that_cannot_be_used_stops_no_answer(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with FileLedger(tmp_path) as ledger:
        _break(tmp_path)
        ledger.allow(10)
        ledger.remember("a", REPLY)
        assert ledger.recall("a") is None
        ledger.spend(Usage(10, 10), 10, 1.0)
    assert len(caplog.records) == 1


def test_a_budget_that_cannot_be_counted_is_not_passed(tmp_path: Path) -> None:
    with FileLedger(tmp_path, tokens_per_day=1_000_000) as ledger:
        _break(tmp_path)
        with pytest.raises(ModelFailure, match="cannot be counted"):
            ledger.allow(10)


def test_the_file_is_its_users_and_holds_no_prompt(tmp_path: Path) -> None:
    with FileLedger(tmp_path) as ledger:
        ledger.remember(digest("m", "be honest", "When does the levy start?"), REPLY)
    path = tmp_path / "model.db"
    assert path.stat().st_mode & 0o077 == 0
    assert b"levy" not in b"".join(each.read_bytes() for each in tmp_path.iterdir())


def _break(home: Path) -> None:
    with sqlite3.connect(home / "model.db") as connection:
        connection.execute("DROP TABLE replies")
        connection.execute("DROP TABLE requests")
