"""The API in one process: the contract, and what is refused with which status."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.testclient import TestClient

from index.corpus import Corpus
from index.embed import Embedder
from index.errors import StoreError
from index.ingest import ingest
from rag.answer import Question
from rag.chatbot import Chatbot
from rag.evals.systems.command import question_line
from rag.filters import filters_from
from tests.doubles import HashingEmbedder
from tests.rag.invariants import assert_json_holds
from tests.scenarios.command import SEEDS
from ui.api.calls import BUSY, WAITING
from ui.api.routes import LARGEST, SIGN_IN, add_api_routes
from ui.page.desk import FAILED


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chatbot]:
    embedder: Embedder = HashingEmbedder()
    with Corpus(tmp_path_factory.mktemp("api") / "home", embedder, lasting=False) as corpus:
        ingest(corpus, [str(SEEDS)])
        yield Chatbot(corpus)


@pytest.fixture(scope="module")
def client(desk: Chatbot) -> TestClient:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    add_api_routes(app, desk)
    return TestClient(app)


def asked(client: TestClient, **fields: Any) -> dict[str, Any]:
    response = client.post("/api/ask", json=fields)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    assert_json_holds(answer)
    return answer


def refused(response: Any, status: int) -> str:
    assert response.status_code == status, response.text
    content = response.json()
    assert list(content) == ["error"]
    assert response.headers["content-type"] == "application/json"
    sentence: str = content["error"]
    return sentence


# Asking


def test_an_answer_keeps_the_contract(client: TestClient) -> None:
    answer = asked(client, question="When do the auto tariffs start?", id="q-1")
    assert answer["id"] == "q-1"
    assert answer["claims"]
    for citation in answer["citations"]:
        body = client.get(f"/api/articles/{citation['article_id']}").json()["body"]
        assert body[citation["start"] : citation["end"]] == citation["quote"]


def test_a_question_line_as_other_systems_get_it_is_understood(client: TestClient) -> None:
    filters = filters_from(as_of="2025-03-28", until="2025-03-29")
    question = Question("And what of Carney?", id=7, history=("Who called?",), filters=filters)
    answer = asked(client, **question_line(question))
    assert answer["id"] == 7
    assert "Carney" in answer["standalone_question"]
    assert answer["filters"] == {
        "as_of": "2025-03-28T23:59:59.999999+00:00",
        "until": "2025-03-29T23:59:59.999999+00:00",
    }


def test_an_earlier_question_supplies_the_subject(client: TestClient) -> None:
    answer = asked(client, question="And on parts?", history=["When do the auto tariffs start?"])
    assert "tariffs" in answer["standalone_question"]
    assert "parts" in answer["standalone_question"]


def test_filters_keep_articles_out(client: TestClient) -> None:
    answer = asked(client, question="When do the auto tariffs start?", until="1999-12-31")
    assert "No article is within the limits" in answer["abstained"]
    found = client.post("/api/search", json={"query": "tariffs", "until": "1999-12-31"}).json()
    assert found["passages"] == []
    assert found["filters"] == {"until": "1999-12-31T23:59:59.999999+00:00"}


@given(text=st.text(max_size=200), earlier=st.lists(st.text(max_size=50), max_size=3))
def test_any_question_gets_an_answer(client: TestClient, text: str, earlier: list[str]) -> None:
    body = json.dumps({"question": text, "history": earlier})
    response = client.post("/api/ask", content=body, headers=JSON)
    assert response.status_code == 200
    assert_json_holds(response.json())


# What is refused

JSON = {"Content-Type": "application/json"}
WRONG = {
    "not JSON": (b"when?", "not JSON"),
    "cut off": (b'{"question": "wh', "not JSON"),
    "no bytes of UTF-8": (b'{"question": "\xff"}', "not JSON"),
    "empty": (b"", "not JSON"),
    "a list": (b"[1]", "object"),
    "null": (b"null", "object"),
    "no question": (b"{}", "“question”"),
    "a number": (b'{"question": 7}', "“question”"),
    "history of numbers": (b'{"question": "x", "history": [1]}', "“history.0”"),
    "history of text": (b'{"question": "x", "history": "y"}', "“history”"),
    "a mode": (b'{"question": "x", "mode": "llm"}', "“mode”: Input should be 'extractive'"),
    "half an id": (b'{"question": "x", "id": 1.5}', "“id”"),
    "no date": (b'{"question": "x", "since": "soon"}', "“since”"),
    "outlet of text": (b'{"question": "x", "outlets": "CP"}', "“outlets”"),
    "unknown outlet": (b'{"question": "x", "outlets": ["No Such Wire"]}', "No Such Wire"),
    "long": (json.dumps({"question": "x" * 10_001}).encode(), "10000 characters"),
    "deep": (b'{"question": ' + b"[" * 20_000 + b"]" * 20_000 + b"}", ""),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_question_is_refused_in_one_sentence(client: TestClient, case: str) -> None:
    body, said = WRONG[case]
    sentence = refused(client.post("/api/ask", content=body, headers=JSON), 400)
    assert said in sentence
    assert "\n" not in sentence


def test_a_huge_request_is_not_read_to_its_end(client: TestClient) -> None:
    parts_sent = 0

    def parts() -> Iterator[bytes]:
        nonlocal parts_sent
        for _ in range(64):
            parts_sent += 1
            yield b" " * 4096

    response = client.post("/api/ask", content=parts(), headers=JSON)
    assert f"{LARGEST:,} bytes" in refused(response, 413)
    just = json.dumps({"question": "when?"}).encode()
    padded = just + b" " * (LARGEST - len(just))
    assert client.post("/api/ask", content=padded, headers=JSON).status_code == 200
    assert refused(client.post("/api/ask", content=padded + b" ", headers=JSON), 413)


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded"])
def test_only_json_is_taken(client: TestClient, kind: str | None) -> None:
    # A page of another origin can send the others without asking the browser first.
    headers = {"Content-Type": kind} if kind else {}
    response = client.post("/api/ask", content=b'{"question": "x"}', headers=headers)
    assert "application/json" in refused(response, 415)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/ask", 405),
        ("PUT", "/api/search", 405),
        ("DELETE", "/api/articles", 405),
        ("POST", "/api/articles/art_1", 405),
        ("GET", "/api/nothing", 404),
        ("POST", "/api/", 404),
        ("GET", "/api/articles/art_0000000000000000", 404),
        ("GET", "/api/articles/..%2f..%2fetc%2fpasswd", 404),
        ("GET", "/api/articles?limit=0", 400),
        ("GET", "/api/articles?limit=501", 400),
        ("GET", "/api/articles?limit=ten", 400),
        ("GET", "/api/articles?offset=-1", 400),
        ("GET", "/api/search", 400),
        ("GET", "/api/search?query=x&limit=", 400),
        ("GET", "/api/search?query=x&limit=31", 400),
    ],
)
def test_what_is_not_there_says_so(client: TestClient, method: str, path: str, status: int) -> None:
    assert refused(client.request(method, path), status)


# Searching and reading


def test_a_passage_lies_where_it_says(client: TestClient) -> None:
    fields = {"query": "auto tariffs", "limit": 3}
    found = client.post("/api/search", json=fields).json()
    assert [each["rank"] for each in found["passages"]] == [1, 2, 3]
    assert client.get("/api/search", params=fields).json() == found
    for each in found["passages"]:
        article = client.get(f"/api/articles/{each['article']['id']}").json()
        assert article["body"][each["start"] : each["end"]] == each["text"]
        assert {name: article[name] for name in article if name != "body"} == each["article"]
        assert set(each["found_by"]) <= {"dense", "keyword"}
    assert client.post("/api/search", json={"query": " "}).json()["passages"] == []


def test_outlets_in_an_address_may_be_repeated(client: TestClient) -> None:
    outlets = {each["outlet"] for each in client.get("/api/articles").json()["articles"]}
    named = sorted(outlet for outlet in outlets if outlet)
    params = [("query", "tariffs"), *(("outlets", name) for name in named)]
    found = client.get("/api/search", params=params).json()
    assert {each["article"]["outlet"] for each in found["passages"]} <= set(named)
    assert found["filters"]["outlets"] == named
    assert "Nobody" in refused(client.get("/api/search?query=x&outlets=Nobody"), 400)


def test_articles_come_in_pages(client: TestClient, desk: Chatbot) -> None:
    whole = client.get("/api/articles").json()
    assert whole["total"] == len(whole["articles"]) == 5
    pages = [client.get(f"/api/articles?limit=2&offset={n}").json() for n in (0, 2, 4, 6)]
    assert [len(page["articles"]) for page in pages] == [2, 2, 1, 0]
    assert [each for page in pages for each in page["articles"]] == whole["articles"]
    assert [each["id"] for each in whole["articles"]] == [
        article.id for article, _ in desk.corpus.store.articles()
    ]


# Who asks, and when things go wrong


class Failing:
    """Fails as it is told to."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Any:
        def fail(*_: object) -> None:
            raise self._error

        return fail


