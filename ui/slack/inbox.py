"""What Slack asked for, written down before Slack is told that it arrived.

A job has a key that is the same whenever Slack delivers it again: it is taken in once, and done
once, however often it comes, by whichever process. Jobs of one lane are done one after the other.
"""

import json
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from index.errors import StoreError
from index.sqlite_file import SqliteFile
from ui.slack.runs import Run

_KEPT = 7 * 24 * 3600.0  # seconds for which a job that was done is known; Slack tries for minutes
_FURTHEST = 300.0  # seconds; a job that is due later was given back by another clock


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do."""

    key: str  # "question C1 1743163200.000100"
    kind: str
    lane: str
    body: Mapping[str, Any] = field(default_factory=dict)  # what JSON can hold
    tries: int = 0  # how often it was begun and not given back, this time included
    received: float = 0.0  # seconds since 1970


class Inbox:
    """The jobs of a home. Threads share one; several processes may have the file open.

    Every method raises StoreError when the file cannot be read or written.
    """

    def __init__(self, file: SqliteFile, run: Run) -> None:
        self._file = file
        self._run = run

    def put(self, job: Job, *, thread: tuple[str, str] | None = None) -> bool:
        """Whether the job is new. `thread`, a channel and a ts, is where readout takes part now."""
        now = time.time()
        with self._file.write() as connection:
            if thread is not None:
                connection.execute(
                    "INSERT OR IGNORE INTO threads (channel, thread) VALUES (?, ?)", thread
                )
            done = connection.execute(
                "INSERT OR IGNORE INTO jobs (key, kind, lane, body, due, received)"
                " VALUES (?, ?, ?, ?, 0, ?)",
                (job.key, job.kind, job.lane, json.dumps(dict(job.body)), now),
            )
            return done.rowcount > 0

    def claim(self) -> Job | None:
        """The next job to do, which is this process's from now on; None when there is none."""
        if not self._rows("SELECT 1 FROM jobs WHERE state = 'waiting' LIMIT 1"):
            return None  # without taking the lock to write
        now = time.time()
        with self._file.write(durable=False) as connection:
            row = connection.execute(
                "UPDATE jobs SET state = 'claimed', run = ?, tries = tries + 1 WHERE number ="
                " (SELECT number FROM jobs AS job WHERE state = 'waiting'"
                " AND (due <= ? OR due > ?)"
                " AND NOT EXISTS (SELECT 1 FROM jobs WHERE lane = job.lane AND state != 'done'"
                " AND number < job.number) ORDER BY number LIMIT 1)"
                " RETURNING key, kind, lane, body, tries, received",
                (self._run.id, now, now + _FURTHEST),
            ).fetchone()
        if row is None:
            return None
        key, kind, lane, body, tries, received = row
        return Job(key, kind, lane, json.loads(body), tries, received)

    def done(self, job: Job) -> None:
        """The job is never done again."""
        now = time.time()
        with self._file.write(durable=False) as connection:
            connection.execute(
                "UPDATE jobs SET state = 'done', body = '{}' WHERE key = ?", (job.key,)
            )
            connection.execute(
                "DELETE FROM jobs WHERE state = 'done' AND received < ?", (now - _KEPT,)
            )

    def give_back(self, job: Job, seconds: float) -> None:
        """The job is to be done again, `seconds` from now at the earliest, at most 5 minutes."""
        with self._file.write(durable=False) as connection:
            connection.execute(
                "UPDATE jobs SET state = 'waiting', due = ?, tries = tries - 1"
                " WHERE key = ? AND run = ? AND state = 'claimed'",
                (time.time() + seconds, job.key, self._run.id),
            )

    def recover(self) -> int:
        """How many jobs of processes that are no more wait again."""
        held = self._rows("SELECT DISTINCT run FROM jobs WHERE state = 'claimed'")
        over = self._run.ended(str(run) for (run,) in held)
        if not over:
            return 0
        with self._file.write(durable=False) as connection:
            done = connection.execute(
                "UPDATE jobs SET state = 'waiting', due = 0 WHERE state = 'claimed'"
                " AND run IN (SELECT value FROM json_each(?))",
                (json.dumps(over),),
            )
            return done.rowcount

    def left(self) -> int:
        """How many jobs are still to be done."""
        return int(self._rows("SELECT count(*) FROM jobs WHERE state != 'done'")[0][0])

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        try:
            return self._file.read().execute(query).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"Slack's inbox cannot be read ({error})") from error
