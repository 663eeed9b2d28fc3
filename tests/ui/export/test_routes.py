"""Downloads and shared answers over HTTP."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urljoin

import docx
import pytest
from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from starlette.requests import Request

from rag.packet import Status, read_packet, verify
from tests.ui.export.samples import EXCHANGES, FIRST, MADE, PAYLOADS, SECOND, exchange, hostile
from ui.conversations.model import Conversation, Exchange
from ui.conversations.store import Conversations
from ui.export.formats import FORMATS, file_name
from ui.export.page import POLICY
from ui.export.routes import Kept, add_routes

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

    def forget(self) -> None:
        self.conversation = Conversation(self.conversation.id, TITLE)

    def _found(self, exchange_id: str) -> Exchange | None:
        return next((e for e in self.conversation.exchanges if e.id == exchange_id), None)


@dataclass(frozen=True)
class Desk:
    """The application over some store, and where its one conversation is to be found."""

    asking: TestClient
    places: tuple[str, str, str]  # of the conversation, of its first answer, of the link to it
    forget: Callable[[], object]  # deletes the conversation


def client(kept: Kept) -> TestClient:
    app = FastAPI()
    add_routes(app, kept, lambda request: request.headers.get("x-user", "ann"))
    return TestClient(app)


@pytest.fixture(params=["in memory", "on disk"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    with ExitStack() as opened:
        kept: Kept
        if request.param == "in memory":
            kept = Memory(Conversation("con_" + "0" * 32, TITLE, EXCHANGES))
            ident, token, forget = kept.conversation.id, "tok-1", kept.forget
            kept.links[token] = EXCHANGES[0].id
        else:
            store = opened.enter_context(closing(Conversations(tmp_path)))
            ident = store.begin("ann", TITLE).id
            for each in EXCHANGES:
                store.put("ann", ident, each)
            kept, token = store, store.share("ann", EXCHANGES[0].id) or ""
            forget = partial(store.delete, "ann", ident)
        answer = f"/export/answers/{EXCHANGES[0].id}"
        places = (f"/export/conversations/{ident}", answer, f"/answers/{token}")
        yield Desk(client(kept), places, forget)


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_comes_as_a_file(desk: Desk, ending: str) -> None:
    for place in desk.places:
        got = desk.asking.get(f"{place}.{ending}")
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
            found = {each.status for each in verify(packet, intact, [FIRST, SECOND])}
            unsaid = {Status.UNSUPPORTED} if "conversations" in place else set()
            assert found == {Status.OK} | unsaid
        else:
            assert "Duties start on Wednesday" in got.text


@pytest.mark.parametrize("ending", [*FORMATS, "exe"])
def test_anothers_is_as_if_it_did_not_exist(desk: Desk, ending: str) -> None:
    for place in desk.places[:2]:
        anothers = desk.asking.get(f"{place}.{ending}", headers={"x-user": "bob"})
        unknown = desk.asking.get(f"{place[:-1]}x.{ending}")
        assert (anothers.status_code, unknown.status_code) == (404, 404)
        assert anothers.content == unknown.content
        assert "nothing to download" in unknown.text


def test_a_link_shows_the_answer_and_leads_to_its_files(desk: Desk) -> None:
    place = desk.places[2]
    got = desk.asking.get(place)
    assert got.status_code == 200
    assert got.headers["content-security-policy"] == POLICY
    assert "content-disposition" not in got.headers
    links = html.document_fromstring(got.text).xpath("//nav/a")
    assert [each.text for each in links] == ["Markdown", "HTML", "Word", "evidence packet"]
    for each in links:
        file = desk.asking.get(urljoin(place, each.get("href")))
        assert file.status_code == 200
        assert "content-disposition" in file.headers


def test_a_link_to_a_deleted_answer_says_so(desk: Desk) -> None:
    desk.forget()
    for address in (desk.places[2], f"{desk.places[2]}.md", "/answers/none", "/answers/none.docx"):
        got = desk.asking.get(address)
        assert got.status_code == 404
        assert "it was deleted, or the link is incomplete." in got.text


def test_who_may_not_read_is_sent_away_before_anything_is_looked_up() -> None:
    app = FastAPI()

    def nobody(request: Request) -> str:
        raise HTTPException(401)

    kept = Memory(Conversation("con_1", "x", EXCHANGES), links={"tok-1": EXCHANGES[0].id})
    add_routes(app, kept, nobody)
    for place in (
        "/export/conversations/con_1.md",
        f"/export/answers/{EXCHANGES[0].id}.md",
        "/answers/tok-1.md",
        "/answers/tok-1",
    ):
        assert TestClient(app).get(place).status_code == 401


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
