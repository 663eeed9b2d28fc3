"""The page by axe-core, whose rules are those of WCAG 2.2 AA and its own best practice."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.scenarios.command import chat

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUESTIONS = {  # and what stands in their answers
    "an answer": ("What did Carney say about the old relationship?", "Carney"),
    "a conflict": ("When do the auto tariffs start?", "The articles disagree"),
    "a refusal": ("Who won the chess tournament in Reykjavik?", "No answer"),
}
LOOKS = {"light": ("light", 1280), "dark": ("dark", 1280), "narrow": ("light", 390)}


@pytest.fixture(scope="module")
def address(samples: Path) -> Iterator[str]:
    with chat(samples) as address:
        yield address


@pytest.fixture(params=LOOKS)
def page(browser: "Browser", address: str, request: pytest.FixtureRequest) -> Iterator["Page"]:
    scheme, width = LOOKS[request.param]
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 800},
    )
    page = context.new_page()
    page.goto(address)
    page.get_by_role("textbox", name="Your question").wait_for()
    yield page
    context.close()


def violations(page: "Page") -> list[str]:
    """What axe finds that is serious or critical, a line for each element."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page.wait_for_timeout(500)  # what fades in has its full contrast
    found: list[dict[str, Any]] = (
        axe.Axe().run(page, options={"runOnly": RULES}).response["violations"]
    )
    return [
        f"{each['impact']} {each['id']}: {node['target']} {node['html'][:200]}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


def test_a_page_is_accessible_empty_and_with_each_kind_of_answer(page: "Page") -> None:
    from playwright.sync_api import expect

    assert violations(page) == []
    box = page.get_by_role("textbox", name="Your question")
    for number, (question, said) in enumerate(QUESTIONS.values(), 1):
        box.fill(question)
        box.press("Enter")
        answer = page.locator(f"#a{number}")
        expect(answer.get_by_text(said).first).to_be_visible(timeout=20_000)
        expect(answer.locator(".actions")).to_be_visible(timeout=20_000)
        assert violations(page) == [], question
