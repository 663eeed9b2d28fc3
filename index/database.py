"""The SQLite file of a home folder: its schema, and one connection a thread."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import StoreError

SCHEMA_VERSION = "2"

# `words` keeps no copy of the text (content=''): passages are slices of articles.body.
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    id TEXT PRIMARY KEY, body TEXT NOT NULL, title TEXT, outlet TEXT, author TEXT, url TEXT,
    path TEXT, published TEXT, published_basis TEXT NOT NULL
);
CREATE TABLE sources (
    source TEXT PRIMARY KEY, container TEXT NOT NULL,
    article_id TEXT NOT NULL REFERENCES articles (id)
);
CREATE INDEX sources_by_article ON sources (article_id);
CREATE INDEX sources_by_container ON sources (container);
CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
    article_id TEXT NOT NULL REFERENCES articles (id),
    start INTEGER NOT NULL, end INTEGER NOT NULL,
    sentences BLOB NOT NULL, vector BLOB, indexed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX passages_by_article ON passages (article_id);
CREATE INDEX passages_unindexed ON passages (key) WHERE indexed = 0;
CREATE INDEX passages_unembedded ON passages (key) WHERE vector IS NULL;
CREATE TABLE removed (passage_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
    title, text, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);
"""

# What version 2 added to version 1.
_SECOND = """
CREATE INDEX articles_by_date ON articles (published, outlet, id);
CREATE TABLE sketches (
    key INTEGER PRIMARY KEY, article_id TEXT NOT NULL UNIQUE,
    runs INTEGER NOT NULL, least BLOB NOT NULL, origin TEXT NOT NULL
);
CREATE INDEX sketches_by_origin ON sketches (origin);
CREATE TABLE bands (
    band INTEGER NOT NULL, sketch INTEGER NOT NULL, PRIMARY KEY (band, sketch)
) WITHOUT ROWID;
INSERT INTO meta SELECT 'unsketched', 'articles' WHERE EXISTS (SELECT 1 FROM articles);
"""

_COUNT_UP = "UPDATE meta SET value = value + 1 WHERE key = 'generation'"


class Database:
    """The file `readout.db`, in WAL mode: readers never wait, one writer at a time."""

    def __init__(self, path: Path) -> None:
        """Opens or creates the file. Raises StoreError when it cannot be used."""
        self._path = path
        self._local = threading.local()
        self._open: dict[threading.Thread, sqlite3.Connection] = {}
        self._guard = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                f"the home folder {path.parent} cannot be used ({error});"
                " name another with --home, or free some space and try again"
            ) from error

    def read(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            self._local.connection = connection
        return connection

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is kept, durably, or none of it.

        Raises StoreError when the disk is full or another writer holds on for half a minute.
        """
        connection = self.read()
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute(_COUNT_UP)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise StoreError(f"nothing was written to {self._path}: {error}") from error

    def close(self) -> None:
        with self._guard:
            for connection in self._open.values():
                connection.close()
            self._open.clear()
            self._local = threading.local()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, timeout=30, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        with self._guard:
            for thread in [thread for thread in self._open if not thread.is_alive()]:
                self._open.pop(thread).close()
            self._open[threading.current_thread()] = connection
        return connection

    def _prepare(self) -> None:
        connection = self.read()
        if self._version(connection) in (None, "1"):
            connection.execute("BEGIN IMMEDIATE")
            if self._version(connection) is None:  # another process may have been first
                _run(connection, _SCHEMA)
                connection.execute("INSERT INTO meta VALUES ('schema', '1'), ('generation', '0')")
            if self._version(connection) == "1":
                _run(connection, _SECOND)
                connection.execute(
                    "UPDATE meta SET value = ? WHERE key = 'schema'", (SCHEMA_VERSION,)
                )
            connection.execute("COMMIT")
        found = self._version(connection)
        if found != SCHEMA_VERSION:
            raise StoreError(
                f"{self._path} was written by another version of readout (schema {found}, this"
                f" one reads {SCHEMA_VERSION}); ingest the articles into a new --home"
            )

    @staticmethod
    def _version(connection: sqlite3.Connection) -> str | None:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
            return None
        row = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        return str(row[0]) if row else None


def _run(connection: sqlite3.Connection, statements: str) -> None:
    for statement in statements.split(";\n"):  # not executescript, which would commit
        connection.execute(statement)
