"""What the desk serves beside Gradio's page: its style and script, and whole articles."""

import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from index.article import Article
from tests.articles import article
from tests.ui.page.examples import Page, only_ours
from ui.page.routes import add_pages, asset_address, head

FERRY = article("The ferry was late. It carried wheat.", "Ferry <late>")


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app = FastAPI()

    def here(article_id: str) -> Article | None:
        return FERRY if article_id == FERRY.id else None

    add_pages(app, here, lambda request, article_id: None)
    with TestClient(app) as client:
        yield client


def test_the_head_names_assets_that_are_served_and_kept(client: TestClient) -> None:
    addresses = re.findall(r'(?:href|src)="([^"]*)"', head())
    names = [each.partition("?")[0] for each in addresses]
    assert {"/desk/style.css", "/desk/script.js"} <= set(names)
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-type"].startswith("text/")


def test_an_asset_has_another_address_once_its_content_is_another() -> None:
    assert asset_address("style.css") == asset_address("style.css")
    assert (
        asset_address("style.css").partition("?")[2] != asset_address("script.js").partition("?")[2]
    )


@pytest.mark.parametrize("name", ["routes.py", "listen.js", "..%2f..%2fweb.py", "%2fetc%2fpasswd"])
def test_nothing_else_of_the_folder_is_served(client: TestClient, name: str) -> None:
    assert client.get(f"/desk/{name}").status_code == 404


def test_an_article_is_a_page_of_its_own_with_the_span_marked(client: TestClient) -> None:
    answer = client.get(f"/articles/{FERRY.id}?start=0&end=19&answer=exc_1")
    assert answer.status_code == 200
    assert '<mark id="cited" tabindex="-1">The ferry was late.</mark>' in answer.text
    assert "<h1>Ferry &lt;late&gt;</h1>" in answer.text
    assert answer.text.startswith("<!doctype html>")


def test_a_part_is_the_article_alone(client: TestClient) -> None:
    answer = client.get(f"/articles/{FERRY.id}?start=4&end=9&part=1")
    page: Page = only_ours(answer.text)
    assert page.elements[0] == ("article", {"class": "whole", "data-article": FERRY.id})
    assert page.texts["mark"] == ["ferry"]


@pytest.mark.parametrize(
    "span", ["", "start=5&end=5", "start=9&end=4", "start=-1&end=4", "end=999"]
)
def test_a_span_that_is_none_marks_nothing(client: TestClient, span: str) -> None:
    answer = client.get(f"/articles/{FERRY.id}?{span}")
    assert answer.status_code == 200
    assert "<mark" not in answer.text
    assert FERRY.body in answer.text


@pytest.mark.parametrize("part", ["", "?part=1"])
def test_an_article_that_is_not_there_is_one_sentence(client: TestClient, part: str) -> None:
    answer = client.get(f"/articles/art_other{part}")
    assert answer.status_code == 404
    assert "There is no such article here" in answer.text
