"""Addresses of servers, as a person sets them."""

import ipaddress
import re
from urllib.parse import urlsplit

from index.errors import UsageError

_NOT_IN_ADDRESSES = re.compile(r"[^!-~]")


def checked_address(url: str, *, setting: str, key_setting: str, example: str) -> str:
    """The host, with its port where one is given. Raises UsageError, which never shows the URL."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or parts.scheme not in ("http", "https") or not parts.netloc.isascii():
        raise UsageError(f"{setting} must be an http or https address, such as {example}")
    if "@" in parts.netloc or "?" in url or "#" in url:
        raise UsageError(
            f"{setting} must hold no user name and no parameters; a key belongs into {key_setting}"
        )
    if _NOT_IN_ADDRESSES.search(url):
        raise UsageError(f"{setting} holds characters that no web address has")
    shown = f"[{host}]" if ":" in host else host
    return f"{shown}:{port}" if port else shown


def checked_key(key: str, *, setting: str) -> str:
    """The key as it is. Raises UsageError where it cannot be sent, without showing it."""
    if _NOT_IN_ADDRESSES.search(key):
        raise UsageError(f"{setting} holds a space or another character that no key has")
    return key


def is_this_machine(host: str) -> bool:
    """Whether `host` (without a port) is a loopback address, for which no proxy is used."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.rstrip(".").lower() in ("localhost", "localhost.localdomain") or (
            host.rstrip(".").lower().endswith(".localhost")
        )