CALLS = [
    ("POST", "/api/ask", {"question": "x"}),
    ("POST", "/api/search", {"query": "x"}),
    ("GET", "/api/articles", None),
    ("GET", "/api/articles/art_1", None),
]


@pytest.mark.parametrize(("method", "path", "body"), CALLS)
def test_a_failure_is_one_sentence(
    method: str, path: str, body: object, caplog: pytest.LogCaptureFixture
) -> None:
    for error, said in (
        (StoreError("The disk is full."), "The disk is full."),
        (KeyError(), FAILED),
    ):
        app = FastAPI()
        add_api_routes(app, Failing(error))  # type: ignore[arg-type]
        assert refused(TestClient(app).request(method, path, json=body), 500) == said
    assert "a call failed" in caplog.text


@pytest.mark.parametrize("path", [path for _, path, _ in CALLS] + ["/api", "/api/openapi.json"])
def test_where_there_are_accounts_only_they_are_answered(desk: Chatbot, path: str) -> None:
    def owner(request: Request) -> str | None:
        return "ada" if request.headers.get("x-who") == "ada" else None

    app = FastAPI()
    add_api_routes(app, desk, owner)
    client = TestClient(app)
    assert refused(client.get(path), 401) == SIGN_IN
    assert client.get(path, headers={"x-who": "ada"}).status_code != 401


