"""Passwords as Argon2id hashes, with the library's parameters (RFC 9106, low memory)."""

import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from index.errors import UsageError

SHORTEST = 10  # characters
_LONGEST = 1000
_HASHER = PasswordHasher()


def password_hash(password: str) -> str:
    """The hash to keep. Raises UsageError for a password that is too short."""
    if len(password) < SHORTEST:
        raise UsageError(f"a password has at least {SHORTEST} characters")
    if len(password) > _LONGEST:
        raise UsageError(f"a password has at most {_LONGEST:,} characters")
    return _HASHER.hash(_bytes(password))


def matches(password: str, kept: str | None) -> bool:
    """Whether it is the password. Without a hash it is not, after the same time."""
    nobodys = _nobodys()  # made whether it is needed or not
    try:
        right = _HASHER.verify(kept or nobodys, _bytes(password[:_LONGEST]))
    except (VerificationError, InvalidHashError):
        return False
    return right and kept is not None


def is_dated(kept: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    return _HASHER.hash(secrets.token_bytes(16))


def _bytes(password: str) -> bytes:
    # Keyboards differ in how they write "é".
    return unicodedata.normalize("NFC", password).encode("utf-8", "replace")
