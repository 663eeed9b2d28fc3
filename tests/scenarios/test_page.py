"""A person at the chat page: a real browser on the real page, with a scripted desk behind it."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.article import Article, Basis, Span, article_id
from index.errors import StoreError
from rag.answer import Answer, Citation, Claim, Conflict, Position, Question, Support
from ui.page.desk import FAILED
from ui.page.server import listen
from ui.web import EXAMPLES, TITLE, application

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

HOSTILE = (
    "<img src=x onerror=window.__pwned=1>",
    "</script><script>window.__pwned=1</script>",
    "</article><svg onload=window.__pwned=1><circle r=9></svg>",
    "${window.__pwned=1} `${window.__pwned=2}`",
    "{{constructor.constructor('window.__pwned=1')()}}",
    "[x](javascript:window.__pwned=1) <javascript:window.__pwned=2>",
    "![beacon](http://evil.example/pixel.png)",
    "[x](http://evil.example) http://evil.example/c www.evil.example a@evil.example",
    "```mermaid graph TD; A[<img src=x onerror=window.__pwned=1>]-->B ```",
    "$$\\href{javascript:window.__pwned=1}{x}$$ \\(x\\)",
    "# 1. > - *a* _b_ | c | ~~d~~ &lt;b&gt;",
)


def article(body: str, **fields: object) -> Article:
    ident = article_id(body=body, title=None, outlet=None, author=None, url=None, published=None)
    return Article(id=ident, body=body, **fields)  # type: ignore[arg-type]


PLANT = article(
    "The minister met reporters in Windsor. Duties on finished cars begin on April 3. Plants on"
    " both sides of the river would feel it within a week, a union leader said.\n\n"
    + "The province promised a loan programme for the smaller suppliers. "
    * 12,
    title="Assembly plants brace for duties",
    outlet="The Border Courier",
    published=datetime(2025, 3, 28, tzinfo=UTC),
    published_basis=Basis.STATED,
)
AIDE = article(
    "Officials confirmed the plan. The car tariffs start next Wednesday, an aide said. Shares"
    " fell on the news.",
    outlet="Lakeside Wire",
    published=datetime(2025, 3, 27, tzinfo=UTC),
    published_basis=Basis.INFERRED,
)


def cite(number: int, source: Article, quote: str) -> Citation:
    at = source.body.index(quote)
    return Citation(number, source, Span(at, at + len(quote)), Span(0, len(source.body)))


class FakeDesk:
    """Answers by a word in the question, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Question] = []

    def summary(self) -> str:
        return "2 articles, 4 passages"

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        if question.text in HOSTILE:
            return self._hostile(question)
        if "secretary" in question.text:
            near = cite(1, AIDE, "Officials confirmed the plan.")
            return Answer(question, "", abstained="No article names that office.", nearest=near)
        if "broken" in question.text:
            raise StoreError("The home folder cannot be read; run readout doctor.")
        if "unexpected" in question.text:
            raise RuntimeError("not for the reader")
        first = cite(1, PLANT, "Duties on finished cars begin on April 3.")
        second = cite(2, AIDE, "The car tariffs start next Wednesday, an aide said.")
        positions = (
            Position("2025-04-03", "April 3", (1,)),
            Position("2025-04-02", "next Wednesday", (2,)),
        )
        return Answer(
            question,
            question.text,
            claims=tuple(Claim(c.quote, (c.number,), Support.VERBATIM) for c in (first, second)),
            citations=(first, second),
            conflicts=(Conflict("when the tariffs start", positions),),
            short_answer="April 3",
        )

    def _hostile(self, question: Question) -> Answer:
        text = question.text
        source = article(f"Before. {text} After.", title=text, outlet=text, path=f"/{text}")
        citation = cite(1, source, text)
        conflict = Conflict(text, (Position(text, text, (1,)), Position(text, text, (1,))))
        claim = Claim(text, (1,), Support.VERBATIM)
        return Answer(question, text, (claim,), (citation,), (conflict,), text, mode=text)


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[FakeDesk, str]]:
    """The page on a free port of loopback, served from a thread."""
    import uvicorn

    desk = FakeDesk()
    listener = listen("127.0.0.1", 0)
    app = application(desk, hosts=("127.0.0.1",))
    server = uvicorn.Server(
        uvicorn.Config(app, log_config=None, log_level="critical", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield desk, f"http://127.0.0.1:{listener.getsockname()[1]}/"
    server.should_exit = True
    thread.join()
    listener.close()


@pytest.fixture
def desk(site: tuple[FakeDesk, str]) -> FakeDesk:
    site[0].asked.clear()
    return site[0]


class Watch:
    """Opens pages, and holds them to the rule: own origin only, no complaint in the console."""

    def __init__(self, browser: "Browser", address: str) -> None:
        self._browser, self._address = browser, address
        self.complaints: list[str] = []

    def open(self, width: int = 1280, height: int = 800, scheme: str = "light") -> "Page":
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))
        page.on("console", self._console)
        page.on("request", lambda request: self._request(request.url))
        page.goto(self._address)
        page.get_by_label("Your question").wait_for()
        return page

    def _console(self, message: "ConsoleMessage") -> None:
        if message.type == "error":
            self.complaints.append(f"console: {message.text}")

    def _request(self, url: str) -> None:
        if not url.startswith((self._address, "data:", "blob:")):
            self.complaints.append(f"request: {url}")


