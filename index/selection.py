"""Which articles may be used: by date of publication, by outlet, by name.

What is not known fails a limit: an article without a date cannot be shown to be from before a day.
How many were left out for that reason alone is counted, so that it can be said.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.int64]  # keys of passages


@dataclass(frozen=True, slots=True)
class Selection:
    """Limits on articles; None and () limit nothing. Dates compare to the second."""

    earliest: datetime | None = None  # published then or later; aware
    latest: datetime | None = None  # published then or earlier; aware
    outlets: tuple[str, ...] = ()  # one of these, written as the articles write it
    articles: tuple[str, ...] = ()  # one of these, by id

    def __bool__(self) -> bool:
        return self != Selection()


@dataclass(frozen=True, slots=True)
class Selected:
    """What may be used."""

    keys: Keys  # of the passages of the articles within the limits, ascending
    undated: int  # articles left out only for want of a date, or of that and an outlet
    unnamed: int  # articles left out only for want of an outlet, or of that and a date


def select(connection: sqlite3.Connection, selection: Selection) -> Selected:
    """The passages of the articles within the limits, and how many lack what the limits need."""
    within, dates = dated(selection)
    named = f"outlet IN ({_marks(selection.outlets)})" if selection.outlets else "1"
    chosen = f"a.id IN ({_marks(selection.articles)})" if selection.articles else "1"
    values = (*dates, *selection.outlets, *selection.articles)
    # One row of JSON, since fetching tens of thousands of rows takes five times as long. CROSS JOIN
    # keeps SQLite to this order: the dates from an index of theirs, then the passages.
    (found,) = connection.execute(
        "SELECT json_group_array(p.key) FROM articles a CROSS JOIN passages p"
        f" ON p.article_id = a.id WHERE {within} AND {named} AND {chosen}",
        values,
    ).fetchone()
    keys = np.array(json.loads(found), np.int64)
    keys.sort()
    keys.setflags(write=False)  # one answer may be given to several
    # What is unknown makes a condition NULL, what is known to be outside makes it 0.
    undated, unnamed = connection.execute(
        f"SELECT count(*) FILTER (WHERE published IS NULL AND {bool(dates):d}),"
        f" count(*) FILTER (WHERE outlet IS NULL AND {bool(selection.outlets):d}) FROM articles a"
        " WHERE (published IS NULL OR outlet IS NULL)"
        f" AND ({within}) IS NOT 0 AND ({named}) IS NOT 0 AND {chosen}",
        values,
    ).fetchone()
    return Selected(keys, int(undated), int(unnamed))


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def dated(selection: Selection) -> tuple[str, list[str]]:
    """A condition that is 1, 0, or NULL where the date is unknown; and its values."""
    limits = [(">=", selection.earliest), ("<=", selection.latest)]
    given = [(sign, moment) for sign, moment in limits if moment is not None]
    return (
        " AND ".join(f"datetime(published) {sign} datetime(?)" for sign, _ in given) or "1",
        [_second(moment) for _, moment in given],
    )


def _second(moment: datetime) -> str:
    """Without its fraction, with which SQLite takes the last moment of a day for the next day."""
    return moment.astimezone(UTC).replace(microsecond=0).isoformat()
