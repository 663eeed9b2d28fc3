"""Articles and passages as rows of the database: written, removed, read back.

Functions that take a connection run inside the caller's transaction.
"""

import array
import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from index.article import Article, Basis, Passage, Span
from index.origins import add_origin, remove_origin

ARTICLE_COLUMNS = "id, body, title, outlet, author, url, path, published, published_basis"


class Change(StrEnum):
    """What writing one article did."""

    ADDED = "added"
    UNCHANGED = "unchanged"  # the same content is already here
    REPLACED = "replaced"  # its source held other content before


def write_entry(
    connection: sqlite3.Connection,
    source: str,
    container: str,
    article: Article,
    cut: Callable[[Article], Sequence[Passage]],
) -> Change:
    row = connection.execute(
        "SELECT article_id FROM sources WHERE source = ?", (source,)
    ).fetchone()
    if row and row[0] == article.id:
        return Change.UNCHANGED
    known = connection.execute("SELECT 1 FROM articles WHERE id = ?", (article.id,)).fetchone()
    if not known:
        _insert(connection, article, cut(article))
    if row:
        remove_source(connection, source)
    connection.execute("INSERT INTO sources VALUES (?, ?, ?)", (source, container, article.id))
    if row:
        return Change.REPLACED
    return Change.UNCHANGED if known else Change.ADDED


def _insert(connection: sqlite3.Connection, article: Article, passages: Sequence[Passage]) -> None:
    connection.execute(
        f"INSERT INTO articles ({ARTICLE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.id,
            article.body,
            article.title,
            article.outlet,
            article.author,
            article.url,
            article.path,
            article.published.isoformat() if article.published else None,
            article.published_basis.value,
        ),
    )
    for passage in passages:
        key = connection.execute(
            "INSERT INTO passages (id, article_id, start, end, sentences) VALUES (?, ?, ?, ?, ?)",
            (
                passage.id,
                article.id,
                passage.span.start,
                passage.span.end,
                _pack(passage.sentences),
            ),
        ).lastrowid
        connection.execute(
            "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)",
            (key, article.title or "", passage.text),
        )
        # A passage that was removed and has come back must not be deleted from Chroma.
        connection.execute("DELETE FROM removed WHERE passage_id = ?", (passage.id,))
    add_origin(connection, article.id, [passage.text for passage in passages])


def remove_source(connection: sqlite3.Connection, source: str) -> None:
    row = connection.execute(
        "DELETE FROM sources WHERE source = ? RETURNING article_id", (source,)
    ).fetchone()
    if row is None:
        return
    article_id = row[0]
    other = connection.execute(
        "SELECT container FROM sources WHERE article_id = ? ORDER BY source", (article_id,)
    ).fetchone()
    if other:  # the same article stands in another file, too, which now is where it is from
        connection.execute(
            "UPDATE articles SET path = ? WHERE id = ? AND path IS NOT NULL",
            (other[0] if Path(other[0]).is_absolute() else None, article_id),
        )
        return
    # A contentless FTS5 table forgets a row only when it is told what the row said.
    connection.execute(
        "INSERT INTO words (words, rowid, title, text)"
        " SELECT 'delete', p.key, coalesce(a.title, ''),"
        " substr(a.body, p.start + 1, p.end - p.start)"
        " FROM passages p JOIN articles a ON a.id = p.article_id WHERE a.id = ?",
        (article_id,),
    )
    connection.execute(
        "INSERT OR IGNORE INTO removed SELECT id FROM passages WHERE article_id = ?", (article_id,)
    )
    connection.execute("DELETE FROM passages WHERE article_id = ?", (article_id,))
    remove_origin(connection, article_id)
    connection.execute("DELETE FROM articles WHERE id = ?", (article_id,))


def article_from(row: Sequence[str | None]) -> Article:
    id_, body, title, outlet, author, url, path, published, basis = row
    return Article(
        id=str(id_),
        body=str(body),
        title=title,
        outlet=outlet,
        author=author,
        url=url,
        path=path,
        published=datetime.fromisoformat(published) if published else None,
        published_basis=Basis(str(basis)),
    )


def marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _pack(spans: Sequence[Span]) -> bytes:
    return array.array("I", [edge for span in spans for edge in (span.start, span.end)]).tobytes()


def unpack(data: bytes) -> tuple[Span, ...]:
    edges = array.array("I", data)
    return tuple(Span(edges[at], edges[at + 1]) for at in range(0, len(edges), 2))
