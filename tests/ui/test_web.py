"""The page as values: what is escaped, what is marked, what is said about a source."""

import html
import logging
import re
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from ui.page.chat import answer_markdown, messages

import ui.web
from index.article import Article, Basis, Span, article_id
from index.errors import StoreError, UsageError
from rag.answer import Answer, Citation, Claim, Conflict, Position, Question, Support
from ui.page.conversation import KEPT, Conversation
from ui.page.desk import FAILED, LONGEST_QUESTION, converse
from ui.page.server import listen
from ui.page.sources import sources_panel
from ui.text import heading, html_escape, markdown_escape
from ui.web import EXAMPLES, application, build

HOSTILE = (
    "<img src=x onerror=window.__pwned=1>",
    "</script><script>window.__pwned=1</script>",
    "</article></section><iframe src=//evil.example></iframe>",
    '" autofocus onfocus="window.__pwned=1',
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
)
BLOCKS = (
    "    code",
    "# h",
    "> q",
    "- x",
    "+ x",
    "* x",
    "1. x",
    "27) x",
    "x\n===",
    "~~~\nx",
    "|a|\n|-|",
)

COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def cited(number: int, quote: str, passage: str | None = None, **fields: object) -> Citation:
    """A citation of `quote` in an article of two passages, the second of which is cited."""
    passage = passage if passage is not None else f"Before it. {quote} After it."
    body = f"An opening passage.\n\n{passage}"
    start = len(body) - len(passage)
    at = start + passage.index(quote)
    article = Article(id=f"art_{number}", body=body, **fields)  # type: ignore[arg-type]
    return Citation(number, article, Span(at, at + len(quote)), Span(start, len(body)))


def answered(*citations: Citation, **fields: object) -> Answer:
    claims = tuple(Claim(c.quote, (c.number,), Support.VERBATIM) for c in citations)
    shown: dict[str, object] = {"claims": claims, "citations": citations} | fields
    return Answer(Question("When?"), "When?", **shown)  # type: ignore[arg-type]


def conversation(*answers: Answer) -> Conversation:
    talk = Conversation()
    for answer in answers:
        talk = talk.asked(answer.question.text).answered(answer)
    return talk