@pytest.fixture
def watch(browser: "Browser", site: tuple[FakeDesk, str]) -> Iterator[Watch]:
    watching = Watch(browser, site[1])
    yield watching
    for context in browser.contexts:
        context.close()
    assert watching.complaints == []


def ask(page: "Page", text: str) -> None:
    """Type a question, press Enter and wait until its answer stands."""
    from playwright.sync_api import expect

    before = page.locator("#chat .bot-row").count()
    page.get_by_label("Your question").fill(text)
    page.get_by_label("Your question").press("Enter")
    expect(page.locator("#chat .bot-row")).to_have_count(before + 1)
    expect(page.locator("#chat .bot-row").last).not_to_contain_text("Reading the articles")


def test_an_answer_stands_beside_its_sources(watch: Watch, desk: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    expect(page).to_have_title(TITLE)
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.locator("#desk")).to_contain_text("2 articles, 4 passages")
    ask(page, "When do they start?")
    expect(page.locator("#chat .bot-row")).to_contain_text("Duties on finished cars begin")
    expect(page.locator("#a1-src-1 h3")).to_have_text("1 Assembly plants brace for duties")
    expect(page.locator("#a1-src-1 .byline")).to_have_text(
        "The Border Courier · 28 March 2025 · stated"
    )
    expect(page.locator("#a1-src-2 .byline")).to_have_text("27 March 2025 · inferred")
    expect(page.locator("#a1-src-2 mark")).to_have_text(
        "The car tariffs start next Wednesday, an aide said."
    )
    expect(page.locator("#sources .conflict li")).to_have_count(2)
    chat, sources = page.locator("#chat").bounding_box(), page.locator("#sources").bounding_box()
    assert chat and sources
    assert chat["x"] + chat["width"] <= sources["x"]
    assert page.get_by_label("Your question").input_value() == ""


@pytest.mark.parametrize("by", ["click", "keyboard"])
def test_a_marker_leads_to_its_card(watch: Watch, desk: FakeDesk, by: str) -> None:
    from playwright.sync_api import expect

    page = watch.open(height=500)
    ask(page, "When do they start?")
    ask(page, "And the tariffs of the first answer?")  # folds the first answer's sources
    expect(page.locator("#a1-src-2")).not_to_be_visible()
    marker = page.locator("#chat a[href='#a1-src-2']").first
    if by == "click":
        marker.click()
    else:
        marker.focus()
        page.keyboard.press("Enter")
    card = page.locator("#a1-src-2")
    expect(card).to_be_in_viewport(ratio=0.9)
    expect(card).to_be_focused()
    assert page.evaluate("document.querySelector(':target').id") == "a1-src-2"
    assert card.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    assert len(page.context.pages) == 1
    expect(page.locator("#chat .bot-row")).to_have_count(2)  # the page was not loaded anew


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_asks_itself(watch: Watch, desk: FakeDesk, example: str) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    page.get_by_role("button", name=example).click()
    expect(page.locator("#sources article").first).to_be_visible()
    assert [question.text for question in desk.asked] == [example]


