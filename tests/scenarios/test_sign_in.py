"""A person who signs in and out with the keyboard, in a real browser."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ui.accounts.conftest import ANN, Clock, served, site
from ui.accounts.entrance import Entrance
from ui.accounts.page import WRONG
from ui.accounts.store import Accounts

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def address(home: Path) -> Iterator[str]:
    clock = Clock()
    with closing(Accounts(home, clock.day)) as accounts:
        accounts.add(*ANN)
        with served(site(home, Entrance(accounts), clock)) as address:
            yield address


def test_signing_in_and_out_with_the_keyboard(browser: "Browser", address: str) -> None:
    from playwright.sync_api import expect

    page = browser.new_context().new_page()
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{address}/page?a=1")
    expect(page).to_have_title("Sign in · readout")
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type("ann")
    page.keyboard.press("Tab")
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text(WRONG)
    expect(page.get_by_label("Name")).to_have_value("ann")
    expect(page.get_by_label("Password")).to_be_focused()
    page.keyboard.type(ANN[1])
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/page?a=1")
    page.get_by_role("button", name="Sign out").press("Enter")
    page.wait_for_url(f"{address}/sign-in")
    page.go_back()
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
    assert [url for url in requested if not url.startswith((address, "data:"))] == []
    assert [said for said in complaints if "401" not in said] == []  # the wrong password's
    assert len(complaints) <= 1
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sign_in_page_can_be_read(browser: "Browser", address: str, scheme: str) -> None:
    """The contrast of all its text, by the formula of WCAG 2.2, at least 4.5 to 1."""
    page = browser.new_context(color_scheme="dark" if scheme == "dark" else "light").new_page()
    page.goto(f"{address}/sign-in")
    ratios: dict[str, float] = page.evaluate(_CONTRASTS)
    assert len(ratios) >= 5
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}
    page.context.close()


_CONTRASTS = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[0-9.]+/g).map(Number).map((each) => each / 255)
      .map((each) => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    return colour === "rgba(0, 0, 0, 0)" && element.parentElement
      ? ground(element.parentElement) : colour;
  };
  const found = {};
  const shown = "h1, p, label, input:not([type=hidden]), button";
  for (const element of document.querySelectorAll(shown)) {
    const [low, high] = [getComputedStyle(element).color, ground(element)].map(light)
      .sort((one, other) => one - other);
    found[`${element.tagName} ${element.id || element.textContent}`] = (high + 0.05) / (low + 0.05);
  }
  return found;
}"""
