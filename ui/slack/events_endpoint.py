"""What Slack posts to `/slack/events`, verified before anything else looks at it.

Bolt 1.30 answers 500 where a timestamp is no number or a body no UTF-8, and writes a refused body
to its log; so the signature is verified here first, and Bolt verifies it once more.
"""

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from slack_bolt import App
    from slack_sdk.signature import SignatureVerifier
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

PATH = "/slack/events"
_SECONDS = re.compile(r"[0-9]{1,12}")
_LARGEST = 1_000_000  # bytes; Slack's events have some thousands
_SIGNATURE, _TIMESTAMP = "x-slack-signature", "x-slack-request-timestamp"


def endpoint(app: "App", signing_secret: str) -> "Starlette":
    """A web application with the one path."""
    from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
    from slack_sdk.signature import SignatureVerifier
    from starlette.applications import Starlette
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import JSONResponse
    from starlette.routing import Route

    verifier = SignatureVerifier(signing_secret)

    async def events(request: "Request") -> "Response":
        body = await _body(request)
        if body is None or not _is_signed(request, body, verifier):
            return JSONResponse({"error": "invalid signature"}, status_code=401)
        if not _is_payload(body, request.headers.get("content-type", "")):
            return JSONResponse({"error": "invalid body"}, status_code=400)
        answer = await run_in_threadpool(app.dispatch, to_bolt_request(request, body))
        return to_starlette_response(answer)

    return Starlette(routes=[Route(PATH, events, methods=["POST"])])


async def _body(request: "Request") -> bytes | None:
    """None where it is larger than anything of Slack's."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            return None
    return bytes(body)


def _is_signed(request: "Request", body: bytes, verifier: "SignatureVerifier") -> bool:
    """Whether Slack sent it, in the last five minutes."""
    signatures = request.headers.getlist(_SIGNATURE)
    timestamps = request.headers.getlist(_TIMESTAMP)
    if len(signatures) != 1 or len(timestamps) != 1 or not _SECONDS.fullmatch(timestamps[0]):
        return False
    try:
        return bool(verifier.is_valid(body, timestamps[0], signatures[0]))
    except (ValueError, TypeError):  # no UTF-8, no ASCII
        return False


def _is_payload(body: bytes, content_type: str) -> bool:
    """Whether it has the form of what Slack sends: Bolt 1.30 fails on what has not.

    JSON is told from a form's fields as Bolt tells it.
    """
    text = body.decode("utf-8")
    try:
        if not content_type.startswith("application/json") and not text.startswith("{"):
            fields = dict(parse_qsl(text, max_num_fields=100))
            return "payload" not in fields or isinstance(json.loads(fields["payload"]), dict)
        content = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(content, dict) and isinstance(content.get("event", {}), dict)
