"""A SQLite file that threads and processes share: its schema's steps, one connection a thread."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from index.errors import StoreError


class SqliteFile:
    """A file in WAL mode: readers never wait, one writer at a time.

    Its table `meta` holds, under the key `schema`, how many of the steps were taken.
    """

    def __init__(
        self, path: Path, steps: Sequence[str], otherwise: str, *, private: bool = False
    ) -> None:
        """Opens or creates the file, and takes the steps of its schema that are still to take.

        The first step makes `meta` and puts `schema` in it. `otherwise` is what a person can do
        when another version wrote the file; `private` makes it readable by its user alone. Raises
        StoreError when it cannot be used.
        """
        self._path = path
        self._local = threading.local()
        self._open: dict[threading.Thread, sqlite3.Connection] = {}
        self._guard = threading.Lock()
        # Who waits for SQLite's lock looks again and again, some for seconds; here they queue.
        self._writing = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if private:  # what SQLite puts beside it has the same permissions
                path.touch(mode=0o600)
            self._prepare(steps, otherwise)
        except (OSError, sqlite3.Error) as error:
            self.close()
            raise StoreError(
                f"the home folder {path.parent} cannot be used ({error});"
                " name another with --home, or free some space and try again"
            ) from error
        except StoreError:
            self.close()
            raise

    def read(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            self._local.connection = connection
        return connection

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is kept, or none of it. Not to be nested.

        What is `durable` is on the disk when this ends. What is not outlives this process, but may
        be lost with the machine's power, until the next that is; it takes a hundredth of the time.
        Raises StoreError when the disk is full or another writer holds on for half a minute.
        """
        connection = self.read()
        with self._writing:
            try:
                connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
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

    def _prepare(self, steps: Sequence[str], otherwise: str) -> None:
        connection = self.read()
        older = [None, *(str(taken) for taken in range(1, len(steps)))]
        if self._version(connection) in older:
            connection.execute("BEGIN IMMEDIATE")
            found = self._version(connection)  # another process may have been first
            if found in older:
                for step in steps[int(found or 0) :]:
                    _run(connection, step)
                connection.execute(
                    "UPDATE meta SET value = ? WHERE key = 'schema'", (str(len(steps)),)
                )
            connection.execute("COMMIT")
        found = self._version(connection)
        if found != str(len(steps)):
            raise StoreError(
                f"{self._path} was written by another version of readout (schema {found}, this"
                f" one reads {len(steps)}); {otherwise}"
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
