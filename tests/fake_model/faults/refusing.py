"""Refusals: what servers answer instead, as they word it."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from .. import api
from .fault import Fault

if TYPE_CHECKING:
    from ..exchange import Exchange

PAGE = """<!DOCTYPE html>
<html><head><title>{0}</title><script>document.title = "run"</script></head>
<body><h1>{0}</h1><p>nginx</p></body></html>
"""


class Refuses(Fault):
    """Nobody listens at the port, from `fail` to `recover`. It never comes to `play`."""


@dataclass(frozen=True, kw_only=True)
class Refusal(Fault):
    """Any status with OpenAI's form of an error."""

    status: int
    message: str
    code: str | None = None

    def headers(self) -> dict[str, str]:
        return {}

    def play(self, exchange: Exchange) -> None:
        said = self.message.format(key=exchange.call.key, model=exchange.completion.model)
        exchange.json(self.status, api.error(said, self.code), self.headers())


@dataclass(frozen=True, kw_only=True)
class WrongKey(Refusal):
    """Repeats the key, as some servers do."""

    status: int = 401
    message: str = "Incorrect API key provided: {key}."
    code: str | None = "invalid_api_key"


@dataclass(frozen=True, kw_only=True)
class Forbidden(Refusal):
    status: int = 403
    message: str = "Country, region, or territory not supported"
    code: str | None = "unsupported_country_region_territory"


@dataclass(frozen=True, kw_only=True)
class NoSuchModel(Refusal):
    status: int = 404
    message: str = "The model `{model}` does not exist or you do not have access to it."
    code: str | None = "model_not_found"


@dataclass(frozen=True, kw_only=True)
class ContextTooLong(Refusal):
    status: int = 400
    message: str = "This model's maximum context length is 4096 tokens."
    code: str | None = "context_length_exceeded"


@dataclass(frozen=True)
class TooManyRequests(Refusal):
    """`retry_after`: seconds, a date, or None for no such header."""

    retry_after: float | datetime | None = 1
    _: KW_ONLY
    status: int = 429
    message: str = "Rate limit reached for {model}."
    code: str | None = "rate_limit_exceeded"

    def headers(self) -> dict[str, str]:
        match self.retry_after:
            case None:
                return {}
            case datetime():
                date = format_datetime(self.retry_after.astimezone(UTC), usegmt=True)
                return {"Retry-After": date}
            case seconds:
                return {"Retry-After": f"{seconds:g}"}


@dataclass(frozen=True, kw_only=True)
class QuotaSpent(Refusal):
    """Also a 429, and no later try will be better."""

    status: int = 429
    message: str = "You exceeded your current quota, please check your plan and billing details."
    code: str | None = "insufficient_quota"


@dataclass(frozen=True, kw_only=True)
class ServerError(Refusal):
    status: int = 500
    message: str = "The server had an error while processing your request."


@dataclass(frozen=True)
class Unavailable(Fault):
    """What stands before the server answers, with a page."""

    status: int = 503

    def play(self, exchange: Exchange) -> None:
        page = PAGE.format(f"{self.status} Service Temporarily Unavailable").encode()
        exchange.whole(self.status, page, "text/html")


@dataclass(frozen=True)
class HtmlPage(Fault):
    """A page with the status 200, as of a captive portal; or with the type of an answer."""

    kind: str = "text/html; charset=utf-8"

    def play(self, exchange: Exchange) -> None:
        exchange.whole(200, PAGE.format("Sign in").encode(), self.kind)


@dataclass(frozen=True)
class Redirects(Fault):
    """To another origin; without `to`, to the fake's own trap."""

    to: str | None = None
    status: int = 307

    def play(self, exchange: Exchange) -> None:
        to = self.to or exchange.model.trap.url + exchange.call.path
        exchange.whole(self.status, b"", "text/plain", {"Location": to})
