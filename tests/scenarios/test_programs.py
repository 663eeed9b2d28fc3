"""Programs at the running desk: curl's way, gradio_client, the evaluation, an MCP client."""

import asyncio
import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.rag.invariants import assert_json_holds
from tests.scenarios.command import chat, readout

if TYPE_CHECKING:
    from mcp import ClientSession
    from mcp.types import CallToolResult

ASKED = "When do the auto tariffs start?"


@pytest.fixture(scope="module")
def address(samples: Path) -> Iterator[str]:
    with chat(samples) as address:
        yield address


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two answers are the same but for the time they took and their ids."""
    apart = {"timings_ms", "id"}
    return {k: v for k, v in one.items() if k not in apart} == {
        k: v for k, v in other.items() if k not in apart
    }


def post(address: str, path: str, content: object, **headers: str) -> dict[str, Any]:
    request = urllib.request.Request(
        address + path,
        json.dumps(content).encode(),
        {"Content-Type": "application/json", **headers},
    )
    with urllib.request.urlopen(request) as response:
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
        found: dict[str, Any] = json.loads(response.read())
    return found


def test_one_answer_whichever_way_it_is_asked_for(address: str, samples: Path) -> None:
    from gradio_client import Client

    said = readout("ask", ASKED, "--json", "--home", samples).answers[0]
    by_post = post(address, "/api/ask", {"question": ASKED})
    client = Client(address, verbose=False, download_files=False)
    by_client = client.predict(ASKED, api_name="/ask")
    extractive = client.predict(ASKED, mode="extractive", api_name="/ask")
    for answer in (said, by_post, by_client, extractive):
        assert_json_holds(answer)
        assert same(answer, said)
    found = client.predict("auto tariffs", limit=2, api_name="/search")
    assert len(found["passages"]) == 2
    assert found == post(address, "/api/search", {"query": "auto tariffs", "limit": 2})
    passage = found["passages"][0]
    article = client.predict(passage["article"]["id"], api_name="/article")
    assert article["body"][passage["start"] : passage["end"]] == passage["text"]
    client.close()


def test_gradio_has_just_these_and_a_mistake_is_a_sentence(address: str) -> None:
    from gradio_client import Client

    client = Client(address, verbose=False, download_files=False)
    named = client.view_api(return_format="dict", print_info=False)
    assert list(named["named_endpoints"]) == ["/ask", "/search", "/article"]
    assert named["unnamed_endpoints"] == {}
    with pytest.raises(Exception, match=r"^no article is from the outlet “Nobody”"):
        client.predict(ASKED, outlets=["Nobody"], api_name="/ask")
    with pytest.raises(Exception, match=r"^There is no article of that id\.$"):
        client.predict("art_0", api_name="/article")
    client.close()


def test_the_page_is_a_system_that_can_be_evaluated(address: str, samples: Path) -> None:
    options = ("--limit", 3, "--split", "dev", "--json", "--home", samples)
    report = json.loads(readout("eval", "--system", address + "/api/ask", *options).out)
    assert len(report["questions"]) == 3
    assert not [each for each in report["questions"] if each.get("error")]


def test_an_mcp_client_asks_searches_and_reads(address: str) -> None:
    async def journey(session: "ClientSession") -> None:
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        assert list(tools) == ["ask", "search", "article"]
        for tool in tools.values():
            assert tool.description
            assert len(tool.description) > 80
            for field in tool.inputSchema["properties"].values():
                assert field["description"]
        assert tools["ask"].inputSchema["required"] == ["question"]
        assert "request" not in tools["ask"].inputSchema["properties"]
        answer = content(await session.call_tool("ask", {"question": ASKED}))
        assert_json_holds(answer)
        assert same(answer, post(address, "/api/ask", {"question": ASKED}))
        follow = {"question": "And on parts?", "history": [ASKED], "as_of": "2025-03-29"}
        followed = content(await session.call_tool("ask", follow))
        assert "tariffs" in followed["standalone_question"]
        assert followed["filters"]["as_of"].startswith("2025-03-29")
        found = content(await session.call_tool("search", {"query": "tariffs", "limit": 1}))
        (passage,) = found["passages"]
        id_ = passage["article"]["id"]
        article = content(await session.call_tool("article", {"article_id": id_}))
        assert article["body"][passage["start"] : passage["end"]] == passage["text"]
        for name, arguments, said in (
            ("article", {"article_id": "art_0"}, "There is no article of that id."),
            ("ask", {"question": "x", "outlets": ["Nobody"]}, "no article is from the outlet"),
            ("ask", {"question": "x", "since": "soon"}, "“soon” is no date"),
            ("ask", {"question": "x", "mode": "llm"}, "field “mode”: Input should be 'extractive'"),
            ("ask", {"question": 4}, "4 is not of type 'string'"),
            ("ask", {}, "'question' is a required property"),
            ("search", {"query": "x", "limit": 400}, "“limit”"),
            ("ask_1", {"question": "x"}, "Unknown tool"),
        ):
            result = await session.call_tool(name, arguments)
            assert result.isError, (name, arguments)
            assert said in result.content[0].text
            assert "Traceback" not in result.content[0].text

    asyncio.run(in_session(address, journey))


def content(result: "CallToolResult") -> dict[str, Any]:
    """The one object that a tool gave."""
    assert not result.isError, result.content
    (only,) = result.content
    assert only.type == "text"
    found: dict[str, Any] = json.loads(only.text)
    return found


async def in_session(address: str, journey: Any) -> None:
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    async with (
        streamable_http_client(address + "/gradio_api/mcp/") as (read, write, _),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        await journey(session)


@pytest.mark.parametrize("path", ["/api/ask", "/gradio_api/mcp/", "/gradio_api/call/ask"])
def test_a_page_under_another_name_reaches_nothing(address: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        post(address, path, {"question": ASKED, "data": [ASKED]}, Host="evil.example")
    assert caught.value.code == 400


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"jsonrpc": "2.0"}', b"\xff", b"1" * 100_000])
@pytest.mark.parametrize(
    "path", ["/gradio_api/mcp/", "/gradio_api/call/ask", "/gradio_api/run/ask"]
)
def test_nonsense_is_refused_without_a_word_on_the_terminal(
    address: str, path: str, body: bytes
) -> None:
    accept = "application/json, text/event-stream"
    headers = {"Content-Type": "application/json", "Accept": accept}
    request = urllib.request.Request(address + path, body, headers)
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request)
    assert caught.value.code >= 400  # mcp 1.30 calls bytes that are no UTF-8 its own fault
