"""What the tests of the page share: answers to draw, hostile texts, and a reader of HTML."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

from index.article import Article, Span
from index.listing import ListedArticle
from rag.answer import Answer, Citation, Claim, Question, Support
from rag.search import Found, Search
from rag.told import Told, unheard
from ui.conversations.model import Conversation, Exchange
from ui.page.talk import Tab

HOSTILE = (
    "<img src=x onerror=window.__pwned=1>",
    "</script><script>window.__pwned=1</script>",
    "</article></section><iframe src=//evil.example></iframe>",
    '" autofocus onfocus="window.__pwned=1',
    "' onmouseover='window.__pwned=1",
    "${window.__pwned=1}",
    "`${window.__pwned=1}`",
    "{{constructor.constructor('window.__pwned=1')()}}",
    "[x](javascript:window.__pwned=1)",
    "[x](http://evil.example/a)",
    "<http://evil.example/b>",
    "http://evil.example/c www.evil.example a@evil.example",
    "![beacon](http://evil.example/pixel.png)",
    "```mermaid\ngraph TD; A[<img src=x onerror=window.__pwned=1>]-->B\n```",
    "<svg onload=window.__pwned=1><circle r=9></svg>",
    "$$\\href{javascript:window.__pwned=1}{x}$$",
    "&lt;b&gt; &#x3c;script&#x3e;",
    "--><style>*{background:url(//evil.example)}</style><!--",
    "</textarea></title></select><base href=//evil.example>",
)
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

_OWN_ELEMENTS = set(
    "section div aside article details summary h1 h2 h3 p ul li a span b em mark time blockquote"
    " form label input select option textarea fieldset legend button".split()
)
_OWN_ATTRIBUTES = set(
    "id class tabindex role aria-label aria-labelledby aria-current aria-expanded title href target"
    " rel download datetime open hidden type name value rows maxlength required checked selected"
    " for data-event data-id data-do data-text data-address data-question data-field data-value"
    " data-confirm data-live data-conversation data-last data-pending data-article data-of".split()
)
_OWN_LINKS = re.compile(
    r"#a\d+-(src-\d+|says-\d+|nearest)"
    r"|/articles/art_.*\?start=\d+&end=\d+(&answer=exc_[^&]+)?#cited"
    r"|/export/(answers/exc|conversations/con)_.*\.(docx|md|html|json)"
    r"|/answers/[\w-]+"
    r"|/\?conversation=.*",
    re.DOTALL,
)
_VOID = {"input"}


class Page(HTMLParser):
    """What a browser would make of some HTML: its elements, ids, links and texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}  # by element, and by ".class"
        self.text = ""
        self._open: list[tuple[str, list[str]]] = []
        self.feed(text)
        self.close()
        assert not self._open, "elements are not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in _VOID:
            return
        names = [tag, *(f".{each}" for each in (dict(attrs).get("class") or "").split())]
        self._open.append((tag, names))
        for name in names:
            self.texts.setdefault(name, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag, "elements are not nested"

    def handle_data(self, data: str) -> None:
        self.text += data
        for name in {each for _, names in self._open for each in names}:
            self.texts[name][-1] += data

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.elements if "id" in attrs]

    @property
    def links(self) -> list[str]:
        return [attrs["href"] or "" for tag, attrs in self.elements if tag == "a"]

    def having(self, **wanted: str) -> list[dict[str, str | None]]:
        """The attributes of the elements with these; `data_event="drop"` asks for data-event."""
        asked = {name.replace("_", "-"): value for name, value in wanted.items()}
        return [attrs for _, attrs in self.elements if asked.items() <= attrs.items()]


def only_ours(text: str, *original: str) -> Page:
    """Holds HTML to our own elements, attributes and links; `original` are links to articles."""
    page = Page(text)
    assert {tag for tag, _ in page.elements} <= _OWN_ELEMENTS
    for _, attrs in page.elements:
        assert set(attrs) <= _OWN_ATTRIBUTES, attrs
    for link in page.links:
        assert link in original or _OWN_LINKS.fullmatch(link), link
    assert len(page.ids) == len(set(page.ids))
    return page


def cited(number: int, quote: str, passage: str | None = None, **fields: object) -> Citation:
    """A citation of `quote` in an article of two passages, the second of which is cited."""
    passage = passage if passage is not None else f"Before it. {quote} After it."
    body = f"An opening passage.\n\n{passage}"
    start = len(body) - len(passage)
    at = start + passage.index(quote)
    article = Article(**({"id": f"art_{number}", "body": body} | fields))  # type: ignore[arg-type]
    return Citation(number, article, Span(at, at + len(quote)), Span(start, len(body)))


def answered(*citations: Citation, **fields: object) -> Answer:
    """An answer that says each of the quotes."""
    claims = tuple(Claim(c.quote, (c.number,), Support.VERBATIM) for c in citations)
    shown: dict[str, object] = {"claims": claims, "citations": citations} | fields
    return Answer(Question("When?"), "When?", **shown)  # type: ignore[arg-type]


def exchange(answer: Answer | None = None, number: int = 1, **fields: object) -> Exchange:
    made = Exchange(f"exc_{number}", number, "When?", NOON, answer=answer)
    return replace(made, **fields)  # type: ignore[arg-type]


def tab_of(*exchanges: Exchange) -> Tab:
    return Tab(Conversation("con_1", "A title", exchanges))


class ScriptedDesk:
    """Replies with what it was given, and remembers what it was asked."""

    model: str | None = None

    def __init__(self, *replies: Answer | Exception) -> None:
        self.asked: list[Question] = []
        self._replies: Iterator[Answer | Exception] = iter(replies)

    def ask(self, question: Question, told: Told = unheard) -> Answer:
        self.asked.append(question)
        reply = next(self._replies)
        if isinstance(reply, Exception):
            raise reply
        return replace(reply, question=question)

    def summary(self) -> str:
        return "2 articles, <7> passages"

    def outlets(self) -> Sequence[str]:
        return ["Example Times"]

    def headlines(self, most: int) -> Sequence[ListedArticle]:
        return []

    def search(self, search: Search) -> Found:
        raise NotImplementedError

    def articles(self, limit: int, offset: int = 0) -> tuple[list[tuple[Article, int]], int]:
        raise NotImplementedError

    def article(self, article_id: str) -> Article | None:
        return None
