"""The SQLite file of an index: its schema, and a count of what was written."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.sqlite_file import SqliteFile

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
INSERT INTO meta VALUES ('schema', '1'), ('generation', '0');
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

_STEPS = (_SCHEMA, _SECOND)
SCHEMA_VERSION = str(len(_STEPS))

_COUNT_UP = "UPDATE meta SET value = value + 1 WHERE key = 'generation'"


class Database(SqliteFile):
    """The file `readout.db`."""

    def __init__(self, path: Path) -> None:
        """Opens or creates the file. Raises StoreError when it cannot be used."""
        super().__init__(path, _STEPS, "ingest the articles into a new --home")

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[sqlite3.Connection]:
        """One transaction, counted: all of it is kept, durably, or none of it.

        Raises StoreError when the disk is full or another writer holds on for half a minute.
        """
        with super().write(durable=durable) as connection:
            yield connection
            connection.execute(_COUNT_UP)
