"""Lists of articles without their text: a page of all of them, the newest, those near some days.

An article's row is long, and its text stands before its title; what needs only dates is read from
the index of dates.
"""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from index.article import Basis
from index.rows import marks
from index.selection import Selection, dated

_NEWEST_FIRST = "published IS NULL, datetime(published) DESC, id"
_WORDS = 8  # of a search; more than that name no title


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """What a list shows of an article."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    path: str | None
    published: datetime | None
    published_basis: Basis
    passages: int
    pending: int  # of the passages, how many are not searchable by meaning yet


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list."""

    articles: tuple[ListedArticle, ...]
    offset: int  # of the first of them among all that were found
    found: int  # by the search, on whichever page


def listing(connection: sqlite3.Connection, search: str, offset: int, limit: int) -> Listing:
    """At most `limit` articles from the `offset`th on, newest first, unknown dates last.

    Every word of `search` must stand in the title, the outlet, the address or the file's name;
    small letters stand for capitals too, those of ASCII. An offset beyond the end gives the last
    page.
    """
    words = search.split()[:_WORDS]
    where = " AND ".join([_FOUND] * len(words)) or "1"
    values = [f"%{_literal(word)}%" for word in words for _ in range(4)]
    (found,) = connection.execute(f"SELECT count(*) FROM articles WHERE {where}", values).fetchone()
    if offset >= found:
        offset = max(0, (found - 1) // limit * limit)
    rows = connection.execute(
        f"SELECT id FROM articles WHERE {where} ORDER BY {_NEWEST_FIRST} LIMIT ? OFFSET ?",
        (*values, limit, max(0, offset)),
    )
    return Listing(_listed(connection, [row[0] for row in rows]), max(0, offset), int(found))


def newest(connection: sqlite3.Connection) -> datetime | None:
    """When the newest article was published; None when no article says."""
    row = connection.execute(
        "SELECT published FROM articles WHERE published IS NOT NULL"
        " ORDER BY datetime(published) DESC LIMIT 1"
    ).fetchone()
    return datetime.fromisoformat(row[0]) if row else None


def near(
    connection: sqlite3.Connection,
    selection: Selection,
    first: date | None,
    last: date | None,
    limit: int,
) -> tuple[list[str], int]:
    """Ids of at most `limit` articles within `selection`, and how many there are.

    Those published from `first` to `last` come first, then those nearest to these days, of equally
    near ones the newest; without these days, the newest of all.
    """
    condition, values = dated(selection)
    if selection.outlets:
        condition += f" AND outlet IN ({marks(selection.outlets)})"
        values = [*values, *selection.outlets]
    (count,) = connection.execute(
        f"SELECT count(*) FROM articles WHERE {condition}", values
    ).fetchone()
    far = " + ".join(
        f"max(0, {sign} * (julianday(date(published)) - julianday(?)))"
        for sign, day in ((-1, first), (1, last))
        if day is not None
    )
    days = [day.isoformat() for day in (first, last) if day is not None]
    rows = connection.execute(
        f"SELECT id FROM articles WHERE {condition}"
        f" ORDER BY published IS NULL, {far or 'NULL'}, datetime(published) DESC, id LIMIT ?",
        (*values, *days, limit),
    )
    return [row[0] for row in rows], int(count)


_FOUND = (
    "("
    + " OR ".join(f"{name} LIKE ? ESCAPE '!'" for name in ("title", "outlet", "url"))
    + (
        # A path is searched for its last part alone: what lies before it is the machine's business.
        " OR replace(path, rtrim(path, replace(path, '/', '')), '') LIKE ? ESCAPE '!')"
    )
)


def _literal(word: str) -> str:
    """`word` without what LIKE takes for a pattern."""
    return "".join(f"!{each}" if each in "!%_" else each for each in word.replace("\0", ""))


def _listed(connection: sqlite3.Connection, ids: list[str]) -> tuple[ListedArticle, ...]:
    rows = connection.execute(
        "SELECT id, title, outlet, url, path, published, published_basis,"
        " (SELECT count(*) FROM passages WHERE article_id = a.id),"
        " (SELECT count(*) FROM passages WHERE article_id = a.id AND vector IS NULL)"
        f" FROM articles a WHERE id IN ({marks(ids)})",
        ids,
    )
    found = {row[0]: row for row in rows}
    return tuple(
        ListedArticle(
            id=row[0],
            title=row[1],
            outlet=row[2],
            url=row[3],
            path=row[4],
            published=datetime.fromisoformat(row[5]) if row[5] else None,
            published_basis=Basis(row[6]),
            passages=row[7],
            pending=row[8],
        )
        for row in (found[each] for each in ids if each in found)
    )
