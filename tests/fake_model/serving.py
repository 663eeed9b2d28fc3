"""Reading a request, and answering it as it should be."""

from __future__ import annotations

from . import api
from .calls import Call
from .connection import Connection
from .exchange import Exchange


def receive(connection: Connection, call: Call) -> None:
    """Reads a whole request into its record; raises ClientLeft, Closing."""
    head = connection.read_until(b"\r\n\r\n").decode("latin-1")
    for line in head.split("\r\n")[1:]:
        name, colon, value = line.partition(":")
        if colon:
            call.headers[name.strip().lower()] = value.strip()
    if call.headers.get("transfer-encoding", "").lower() == "chunked":
        call.raw = _chunks(connection)
    else:
        call.raw = connection.read(int(call.headers.get("content-length", "0")))
    call.understand()


def _chunks(connection: Connection) -> bytes:
    body = b""
    while length := int(connection.read_until(b"\r\n").split(b";")[0], 16):
        body += connection.read(length)
        connection.read(2)
    connection.read_until(b"\r\n")
    return body


def respond(exchange: Exchange) -> None:
    """What a server does for which nothing is scripted."""
    call, model = exchange.call, exchange.model
    if model.key is not None and call.key != model.key:
        exchange.json(401, api.error("Incorrect API key provided.", "invalid_api_key"))
        return
    path = call.path.partition("?")[0]
    match call.method, path:
        case "GET", "/v1/models":
            exchange.json(200, api.models(model.models))
        case "POST", "/v1/chat/completions" | "/v1/completions":
            _complete(exchange)
        case _:
            said = f"Unknown request URL: {call.method} {path}."
            exchange.json(404, api.error(said, "unknown_url"))


def _complete(exchange: Exchange) -> None:
    body, models = exchange.call.body, exchange.model.models
    if not isinstance(body, dict):
        exchange.json(400, api.error("We could not parse the JSON body of your request."))
    elif body.get("model") not in models:
        said = f"The model `{body.get('model')}` does not exist or you do not have access to it."
        exchange.json(404, api.error(said, "model_not_found"))
    elif not exchange.call.messages:
        exchange.json(400, api.error("Missing required parameter: 'messages'."))
    else:
        exchange.answer(exchange.written())
