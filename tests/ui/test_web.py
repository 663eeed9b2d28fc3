"""The page as a web application: safe settings, one origin, its own names."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import gradio as gr
import pytest
from starlette.testclient import TestClient

import ui.web
from index.errors import UsageError
from tests.ui.page.examples import ScriptedDesk
from ui.conversations.store import Conversations
from ui.page.acts import Acts
from ui.page.talk import Talk
from ui.web import Site, application, build

HOST = {"host": "desk.example"}


def built(home: Path) -> gr.Blocks:
    desk = ScriptedDesk()
    with closing(Conversations(home)) as kept, closing(Talk(desk, kept)) as talk:
        return build(Site(desk, home), talk, Acts(kept, lambda feedback: None), kept)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    home = tmp_path_factory.mktemp("home")
    with TestClient(application(Site(ScriptedDesk(), home), hosts=("desk.example",))) as client:
        yield client


def test_the_page_is_built_with_the_safe_settings(tmp_path: Path) -> None:
    page = built(tmp_path)
    config = page.get_config_file()
    drawn = [part for part in config["components"] if part["type"] == "html"]
    assert len(drawn) >= 6
    for part in config["components"]:
        assert part["props"].get("html_template", "${value}") == "${value}"
        assert not part["props"].get("css_template")
    assert len(config["dependencies"]) >= 10
    shown = {event["api_visibility"]: event for event in config["dependencies"]}
    assert set(shown) == {"private", "public"}
    public = [e for e in config["dependencies"] if e["api_visibility"] != "private"]
    assert all(not event["targets"] or event["targets"][0][1] is None for event in public)
    assert page.state_session_capacity == ui.web.OPEN_TABS


def test_no_other_template_is_in_the_source() -> None:
    folder = Path(ui.web.__file__).parent
    for path in (folder / "web.py", *(folder / "page").glob("*.py")):
        assert "html_template" not in path.read_text(encoding="utf-8"), path


def test_vibe_mode_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADIO_VIBE_MODE", "1")
    with pytest.raises(UsageError, match="GRADIO_VIBE_MODE is set"):
        built(tmp_path)


def test_the_page_names_itself_and_calls_nobody(client: TestClient) -> None:
    page = client.get("/", headers=HOST)
    assert page.status_code == 200
    policy = page.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy
    elements = re.findall(r"<(?:script|link|img|iframe)\b[^>]*>", page.text)
    assert elements
    assert not [element for element in elements if "://" in element]
    assert '<html\n\tlang="en"' in page.text


def test_a_foreign_name_is_not_answered(client: TestClient) -> None:
    for path in ("/", "/desk/style.css", "/articles/art_1"):
        assert client.get(path, headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("path", ["/monitoring", "/gradio_api/runs", "/docs", "/openapi.json"])
def test_what_nobody_needs_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(path, headers=HOST).status_code >= 400


def test_the_pages_beside_it_are_held_to_the_same_origin(client: TestClient) -> None:
    page = client.get("/articles/art_1", headers=HOST)
    assert page.status_code == 404
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"


def test_what_the_desk_holds_is_told_as_text(client: TestClient) -> None:
    config = client.get("/config", headers=HOST).json()
    told = [part["props"].get("value") for part in config["components"] if part["type"] == "html"]
    assert any("2 articles, &lt;7&gt; passages" in str(each) for each in told)
