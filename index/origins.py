"""Which articles are one story: near-copies, and near-copies of near-copies, have one origin.

An origin is a set of articles that near-copies connect, named after the least id among them. So it
depends on which articles there are, and not on their order: an article that comes joins the
origins of its near-copies into one, and where one goes, its origin is worked out anew.
Functions that take a connection run inside the caller's transaction.
"""

import sqlite3
from collections.abc import Iterable, Sequence

import numpy as np

from index.sketch import Sketch, near_copies, sketch

_LEAST = np.dtype("<u4")


def add_origin(connection: sqlite3.Connection, article_id: str, texts: Iterable[str]) -> None:
    """Finds the origin of a new article, given the texts of its passages."""
    made = sketch(texts)
    key = connection.execute(
        "INSERT INTO sketches (article_id, runs, least, origin) VALUES (?, ?, ?, ?)",
        (article_id, made.runs, made.least.astype(_LEAST).tobytes(), _own(article_id)),
    ).lastrowid
    bands = made.bands()
    _join(connection, article_id, made, bands)  # before its own bands are there to be found
    connection.executemany(
        "INSERT OR IGNORE INTO bands VALUES (?, ?)", [(band, key) for band in bands]
    )


def remove_origin(connection: sqlite3.Connection, article_id: str) -> None:
    """Forgets an article; those of its origin may be of several without it."""
    gone = connection.execute(
        "DELETE FROM sketches WHERE article_id = ? RETURNING key, runs, least, origin",
        (article_id,),
    ).fetchone()
    if gone is None:  # an article of an older index whose origin was never worked out
        return
    key, runs, least, origin = gone
    connection.executemany(
        "DELETE FROM bands WHERE band = ? AND sketch = ?",
        [(band, key) for band in _sketch(runs, least).bands()],
    )
    left = connection.execute(
        "SELECT article_id, runs, least FROM sketches WHERE origin = ?", (origin,)
    ).fetchall()
    connection.executemany(
        "UPDATE sketches SET origin = ? WHERE article_id = ?",
        [(_own(other), other) for other, _, _ in left],
    )
    for other, other_runs, other_least in left:
        again = _sketch(other_runs, other_least)
        _join(connection, other, again, again.bands())


def add_missing(connection: sqlite3.Connection, limit: int) -> int:
    """Finds the origins of articles that an older version took in; how many, at most `limit`."""
    missing = connection.execute(
        "SELECT id FROM articles WHERE id NOT IN (SELECT article_id FROM sketches) LIMIT ?",
        (limit,),
    ).fetchall()
    for (article_id,) in missing:
        texts = connection.execute(
            "SELECT substr(a.body, p.start + 1, p.end - p.start) FROM articles a"
            " JOIN passages p ON p.article_id = a.id WHERE a.id = ? ORDER BY p.start",
            (article_id,),
        )
        add_origin(connection, article_id, [row[0] for row in texts])
    return len(missing)


def origins(connection: sqlite3.Connection, article_ids: Sequence[str]) -> dict[str, str]:
    """The origin of each article by its id; of one that is not here, its own."""
    rows = connection.execute(
        "SELECT article_id, origin FROM sketches"
        f" WHERE article_id IN ({', '.join('?' * len(article_ids))})",
        tuple(article_ids),
    )
    return {each: _own(each) for each in article_ids} | dict(rows)


def _join(
    connection: sqlite3.Connection, article_id: str, made: Sketch, bands: Sequence[int]
) -> None:
    """Makes one origin of those of an article and of its near-copies."""
    rows = connection.execute(
        "SELECT runs, least, origin FROM sketches WHERE key IN"
        f" (SELECT sketch FROM bands WHERE band IN ({', '.join('?' * len(bands))}))"
        " AND article_id != ?",
        (*bands, article_id),
    ).fetchall()
    same = near_copies(made, [_sketch(runs, least) for runs, least, _ in rows])
    (own,) = connection.execute(
        "SELECT origin FROM sketches WHERE article_id = ?", (article_id,)
    ).fetchone()
    joined = {own} | {row[2] for row, near in zip(rows, same, strict=True) if near}
    least_id = min(joined)
    connection.executemany(
        "UPDATE sketches SET origin = ? WHERE origin = ?",
        [(least_id, other) for other in joined - {least_id}],
    )


def _own(article_id: str) -> str:
    return "org_" + article_id.removeprefix("art_")


def _sketch(runs: int, least: bytes) -> Sketch:
    return Sketch(runs, np.frombuffer(least, _LEAST))
