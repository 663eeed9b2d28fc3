"""Brings deliveries to the app: over HTTP where it has an address, over sockets otherwise."""

import asyncio
import itertools
import json
import time
from typing import Any
from urllib.parse import urlencode

import aiohttp

from .delivery import Attempt, Delivery, OnAck, What
from .events import Events
from .signing import Forgery, forged, signed
from .workspace import Json

_JSON, _FORM = "application/json", "application/x-www-form-urlencoded"


def encoded(kind: str, payload: Json) -> tuple[str, bytes]:
    """Content type and body, as Slack sends them over HTTP."""
    if kind == "slash_commands":
        return _FORM, urlencode(payload).encode()
    if kind == "interactive":
        return _FORM, urlencode({"payload": json.dumps(payload)}).encode()
    return _JSON, json.dumps(payload).encode()


class Sending(Events):
    _turns = itertools.count()

    def send(self, kind: What, payload: Json, on_ack: OnAck | None = None) -> Delivery:
        """Starts a delivery; `on_ack` is called with what the app answers."""
        delivery = Delivery(kind, payload, self.workspace.changed)
        with self.workspace.changed:
            self.deliveries.append(delivery)
        self.in_background(self._deliver(delivery, on_ack))
        return delivery

    def again(self, delivery: Delivery, exact: bool = True, to: str | None = None) -> Attempt:
        """Sends it once more and waits: byte for byte, or (exact=False) signed anew."""
        first = next((a for a in delivery.attempts if a.request or a.envelope), None)
        if first is None:
            raise ValueError("it was never sent")
        if first.envelope is not None:
            envelope = first.envelope
            if not exact:
                envelope = {**envelope, "envelope_id": self.workspace.new_id("env")}
            attempt = Attempt(0, "socket", envelope=envelope)
            return self._wait_for(self.sockets.send(attempt, self.ack_timeout), delivery, attempt)
        headers = dict(first.headers)
        if not exact:
            headers |= signed(self.signing_secret, first.request)
        attempt = Attempt(0, "http", None, headers, first.request, url=to or self._address())
        return self._wait_for(self._post(attempt), delivery, attempt)

    def forge(self, how: Forgery, delivery: Delivery | None = None) -> Attempt:
        """Sends a request that Slack did not sign so; waits for what the app says to it."""
        if delivery is None:
            text = f"<@{self.bot_user}> forged"
            event = {"type": "app_mention", "text": text, "user": "U0FORGER"}
            event |= {"ts": self.workspace.next_ts(), "channel": "C0FORGED"}
            payload: Json = {"type": "event_callback", "event": event, "event_id": "Ev0FORGED"}
            payload |= {"team_id": self.workspace.team_id, "api_app_id": self.workspace.app_id}
            delivery = Delivery("events_api", payload, self.workspace.changed)
        content_type, body = encoded(delivery.kind, delivery.payload)
        return self._request(how, body, content_type, forged(self.signing_secret, body, how))

    def send_raw(self, body: bytes, content_type: str = _JSON) -> Attempt:
        """Sends any bytes with a good signature; waits for what the app says to them."""
        return self._request("http", body, content_type, signed(self.signing_secret, body))

    def verify_url(self) -> Attempt:
        """Asks the app whether the address is its own, as Slack does when it is entered."""
        payload = {"type": "url_verification", "token": "verification", "challenge": "challenge"}
        return self.send_raw(json.dumps(payload).encode())

    def _request(
        self, way: str, body: bytes, content_type: str, signature: dict[str, str]
    ) -> Attempt:
        headers = {"Content-Type": content_type, **signature}
        attempt = Attempt(0, way, None, headers, body, url=self._address())
        return self._wait_for(self._post(attempt), None, attempt)

    def _wait_for(self, work: Any, delivery: Delivery | None, attempt: Attempt) -> Attempt:
        self.in_background(work).result()
        if delivery is not None:
            with self.workspace.changed:
                delivery.attempts.append(attempt)
                self.workspace.notify()
        return attempt

    def _address(self) -> str:
        """The app's; with several, each in turn."""
        if not self.app_url:
            raise ValueError("no app_url is set")
        urls = [self.app_url] if isinstance(self.app_url, str) else self.app_url
        return urls[next(self._turns) % len(urls)]

    async def _deliver(self, delivery: Delivery, on_ack: OnAck | None) -> None:
        delays = self.retry_delays if delivery.kind == "events_api" else ()
        reason = None
        task = asyncio.current_task()
        assert task is not None
        self.under_way.add(task)
        try:
            for number in range(len(delays) + 1):
                if number:
                    await asyncio.sleep(delays[number - 1])
                attempt = await self._attempt(delivery, number, reason)
                if attempt.acked and on_ack is not None:
                    with self.workspace.changed:
                        on_ack(attempt.body)
                self.workspace.notify()
                if attempt.acked or attempt.no_retry:
                    break
                reason = attempt.failure
        finally:
            self.under_way.discard(task)
            delivery.finished = True
            self.workspace.notify()

    async def _attempt(self, delivery: Delivery, number: int, reason: str | None) -> Attempt:
        if self.app_url:
            content_type, body = encoded(delivery.kind, delivery.payload)
            headers = {"Content-Type": content_type, **signed(self.signing_secret, body)}
            if number:
                headers["X-Slack-Retry-Num"] = str(number)
                headers["X-Slack-Retry-Reason"] = str(reason)
            attempt = Attempt(number, "http", reason, headers, body, url=self._address())
            delivery.attempts.append(attempt)
            await self._post(attempt)
            return attempt
        envelope: Json = {
            "envelope_id": self.workspace.new_id("env"),
            "type": delivery.kind,
            "payload": delivery.payload,
            "accepts_response_payload": delivery.kind != "events_api",
        }
        if delivery.kind == "events_api":
            envelope |= {"retry_attempt": number, "retry_reason": reason or ""}
        attempt = Attempt(number, "socket", reason, envelope=envelope)
        delivery.attempts.append(attempt)
        await self.sockets.send(attempt, self.ack_timeout)
        return attempt

    async def _post(self, attempt: Attempt) -> None:
        began = time.perf_counter()
        timeout = aiohttp.ClientTimeout(total=self.ack_timeout)
        headers = {"User-Agent": "Slackbot 1.0", "Accept": "*/*", **attempt.headers}
        try:
            async with self.session.post(
                str(attempt.url),
                data=attempt.request,
                headers=headers,
                timeout=timeout,
                allow_redirects=False,
            ) as response:
                text = (await response.read()).decode(errors="replace")
                attempt.status = response.status
                attempt.no_retry = response.headers.get("X-Slack-No-Retry") == "1"
                attempt.latency = time.perf_counter() - began
                attempt.body = text
                if response.content_type == _JSON and text:
                    attempt.body = json.loads(text)
                if not 200 <= response.status < 300:
                    attempt.failure = "http_error"
        except TimeoutError:
            attempt.failure = "http_timeout"
        except (aiohttp.ClientError, OSError):
            attempt.failure = "connection_failed"
        except ValueError:
            attempt.failure = "unknown_error"
