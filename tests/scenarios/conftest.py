"""What the journeys share: a browser, and a home that the command line has filled."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.scenarios.command import SEEDS, installed
from tests.scenarios.desk_site import FakeDesk, Watch, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the sample articles, which no test changes."""
    home = tmp_path_factory.mktemp("samples") / "home"
    assert installed("ingest", SEEDS, "--home", home).out == "5 added, 0 unchanged\n"
    return home


@pytest.fixture
def desk(samples: Path, tmp_path: Path) -> Path:
    """A copy of it, to change."""
    return Path(shutil.copytree(samples, tmp_path / "home"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FakeDesk, str, Path]]:
    """A scripted desk, the address of its page, and its home."""
    scripted, home = FakeDesk(), tmp_path_factory.mktemp("site")
    with serving(scripted, home) as address:
        yield scripted, address, home


@pytest.fixture
def scripted(site: tuple[FakeDesk, str, Path]) -> Iterator[FakeDesk]:
    """The desk behind the page, as if nothing had been asked."""
    site[0].asked.clear()
    site[0].go_on.clear()
    yield site[0]
    site[0].go_on.set()


@pytest.fixture
def watch(browser: "Browser", site: tuple[FakeDesk, str, Path]) -> Iterator[Watch]:
    watching = Watch(browser, site[1])
    yield watching
    for context in browser.contexts:
        context.close()
    assert watching.complaints == []
