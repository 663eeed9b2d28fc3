"""Slack's signature of a request (version 0), and the ways to get it wrong."""

import hashlib
import hmac
import time
from typing import Literal

Forgery = Literal[
    "wrong_secret",
    "other_body",
    "stale",
    "future",
    "no_signature",
    "no_timestamp",
    "no_headers",
    "empty_signature",
    "garbled_signature",
    "not_ascii_signature",
    "wrong_version",
    "garbled_timestamp",
    "huge_timestamp",
    "negative_timestamp",
]
FORGERIES: tuple[Forgery, ...] = Forgery.__args__  # type: ignore[attr-defined]

_SIGNATURE, _TIMESTAMP = "X-Slack-Signature", "X-Slack-Request-Timestamp"


def signature(secret: str, timestamp: str, body: bytes) -> str:
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def signed(secret: str, body: bytes, age: float = 0.0) -> dict[str, str]:
    timestamp = str(int(time.time() - age))
    return {_TIMESTAMP: timestamp, _SIGNATURE: signature(secret, timestamp, body)}


def forged(secret: str, body: bytes, how: Forgery) -> dict[str, str]:
    """Headers that an app must refuse."""
    ages = {"stale": 301.0 + 60, "future": -301.0 - 60}
    if how in ages:
        return signed(secret, body, ages[how])
    if how == "wrong_secret":
        return signed(secret + "?", body)
    if how == "other_body":
        return signed(secret, body + b" ")
    headers = signed(secret, body)
    if how.endswith("_timestamp") and how != "no_timestamp":
        told = {"garbled": "yesterday", "huge": "9" * 30, "negative": "-1"}[how.split("_")[0]]
        return {_TIMESTAMP: told, _SIGNATURE: signature(secret, told, body)}
    missing = {"no_signature": [_SIGNATURE], "no_timestamp": [_TIMESTAMP]}
    for name in missing.get(how, [_SIGNATURE, _TIMESTAMP] if how == "no_headers" else []):
        del headers[name]
    instead = {
        "empty_signature": "",
        "garbled_signature": "v0=not-hexadecimal",
        "not_ascii_signature": "v0=é",
        "wrong_version": headers.get(_SIGNATURE, "").replace("v0=", "v1="),
    }
    if how in instead:
        headers[_SIGNATURE] = instead[how]
    return headers
