"""What Slack posts to `/slack/events`, verified before anything else looks at it.

Bolt 1.30 answers 500 where a timestamp is no number or a body no UTF-8, and writes a refused body
to its log; so the signature is verified here first, and Bolt verifies it once more.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from slack_bolt import App
    from slack_sdk.signature import SignatureVerifier
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

PATH = "/slack/events"
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
        if body is None:
            return JSONResponse({"error": "too large"}, status_code=413)
        if not _is_signed(request, body, verifier):
            return JSONResponse({"error": "invalid signature"}, status_code=401)
        try:
            asked = to_bolt_request(request, body)
        except (ValueError, TypeError, AttributeError):  # signed, but nothing that Slack sends
            return JSONResponse({"error": "invalid body"}, status_code=400)
        answer = await run_in_threadpool(app.dispatch, asked)
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
    if len(signatures) != 1 or len(timestamps) != 1:
        return False
    try:
        return bool(verifier.is_valid(body, timestamps[0], signatures[0]))
    except (ValueError, TypeError, OverflowError):  # no number, no UTF-8, no ASCII
        return False