def test_too_many_at_once_are_told_to_come_back(desk: Chatbot) -> None:
    from ui.api import calls

    class Full:
        def statistics(self) -> Any:
            return type("Statistics", (), {"tasks_waiting": WAITING})

    own = calls.Calls(desk)
    own._asking = Full()  # type: ignore[assignment]
    import anyio

    with pytest.raises(calls.Refused, match=BUSY) as caught:
        anyio.run(own.ask, {"question": "x"})
    assert caught.value.status == 503


# The description


def test_every_path_described_is_there_and_the_page_tells_of_it(client: TestClient) -> None:
    openapi = client.get("/api/openapi.json").json()
    page = client.get("/api")
    assert page.headers["content-type"].startswith("text/html")
    assert "http://testserver/gradio_api/mcp/" in page.text
    assert "ORIGIN" not in page.text
    for path, methods in openapi["paths"].items():
        for method in methods:
            assert client.request(method.upper(), path.format(article_id="x")).status_code != 405
            assert f"{method.upper()} {path}" in page.text
    for name in ("as_of", "history", "outlets", "limit", "offset"):
        assert f"<code>{name}</code>" in page.text
    assert "<script" not in page.text
    assert set(re.findall(r'(?:href|src)="([^"]*)"', page.text)) == {
        "/api/openapi.json",
        "/api/answer.schema.json",
    }
    contract = client.get("/api/answer.schema.json").json()
    assert contract["title"] == "Answer"


def test_a_hostile_host_name_stays_text(desk: Chatbot) -> None:
    app = FastAPI()
    add_api_routes(app, desk)
    page = TestClient(app).get("/api", headers={"host": '"><img src=x onerror=1>'})
    assert "<img" not in page.text


def test_what_is_found_is_as_described(client: TestClient) -> None:
    from jsonschema import Draft202012Validator

    openapi = client.get("/api/openapi.json").json()

    def check(name: str, value: Any) -> None:
        schema = {"$ref": f"#/components/schemas/{name}", "components": openapi["components"]}
        Draft202012Validator(schema).validate(value)

    found = client.post("/api/search", json={"query": "tariffs"}).json()
    check("Found", found)
    assert found["passages"]
    check("Articles", client.get("/api/articles").json())
    check("Article", client.get(f"/api/articles/{found['passages'][0]['article']['id']}").json())
    check("Error", client.get("/api/articles/x").json())
    assert set(found["passages"][0]) == set(
        openapi["components"]["schemas"]["Found"]["properties"]["passages"]["items"]["properties"]
    )
