"""A journalist's morning: articles in, the page open, the command line beside it, a real desk."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from tests.scenarios.command import SEEDS, chat, installed_chat, readout

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NEWS = "The toll bridge over the Tweed closes on 4 June for repairs."
ABOUT_IT = "When does the toll bridge over the Tweed close?"


def opened(browser: "Browser", address: str) -> "Page":
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(address)
    page.get_by_label("Your question").wait_for()
    return page


def ask(page: "Page", text: str, number: int) -> None:
    """Types a question, presses Enter and waits until the answer of that number stands."""
    from playwright.sync_api import expect

    page.get_by_label("Your question").fill(text)
    page.get_by_label("Your question").press("Enter")
    expect(page.locator(f"#a{number} .actions")).to_be_visible(timeout=30_000)


SENTENCES = """claims => claims.map(each => {
  const own = each.cloneNode(true);  // without its numbers, and the days that stand for words
  own.querySelectorAll(".cite, .day").forEach(added => added.remove());
  return own.textContent.replace(/\\s+/g, " ").trim();
})"""


def marks(page: "Page", answer: int) -> list[str]:
    """The marked sentences of the sources of one answer, the first being 1."""
    return page.locator(f"[id^='a{answer}-src-'] mark").all_text_contents()


def test_from_articles_to_a_marked_sentence(browser: "Browser", desk: Path) -> None:
    from playwright.sync_api import expect

    with chat(desk) as address:
        page = opened(browser, address)
        expect(page.locator("#masthead")).to_contain_text("5 articles")
        ask(page, "When do the auto tariffs start?", 1)
        said: list[str] = page.locator("#a1 .claim").evaluate_all(SENTENCES)
        found = marks(page, 1)
        page.context.close()
    (answer,) = readout("ask", "When do the auto tariffs start?", "--json", "--home", desk).answers
    quotes = [citation["quote"] for citation in answer["citations"]]
    assert [" ".join(mark.split()) for mark in found] == [" ".join(q.split()) for q in quotes]
    assert any("April 3" in mark for mark in found)
    assert said == [" ".join(claim["text"].split()) for claim in answer["claims"]]
    for mark in found:
        assert any(mark in path.read_bytes().decode("utf-8") for path in SEEDS.iterdir())


def test_what_another_process_ingests_the_open_page_knows(
    browser: "Browser", desk: Path, tmp_path: Path
) -> None:
    news = tmp_path / "news.txt"
    news.write_text(f"{NEWS}\n\nIts owner, a company from Leith, pays for them.", "utf-8")
    with chat(desk) as address:
        page = opened(browser, address)
        ask(page, ABOUT_IT, 1)
        assert NEWS not in marks(page, 1)

        assert readout("ingest", news, "--home", desk).out == "1 added, 0 unchanged\n"
        (answer,) = readout("ask", ABOUT_IT, "--json", "--home", desk).answers
        assert answer["claims"][0]["text"] == NEWS
        ask(page, ABOUT_IT, 2)
        assert marks(page, 2)[0] == NEWS

        found = json.loads(readout("doctor", "--json", "--home", desk).out)
        assert (found["articles"], found["database"], found["compared"]) == (6, "ok", False)

        assert readout("remove", news, "--home", desk).out == "1 removed\n"
        (answer,) = readout("ask", ABOUT_IT, "--json", "--home", desk).answers
        assert NEWS not in answer["answer"]
        ask(page, ABOUT_IT, 3)
        assert NEWS not in marks(page, 3)
        page.context.close()
    found = json.loads(readout("doctor", "--json", "--home", desk).out)
    assert (found["articles"], found["missing"], found["surplus"]) == (5, 0, 0)
    assert found["compared"]


def test_without_a_browser_the_command_line_works_beside_the_page(
    desk: Path, tmp_path: Path
) -> None:
    (tmp_path / "news.txt").write_text(NEWS, "utf-8")
    with installed_chat(desk):
        readout("ingest", tmp_path / "news.txt", "--home", desk)
        (answer,) = readout("ask", ABOUT_IT, "--json", "--home", desk).answers
        assert answer["claims"][0]["text"] == NEWS
