"""A scripted desk behind the real page, served to a browser from a thread."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from index.article import Article, Basis, Span, article_id
from index.errors import StoreError
from index.listing import ListedArticle
from rag.answer import Answer, Citation, Claim, Conflict, Position, Question, Support
from rag.search import Found, Search
from rag.told import Told, unheard
from rag.written import Written
from ui.page.server import listen
from ui.web import Site, application

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

WHEN = "When do they start?"
HOSTILE = (
    "<img src=x onerror=window.__pwned=1>",
    "</script><script>window.__pwned=1</script>",
    "</article><svg onload=window.__pwned=1><circle r=9></svg>",
    '" autofocus onfocus="window.__pwned=1',
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
    "The province promised a loan programme for the smaller suppliers. "
    * 40
    + "\n\nThe minister met reporters in Windsor. Duties on finished cars begin on April 3. Plants"
    " on both sides of the river would feel it within a week, a union leader said.",
    title="Assembly plants brace for duties",
    outlet="The Border Courier",
    url="https://courier.example/duties",
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


def listed(given: Article) -> ListedArticle:
    return ListedArticle(
        given.id,
        given.title,
        given.outlet,
        given.url,
        given.path,
        given.published,
        given.published_basis,
        passages=2,
        pending=0,
    )


def cite(number: int, source: Article, quote: str) -> Citation:
    at = source.body.index(quote)
    start = source.body.rfind("\n", 0, at) + 1
    return Citation(number, source, Span(at, at + len(quote)), Span(start, len(source.body)))


class FakeDesk:
    """Answers by a word in the question, and remembers what it was asked."""

    model: str | None = None

    def __init__(self) -> None:
        self.asked: list[Question] = []
        self.go_on = threading.Event()  # slow questions wait for it
        self.writes_on = threading.Event()  # the model, after its first sentence

    def summary(self) -> str:
        return "2 articles, 4 passages"

    def outlets(self) -> Sequence[str]:
        return ["Lakeside Wire", "The Border Courier"]

    def headlines(self, most: int) -> Sequence[ListedArticle]:
        return [listed(PLANT), listed(AIDE)]

    def search(self, search: Search) -> Found:
        raise NotImplementedError

    def articles(self, limit: int, offset: int = 0) -> tuple[list[tuple[Article, int]], int]:
        raise NotImplementedError

    def article(self, article_id: str) -> Article | None:
        return next((each for each in (PLANT, AIDE) if each.id == article_id), None)

    def ask(self, question: Question, told: Told = unheard) -> Answer:
        self.asked.append(question)
        text = question.text
        if text in HOSTILE:
            return self._hostile(question)
        if "secretary" in text:
            near = cite(1, AIDE, "Officials confirmed the plan.")
            return Answer(question, text, abstained="No article names that office.", nearest=near)
        if "broken" in text:
            raise StoreError("The home folder cannot be read; run readout doctor.")
        if "unexpected" in text:
            raise RuntimeError("not for the reader")
        if "slow" in text:
            told("Reading 24 passages")
            assert self.go_on.wait(60)
        if self.model is not None and not question.extractive:
            return self._written(question, told)
        return self._answer(question)

    def _written(self, question: Question, told: Told) -> Answer:
        """Two sentences of a model's, when it is let go on, and one that was left out."""
        model = str(self.model)
        told(f"Asking {model}")
        done = self._answer(question)
        first = Claim("Duties on finished cars start on April 3.", (1,), Support.SUPPORTED)
        so_far = replace(
            done, claims=(first,), citations=done.citations[:1], conflicts=(), mode=model
        )
        told(f"{model} writes; each sentence is checked", so_far)
        assert self.writes_on.wait(60)
        claims, written = (first, done.claims[1]), Written(model, shown=2, dropped=1)
        so_far = replace(so_far, claims=claims, citations=done.citations, written=written)
        told(f"{model} writes; each sentence is checked", so_far)
        assert self.go_on.wait(60)
        return so_far

    def _answer(self, question: Question) -> Answer:
        first = cite(1, PLANT, "Duties on finished cars begin on April 3.")
        second = cite(2, AIDE, "The car tariffs start next Wednesday, an aide said.")
        positions = (
            Position("2025-04-03", "April 3", (1,)),
            Position("2025-04-02", "next Wednesday", (2,)),
        )
        read = "When do the tariffs on parts start?" if "parts" in question.text else question.text
        return Answer(
            question,
            read,
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


class Suggestions:
    """Suggests always the same."""

    def for_corpus(self, count: int = 4) -> Sequence[str]:
        return [WHEN]

    def after(self, answer: Answer, asked: Sequence[str], count: int = 3) -> Sequence[str]:
        return ["What did the aide say?"]


@contextmanager
def serving(desk: FakeDesk, home: Path) -> Iterator[str]:
    """The page's address, on a free port of loopback."""
    import uvicorn

    listener = listen("127.0.0.1", 0)
    app = application(Site(desk, home, Suggestions()), hosts=("127.0.0.1",))
    server = uvicorn.Server(
        uvicorn.Config(app, log_config=None, log_level="critical", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    finally:
        desk.go_on.set()
        server.should_exit = True
        thread.join()
        listener.close()


class Watch:
    """Opens pages, and holds them to the rule: own origin only, no complaint in the console."""

    def __init__(self, browser: "Browser", address: str) -> None:
        self._browser, self.address = browser, address
        self.complaints: list[str] = []

    def open(
        self, path: str = "", *, width: int = 1280, height: int = 800, scheme: str = "light"
    ) -> "Page":
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        context.on("page", self._watch)
        page = context.new_page()
        page.goto(self.address + path)
        page.get_by_label("Your question").wait_for()
        page.locator("#limits form").wait_for(state="attached")  # the page knows its visitor
        return page

    def _watch(self, page: "Page") -> None:
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))
        page.on("console", self._console)
        page.on("request", lambda request: self._request(request.url))

    def _console(self, message: "ConsoleMessage") -> None:
        # A page that is left or loaded anew tears its open streams; Gradio's script says so.
        left = "AbortError: signal is aborted" in message.text or "errored out." in message.text
        if message.type == "error" and not left:
            self.complaints.append(f"console: {message.text}")

    def _request(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"request: {url}")


def ask(page: "Page", text: str) -> None:
    """Type a question, press Enter and wait until its answer stands."""
    sent(page, text)
    answered(page, text)


def sent(page: "Page", text: str) -> None:
    """Type a question and press Enter until it is taken.

    While the page is busy with the last question, and just after it was stopped, Enter leaves the
    text in the box.
    """
    from playwright.sync_api import expect

    field = page.get_by_label("Your question")
    field.fill(text)
    for _ in range(20):
        field.press("Enter")
        try:
            expect(field).to_have_value("", timeout=500)
        except AssertionError:
            continue
        return
    raise AssertionError(f"{text} was never taken")


def answered(page: "Page", text: str) -> None:
    """Wait until the last question is this one, and its answer stands with what to ask next."""
    from playwright.sync_api import expect

    last = page.locator("#talk .exchange").last
    expect(last.locator(".question")).to_have_text(text)
    expect(last.locator(".actions")).to_be_visible()
    if not last.locator(".failure").count():
        expect(page.locator("#talk .suggestions")).to_be_visible()
