"""A model, and a client that speaks plain HTTP to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.fake_model import FakeModel

TEXT = "The minister résigned on Monday. [S1]\nNobody knows why. [S2]"


@pytest.fixture
def model() -> Iterator[FakeModel]:
    with FakeModel(TEXT) as model:
        yield model


class Client:
    """What came of a request, however it went."""

    def __init__(self, model: FakeModel, patience: float = 10.0) -> None:
        """`patience` is how long it waits for bytes, in seconds."""
        timeout = httpx.Timeout(10.0, read=patience)
        headers = {"Authorization": f"Bearer {model.key}"}
        # Without the system's certificates: reading them takes longer than a test.
        self.http = httpx.Client(
            base_url=model.url, headers=headers, timeout=timeout, verify=False, trust_env=False
        )

    def body(self, prompt: str = "Who resigned?", **more: Any) -> dict[str, Any]:
        messages = [{"role": "user", "content": prompt}]
        return {"model": "fake-model", "messages": messages, "stream": True, **more}

    def post(self, path: str = "/chat/completions", **body: Any) -> httpx.Response:
        return self.http.post(path, json=self.body(**body))

    def chunks(self, response: httpx.Response) -> list[Any]:
        """The JSON of a whole stream's events; its last must be [DONE]."""
        events = [line[6:] for line in response.text.splitlines() if line.startswith("data: ")]
        assert events.pop() == "[DONE]"
        return [json.loads(event) for event in events]

    def said(self, response: httpx.Response) -> str:
        choices = [choice for chunk in self.chunks(response) for choice in chunk["choices"]]
        return "".join(choice["delta"].get("content") or "" for choice in choices)

    def until_it_breaks(
        self, enough: int = 1_000_000, **body: Any
    ) -> tuple[bytes, Exception | None]:
        """Raw bytes of a body, and the error that ended it; hangs up when it has enough."""
        got = bytearray()
        try:
            with self.http.stream("POST", "/chat/completions", json=self.body(**body)) as response:
                for data in response.iter_raw():
                    got += data
                    if len(got) >= enough:
                        break
        except httpx.HTTPError as error:
            return bytes(got), error
        return bytes(got), None


@pytest.fixture
def client(model: FakeModel) -> Iterator[Client]:
    client = Client(model)
    with client.http:
        yield client


@pytest.fixture
def hasty(model: FakeModel) -> Iterator[Client]:
    """It waits a moment for each byte, and no longer."""
    client = Client(model, patience=0.1)
    with client.http:
        yield client
