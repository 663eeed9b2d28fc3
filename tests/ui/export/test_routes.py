"""Downloads and shared answers over HTTP."""

import io
import re
from dataclasses import dataclass, field

import docx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from rag.packet import read_packet
from tests.ui.export.samples import EXCHANGES, MADE, PAYLOADS, exchange, hostile
from ui.conversations.model import Conversation, Exchange
from ui.export.formats import FORMATS, file_name
from ui.export.page import POLICY
from ui.export.routes import add_routes

NAMED = re.compile(r'attachment; filename="([a-z0-9.-]+)"')
TITLE = 'Zölle: “when”?\r\nX-Evil: 1; filename="a.exe"'


@dataclass
class Memory:
    """Conversations of one owner, in memory."""

    conversation: Conversation
    owner: str = "ann"
    links: dict[str, str] = field(default_factory=dict)

    def open(self, owner: str, conversation_id: str) -> Conversation | None:
        mine = owner == self.owner and conversation_id == self.conversation.id
        return self.conversation if mine else None

    def exchange(self, owner: str, exchange_id: str) -> Exchange | None:
        return self._found(exchange_id) if owner == self.owner else None

    def shared(self, token: str) -> Exchange | None:
        return self._found(self.links.get(token, ""))

    def _found(self, exchange_id: str) -> Exchange | None:
        return next((e for e in self.conversation.exchanges if e.id == exchange_id), None)


KEPT = Memory(Conversation("con_" + "0" * 32, TITLE, EXCHANGES), links={"tok-1": EXCHANGES[0].id})


def client(kept: Memory = KEPT) -> TestClient:
    app = FastAPI()

    def owner_of(request: Request) -> str:
        return request.headers.get("x-user", "ann")

    add_routes(app, kept, owner_of)
    return TestClient(app)


PLACES = (
    f"/export/conversations/{KEPT.conversation.id}",
    f"/export/answers/{EXCHANGES[0].id}",
    "/answers/tok-1",
)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_comes_as_a_file(place: str, ending: str) -> None:
    got = client().get(f"{place}.{ending}")
    assert got.status_code == 200
    assert got.headers["content-type"] == FORMATS[ending].media_type
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["cache-control"] == "private, no-store"
    given_name = NAMED.fullmatch(got.headers["content-disposition"])
    assert given_name
    title = "zolle-when-x-evil-1-filename-a-exe" if "conversations" in place else "when"
    assert re.fullmatch(rf"{title}-\d{{4}}-\d\d-\d\d\.{ending}", given_name[1])
    assert "x-evil" not in got.headers
    if ending == "docx":
        assert docx.Document(io.BytesIO(got.content)).paragraphs
    elif ending == "json":
        packet, intact = read_packet(got.content)
        assert intact and packet.exchanges[0].answer.question == "When?"
    else:
        assert "Duties start on Wednesday" in got.text


@pytest.mark.parametrize("ending", [*FORMATS, "exe"])
def test_anothers_is_as_if_it_did_not_exist(ending: str) -> None:
    asking = client()
    for place in PLACES[:2]:
        anothers = asking.get(f"{place}.{ending}", headers={"x-user": "bob"})
        unknown = asking.get(f"{place[:-1]}x.{ending}")
        assert (anothers.status_code, unknown.status_code) == (404, 404)
        assert anothers.content == unknown.content
        assert "nothing to download" in unknown.text


def test_a_link_shows_the_answer_and_leads_to_its_files() -> None:
    asking = client()
    got = asking.get("/answers/tok-1")
    assert got.status_code == 200
    assert got.headers["content-security-policy"] == POLICY
    assert "content-disposition" not in got.headers
    links = re.findall(r'<a href="(tok-1\.[a-z]+)">([^<]*)</a>', got.text)
    assert [name for _, name in links] == ["Markdown", "HTML", "Word", "evidence packet"]
    for address, _ in links:
        assert asking.get(f"/answers/{address}").status_code == 200


def test_a_link_to_a_deleted_answer_says_so() -> None:
    asking = client(Memory(Conversation("con_1", "x"), links={"tok-1": EXCHANGES[0].id}))
    for address in ("/answers/tok-1", "/answers/tok-1.md", "/answers/none", "/answers/none.docx"):
        got = asking.get(address)
        assert got.status_code == 404
        assert "it was deleted, or the link is incomplete." in got.text


def test_who_may_not_read_is_sent_away_before_anything_is_looked_up() -> None:
    from fastapi import HTTPException

    app = FastAPI()

    def nobody(request: Request) -> str:
        raise HTTPException(401)

    add_routes(app, KEPT, nobody)
    for place in PLACES:
        assert TestClient(app).get(f"{place}.md").status_code == 401
    assert TestClient(app).get("/answers/tok-1").status_code == 401


@pytest.mark.parametrize("text", PAYLOADS)
def test_hostile_titles_and_questions_name_harmless_files(text: str) -> None:
    kept = Memory(Conversation("con_1", text, hostile(text)))
    for ending in FORMATS:
        got = client(kept).get(f"/export/conversations/con_1.{ending}")
        assert got.status_code == 200
        assert NAMED.fullmatch(got.headers["content-disposition"])


@given(st.text(), st.sampled_from(list(FORMATS)))
def test_any_title_gives_a_file_name(title: str, ending: str) -> None:
    name = file_name(title, MADE, ending)
    assert re.fullmatch(rf"[a-z0-9]+(-[a-z0-9]+)*-2026-11-22\.{ending}", name)
    assert len(name) <= 80


@pytest.mark.parametrize("ending", FORMATS)
def test_a_conversation_without_an_answer_can_be_taken_away(ending: str) -> None:
    kept = Memory(Conversation("con_1", "", (exchange(1, None),)))
    assert client(kept).get(f"/export/conversations/con_1.{ending}").status_code == 200