def test_a_follow_up_and_a_fresh_start(watch: Watch, desk: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    ask(page, "When do they start?")
    ask(page, "And for parts?")
    expect(page.locator("#sources summary")).to_have_text("When do they start?")
    page.get_by_role("button", name="Clear").last.click()
    expect(page.locator("#chat .message")).to_have_count(0)
    expect(page.locator("#sources article")).to_have_count(0)
    ask(page, "A new one?")
    assert [question.history for question in desk.asked] == [(), ("When do they start?",), ()]


def test_two_people_do_not_see_each_other(watch: Watch, desk: FakeDesk) -> None:
    one, other = watch.open(), watch.open()
    ask(one, "When do they start?")
    ask(other, "Mine?")
    assert [question.history for question in desk.asked] == [(), ()]


def test_a_refusal_is_calm_and_never_looks_like_evidence(watch: Watch, desk: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    ask(page, "Who is the secretary?")
    expect(page.locator("#chat .bot-row")).to_contain_text("No article names that office.")
    expect(page.locator("#a1-nearest .label")).to_contain_text("does not answer the question")
    expect(page.locator("#sources mark")).to_have_count(0)
    page.get_by_role("link", name="The nearest passage").click()
    expect(page.locator("#a1-nearest")).to_be_focused()


def test_a_failure_is_one_sentence_and_the_desk_stays_open(watch: Watch, desk: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    ask(page, "broken?")
    sentence = "The home folder cannot be read; run readout doctor."
    expect(page.locator("#chat .bot-row").last).to_have_text(sentence)
    ask(page, "unexpected?")
    expect(page.locator("#chat .bot-row").last).to_have_text(FAILED)
    ask(page, "When do they start?")
    expect(page.locator("#sources mark").first).to_be_visible()


def test_hostile_text_is_shown_and_does_nothing(watch: Watch, desk: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    for number, text in enumerate(HOSTILE, 1):
        ask(page, text)
        assert desk.asked[-1].text == text
        expect(page.locator("#chat .user-row").last).to_have_text(text)
        expect(page.locator("#chat .bot-row strong").first).to_have_text(HOSTILE[0])
        expect(page.locator(f"#a{number}-src-1 mark")).to_have_text(text)
        expect(page.locator(f"#a{number}-src-1 h3")).to_have_text(f"1 {text}")
    assert page.evaluate("window.__pwned") is None
    made = "img, svg, script, iframe, code, pre, table, h1, h4, math, .katex, del"
    for place in ("#chat .message", "#sources section"):
        assert page.locator(place).locator(made).count() == 0
        for link in page.locator(place).locator("a").all():
            assert (link.get_attribute("href") or "").startswith("#a")


def test_on_a_narrow_screen_the_sources_follow_the_answer(watch: Watch, desk: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open(width=390, height=844)
    ask(page, "When do they start?")
    chat, sources = page.locator("#chat").bounding_box(), page.locator("#sources").bounding_box()
    assert chat and sources
    assert chat["y"] + chat["height"] <= sources["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#chat a[href='#a1-src-2']").first.click()
    expect(page.locator("#a1-src-2 mark")).to_be_in_viewport()
    expect(page.get_by_label("Your question")).to_be_in_viewport()
    ask(page, "And who is the secretary?")
    expect(page.locator("#chat .user-row").last).to_be_in_viewport()


# For each element with text of its own: the contrast of the text with what is painted behind it.
CONTRASTS = """() => {
  const numbers = color => color.match(/[\\d.]+/g).map(Number);
  const light = rgb => rgb.slice(0, 3)
    .map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const color = numbers(getComputedStyle(at).backgroundColor);
      if (color.length < 4 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const opaque = element => {
    for (let at = element; at; at = at.parentElement)
      if (getComputedStyle(at).opacity !== "1") return false;
    return true;
  };
  const ratios = {};
  for (const element of document.querySelectorAll("#page *")) {
    const own = [...element.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!own || !element.checkVisibility() || element.closest("svg")) continue;
    if (/^[0-9.]+s$/.test(element.textContent.trim())) continue;  // Gradio's clock, fading out
    const [a, b] = [light(numbers(getComputedStyle(element).color)), light(behind(element))];
    const ratio = opaque(element) ? (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) : 0;
    ratios[`${element.tagName} ${element.textContent.trim().slice(0, 40)}`] = ratio;
  }
  return ratios;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(watch: Watch, desk: FakeDesk, scheme: str) -> None:
    page = watch.open(scheme=scheme)
    background = page.evaluate("getComputedStyle(document.querySelector('gradio-app')).background")
    red = int(re.findall(r"\d+", background)[0])
    assert (red < 64) == (scheme == "dark")
    measured: dict[str, float] = page.evaluate(CONTRASTS)
    ask(page, "When do they start?")
    measured |= page.evaluate(CONTRASTS)
    ask(page, "Who is the secretary?")
    measured |= page.evaluate(CONTRASTS)
    assert len(measured) > 20
    # 4.5 to 1: WCAG 2.2, success criterion 1.4.3, level AA.
    assert {text: ratio for text, ratio in measured.items() if ratio < 4.5} == {}


def test_serving_says_one_line_answers_and_stops_on_ctrl_c() -> None:
    script = (
        "from ui.web import serve\n"
        "class Desk:\n"
        "    def summary(self): return '0 articles, 0 passages'\n"
        "    def ask(self, question): raise NotImplementedError\n"
        "serve(Desk(), '127.0.0.1', 0)\n"
    )
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(
        [sys.executable, "-c", script], stderr=subprocess.PIPE, text=True, env=environment, cwd=root
    ) as process:
        assert process.stderr
        line = process.stderr.readline()
        said = re.fullmatch(r"readout is open at (http://127\.0\.0\.1:\d+) \(Ctrl-C .*\)\n", line)
        assert said, line + process.stderr.read()
        with urllib.request.urlopen(said[1], timeout=30) as answer:
            assert answer.status == 200
        # An open stream, as every open page has one, must neither delay nor clutter the end.
        port = int(said[1].rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as stream:
            stream.sendall(b"GET /gradio_api/heartbeat/abc HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert stream.recv(12) == b"HTTP/1.1 200"
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=30) == 0
        assert process.stderr.read() == ""
