"""A person reads an evaluation report: a real browser on the file itself, without a server."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rag.evals.page import report_page, shown
from tests.rag.evals.reports import HOSTILE, hostile_report, question, report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


class Reader:
    """Opens reports, and holds them to the rule: the file alone, no complaint in the console."""

    def __init__(self, browser: "Browser", folder: Path) -> None:
        self._browser = browser
        self._file = folder / "report.html"
        self.complaints: list[str] = []

    def open(self, whole: dict[str, Any], hash_: str = "", **context: Any) -> "Page":
        self._file.write_text(report_page(whole), "utf-8")
        page = self._browser.new_context(**context).new_page()
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))
        page.on("console", lambda message: self.complaints.append(f"console: {message.text}"))
        page.on("request", lambda request: self._request(request.url))
        page.goto(self._file.as_uri() + hash_)
        return page

    def _request(self, url: str) -> None:
        if url.partition("#")[0] != self._file.as_uri():
            self.complaints.append(f"request: {url}")


@pytest.fixture
def reader(browser: "Browser", tmp_path: Path) -> Iterator[Reader]:
    reading = Reader(browser, tmp_path)
    yield reading
    for context in browser.contexts:
        context.close()
    assert reading.complaints == []


def listed(page: "Page") -> list[str]:
    """The names of the questions that are shown."""
    names = "es => es.filter(e => e.checkVisibility()).map(e => e.querySelector('bdi').textContent)"
    found: list[str] = page.locator("#list > article").evaluate_all(names)
    return found


def named(whole: dict[str, Any], **wanted: str) -> list[str]:
    return [
        each["id"]
        for each in whole["questions"]
        if all(each[name] == value for name, value in wanted.items())
    ]


def test_filters_narrow_the_list_count_and_stay_in_the_address(reader: Reader) -> None:
    from playwright.sync_api import expect

    whole = report()
    page = reader.open(whole)
    expect(page.locator("output")).to_have_text("110 of 110 shown")
    page.get_by_label("Wrong 14").check()
    assert listed(page) == named(whole, verdict="wrong")
    page.get_by_label("Any kind").select_option("when")
    both = named(whole, verdict="wrong", kind="when")
    assert listed(page) == both
    expect(page.locator("output")).to_have_text(f"{len(both)} of 110 shown")
    # An option counts what it would show with the other filters as they are.
    refused = named(whole, verdict="wrongly_refused", kind="when")
    expect(page.locator(".chip.wrongly_refused .count")).to_have_text(str(len(refused)))
    who = named(whole, verdict="wrong", kind="who")
    expect(page.locator("option[value=who]")).to_have_text(f"who ({len(who)})")
    assert page.evaluate("location.hash") == "#verdict=wrong&kind=when"

    page.reload()
    assert listed(page) == both
    assert page.get_by_label("Any kind").input_value() == "when"
    page.get_by_role("button", name="Clear").click()
    assert len(listed(page)) == 110
    assert page.evaluate("location.hash") == ""


def test_an_address_opens_a_filtered_list(reader: Reader) -> None:
    whole = report()
    page = reader.open(whole, "#verdict=wrong&verdict=failed&text=STEEL+duty")
    wanted = {"wrong", "failed"}
    assert listed(page) == [
        each["id"]
        for each in whole["questions"]
        if each["verdict"] in wanted and "steel" in each["question"]
    ]
    assert page.get_by_placeholder("Find words").input_value() == "STEEL duty"


def test_words_are_found_in_answers_and_sources_and_nothing_is_told_so(reader: Reader) -> None:
    from playwright.sync_api import expect

    other = question(2, question="Who?", answer="Somebody else. [1]")
    page = reader.open(report([question(1), other, question(3)]))
    page.get_by_placeholder("Find words").fill("  somebody   ELSE ")
    assert listed(page) == ["g002"]
    page.get_by_placeholder("Find words").fill("border courier plants")
    assert listed(page) == ["g003"]
    page.get_by_placeholder("Find words").fill("nobody at all")
    assert listed(page) == []
    expect(page.get_by_text("No question passes the filter.")).to_be_visible()


def test_the_filter_is_worked_by_keyboard(reader: Reader) -> None:
    whole = report()
    page = reader.open(whole)
    page.locator("#filter input").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert listed(page) == named(whole, verdict="wrong")
    ring = "getComputedStyle(document.activeElement.parentElement).outlineStyle"
    assert page.evaluate(ring) == "solid"


def test_a_part_of_a_chart_and_its_table_lead_to_the_list(reader: Reader) -> None:
    whole = report()
    page = reader.open(whole)
    page.locator("svg a[href='#kind=when&verdict=wrong'] rect").click()
    assert listed(page) == named(whole, verdict="wrong", kind="when")
    page.locator("figure", has_text="Where answers are lost").get_by_text("As a table").click()
    page.get_by_role("link", name="The passage was not found").last.click()
    assert listed(page) == named(whole, stage_lost="not_retrieved")


def test_a_marker_opens_its_source_and_a_hidden_question_comes_back(reader: Reader) -> None:
    from playwright.sync_api import expect

    whole = report()
    page = reader.open(whole, "#verdict=failed")
    page.locator(".ids a", has_text="g011").click()
    expect(page.locator("#q-g011")).to_be_in_viewport()
    expect(page.locator("#q-g011")).to_be_focused()
    assert page.evaluate("location.hash") == "#q-g011"

    correct = named(whole, verdict="correct")[0]
    source = page.locator(f"#c-{correct}-1")
    expect(source).not_to_be_visible()
    page.locator(f"#q-{correct} .marker").first.click()
    expect(source).to_be_in_viewport()
    expect(source).to_be_focused()
    assert page.evaluate("document.querySelector(':target').className") == ""

    page.go_back()
    page.go_back()
    assert listed(page) == named(whole, verdict="failed")


def test_retrieved_passages_open_whole(reader: Reader) -> None:
    from playwright.sync_api import expect

    each = question(2, contexts=["First passage. " * 30, "Second passage."])
    page = reader.open(report([each]))
    page.get_by_text("2 passages retrieved").click()
    expect(page.locator(".passages li")).to_have_text(["First passage. " * 30, "Second passage."])


def test_hostile_text_does_nothing(reader: Reader) -> None:
    page = reader.open(hostile_report())
    for details in page.locator("details").all():
        details.evaluate("e => e.open = true")
    for text, article in zip(HOSTILE, page.locator("#list > article").all(), strict=True):
        article.hover()
        wanted = " ".join(shown(text).split())
        assert " ".join((article.locator("h3").text_content() or "").split()) == wanted
        page.get_by_label("Any kind").select_option(wanted)
        assert len(listed(page)) == 1
        state = page.evaluate("location.hash")
        page.get_by_label("Any kind").select_option("")
        page.evaluate("hash => location.hash = hash", state)
        page.wait_for_function("document.querySelector('output').textContent.startsWith('1 of')")
        page.get_by_role("button", name="Clear").click()
    assert page.evaluate("window.__pwned") is None
    assert page.locator("img, iframe, link, object, embed").count() == 0
    assert page.evaluate("document.scripts.length") == 1


def test_without_script_everything_is_there(reader: Reader) -> None:
    from playwright.sync_api import expect

    page = reader.open(report(), java_script_enabled=False)
    expect(page.locator("#filter")).to_be_hidden()
    expect(page.locator("#list > article").last).to_be_visible()
    assert page.locator("#list > article").count() == 110


# For each element with text of its own: the contrast of the text with what is painted behind it.
CONTRASTS = """() => {
  const numbers = color => color.match(/[\\d.]+/g).map(Number);
  const light = rgb => rgb.slice(0, 3)
    .map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = element => {
    const bar = element.closest("svg a")?.querySelector("rect");
    if (bar && element.classList[0].startsWith("on-")) return numbers(getComputedStyle(bar).fill);
    for (let at = element; at; at = at.parentElement) {
      const color = numbers(getComputedStyle(at).backgroundColor);
      if (color.length < 4 || color[3] === 1) return color;
    }
  };
  const ratios = {};
  for (const element of document.querySelectorAll("main *")) {
    const own = [...element.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!own || !element.checkVisibility() || element.matches("title, desc, option")) continue;
    const style = getComputedStyle(element);
    const color = numbers(element.matches("svg text") ? style.fill : style.color);
    const [a, b] = [light(color), light(behind(element))];
    ratios[`${element.tagName} ${element.getAttribute("class")} ${element.textContent.trim()}`] =
      (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }
  return ratios;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(reader: Reader, scheme: str) -> None:
    page = reader.open(report(), color_scheme=scheme)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/[0-9]+/)[0]")
    assert (int(paper) < 64) == (scheme == "dark")
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    measured: dict[str, float] = page.evaluate(CONTRASTS)
    assert len(measured) > 200
    # 4.5 to 1: WCAG 2.2, success criterion 1.4.3, level AA.
    assert {text: ratio for text, ratio in measured.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("make", [report, hostile_report])
def test_a_telephone_scrolls_down_only(reader: Reader, make: Any) -> None:
    page = reader.open(make(), viewport={"width": 390, "height": 844})
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_on_paper_sources_are_open_and_controls_are_gone(reader: Reader) -> None:
    from playwright.sync_api import expect

    page = reader.open(report([question(2), question(4)]), color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#filter")).to_be_hidden()
    expect(page.locator(".sources blockquote").last).to_be_visible()
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(253, 252, 249)"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".sources[open]").count() == 0
