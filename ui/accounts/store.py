"""Accounts, their sessions and their tokens, in `HOME/accounts.db`.

A file of its own: conversations may be moved, copied or thrown away without the passwords. Of a
session's or a script's token only the SHA-256 is kept, so the file lets nobody in.
"""

import hashlib
import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from index.errors import StoreError, UsageError
from index.sqlite_file import SqliteFile
from ui.accounts.names import account_name
from ui.accounts.passwords import is_dated, matches, password_hash

SESSION = timedelta(days=30)

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('schema', '1');
CREATE TABLE accounts (name TEXT PRIMARY KEY, password TEXT NOT NULL, created TEXT NOT NULL);
CREATE TABLE sessions (
    token TEXT PRIMARY KEY, name TEXT NOT NULL REFERENCES accounts (name) ON DELETE CASCADE,
    kind TEXT NOT NULL, created TEXT NOT NULL, expires TEXT
) WITHOUT ROWID;
CREATE INDEX sessions_by_name ON sessions (name);
"""


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    created: datetime  # aware, UTC
    tokens: int  # that scripts were given


def accounts_path(home: Path) -> Path:
    return home / "accounts.db"


def has_accounts(home: Path) -> bool:
    """Whether the home has an account; makes no file. Raises StoreError."""
    if not accounts_path(home).exists():
        return False
    accounts = Accounts(home)
    try:
        return bool(accounts.listed())
    finally:
        accounts.close()


class Accounts:
    """All accounts of a home. Threads share it; several processes may have the file open.

    Every method raises StoreError when the file cannot be read or written.
    """

    def __init__(
        self, home: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """Opens or creates the file, for its user's eyes alone."""
        self._clock = clock
        self._file = SqliteFile(
            accounts_path(home),
            (_SCHEMA,),
            "move accounts.db out of the folder and add the accounts anew",
            private=True,
        )

    def close(self) -> None:
        self._file.close()

    def listed(self) -> list[Account]:
        """All accounts, by name."""
        rows = self._rows(
            "SELECT name, created, (SELECT count(*) FROM sessions s"
            " WHERE s.name = accounts.name AND kind = 'token') FROM accounts ORDER BY name"
        )
        return [Account(name, datetime.fromisoformat(at), int(count)) for name, at, count in rows]

    def add(self, name: str, password: str) -> str:
        """A new account; its name as it is kept. Raises UsageError when there is one already."""
        name, kept = account_name(name), password_hash(password)
        with self._file.write() as connection:
            done = connection.execute(
                "INSERT OR IGNORE INTO accounts VALUES (?, ?, ?)", (name, kept, self._now())
            )
            if not done.rowcount:
                raise UsageError(f"there is an account {name} already")
        return name

    def remove(self, name: str) -> str:
        """Removes an account with its sessions and tokens. Raises UsageError when there is none."""
        name = account_name(name)
        with self._file.write() as connection:
            done = connection.execute("DELETE FROM accounts WHERE name = ?", (name,))
            if not done.rowcount:
                raise _unknown(name)
        return name

    def require(self, name: str) -> None:
        """Raises UsageError when there is no such account."""
        name = account_name(name)
        if not self._rows("SELECT 1 FROM accounts WHERE name = ?", name):
            raise _unknown(name)

    def set_password(self, name: str, password: str) -> str:
        """A new password; all sessions and tokens of the account end. Raises UsageError."""
        name, kept = account_name(name), password_hash(password)
        with self._file.write() as connection:
            done = connection.execute(
                "UPDATE accounts SET password = ? WHERE name = ?", (kept, name)
            )
            if not done.rowcount:
                raise _unknown(name)
            connection.execute("DELETE FROM sessions WHERE name = ?", (name,))
        return name

    def sign_in(self, name: str, password: str) -> str | None:
        """The token of a new session, or None where name or password is wrong.

        Takes some tenths of a second and 64 MB, whether there is such a name or not.
        """
        try:
            name = account_name(name)
        except UsageError:
            name = ""
        rows = self._rows("SELECT password FROM accounts WHERE name = ?", name)
        kept = rows[0][0] if rows else None
        if not matches(password, kept) or kept is None:
            return None
        if is_dated(kept):
            with self._file.write() as connection:
                connection.execute(
                    "UPDATE accounts SET password = ? WHERE name = ? AND password = ?",
                    (password_hash(password), name, kept),
                )
        return self._begin(name, kind="browser", lasting=SESSION)

    def new_token(self, name: str) -> str:
        """A token for a script, until it is ended. Raises UsageError when there is no account."""
        name = account_name(name)
        token = self._begin(name, kind="token", lasting=None)
        if token is None:
            raise _unknown(name)
        return token

    def end_tokens(self, name: str) -> int:
        """Ends all tokens of an account; how many. Raises UsageError when there is no account."""
        self.require(name)
        name = account_name(name)
        with self._file.write() as connection:
            done = connection.execute(
                "DELETE FROM sessions WHERE name = ? AND kind = 'token'", (name,)
            )
            return done.rowcount

    def named_by(self, token: str, kind: str) -> str | None:
        """Whose token this is, of a session ("browser") or of a script ("token")."""
        rows = self._rows(
            "SELECT name FROM sessions WHERE token = ? AND kind = ?"
            " AND (expires IS NULL OR expires > ?)",
            _digest(token),
            kind,
            self._now(),
        )
        return rows[0][0] if rows else None

    def sign_out(self, token: str) -> None:
        """Ends one session."""
        with self._file.write() as connection:
            connection.execute("DELETE FROM sessions WHERE token = ?", (_digest(token),))

    def _begin(self, name: str, *, kind: str, lasting: timedelta | None) -> str | None:
        """A token, or None where the account is gone."""
        token = secrets.token_urlsafe(32)
        expires = _stamp(self._clock() + lasting) if lasting else None
        with self._file.write() as connection:
            connection.execute("DELETE FROM sessions WHERE expires <= ?", (self._now(),))
            done = connection.execute(
                "INSERT INTO sessions SELECT ?, name, ?, ?, ? FROM accounts WHERE name = ?",
                (_digest(token), kind, self._now(), expires, name),
            )
            return token if done.rowcount else None

    def _now(self) -> str:
        return _stamp(self._clock())

    def _rows(self, query: str, *parameters: str) -> list[tuple[str, ...]]:
        try:
            return self._file.read().execute(query, parameters).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"the accounts cannot be read ({error})") from error


def _unknown(name: str) -> UsageError:
    return UsageError(f"there is no account {name}; `readout accounts list` names them")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _stamp(at: datetime) -> str:
    """A moment as text that sorts as moments do."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
