"""The system of record: articles, where they came from, passages, keywords and vectors.

A passage is written without a vector, gets one, and is `indexed` once Chroma has it. Each step is
one transaction, so a process that is killed leaves work to finish, never something lost.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import closing
from datetime import date, datetime
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.article import Article, Passage, Span
from index.database import Database
from index.listing import Listing, listing, near, newest
from index.origins import add_missing, origins
from index.rows import (
    ARTICLE_COLUMNS,
    Change,
    article_from,
    marks,
    remove_source,
    unpack,
    write_entry,
)
from index.selection import Keys, Selected, Selection, select

_VECTOR = np.dtype("<f2")  # half precision: 768 bytes a vector, cosines within 0.001
_FEW = 2_000  # passages whose keys go into a query
_TITLE_WEIGHT, _TEXT_WEIGHT = 0.5, 1.0  # bm25 column weights; a headline says a little about all


class Store:
    """All that a home folder knows, in one SQLite file."""

    def __init__(self, home: Path) -> None:
        self._database = Database(home / "readout.db")
        self._selected: tuple[tuple[int, Selection], Selected] | None = None

    def close(self) -> None:
        self._database.close()

    # Articles

    def article(self, article_id: str) -> Article | None:
        row = self._read(
            f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id = ?", (article_id,)
        ).fetchone()
        return article_from(row) if row else None

    def articles(self, limit: int = -1, offset: int = 0) -> Iterator[tuple[Article, int]]:
        """Articles with the number of their passages, newest first, unknown dates last.

        Every one, or `limit` of them after the first `offset`.
        """
        rows = self._read(
            f"SELECT {ARTICLE_COLUMNS},"
            " (SELECT count(*) FROM passages WHERE article_id = articles.id)"
            " FROM articles ORDER BY published IS NULL, datetime(published) DESC, path, id"
            " LIMIT ? OFFSET ?",
            (limit, offset),
        )
        for row in rows:
            yield article_from(row[:-1]), int(row[-1])

    def listed(self, search: str = "", offset: int = 0, limit: int = 100) -> Listing:
        """One page of the articles, newest first; see `index.listing`."""
        return listing(self._database.read(), search, offset, limit)

    def newest(self) -> datetime | None:
        """When the newest article was published; None when no article says."""
        return newest(self._database.read())

    def near(
        self, selection: Selection, first: date | None, last: date | None, limit: int
    ) -> tuple[list[str], int]:
        """Ids of the articles published nearest to some days; see `index.listing`."""
        return near(self._database.read(), selection, first, last, limit)

    def sources(self, article_id: str) -> list[str]:
        rows = self._read(
            "SELECT source FROM sources WHERE article_id = ? ORDER BY source", (article_id,)
        )
        return [row[0] for row in rows]

    def counts(self) -> tuple[int, int]:
        """How many articles and passages there are."""
        row = self._read(
            "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages)"
        ).fetchone()
        return int(row[0]), int(row[1])

    def has_more_passages_than(self, count: int) -> bool:
        """Whether there are more; quick, however many there are."""
        return (
            self._read("SELECT 1 FROM passages LIMIT 1 OFFSET ?", (count,)).fetchone() is not None
        )

    def write(
        self,
        entries: Sequence[tuple[str, str, Article]],
        cut: Callable[[Article], Sequence[Passage]],
    ) -> list[Change]:
        """Writes (source, container, article) entries in one transaction.

        `cut` makes the passages of an article that is not here yet.
        """
        if not entries:
            return []
        with self._database.write() as connection:
            return [write_entry(connection, *entry, cut) for entry in entries]

    def knows(self, source: str) -> bool:
        """Whether an article came from `source`."""
        return (
            self._read("SELECT 1 FROM sources WHERE source = ?", (source,)).fetchone() is not None
        )

    def sources_besides(self, container: str, kept: Set[str]) -> list[str]:
        """The sources that came from a file, without those in `kept`."""
        rows = self._read("SELECT source FROM sources WHERE container = ?", (container,))
        return [row[0] for row in rows if row[0] not in kept]

    def containers(self, sources: Sequence[str]) -> set[str]:
        """The files, pages and feeds that `sources` came from."""
        query = "SELECT container FROM sources WHERE source = ?"
        return {row[0] for source in sources for row in self._read(query, (source,))}

    def remove_sources(self, sources: Iterable[str]) -> None:
        """Forgets sources, and the articles that then have none, with all their passages."""
        with self._database.write() as connection:
            for source in sources:
                remove_source(connection, source)

    def matching_sources(self, name: str) -> list[str]:
        """Sources that `name` means: an article's id, a source, a file or feed, or a folder."""
        if not name.strip():
            return []
        rows = self._read(
            "SELECT source FROM sources WHERE article_id = ?1 OR source = ?1 OR container = ?1"
            " OR substr(container, 1, length(?2)) = ?2 ORDER BY source",
            (name, name.rstrip("/") + "/"),
        )
        return [row[0] for row in rows]

    # Origins

    def origins(self, article_ids: Sequence[str]) -> dict[str, str]:
        """The origin of each article by its id: near-copies of one story have the same."""
        return origins(self._database.read(), article_ids)

    def complete_origins(self, limit: int) -> int:
        """Finds origins in an index that was made without; how many articles are looked at.

        At most `limit`, in one transaction; 0 when there is nothing left to do.
        """
        if self.meta("unsketched") is None:
            return 0
        with self._database.write() as connection:
            done = add_missing(connection, limit)
            if not done:
                connection.execute("DELETE FROM meta WHERE key = 'unsketched'")
        return done

    # Passages

    def passages(self, keys: Sequence[int]) -> dict[int, Passage]:
        """Passages by key; a key that is gone is left out."""
        rows = self._read(
            "SELECT p.key, p.id, p.article_id, p.start, p.end, p.sentences,"
            " substr(a.body, p.start + 1, p.end - p.start) FROM passages p"
            f" JOIN articles a ON a.id = p.article_id WHERE p.key IN ({marks(keys)})",
            keys,
        )
        return {
            row[0]: Passage(row[1], row[2], Span(row[3], row[4]), unpack(row[5]), row[6])
            for row in rows
        }

    def keys(self, passage_ids: Sequence[str]) -> dict[str, int]:
        """The keys of passages by id; an id that is gone is left out."""
        rows = self._read(
            f"SELECT id, key FROM passages WHERE id IN ({marks(passage_ids)})", passage_ids
        )
        return {row[0]: row[1] for row in rows}

    def passages_of(self, article_id: str) -> list[Passage]:
        """The passages of an article, in order."""
        rows = self._read(
            "SELECT key FROM passages WHERE article_id = ? ORDER BY start", (article_id,)
        )
        keys = [row[0] for row in rows]
        found = self.passages(keys)
        return [found[key] for key in keys]

    def select(self, selection: Selection) -> Selected:
        """The passages of the articles within some limits; quick when asked again."""
        state = (self.generation(), selection)
        last = self._selected  # read once: another thread may write it
        if last is None or last[0] != state:
            last = self._selected = (state, select(self._database.read(), selection))
        return last[1]

    def outlets(self) -> list[str]:
        """Every outlet that an article names, as it is written there, in order."""
        rows = self._read("SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL")
        return sorted(row[0] for row in rows)

    def search_words(
        self, words: Sequence[str], limit: int, keys: Keys | None = None
    ) -> list[tuple[int, float]]:
        """(passage key, BM25 score) for passages with any of `words`, best first.

        With `keys`, only of those passages; how rare a word is, is still counted over all. Words go
        in as quoted strings, so that nothing in a question is query syntax.
        """
        if not words:
            return []
        quoted = ('"' + word.replace('"', '""').replace("\0", " ") + '"' for word in words)
        query = " OR ".join(quoted)
        ranked = f"SELECT rowid, bm25(words, {_TITLE_WEIGHT}, {_TEXT_WEIGHT}) AS score FROM words"
        if keys is None or len(keys) <= _FEW:
            few = [] if keys is None else keys.tolist()
            # The plus sign keeps SQLite from running the match once for each key.
            among = "" if keys is None else f" AND +rowid IN ({marks(few)})"
            rows = self._read(
                f"{ranked} WHERE words MATCH ?{among} ORDER BY score LIMIT ?", (query, *few, limit)
            )
            return [(row[0], -row[1]) for row in rows]
        # Of many, the best matches in their order until enough are allowed, in half the time of
        # handing all the keys to SQLite.
        allowed = set(keys.tolist())
        with closing(self._read(f"{ranked} WHERE words MATCH ? ORDER BY score", (query,))) as rows:
            return list(islice(((row[0], -row[1]) for row in rows if row[0] in allowed), limit))

    def frequency(self, word: str) -> int:
        """In how many passages and headlines a word stands in any of its forms; 1,000 at most."""
        quoted = '"' + word.replace('"', '""').replace("\0", " ") + '"'
        query = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT 1000)"
        return int(self._read(query, (quoted,)).fetchone()[0])

    # Vectors, and what is left to do

    def vectors_of(self, keys: Sequence[int]) -> dict[int, NDArray[np.float32]]:
        """The vectors of passages by key; a passage without one is left out."""
        rows = self._read(
            f"SELECT key, vector FROM passages WHERE vector IS NOT NULL AND key IN ({marks(keys)})",
            keys,
        )
        return {row[0]: np.frombuffer(row[1], dtype=_VECTOR).astype(np.float32) for row in rows}

    def unembedded(self, limit: int) -> list[tuple[int, str]]:
        """(key, text) of passages that have no vector yet."""
        rows = self._read(
            "SELECT p.key, substr(a.body, p.start + 1, p.end - p.start) FROM passages p"
            " JOIN articles a ON a.id = p.article_id"
            " WHERE p.vector IS NULL ORDER BY p.key LIMIT ?",
            (limit,),
        )
        return [(row[0], row[1]) for row in rows]

    def set_vectors(self, keys: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Stores one vector a key; passages removed in the meantime are passed over."""
        blobs = [vector.tobytes() for vector in vectors.astype(_VECTOR)]
        with self._database.write() as connection:
            connection.executemany(
                "UPDATE passages SET vector = ? WHERE key = ?", zip(blobs, keys, strict=True)
            )

    def vectors(
        self, *, unindexed_only: bool = False, limit: int = -1, among: Sequence[int] | None = None
    ) -> tuple[list[int], list[str], NDArray[np.float32]]:
        """Keys, ids and vectors (n, dimension) of the passages that have a vector, by key."""
        only = " AND indexed = 0" if unindexed_only else ""
        only += "" if among is None else f" AND key IN ({marks(among)})"
        rows = self._read(
            "SELECT key, id, vector FROM passages"
            f" WHERE vector IS NOT NULL{only} ORDER BY key LIMIT ?",
            (*(among or ()), limit),
        ).fetchall()
        data = b"".join(row[2] for row in rows)
        matrix = np.frombuffer(data, dtype=_VECTOR).astype(np.float32)
        shape = (len(rows), matrix.size // len(rows) if rows else 0)
        return [row[0] for row in rows], [row[1] for row in rows], matrix.reshape(shape)

    def set_indexed(self, keys: Sequence[int]) -> None:
        with self._database.write() as connection:
            connection.executemany(
                "UPDATE passages SET indexed = 1 WHERE key = ?", [(key,) for key in keys]
            )

    def indexed_count(self) -> int:
        return int(self._read("SELECT count(*) FROM passages WHERE indexed = 1").fetchone()[0])

    def indexed_ids(self) -> set[str]:
        return {row[0] for row in self._read("SELECT id FROM passages WHERE indexed = 1")}

    def reset_index(self, *, vectors: bool = False) -> None:
        """Marks every passage as missing from Chroma; with `vectors`, as not embedded either."""
        with self._database.write() as connection:
            also = ", vector = NULL" if vectors else ""
            connection.execute(f"UPDATE passages SET indexed = 0{also}")
            connection.execute("DELETE FROM removed")

    def removed(self) -> list[str]:
        """Ids of removed passages that Chroma may still hold."""
        return [row[0] for row in self._read("SELECT passage_id FROM removed")]

    def forget_removed(self, passage_ids: Sequence[str]) -> None:
        with self._database.write() as connection:
            connection.executemany(
                "DELETE FROM removed WHERE passage_id = ?", [(id_,) for id_ in passage_ids]
            )

    def unfinished(self) -> tuple[int, int, int]:
        """How many passages lack a vector, are missing from Chroma, and wait to be deleted there.

        Passages without a vector count as missing too.
        """
        row = self._read(
            "SELECT (SELECT count(*) FROM passages WHERE vector IS NULL),"
            " (SELECT count(*) FROM passages WHERE indexed = 0), (SELECT count(*) FROM removed)"
        ).fetchone()
        return int(row[0]), int(row[1]), int(row[2])

    def generation(self) -> int:
        """A number that grows with every change to the folder, by whichever process."""
        return int(self.meta("generation") or 0)

    # Settings that the folder remembers

    def meta(self, key: str) -> str | None:
        row = self._read("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else None

    def set_meta(self, key: str, value: str) -> None:
        with self._database.write() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def integrity(self) -> str:
        """SQLite's own check of the file: "ok", or what is wrong."""
        return str(self._read("PRAGMA integrity_check(1)").fetchone()[0])

    def _read(self, query: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        return self._database.read().execute(query, tuple(values))
