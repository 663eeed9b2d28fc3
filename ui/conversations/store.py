"""Conversations in `HOME/conversations.db`, each its owner's alone, with the articles they cite.

An answer is kept with its articles as they were, so a conversation reads the same after they
have changed in the corpus or left it.
"""

import json
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from index.article import Article
from index.errors import StoreError
from index.sqlite_file import SqliteFile
from ui.conversations.model import (
    Conversation,
    Exchange,
    Listed,
    new_conversation_id,
    title_from,
)
from ui.conversations.rows import EXCHANGE_COLUMNS, exchange_from, moment, stamp, storable
from ui.conversations.schema import STEPS
from ui.conversations.search import condition, folded
from ui.conversations.snapshot import (
    Snapshot,
    filters_as_text,
    restored_article,
    snapshot,
)

_OWN = "SELECT 1 FROM conversations WHERE id = ? AND owner = ?"


class Conversations:
    """All conversations of a home. Threads share one; several processes may have the file open.

    What another object left pending counts as stopped, so a process has one.

    Every method raises StoreError when the file cannot be read or written.
    """

    def __init__(self, home: Path) -> None:
        """Opens or creates the file, for its user's eyes alone."""
        self._file = SqliteFile(
            home / "conversations.db",
            STEPS,
            "move conversations.db out of the folder to begin with none",
            private=True,
        )
        # Whose pending exchanges are still being answered: this object's.
        self._run = secrets.token_hex(8)

    def close(self) -> None:
        self._file.close()

    def listed(self, owner: str, search: str = "", limit: int = 200) -> list[Listed]:
        """The owner's conversations in which something was asked, the newest first.

        With `search`, those in whose title, questions and answers all of its words stand.
        """
        also, parameters = condition(search)
        rows = self._rows(
            "SELECT c.id, c.title, c.updated,"
            " (SELECT count(*) FROM exchanges WHERE conversation = c.id)"
            " FROM conversations c WHERE c.owner = ?"
            f" AND EXISTS (SELECT 1 FROM exchanges WHERE conversation = c.id){also}"
            " ORDER BY c.updated DESC, c.rowid DESC LIMIT ?",
            (storable(owner), *parameters, limit),
        )
        return [Listed(id_, title, moment(at), int(count)) for id_, title, at, count in rows]

    def begin(self, owner: str, title: str = "") -> Conversation:
        """A new conversation; without a title it gets its first question's."""
        begun = Conversation(new_conversation_id(), title_from(storable(title)))
        owner = storable(owner)
        now = datetime.now(UTC)
        with self._file.write() as connection:
            # Those of a week ago in which nothing was ever asked.
            connection.execute(
                "DELETE FROM conversations WHERE owner = ? AND updated < ?"
                " AND NOT EXISTS (SELECT 1 FROM exchanges WHERE conversation = conversations.id)",
                (owner, stamp(now - timedelta(days=7))),
            )
            connection.execute(
                "INSERT INTO conversations VALUES (?, ?, ?, ?, ?)",
                (begun.id, owner, begun.title, folded(begun.title), stamp(now)),
            )
        return begun

    def open(self, owner: str, conversation_id: str) -> Conversation | None:
        """The conversation, or None when there is none of that id, or it is another's."""
        own = (storable(conversation_id), storable(owner))
        rows = self._rows("SELECT title FROM conversations WHERE id = ? AND owner = ?", own)
        if not rows:
            return None
        exchanges = self._exchanges(
            "SELECT " + EXCHANGE_COLUMNS + " FROM exchanges e"
            " JOIN conversations c ON c.id = e.conversation"
            " WHERE e.conversation = ? AND c.owner = ? ORDER BY e.number",
            own,
        )
        return Conversation(conversation_id, rows[0][0], tuple(exchanges))

    def put(self, owner: str, conversation_id: str, exchange: Exchange) -> Exchange:
        """Adds an exchange, or replaces the one with its id; as it was stored.

        Its number is the next free one where another exchange has its own meanwhile, asked in
        another window; a replaced one keeps the number it has. Raises StoreError when the
        conversation is not there, or is another's.
        """
        taken = snapshot(exchange.answer) if exchange.answer else Snapshot("", ())
        said = exchange.answer.text if exchange.answer else ""
        with self._file.write() as connection:
            self._require(connection, owner, conversation_id)
            held = connection.execute(
                "SELECT conversation, number FROM exchanges WHERE id = ?", (exchange.id,)
            ).fetchone()
            if held and held[0] != conversation_id:
                raise StoreError("this exchange belongs to another conversation")
            number = held[1] if held else _free(connection, conversation_id, exchange.number)
            connection.execute(
                "INSERT INTO exchanges VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET asked = excluded.asked,"
                " question = excluded.question, filters = excluded.filters,"
                " failure = excluded.failure, mark = excluded.mark, run = excluded.run,"
                " words = excluded.words, answer = excluded.answer",
                (
                    exchange.id,
                    conversation_id,
                    number,
                    stamp(exchange.asked),
                    json.dumps(exchange.question),  # may hold what SQLite cannot keep
                    filters_as_text(exchange.filters),
                    json.dumps(exchange.failure) if exchange.failure is not None else None,
                    exchange.mark,
                    self._run,
                    folded(f"{exchange.question} {said}"),
                    taken.content or None,
                ),
            )
            connection.execute("DELETE FROM cited WHERE exchange = ?", (exchange.id,))
            for article in taken.articles:
                connection.execute(
                    "INSERT OR IGNORE INTO articles VALUES (?, ?, ?)",
                    (article.key, storable(article.id), article.content),
                )
                connection.execute("INSERT INTO cited VALUES (?, ?)", (exchange.id, article.key))
            if held:
                _forget_uncited(connection)
            connection.execute(
                "UPDATE conversations SET updated ="
                " (SELECT max(asked) FROM exchanges WHERE conversation = ?) WHERE id = ?",
                (conversation_id, conversation_id),
            )
            title = title_from(storable(exchange.question))
            connection.execute(
                "UPDATE conversations SET title = ?, words = ? WHERE id = ? AND title = ''",
                (title, folded(title), conversation_id),
            )
        return replace(exchange, number=number)

    def cut(self, owner: str, conversation_id: str, number: int) -> None:
        """Forgets the exchange `number` and the later ones. Raises as `put`."""
        with self._file.write() as connection:
            self._require(connection, owner, conversation_id)
            connection.execute(
                "DELETE FROM exchanges WHERE conversation = ? AND number >= ?",
                (conversation_id, number),
            )
            _forget_uncited(connection)

    def drop(self, owner: str, exchange_id: str) -> None:
        """Forgets one exchange, if it is the owner's."""
        with self._file.write() as connection:
            connection.execute(
                "DELETE FROM exchanges WHERE id = ? AND conversation IN"
                " (SELECT id FROM conversations WHERE owner = ?)",
                (storable(exchange_id), storable(owner)),
            )
            _forget_uncited(connection)

    def rename(self, owner: str, conversation_id: str, title: str) -> bool:
        """Whether it was renamed; not where it is not the owner's, and not to nothing."""
        title = title_from(storable(title))
        if not title:
            return False
        with self._file.write() as connection:
            done = connection.execute(
                "UPDATE conversations SET title = ?, words = ? WHERE id = ? AND owner = ?",
                (title, folded(title), storable(conversation_id), storable(owner)),
            )
            return done.rowcount > 0

    def delete(self, owner: str, conversation_id: str) -> bool:
        """Whether there was one to delete; its links end, and articles only it cited go, too."""
        with self._file.write() as connection:
            done = connection.execute(
                "DELETE FROM conversations WHERE id = ? AND owner = ?",
                (storable(conversation_id), storable(owner)),
            )
            _forget_uncited(connection)
            return done.rowcount > 0

    def delete_all(self, owner: str) -> int:
        """Deletes all of the owner's conversations; how many."""
        with self._file.write() as connection:
            done = connection.execute(
                "DELETE FROM conversations WHERE owner = ?", (storable(owner),)
            )
            _forget_uncited(connection)
            return done.rowcount

    def exchange(self, owner: str, exchange_id: str) -> Exchange | None:
        """One exchange, or None when there is none of that id, or it is another's."""
        found = self._exchanges(
            "SELECT " + EXCHANGE_COLUMNS + " FROM exchanges e"
            " JOIN conversations c ON c.id = e.conversation WHERE e.id = ? AND c.owner = ?",
            (storable(exchange_id), storable(owner)),
        )
        return found[0] if found else None

    def article(self, owner: str, article_id: str) -> Article | None:
        """An article as one of the owner's conversations holds it, also when the corpus does not.

        Of several copies that differ in their path, any.
        """
        rows = self._rows(
            "SELECT a.content FROM articles a JOIN cited ON cited.article = a.key"
            " JOIN exchanges e ON e.id = cited.exchange"
            " JOIN conversations c ON c.id = e.conversation"
            " WHERE a.id = ? AND c.owner = ? LIMIT 1",
            (storable(article_id), storable(owner)),
        )
        return restored_article(rows[0][0]) if rows else None

    def share(self, owner: str, exchange_id: str) -> str | None:
        """The token of a link to the answer, the same each time; None where there is no answer.

        Who has it can read that answer, see `shared`: 192 random bits.
        """
        found = self.exchange(owner, exchange_id)
        if found is None or found.answer is None:
            return None
        with self._file.write() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO links SELECT ?, id FROM exchanges WHERE id = ?",
                (secrets.token_urlsafe(24), found.id),
            )
            row = connection.execute(
                "SELECT token FROM links WHERE exchange = ?", (found.id,)
            ).fetchone()
        return str(row[0]) if row else None

    def shared(self, token: str) -> Exchange | None:
        """The exchange that a link's token leads to, whoever asks."""
        found = self._exchanges(
            "SELECT " + EXCHANGE_COLUMNS + " FROM exchanges e"
            " JOIN links ON links.exchange = e.id WHERE links.token = ?",
            (storable(token),),
        )
        return found[0] if found else None

    def _rows(self, query: str, parameters: Sequence[object]) -> list[tuple[str, ...]]:
        try:
            return self._file.read().execute(query, parameters).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"the conversations cannot be read ({error})") from error

    def _require(self, connection: sqlite3.Connection, owner: str, conversation_id: str) -> None:
        if not connection.execute(_OWN, (storable(conversation_id), storable(owner))).fetchone():
            raise StoreError("this conversation is not there any more; begin another")

    def _exchanges(self, query: str, parameters: Sequence[object]) -> list[Exchange]:
        rows = self._rows(query, parameters)
        articles = self._articles([row[0] for row in rows])
        return [exchange_from(row, articles, self._run) for row in rows]

    def _articles(self, exchanges: Sequence[str]) -> dict[str, Article]:
        """The articles that some exchanges cite, each read once, by key."""
        rows = self._rows(
            "SELECT key, content FROM articles WHERE key IN"
            " (SELECT article FROM cited WHERE exchange IN (SELECT value FROM json_each(?)))",
            (json.dumps(exchanges),),
        )
        return {key: restored_article(content) for key, content in rows}


def _free(connection: sqlite3.Connection, conversation_id: str, wanted: int) -> int:
    """The number for a new exchange: `wanted`, or the next free one where it is taken."""
    row = connection.execute(
        "SELECT (SELECT 1 FROM exchanges WHERE conversation = ? AND number = ?), max(number)"
        " FROM exchanges WHERE conversation = ?",
        (conversation_id, wanted, conversation_id),
    ).fetchone()
    return int(row[1]) + 1 if row[0] else wanted


def _forget_uncited(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM articles WHERE key NOT IN (SELECT article FROM cited)")
