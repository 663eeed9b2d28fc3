"""The file itself: what it refuses, and that a transaction is whole."""

import sqlite3
from pathlib import Path

import pytest

from index.database import SCHEMA_VERSION, Database
from index.errors import StoreError
from index.passages import passages
from index.selection import Selection
from index.store import Store
from tests.articles import article

# What makes a file of today one of the first version.
FIRST = (
    "DROP INDEX articles_by_date",
    "DROP TABLE sketches",
    "DROP TABLE bands",
    "UPDATE meta SET value = '1' WHERE key = 'schema'",
)


def test_a_new_file_is_in_wal_mode(tmp_path: Path) -> None:
    database = Database(tmp_path / "new" / "readout.db")
    assert database.read().execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert database.read().execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
    database.close()


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "readout.db").write_bytes(b"a shopping list, not a database\n" * 200)
    with pytest.raises(StoreError, match=r"cannot be used .*--home"):
        Database(tmp_path / "readout.db")


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match=r"cannot be used"):
        Database(tmp_path / "file" / "readout.db")


def test_another_schema_is_refused(tmp_path: Path) -> None:
    database = Database(tmp_path / "readout.db")
    with database.write() as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    database.close()
    with pytest.raises(StoreError, match=r"schema 99.*new --home"):
        Database(tmp_path / "readout.db")


def test_an_interrupted_transaction_leaves_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "readout.db")
    with pytest.raises(KeyboardInterrupt), database.write() as connection:
        connection.execute("INSERT INTO meta VALUES ('half', 'done')")
        raise KeyboardInterrupt
    assert not database.read().execute("SELECT 1 FROM meta WHERE key = 'half'").fetchone()
    with database.write() as connection:  # and the next one goes through
        connection.execute("INSERT INTO meta VALUES ('whole', 'done')")
    database.close()


def test_what_sqlite_refuses_is_a_sentence(tmp_path: Path) -> None:
    database = Database(tmp_path / "readout.db")
    with pytest.raises(StoreError, match=r"nothing was written"), database.write() as connection:
        connection.execute("INSERT INTO meta VALUES ('schema', 'twice')")
    database.close()


def test_readers_do_not_wait_for_a_writer(tmp_path: Path) -> None:
    one, two = Database(tmp_path / "readout.db"), Database(tmp_path / "readout.db")
    with one.write() as connection:
        connection.execute("INSERT INTO meta VALUES ('new', '1')")
        assert not two.read().execute("SELECT 1 FROM meta WHERE key = 'new'").fetchone()
    assert two.read().execute("SELECT 1 FROM meta WHERE key = 'new'").fetchone()
    one.close()
    two.close()


def test_a_full_disk_is_a_sentence_and_loses_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "readout.db")
    connection = database.read()
    connection.execute("PRAGMA max_page_count = 40")
    with pytest.raises(StoreError, match=r"full"), database.write() as inside:
        inside.execute("INSERT INTO meta VALUES ('large', ?)", ("x" * 1_000_000,))
    connection.execute("PRAGMA max_page_count = 1000000")
    with database.write() as inside:
        inside.execute("INSERT INTO meta VALUES ('large', ?)", ("x" * 1_000_000,))
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


def test_closing_twice(tmp_path: Path) -> None:
    database = Database(tmp_path / "readout.db")
    used = database.read()
    database.close()
    database.close()
    with pytest.raises(sqlite3.ProgrammingError):
        used.execute("SELECT 1")


def test_a_file_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    store = Store(tmp_path)
    written = article("The ferry to Kelso was late. It carried wheat.", "Ferry", "/a")
    store.write([("/a", "/a", written)], passages)
    store.close()
    connection = sqlite3.connect(tmp_path / "readout.db")
    for statement in FIRST:
        connection.execute(statement)
    connection.commit()
    connection.close()
    for _ in range(2):
        store = Store(tmp_path)
        assert store.meta("schema") == SCHEMA_VERSION
        assert store.article(written.id) == written
        assert len(store.select(Selection(latest=written.published)).keys) == 1
        store.close()
