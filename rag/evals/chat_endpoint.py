"""A language model behind an OpenAI-compatible endpoint: one prompt in, the reply's bytes out."""

import ipaddress
import json
import re
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.errors import UsageError

if TYPE_CHECKING:
    import httpx


@dataclass(frozen=True, slots=True)
class JudgeSettings:
    """Which model judges, and where."""

    url: str  # of the API: "http://127.0.0.1:8000/v1"
    model: str
    key: str | None = field(default=None, repr=False)  # sent to `url` alone, and written nowhere


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much one question may take."""

    connect_seconds: float = 10.0
    read_seconds: float = 60.0  # of silence
    total_seconds: float = 120.0  # for the whole of a reply
    pause_seconds: float = 20.0  # the longest pause that is made when the server asks for one
    reply_bytes: int = 1_000_000


class ModelFailure(Exception):
    """One question cannot be judged; the message goes on from "the model at HOST"."""


class ChatEndpoint:
    """The model's server. Its errors are sentences that hold nothing it sent, nor the key."""

    def __init__(
        self, settings: JudgeSettings, limits: Limits, sleep: Callable[[float], None]
    ) -> None:
        self._settings, self._limits, self._sleep = settings, limits, sleep
        self._open = ExitStack()

    def __enter__(self) -> "ChatEndpoint":
        import httpx

        limits, settings = self._limits, self._settings
        headers = {"Accept-Encoding": "identity", "User-Agent": "readout"}
        if settings.key:
            headers["Authorization"] = f"Bearer {settings.key}"
        try:
            client = httpx.Client(
                headers=headers,
                timeout=httpx.Timeout(limits.read_seconds, connect=limits.connect_seconds),
                follow_redirects=False,
                # A proxy from the environment is for servers outside.
                trust_env=not _is_this_machine(host_of(settings)),
            )
        except (ImportError, OSError, ValueError, httpx.InvalidURL):
            raise UsageError(
                "the proxy or the certificates that the environment names cannot be used; mend"
                " HTTPS_PROXY, ALL_PROXY or SSL_CERT_FILE, or unset them"
            ) from None
        self._client = self._open.enter_context(client)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def ask(self, prompt: str) -> bytes:
        """The reply's body. One more try where the server is busy or broken, then ModelFailure."""
        status, headers, body = self._post(prompt)
        if _is_passing(status):
            pause = _pause(headers.get("Retry-After"))
            if pause > self._limits.pause_seconds:
                raise ModelFailure(
                    f"is busy (status {status}) and asks for a pause of {pause:.0f} s"
                )
            self._sleep(pause)
            status, headers, body = self._post(prompt)
        if status == 200:
            return body
        raise ModelFailure(_meaning(status))

    def _post(self, prompt: str) -> "tuple[int, httpx.Headers, bytes]":
        import httpx

        url = self._settings.url.rstrip("/") + "/chat/completions"
        asked = {
            "model": self._settings.model,
            "temperature": 0,
            "messages": [{"role": "user", "content": prompt}],
        }
        deadline = time.monotonic() + self._limits.total_seconds
        content = bytearray()
        try:
            with self._client.stream(
                "POST",
                url,
                content=json.dumps(asked).encode(),
                headers={"Content-Type": "application/json"},
            ) as response:
                if response.status_code != 200:  # what an error says may repeat the key
                    return response.status_code, response.headers, b""
                if response.headers.get("Content-Encoding", "identity").lower() != "identity":
                    raise ModelFailure("compresses its reply although it was asked not to")
                for piece in response.iter_raw():
                    content += piece
                    if len(content) > self._limits.reply_bytes:
                        raise ModelFailure(f"replied more than {self._limits.reply_bytes:,} bytes")
                    if time.monotonic() > deadline:
                        raise ModelFailure("took too long to reply")
                return 200, response.headers, bytes(content)
        except httpx.TimeoutException:
            raise ModelFailure("took too long to reply") from None
        except httpx.ConnectError:
            raise ModelFailure(
                "cannot be reached; see whether it runs, and READOUT_JUDGE_URL"
            ) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ModelFailure(f"broke off its reply ({type(error).__name__})") from None


def host_of(settings: JudgeSettings) -> str:
    """The host in the settings' address, for messages. Raises UsageError, without the key."""
    try:
        parts = urlsplit(settings.url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or not parts.netloc.isascii():
        raise UsageError(
            "READOUT_JUDGE_URL must be the http or https address of an OpenAI-compatible API, such"
            " as http://127.0.0.1:8000/v1"
        )
    if "@" in parts.netloc or "?" in settings.url or "#" in settings.url:
        raise UsageError(
            "READOUT_JUDGE_URL must hold no user name and no parameters; a key belongs into"
            " READOUT_JUDGE_KEY"
        )
    if re.search(r"[^!-~]", settings.url):
        raise UsageError("READOUT_JUDGE_URL holds characters that no web address has")
    if not settings.model.strip():
        raise UsageError("READOUT_JUDGE_MODEL must name the model that judges")
    if settings.key is not None and re.search(r"[^!-~]", settings.key):
        raise UsageError("READOUT_JUDGE_KEY holds a space or another character that no key has")
    return host


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_passing(status: int) -> bool:
    return status == 429 or 500 <= status <= 599


def _pause(retry_after: str | None) -> float:
    """Seconds to wait by a Retry-After header (RFC 9110, 10.2.3); one second without it."""
    if retry_after is None:
        return 1.0
    if re.fullmatch(r"[0-9]{1,9}", retry_after.strip()):
        return float(retry_after)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError, OSError):
        return 1.0


def _meaning(status: int) -> str:
    if status in (401, 403):
        return f"refuses the request (status {status}); see READOUT_JUDGE_KEY"
    if status == 404:
        return "knows no such address or model; see READOUT_JUDGE_URL and READOUT_JUDGE_MODEL"
    if 300 <= status <= 399:
        return f"leads elsewhere (status {status}), which is not followed; see READOUT_JUDGE_URL"
    if _is_passing(status):
        return f"is busy or broken (status {status}), also after a pause"
    return f"does not take the request (status {status})"
