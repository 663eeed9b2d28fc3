"""Articles and questions made to attack: nothing runs, nothing is asked of another origin."""

import json
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from index.article import Article, Span
from index.store import Store
from rag.answer import Answer, Citation, Claim, Conflict, Position, Question, Support
from tests.scenarios import payloads
from tests.scenarios.command import chat, readout
from tests.scenarios.payloads import PAYLOADS, file_name
from ui.conversations.model import Exchange, new_exchange_id
from ui.conversations.store import Conversations
from ui.page.conversation import SHOWN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

GROUPS = {
    name: getattr(payloads, name)
    for name in dir(payloads)
    if name.isupper() and name not in ("PAYLOADS", "RUN", "HOST")
}
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
CONVERSATIONS = -(-len(PAYLOADS) // SHOWN)
# What Gradio says of its open streams when a page is left.
_LEFT = ("AbortError: signal is aborted", "errored out.")
_EACH = 20  # of a group's payloads, every so manieth is typed as a question
NUMBERS = {payload: number for number, payload in enumerate(PAYLOADS)}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over a corpus in which every text there is is a payload."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "in").mkdir()
    for payload, number in NUMBERS.items():
        record = {
            "title": f"{payload} case{number}",
            "outlet": payload,
            "author": payload,
            "url": payload if ":" in payload[:12] else f"https://a.example/{payload}",
            "date": "2025-03-28",
            "body": f"The panel of case{number} met in Ottawa. Mr. Roe called case{number}"
            f" {payload} and left. Duties of case{number} begin on April {1 + number % 28}.",
        }
        name = file_name(payload, number)
        (folder / "in" / name).write_text(json.dumps(record), encoding="utf-8")
    done = readout("ingest", folder / "in", "--home", folder / "home", "--json")
    assert json.loads(done.out)["added"] == len(PAYLOADS), done.err
    keep_conversations(folder / "home")
    with chat(folder / "home") as address:
        yield address


def keep_conversations(home: Path) -> None:
    """Conversations in which everything that an answer shows is a payload."""
    kept = Conversations(home)
    with closing(Store(home)) as store:
        articles = {each.body.split()[3]: each for each, _ in store.articles()}  # by "case7"
    for start in range(0, len(PAYLOADS), SHOWN):
        conversation = kept.begin("", PAYLOADS[start])
        for number, payload in enumerate(PAYLOADS[start : start + SHOWN], 1):
            article = articles[f"case{start + number - 1}"]
            answer = made_of(payload, article)
            exchange = Exchange(new_exchange_id(), number, payload, MOMENT, answer=answer)
            kept.put("", conversation.id, exchange)
    kept.close()


def made_of(payload: str, article: Article) -> Answer:
    """An answer, or now and then a refusal, with the payload wherever there is text."""
    span = Span(0, len(article.body))
    citation = Citation(1, article, span, span)
    asked = Question(payload)
    if len(payload) % 4 == 0:
        return Answer(asked, f"{payload}?", abstained=payload, nearest=citation, notes=(payload,))
    positions = (Position(payload, payload, (1,)), Position("2025-04-03", payload, (1,)))
    return Answer(
        asked,
        f"{payload}?",
        claims=(Claim(article.body, (1,), Support.VERBATIM, label=payload),),
        citations=(citation,),
        conflicts=(Conflict(payload, positions),),
        short_answer=payload,
        notes=(payload,),
        mode=payload,
    )


class Guarded:
    """A page that remembers whatever should not have happened to it."""

    def __init__(self, browser: "Browser", address: str) -> None:
        self._origin = urlsplit(address)[:2]
        self.complaints: list[str] = []
        context = browser.new_context()
        context.add_init_script(
            "addEventListener('securitypolicyviolation', e => {"
            " window.__violations = [...(window.__violations || []), e.blockedURI]; })"
        )
        context.on("request", self._request)
        context.on("page", lambda page: self.complaints.append(f"a window: {page.url}"))
        self.page: Page = _quiet_page(context, self.complaints)

    def _request(self, request: "Request") -> None:
        parts = urlsplit(request.url)
        if parts[:2] != self._origin and parts.scheme not in ("data", "blob"):
            self.complaints.append(f"a request: {request.url}")

    def check(self) -> None:
        assert self.complaints == []
        assert self.page.evaluate("[window.__pwned, window.__violations]") == [None, None]
        assert self.page.evaluate("({}).__pwned") is None
        assert len(self.page.frames) == 1


def _quiet_page(context: object, complaints: list[str]) -> "Page":
    page: Page = context.new_page()  # type: ignore[attr-defined]
    complaints.clear()  # of this window itself
    page.on("pageerror", lambda error: complaints.append(f"an error: {error}"))
    page.on("dialog", lambda dialog: complaints.append(f"a dialog: {dialog.message}"))
    page.on("download", lambda download: complaints.append(f"a download: {download.url}"))
    page.on(
        "console",
        lambda said: (
            complaints.append(f"the console: {said.text}")
            if said.type == "error" and not any(each in said.text for each in _LEFT)
            else None
        ),
    )
    return page


@pytest.fixture
def guarded(browser: "Browser", address: str) -> Iterator[Guarded]:
    found = Guarded(browser, address)
    found.page.goto(address)
    yield found
    for context in browser.contexts:
        context.close()


def test_there_are_enough_payloads_and_all_are_different() -> None:
    assert len(PAYLOADS) >= 150
    assert len(NUMBERS) == len(PAYLOADS)
    assert sum(map(len, GROUPS.values())) == len(PAYLOADS)


def test_answers_made_of_them_are_only_text(guarded: Guarded, address: str) -> None:
    """Whatever an answer can show, in conversations that the page opens again."""
    from playwright.sync_api import expect

    page = guarded.page
    links = page.locator("#conversations li > a")
    expect(links).to_have_count(CONVERSATIONS)
    for place in range(CONVERSATIONS):
        links.nth(place).click()
        expect(page.locator("#conversations li").nth(place)).to_have_class("current")
        expect(page.locator(".exchange").first).to_be_visible()
        guarded.check()
        for folded in page.locator(".sources > details:not([open]) > summary").all()[:5]:
            folded.click()
        for _ in range(12):  # what would run on focus
            page.keyboard.press("Tab")
        guarded.check()


@pytest.mark.parametrize("group", GROUPS)
def test_typed_and_answered_it_is_only_text(guarded: Guarded, group: str) -> None:
    from playwright.sync_api import expect

    page = guarded.page
    box = page.get_by_role("textbox", name="Your question")
    for place, payload in enumerate(GROUPS[group][::_EACH], 1):
        box.fill(f"{payload} When do duties of case{NUMBERS[payload]} begin?"[-990:].strip())
        box.press("Enter")
        said = page.locator(f"#a{place} :is(.claim, .refusal, .conflict)")
        expect(said.first).to_be_visible(timeout=30_000)
        guarded.check()


def test_an_article_page_is_only_text(guarded: Guarded, address: str) -> None:
    with urllib.request.urlopen(f"{address}/api/articles?limit=500") as response:
        ids = [each["id"] for each in json.loads(response.read())["articles"]]
    assert len(ids) == len(PAYLOADS)
    for id_ in ids[::8]:
        guarded.page.goto(f"{address}/articles/{id_}?start=4&end=40")
        guarded.check()


def test_a_payload_in_an_address_is_only_text(guarded: Guarded, address: str) -> None:
    from urllib.parse import quote

    for payload in PAYLOADS[::5]:
        for path in ("/articles/", "/answers/", "/api/articles/", "/?view="):
            found = guarded.page.request.get(address + path + quote(payload, safe=""))
            kind = found.headers.get("content-type", "")
            assert "html" not in kind or payload not in found.text() or len(payload) < 4


def test_lists_and_timeline_are_only_text(guarded: Guarded) -> None:
    from playwright.sync_api import expect

    page = guarded.page
    page.get_by_role("tab", name="Articles").click()
    for _ in range(len(PAYLOADS) // 100):
        expect(page.locator("#corpus a.open-article").first).to_be_visible(timeout=30_000)
        page.locator("#corpus a.open-article").nth(7).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        guarded.check()
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Older").click()
    page.get_by_role("tab", name="Timeline").click()
    expect(page.locator("#timeline-chart a.open-article").first).to_be_visible(timeout=30_000)
    guarded.check()
    page.get_by_role("tab", name="Ask").click()
    page.locator("#limits summary").click()
    expect(page.get_by_label("Published from")).to_be_visible()
    guarded.check()


def test_what_is_taken_away_is_only_text(guarded: Guarded, address: str) -> None:
    from playwright.sync_api import expect

    page = guarded.page
    box = page.get_by_role("textbox", name="Your question")
    box.fill(f"{PAYLOADS[0]} When do duties of case0 begin?")
    box.press("Enter")
    page.get_by_role("button", name="Link", exact=True).click()
    link = page.locator("#notice a")
    expect(link).to_be_visible(timeout=30_000)
    page.goto(f"{address}{link.get_attribute('href')}")
    expect(page.get_by_role("heading").first).to_be_visible()
    guarded.check()
