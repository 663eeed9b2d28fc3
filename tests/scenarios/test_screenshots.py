"""The pictures in the README, taken of the real page over the sample articles.

`make screenshots` runs this and keeps them; any other run takes them and throws them away.
"""

import os
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.scenarios.command import chat

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SIZE = {"width": 1280, "height": 800}
QUESTION = "When do the auto tariffs start?"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    kept = os.environ.get("READOUT_SCREENSHOTS")
    return Path(kept) if kept else tmp_path_factory.mktemp("screenshots")


@pytest.fixture(scope="module")
def address(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = shutil.copytree(samples, tmp_path_factory.mktemp("pictured") / "home")
    with chat(Path(home)) as address:
        yield address


@pytest.fixture(params=["light", "dark"])
def page(browser: "Browser", address: str, request: pytest.FixtureRequest) -> Iterator["Page"]:
    scheme = "dark" if request.param == "dark" else "light"
    context = browser.new_context(viewport=SIZE, color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Your question").wait_for()
    yield page
    context.close()


def test_a_disagreement_beside_its_sources(page: "Page", folder: Path) -> None:
    from playwright.sync_api import expect

    page.get_by_label("Your question").fill(QUESTION)
    page.get_by_label("Your question").press("Enter")
    expect(page.get_by_text("The articles disagree on the date").first).to_be_visible()
    page.locator("a.cite").first.click()
    expect(page.locator("mark").first).to_be_in_viewport()
    kept = take(page, folder, "answer")
    assert kept.stat().st_size > 20_000  # a blank page has a tenth of that


def test_the_timeline(page: "Page", folder: Path) -> None:
    from playwright.sync_api import expect

    page.get_by_role("tab", name="Timeline").click()
    expect(page.locator("#timeline-chart a.open-article").first).to_be_visible()
    assert take(page, folder, "timeline").stat().st_size > 20_000


def take(page: "Page", folder: Path, name: str) -> Path:
    """The page as a picture of its window's size."""
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    path = folder / f"{name}-{'dark' if dark else 'light'}.png"
    page.mouse.move(0, 0)
    page.screenshot(path=path, animations="disabled", caret="hide")
    width, height = struct.unpack(">II", path.read_bytes()[16:24])  # of the PNG's header
    assert (width, height) == (SIZE["width"], SIZE["height"])
    return path
