"""The file `model.db` of a home: replies of a model, and what each request of it took."""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from index.errors import StoreError
from index.sqlite_file import SqliteFile
from rag.model.ledger import Remembered
from rag.model.model import Fault, ModelFailure, Usage
from rag.model.settings import Price

# A reply is kept under a digest of its prompt; no question and no prompt is in the file.
_FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('schema', '1');
CREATE TABLE replies (
    key TEXT PRIMARY KEY, text TEXT NOT NULL, tokens_in INTEGER NOT NULL,
    tokens_out INTEGER NOT NULL, used REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX replies_by_use ON replies (used);
CREATE TABLE requests (
    at REAL NOT NULL, tokens_in INTEGER NOT NULL, tokens_out INTEGER NOT NULL,
    milliseconds REAL NOT NULL, cost REAL
);
CREATE INDEX requests_by_time ON requests (at);
"""
_MOST = 5_000  # replies kept, those that were used last
_LONGEST = 20_000  # characters of a reply that is kept
_MILLION = 1_000_000

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Use:
    """What a day's requests took."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float | None = None  # None where no prices were set

    @property
    def tokens(self) -> int:
        return self.tokens_in + self.tokens_out

    def __str__(self) -> str:
        """ "3 requests, 2,900 tokens in and 130 out, cost 0.0071"."""
        requests = "1 request" if self.requests == 1 else f"{self.requests:,} requests"
        cost = "" if self.cost is None else f", cost {self.cost:.4f}"
        return f"{requests}, {self.tokens_in:,} tokens in and {self.tokens_out:,} out{cost}"


class FileLedger:
    """A ledger on a home, which several processes may share. A day is one of UTC.

    A file that cannot be used stops no answer, unless there is a budget, which is then not passed.
    """

    def __init__(
        self,
        home: Path,
        price: Price | None = None,
        tokens_per_day: int | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`clock` gives seconds since 1970, UTC. Raises StoreError when the home cannot be used."""
        self._file = SqliteFile(
            home / "model.db", (_FIRST,), "delete it: what it keeps is made anew", private=True
        )
        self._price, self._most, self._clock = price, tokens_per_day, clock
        self._aside = 0  # tokens of requests that are under way in this process
        self._guard = threading.Lock()
        self._complained = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._file.close()

    def recall(self, key: str) -> Remembered | None:
        try:
            row = self._row("SELECT text, tokens_in, tokens_out FROM replies WHERE key = ?", key)
            if row is None:
                return None
            with self._file.write(durable=False) as connection:
                connection.execute(
                    "UPDATE replies SET used = ? WHERE key = ?", (self._clock(), key)
                )
        except StoreError as error:
            self._complain(error)
            return None
        return Remembered(row[0], Usage(row[1], row[2]))

    def remember(self, key: str, reply: Remembered) -> None:
        if len(reply.text) > _LONGEST:
            return
        usage = reply.usage
        row = (key, reply.text, usage.tokens_in, usage.tokens_out, self._clock())
        try:
            with self._file.write(durable=False) as connection:
                connection.execute("INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?)", row)
                connection.execute(
                    "DELETE FROM replies WHERE key IN"
                    " (SELECT key FROM replies ORDER BY used DESC LIMIT -1 OFFSET ?)",
                    (_MOST,),
                )
        except StoreError as error:
            self._complain(error)

    def allow(self, tokens: int) -> None:
        with self._guard:
            if self._most is not None:
                try:
                    spent = self.today().tokens
                except StoreError:
                    raise ModelFailure(
                        Fault.BUDGET,
                        "The model is not asked, because the tokens it takes cannot be counted:"
                        " see `readout doctor`.",
                    ) from None
                if spent + self._aside + tokens > self._most:
                    raise ModelFailure(
                        Fault.BUDGET,
                        f"The model's budget for today is spent ({spent:,} of {self._most:,}"
                        " tokens); there is more after midnight UTC.",
                    )
            self._aside += tokens

    def spend(self, usage: Usage, allowed: int, milliseconds: float) -> None:
        row = (self._clock(), usage.tokens_in, usage.tokens_out, milliseconds, self.cost(usage))
        try:
            with self._file.write(durable=False) as connection:
                connection.execute("INSERT INTO requests VALUES (?, ?, ?, ?, ?)", row)
        except StoreError as error:
            self._complain(error)
        finally:
            with self._guard:
                self._aside -= allowed

    def cost(self, usage: Usage) -> float | None:
        if self._price is None:
            return None
        price = self._price
        return (usage.tokens_in * price.tokens_in + usage.tokens_out * price.tokens_out) / _MILLION

    def today(self) -> Use:
        """What this day's requests took so far. Raises StoreError."""
        now = datetime.fromtimestamp(self._clock(), UTC)
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
        row = self._row(
            "SELECT count(*), coalesce(sum(tokens_in), 0), coalesce(sum(tokens_out), 0), sum(cost)"
            " FROM requests WHERE at >= ?",
            midnight,
        )
        return Use(*row)

    def _row(self, query: str, *values: object) -> Any:
        try:
            with closing(self._file.read().execute(query, values)) as rows:
                return rows.fetchone()
        except sqlite3.Error as error:
            raise StoreError(f"model.db cannot be read: {error}") from error

    def _complain(self, error: StoreError) -> None:
        """Once: what goes on failing says the same each time."""
        if not self._complained:
            self._complained = True
            _logger.warning("what the model writes is not kept: %s", error)
