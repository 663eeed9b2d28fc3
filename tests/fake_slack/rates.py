"""Rate limits: a bucket of tokens for each method, or for each channel of a method."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from .calls import Call, Violation


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float
    blocked_until: float = 0.0


@dataclass(slots=True)
class Limit:
    per_second: float
    burst: int
    by_channel: bool
    retry_after: int | None
    buckets: dict[str, _Bucket] = field(default_factory=dict)


class Rates:
    """No limits until they are set. Calls inside a Retry-After window are violations."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.violations: list[Violation] = []
        self._now = now
        self._limits: dict[str, Limit] = {}

    def limit(
        self,
        method: str,
        per_minute: float = 60,
        burst: int = 1,
        by_channel: bool = False,
        retry_after: int | None = None,
    ) -> None:
        """At most `burst` calls at once, refilled at `per_minute`.

        `retry_after` (whole seconds) is told to who is refused; by default until there is a token.
        """
        self._limits[method] = Limit(per_minute / 60, burst, by_channel, retry_after)

    def like_slack(self) -> None:
        """The tiers of Slack's documentation, with the bursts it is seen to bear."""
        tiers = {
            20: "views.publish assistant.threads.setTitle chat.startStream reactions.add",
            50: "chat.update chat.delete conversations.replies conversations.history"
            " conversations.info conversations.open team.info bots.info",
            100: "chat.postEphemeral users.info views.open views.update chat.appendStream"
            " assistant.threads.setSuggestedPrompts",
        }
        for per_minute, methods in tiers.items():
            for method in methods.split():
                self.limit(method, per_minute, burst=max(5, per_minute // 5))
        self.limit("assistant.threads.setStatus", 600, burst=60)
        self.limit("chat.postMessage", 60, burst=4, by_channel=True)

    def clear(self) -> None:
        self._limits.clear()

    def refuse(self, call: Call) -> int | None:
        """Seconds to wait, when this call is one too many."""
        limit = self._limits.get(call.method)
        if limit is None:
            return None
        now, key = self._now(), str(call.get("channel", "")) if limit.by_channel else ""
        bucket = limit.buckets.setdefault(key, _Bucket(limit.burst, now))
        if now < bucket.blocked_until:
            left = bucket.blocked_until - now
            detail = f"called {left:.2f} s before Retry-After had passed"
            self.violations.append(Violation("retry_after", call.method, detail))
            return math.ceil(left)
        refill = (now - bucket.at) * limit.per_second
        bucket.tokens, bucket.at = min(limit.burst, bucket.tokens + refill), now
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return None
        wait = limit.retry_after or math.ceil((1 - bucket.tokens) / limit.per_second)
        bucket.blocked_until = now + wait
        return wait

    def block(self, call: Call, seconds: int) -> None:
        """Opens a Retry-After window, as a scripted 429 does."""
        limit = self._limits.setdefault(call.method, Limit(1e9, 1_000_000, False, None))
        key = str(call.get("channel", "")) if limit.by_channel else ""
        bucket = limit.buckets.setdefault(key, _Bucket(limit.burst, self._now()))
        bucket.blocked_until = self._now() + seconds
