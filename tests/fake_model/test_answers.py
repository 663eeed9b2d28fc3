"""The honest server: what it answers, and what it keeps."""

import time
from threading import active_count

import httpx
import pytest

from tests.fake_model import ByRule, FakeModel, Script, characters, tokens, whole, words

from .conftest import TEXT, Client


def test_a_streamed_answer_comes_in_small_pieces(model: FakeModel, client: Client) -> None:
    response = client.post(stream_options={"include_usage": True})
    assert response.headers["content-type"].startswith("text/event-stream")
    assert client.said(response) == TEXT
    chunks = client.chunks(response)
    deltas = [chunk["choices"][0]["delta"] for chunk in chunks[:-1]]
    assert deltas[0]["role"] == "assistant" and {"content": "]"} in deltas
    assert chunks[-2]["choices"][0]["finish_reason"] == "stop"
    counted = {"prompt_tokens": 4, "completion_tokens": len(tokens(TEXT))}
    counted["total_tokens"] = sum(counted.values())
    assert chunks[-1]["choices"] == [] and chunks[-1]["usage"] == counted


def test_usage_is_told_only_to_who_asks_and_not_by_all(model: FakeModel, client: Client) -> None:
    assert all(chunk["choices"] for chunk in client.chunks(client.post()))
    model.tells_usage = False
    asked = client.post(stream_options={"include_usage": True})
    assert all(chunk["choices"] for chunk in client.chunks(asked))
    assert "usage" not in client.post(stream=False).json()


def test_an_answer_at_once(client: Client) -> None:
    answer = client.post(stream=False).json()
    assert answer["choices"][0]["message"] == {"role": "assistant", "content": TEXT}
    assert answer["object"] == "chat.completion" and answer["usage"]["prompt_tokens"] == 4


@pytest.mark.parametrize("stream", [True, False])
def test_the_older_endpoint(model: FakeModel, client: Client, stream: bool) -> None:
    body = {"model": "fake-model", "prompt": "Once", "stream": stream}
    response = client.http.post("/completions", json=body)
    chunks = client.chunks(response) if stream else [response.json()]
    assert "".join(chunk["choices"][0]["text"] for chunk in chunks) == TEXT
    assert model.asked[0].prompt == "Once"


@pytest.mark.parametrize("pieces", [tokens, words, characters, whole])
def test_pieces_make_up_the_text(pieces: object) -> None:
    assert callable(pieces)
    for text in (TEXT, " a\n\n b  ", "", "日本語。[S1]"):
        assert "".join(pieces(text)) == text


def test_models_key_and_what_is_not_there(model: FakeModel, client: Client) -> None:
    assert [m["id"] for m in client.http.get("/models").json()["data"]] == ["fake-model"]
    assert client.http.get("/engines").status_code == 404
    assert client.post(model="gpt-0").json()["error"]["code"] == "model_not_found"
    assert client.post(messages=[]).status_code == 400
    assert client.http.post("/chat/completions", content=b"{").status_code == 400
    for headers in ({}, {"Authorization": "Bearer other"}, {"Authorization": "Basic abc"}):
        refused = httpx.get(f"{model.url}/models", headers=headers, verify=False)
        assert refused.json()["error"]["code"] == "invalid_api_key" and refused.status_code == 401
    model.key = None
    assert httpx.get(f"{model.url}/models", verify=False).status_code == 200


def test_writers(model: FakeModel, client: Client) -> None:
    model.writer = Script(["One.", ByRule(str.upper)])
    assert [client.said(client.post(prompt="who?")) for _ in range(3)] == ["One.", "WHO?", "WHO?"]
    assert [call.reply for call in model.asked] == ["One.", "WHO?", "WHO?"]
    with pytest.raises(ValueError, match="script"):
        Script([])


def test_a_call_is_kept(model: FakeModel, client: Client) -> None:
    before = time.monotonic()
    parts = [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]
    messages = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": parts}]
    sent = client.post(messages=messages, temperature=0)
    client.http.get("/models")
    [call] = model.asked
    assert [m["role"] for m in call.messages] == ["system", "user"]
    assert call.prompt == "Be brief.\n\na\nb" and call.body["temperature"] == 0
    assert call.key == model.key and call.status == 200 and call.streamed and not call.fault
    assert call.first_sent is not None and call.ended is not None and call.left is None
    assert before < call.at < call.first_sent <= call.ended
    assert call.sent == len(sent.content)
    assert [c.connection for c in model.calls] == [0, 0] and model.connections == 1


def test_a_body_without_a_length_is_read(model: FakeModel, client: Client) -> None:
    parts = [b'{"model": "fake-model", "stream": false, ', b'"prompt": "hi"}']
    assert client.http.post("/completions", content=iter(parts)).status_code == 200
    assert model.asked[0].prompt == "hi"


def test_open_connections_are_counted(model: FakeModel, client: Client) -> None:
    client.post()
    assert model.open_connections == 1  # kept for the next request
    with pytest.raises(TimeoutError, match="connections"):
        model.wait_until_alone(0.01)
    client.http.close()
    model.wait_until_alone()
    assert model.open_connections == 0 and model.asked[0].left is None


def test_who_leaves_in_the_middle_is_seen(model: FakeModel, client: Client) -> None:
    model.pause = 5.0
    got, error = client.until_it_breaks(enough=1)
    assert got and error is None
    model.wait_until_alone()
    [call] = model.asked
    assert call.left is not None and call.sent < 1000


def test_nothing_is_left_after_the_end() -> None:
    before = active_count()
    with FakeModel(pause=60.0) as model:
        client = Client(model)
        with client.http, client.http.stream("POST", "/chat/completions", json=client.body()):
            assert active_count() > before
            model.close()
            assert active_count() == before and model.open_connections == 0
        with pytest.raises(httpx.ConnectError):
            client = Client(model)
            client.post()
