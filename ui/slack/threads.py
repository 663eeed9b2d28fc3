"""What was said where: threads, the answers in them, the messages they were posted as."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import StoreError
from index.sqlite_file import SqliteFile
from rag.filters import Filters
from ui.conversations.snapshot import filters_as_text, filters_from_text
from ui.slack.schema import STEPS


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, and the question it is to."""

    channel: str
    question: str  # the ts of the message that asks, or the key of a command
    thread: str
    conversation: str
    exchange: str
    asked: float  # seconds since 1970


def open_file(home: Path) -> SqliteFile:
    """`HOME/slack.db`, for its user's eyes alone. Raises StoreError."""
    otherwise = "move slack.db out of the folder to begin anew"
    return SqliteFile(home / "slack.db", STEPS, otherwise, private=True)


class Threads:
    """Threads share one; several processes may have the file open. All methods raise StoreError."""

    def __init__(self, file: SqliteFile) -> None:
        self._file = file

    def joined(self, channel: str, thread: str) -> bool:
        """Whether readout takes part in the thread."""
        return bool(
            self._rows("SELECT 1 FROM threads WHERE channel = ? AND thread = ?", channel, thread)
        )

    def conversation(self, channel: str, thread: str) -> str | None:
        rows = self._rows(
            "SELECT conversation FROM threads WHERE channel = ? AND thread = ?", channel, thread
        )
        return rows[0][0] if rows else None

    def converse(self, channel: str, thread: str, conversation: str) -> None:
        """The thread belongs to the conversation."""
        self._write(
            "INSERT INTO threads VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET conversation = excluded.conversation",
            (channel, thread, conversation),
        )

    def latest(self, channel: str, since: float) -> str | None:
        """The conversation of the channel's latest answer, if it was asked after `since`."""
        rows = self._rows(
            "SELECT conversation FROM answers WHERE channel = ? AND asked >= ?"
            " ORDER BY asked DESC LIMIT 1",
            channel,
            since,
        )
        return rows[0][0] if rows else None

    def filters(self, conversation: str) -> Filters | None:
        """The limits that were set in words; None where none ever were."""
        rows = self._rows("SELECT filters FROM limits WHERE conversation = ?", conversation)
        return filters_from_text(rows[0][0]) if rows else None

    def limit(self, conversation: str, filters: Filters) -> None:
        self._write(
            "INSERT OR REPLACE INTO limits VALUES (?, ?)", (conversation, filters_as_text(filters))
        )

    def answer(self, channel: str, question: str) -> Answered | None:
        rows = self._rows(
            "SELECT * FROM answers WHERE channel = ? AND question = ?", channel, question
        )
        return Answered(*rows[0]) if rows else None

    def conversation_of(self, exchange: str) -> str | None:
        rows = self._rows("SELECT conversation FROM answers WHERE exchange = ? LIMIT 1", exchange)
        return rows[0][0] if rows else None

    def answered(self, answer: Answered) -> None:
        self._write(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?)",
            (
                answer.channel,
                answer.question,
                answer.thread,
                answer.conversation,
                answer.exchange,
                answer.asked,
            ),
        )

    def forget(self, channel: str, question: str) -> None:
        """Forgets the answer to a question, and its posts."""
        for table in ("answers", "posts"):
            self._write(
                f"DELETE FROM {table} WHERE channel = ? AND question = ?", (channel, question)
            )

    def posts(self, channel: str, question: str) -> dict[int, str | None]:
        """The ts of each part of what was posted; None for one that was about to be."""
        rows = self._rows(
            "SELECT part, ts FROM posts WHERE channel = ? AND question = ?", channel, question
        )
        return {int(part): ts for part, ts in rows}

    def post_of(self, channel: str, ts: str) -> str | None:
        """To which question a message was posted."""
        rows = self._rows("SELECT question FROM posts WHERE channel = ? AND ts = ?", channel, ts)
        return rows[0][0] if rows else None

    def posting(self, channel: str, question: str, part: int) -> None:
        """A part is about to be posted."""
        self._write(
            "INSERT OR REPLACE INTO posts VALUES (?, ?, ?, NULL)", (channel, question, part)
        )

    def posted(self, channel: str, question: str, part: int, ts: str) -> None:
        self._write(
            "INSERT OR REPLACE INTO posts VALUES (?, ?, ?, ?)", (channel, question, part, ts)
        )

    def withdrawn(self, channel: str, question: str, part: int) -> None:
        """A part is not there any more."""
        self._write(
            "DELETE FROM posts WHERE channel = ? AND question = ? AND part = ?",
            (channel, question, part),
        )

    def settings(self, channel: str) -> dict[str, Any]:
        rows = self._rows("SELECT settings FROM channels WHERE channel = ?", channel)
        found: dict[str, Any] = json.loads(rows[0][0]) if rows else {}
        return found

    def set(self, channel: str, settings: dict[str, Any]) -> None:
        self._write(
            "INSERT OR REPLACE INTO channels VALUES (?, ?)", (channel, json.dumps(settings))
        )

    def _write(self, statement: str, parameters: Sequence[object]) -> None:
        with self._file.write(durable=False) as connection:
            connection.execute(statement, parameters)

    def _rows(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        try:
            return self._file.read().execute(query, parameters).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"what was said in Slack cannot be read ({error})") from error