class Page(HTMLParser):
    """What a browser would make of some HTML: its elements, ids, links and texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open.append(tag)
        self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, "elements are not nested"

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.texts[tag][-1] += data

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.elements if "id" in attrs]


# Markdown


@given(
    st.one_of(
        st.text(), st.lists(st.sampled_from([*HOSTILE, *BLOCKS, "\n", "\\", "_a_"])).map("".join)
    )
)
def test_escaped_text_renders_as_itself(text: str) -> None:
    rendered = COMMONMARK.render(markdown_escape(text))
    assert re.fullmatch(r"(<p>[^<>]*</p>\n)?", rendered), rendered
    shown = " ".join(html.unescape(rendered[3:-5]).split())
    unshowable = r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
    assert shown == " ".join(re.sub(unshowable, "", text).split())


@pytest.mark.parametrize("text", [*HOSTILE, *BLOCKS])
def test_no_text_becomes_markdown(text: str) -> None:
    assert "\n" not in markdown_escape(text)
    assert re.fullmatch(r"<p>[^<>]*</p>\n", COMMONMARK.render(markdown_escape(text)))


@pytest.mark.parametrize("text", ["see http://a.example", "see www.a.example", "see a@b.example"])
def test_no_bare_address_becomes_a_link(text: str) -> None:
    # The patterns of GitHub's extended autolinks, which the browser's renderer knows.
    assert not re.search(r"https?://|www\.|\w@\w", markdown_escape(text))


def test_plain_prose_is_left_alone() -> None:
    prose = "Mr. Carney said it's over; 25 per cent, or 1.5 billion? Yes, he “did”."
    assert markdown_escape(prose) == prose


@pytest.mark.parametrize("text", HOSTILE)
def test_a_message_contains_only_the_links_to_its_sources(text: str) -> None:
    citation = cited(1, text, title=text, outlet=text, path=f"/{text}")
    conflict = Conflict(text, (Position("v", text, (1,)), Position("w", text, (1,))))
    answer = answered(citation, short_answer=text, conflicts=(conflict,), mode=text)
    talk = Conversation().asked(text).answered(answer)
    for message in messages(talk):
        page = Page(COMMONMARK.render(message["content"]))
        assert {tag for tag, _ in page.elements} <= {"p", "a", "strong", "em"}
        assert {attrs["href"] for tag, attrs in page.elements if tag == "a"} <= {"#a1-src-1"}


# Sources


@pytest.mark.parametrize("text", HOSTILE)
def test_the_panel_contains_only_its_own_elements(text: str) -> None:
    fields = {"title": text, "outlet": text, "url": f"javascript:{text}", "path": f"/{text}"}
    citation = cited(1, text, **fields)
    conflict = Conflict(text, (Position("v", text, (1,)),))
    refusal = Answer(Question(text), text, abstained=text, nearest=citation)
    talk = Conversation().asked(text).answered(answered(citation, conflicts=(conflict,)))
    page = Page(sources_panel(talk.asked(text).answered(refusal)))
    own = {"section", "h2", "h3", "p", "article", "span", "blockquote", "mark", "details"}
    own |= {"summary", "div", "ul", "li", "strong", "a"}
    assert {tag for tag, _ in page.elements} <= own
    for _, attrs in page.elements:
        assert set(attrs) <= {"id", "class", "tabindex", "aria-label", "href"}
        assert attrs.get("href", "#a1-src-1") == "#a1-src-1"


@given(
    body=st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf"]), min_size=1), data=st.data()
)
def test_the_mark_is_exactly_the_cited_span(body: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(start + 1, len(body)))
    first = data.draw(st.integers(0, start))
    last = data.draw(st.integers(end, len(body)))
    citation = Citation(1, Article(id="art_1", body=body), Span(start, end), Span(first, last))
    page = Page(sources_panel(conversation(answered(citation))))
    assert page.texts["mark"] == [body[start:end]]
    assert page.texts["blockquote"] == [body[first:last]]


@pytest.mark.parametrize(
    ("published", "basis", "shown"),
    [
        (datetime(2025, 3, 28, tzinfo=UTC), Basis.STATED, "28 March 2025 · stated"),
        (datetime(2025, 4, 3, tzinfo=UTC), Basis.INFERRED, "3 April 2025 · inferred"),
        (None, Basis.UNKNOWN, "date unknown"),
    ],
)
def test_a_date_is_shown_with_its_basis(
    published: datetime | None, basis: Basis, shown: str
) -> None:
    source = cited(1, "A.", title="T", outlet="CP", published=published, published_basis=basis)
    page = Page(sources_panel(conversation(answered(source))))
    assert page.texts["p"] == [f"CP · {shown}"]
    assert page.texts["h3"] == ["1 T"]


def test_an_article_is_called_by_the_best_name_it_has() -> None:
    def name(**fields: str) -> str:
        ident = article_id(body="", title=None, outlet=None, author=None, url=None, published=None)
        return heading(Article(id=ident, body="", **fields))  # type: ignore[arg-type]

    assert name(title="T", outlet="O", path="/p/f.txt") == "T"
    assert name(outlet="O", path="/p/f.txt") == "O"
    assert name(path="/p/f.txt") == "f.txt"
    assert name() == "Untitled article"


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://paper.example/a?b=1&c=2", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//paper.example/a", False),
        ("http://[", False),
        (None, False),
    ],
)
def test_only_a_web_address_is_linked(url: str | None, linked: bool) -> None:
    page = Page(sources_panel(conversation(answered(cited(1, "A.", title="T", url=url)))))
    links = [attrs for tag, attrs in page.elements if tag == "a"]
    assert [link["href"] for link in links] == ([url] if linked else [])
    assert all("noreferrer" in (link["rel"] or "") for link in links)


def test_every_marker_leads_to_one_card_of_its_own_answer() -> None:
    talk = conversation(*(answered(cited(1, "A."), cited(2, "B.")) for _ in range(3)))
    ids = Page(sources_panel(talk)).ids
    chat = "".join(COMMONMARK.render(message["content"]) for message in messages(talk))
    targets = [(attrs["href"] or "")[1:] for tag, attrs in Page(chat).elements if tag == "a"]
    assert len(ids) == len(set(ids))
    assert targets == ["a1-src-1", "a1-src-2", "a2-src-1", "a2-src-2", "a3-src-1", "a3-src-2"]
    assert sorted(ids) == sorted(targets)


def test_a_marker_without_a_citation_is_no_link() -> None:
    answer = Answer(Question("q"), "q", claims=(Claim("A.", (4,), Support.UNSUPPORTED),))
    assert COMMONMARK.render(answer_markdown(answer, 1)) == (
        "<p>A.\u00a0[4] <em>(no source says this)</em></p>\n"
    )


def test_a_refusal_gives_its_reason_and_never_marks_the_nearest_passage() -> None:
    reason = "No article names the holder of that office."
    near = cited(1, "A sentence.", title="T")
    talk = conversation(Answer(Question("q"), "q", abstained=reason, nearest=near))
    panel = Page(sources_panel(talk))
    assert reason in messages(talk)[1]["content"]
    assert "#a1-nearest" in messages(talk)[1]["content"]
    assert panel.ids == ["a1-nearest"]
    assert "does not answer the question" in panel.texts["article"][0]
    assert "mark" not in panel.texts
    alone = conversation(Answer(Question("q"), "q", abstained=reason))
    assert "#" not in messages(alone)[1]["content"]
    assert Page(sources_panel(alone)).ids == []


def test_a_conflict_shows_each_position_with_its_source() -> None:
    positions = (Position("2025-04-03", "April 3", (1,)), Position("2025-04-02", "Wednesday", (2,)))
    answer = answered(
        cited(1, "A.", title="One"),
        cited(2, "B.", title="Two"),
        conflicts=(Conflict("when it starts", positions),),
    )
    assert Page(sources_panel(conversation(answer))).texts["li"] == [
        "“April 3” [1] One",
        "“Wednesday” [2] Two",
    ]
    assert "**The articles disagree** on when it starts" in answer_markdown(answer, 1)


def test_text_that_no_encoder_takes_is_left_out() -> None:
    assert html_escape("a\ud800b\x00c\u202ed") == markdown_escape("a\ud800b\x00c\u202ed") == "abcd"


# The conversation


class ScriptedDesk:
    """Replies with what it was given, and remembers what it was asked."""

    def __init__(self, *replies: Answer | Exception) -> None:
        self.asked: list[Question] = []
        self._replies: Iterator[Answer | Exception] = iter(replies)

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        reply = next(self._replies)
        if isinstance(reply, Exception):
            raise reply
        return reply

    def summary(self) -> str:
        return "2 articles, <7> passages"


def test_a_follow_up_carries_the_earlier_questions() -> None:
    desk = ScriptedDesk(answered(), StoreError("No."), answered())
    talk = Conversation()
    for text in ("First?", " Second? ", "Third?"):
        *_, talk = converse(desk, text, talk)
    assert [question.text for question in desk.asked] == ["First?", "Second?", "Third?"]
    assert [q.history for q in desk.asked] == [(), ("First?",), ("First?", "Second?")]


@pytest.mark.parametrize("abstained", [None, "No article says so."])
def test_what_a_follow_up_was_read_as_is_shown(abstained: str | None) -> None:
    asked = Question("And *on* parts?", history=("When do the tariffs start?",))
    read = Answer(asked, "When do the tariffs *on* parts start?", abstained=abstained)
    page = Page(COMMONMARK.render(answer_markdown(read, 1)))
    assert "Read as: When do the tariffs *on* parts start?" in page.texts["em"]
    alone = Answer(Question("  When? "), "When?", abstained=abstained)
    assert "Read as" not in answer_markdown(alone, 1)


def test_a_question_is_shown_before_it_is_answered() -> None:
    desk = ScriptedDesk(answered())
    steps = converse(desk, "When?", Conversation())
    pending = next(steps)
    assert desk.asked == []
    assert [message["role"] for message in messages(pending)] == ["user", "assistant"]
    assert [exchange.answer for exchange in next(steps).exchanges] == [answered()]


def test_a_readable_error_is_shown_as_its_sentence() -> None:
    desk = ScriptedDesk(StoreError("The home folder is full; free some space."))
    *_, talk = converse(desk, "When?", Conversation())
    assert messages(talk)[-1]["content"] == "The home folder is full; free some space."


def test_an_unexpected_error_is_logged_and_not_shown(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        *_, talk = converse(ScriptedDesk(KeyError("secret")), "When?", Conversation())
    assert messages(talk)[-1]["content"] == FAILED
    assert "secret" in caplog.text


def test_a_blank_question_changes_nothing() -> None:
    assert list(converse(ScriptedDesk(), " \n", Conversation())) == []


def test_an_overlong_question_is_refused_unasked() -> None:
    desk = ScriptedDesk()
    *_, talk = converse(desk, "x" * (LONGEST_QUESTION + 1), Conversation())
    assert desk.asked == []
    assert "1,001 characters" in (talk.exchanges[-1].failure or "")


def test_an_old_exchange_leaves_with_its_sources_and_numbers_go_on() -> None:
    talk = conversation(*(answered(cited(1, "A.")) for _ in range(KEPT + 2)))
    assert [exchange.number for exchange in talk.exchanges] == list(range(3, KEPT + 3))
    assert set(Page(sources_panel(talk)).ids) == {f"a{n}-src-1" for n in range(3, KEPT + 3)}


# Gradio's settings


def test_the_page_is_built_with_the_safe_settings() -> None:
    config = build(ScriptedDesk()).get_config_file()
    props = {part["type"]: part["props"] for part in config["components"]}
    assert props["chatbot"]["sanitize_html"] is True
    assert props["chatbot"]["allow_tags"] is False
    assert props["chatbot"]["latex_delimiters"] == []
    assert [example["text"] for example in props["chatbot"]["examples"]] == list(EXAMPLES)
    for part in config["components"]:
        assert part["props"].get("html_template", "${value}") == "${value}"
    shown = [e["api_name"] for e in config["dependencies"] if e["api_visibility"] != "private"]
    assert shown == ["ask", "search", "article"]
    asking = [event for event in config["dependencies"] if len(event["outputs"]) == 4]
    assert len(asking) == 2


def test_no_other_template_is_in_the_source() -> None:
    folder = Path(ui.web.__file__).parent
    for path in (folder / "web.py", *(folder / "page").glob("*.py")):
        assert "html_template" not in path.read_text(encoding="utf-8"), path


def test_vibe_mode_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADIO_VIBE_MODE", "1")
    with pytest.raises(UsageError, match="GRADIO_VIBE_MODE is set"):
        build(ScriptedDesk())


def test_a_busy_port_is_named_with_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=rf"Port {port} .*--port"):
            listen("127.0.0.1", port)


@pytest.mark.parametrize("port", [-1, 70000])
def test_an_impossible_port_is_refused(port: int) -> None:
    with pytest.raises(UsageError, match="--port"):
        listen("127.0.0.1", port)


def test_the_page_names_itself_and_calls_nobody() -> None:
    from starlette.testclient import TestClient

    client = TestClient(application(ScriptedDesk(), hosts=("desk.example",)))
    page = client.get("/", headers={"host": "desk.example"})
    assert page.status_code == 200
    policy = page.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy
    elements = re.findall(r"<(?:script|link|img|iframe)\b[^>]*>", page.text)
    assert elements
    assert not [element for element in elements if "://" in element]
    assert '<html\n\tlang="en"' in page.text
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
    for path in ("/monitoring", "/gradio_api/runs", "/docs", "/openapi.json"):
        answer = client.get(path, headers={"host": "desk.example"})
        assert answer.status_code >= 400, path
