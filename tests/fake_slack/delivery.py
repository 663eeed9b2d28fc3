"""What was sent to the app, and what it said to it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Condition
from typing import Any, Literal

from .workspace import Json

OnAck = Callable[[Any], None]  # is given what the app answered
What = Literal["events_api", "slash_commands", "interactive"]


@dataclass(slots=True)
class Attempt:
    """One sending. `failure` is in Slack's words: http_timeout (over a socket:
    timeout), http_error, connection_failed, unknown_error."""

    number: int  # 0, then the number of the retry
    way: str  # "http", "socket", or what was forged
    reason: str | None = None  # why it is sent again
    headers: dict[str, str] = field(default_factory=dict)
    request: bytes = b""
    envelope: Json | None = None
    url: str | None = None
    latency: float | None = None  # seconds until the app answered
    status: int | None = None
    body: Any = None  # what it answered: JSON, or text
    failure: str | None = None
    no_retry: bool = False

    @property
    def acked(self) -> bool:
        return self.failure is None and self.latency is not None


@dataclass(slots=True)
class Delivery:
    """An event, a command or an interaction on its way to the app."""

    kind: What
    payload: Json
    changed: Condition
    attempts: list[Attempt] = field(default_factory=list)
    finished: bool = False

    @property
    def acked(self) -> bool:
        return any(attempt.acked for attempt in self.attempts)

    @property
    def latency(self) -> float | None:
        """Seconds that the app took to acknowledge it, the first time that it did."""
        return next((a.latency for a in self.attempts if a.acked), None)

    @property
    def event(self) -> Json:
        found: Json = self.payload.get("event", {})
        return found

    @property
    def body(self) -> Any:
        """What the app answered, the first time that it did."""
        return next((a.body for a in self.attempts if a.acked), None)

    def wait(self, timeout: float = 10.0) -> "Delivery":
        """Until it is acknowledged, or given up."""
        with self.changed:
            if not self.changed.wait_for(lambda: self.finished, timeout):
                raise TimeoutError(f"{self.kind} was neither acknowledged nor given up")
        return self
