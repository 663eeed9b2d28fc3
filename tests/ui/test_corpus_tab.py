"""The tab "Articles": what its HTML holds, how files and addresses go in, what removing takes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Basis, article_id
from index.corpus import Corpus
from index.errors import UsageError
from index.fetch import FetchPolicy
from index.listing import ListedArticle, Listing
from index.passages import passages
from rag.chatbot import Chatbot
from tests.doubles import HashingEmbedder
from tests.ui.page.examples import HOSTILE, Page
from ui.page.adding import BUSY, Address, Line, State, Target, Upload
from ui.page.corpus_list import PAGE, adding_html, holdings_html, listing_html, told_html
from ui.page.library import CorpusLibrary, Holdings
from ui.page.stale import stale_banner

NEWS = "The two ministers met in Halifax on Tuesday and agreed to open talks in December."
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus(tmp_path / "home", HashingEmbedder(), lasting=False) as opened:
        yield opened


@pytest.fixture
def library(corpus: Corpus) -> CorpusLibrary:
    return CorpusLibrary(Chatbot(corpus), FetchPolicy())


def upload(folder: Path, name: str, text: str = NEWS) -> Upload:
    """A file as the browser's upload leaves it."""
    folder.mkdir(exist_ok=True)
    file = folder / f"{len(list(folder.iterdir()))}.part"
    file.write_text(text, encoding="utf-8")
    return Upload(file, name)


def added(library: CorpusLibrary, *targets: Target) -> tuple[Line, ...]:
    """The lines when all is done."""
    *_, last = library.add(targets)
    return last


# Adding


def test_an_uploaded_file_is_kept_under_its_name_and_its_offsets_fit_it(
    library: CorpusLibrary, corpus: Corpus, tmp_path: Path
) -> None:
    given_ = upload(tmp_path / "in", "Halifax talks.txt", f"  \r\n{NEWS}\n")
    (line,) = added(library, given_)
    assert (line.name, line.state, line.said) == ("Halifax talks.txt", State.DONE, "1 added")
    assert not given_.file.exists()
    (listed,) = library.listed("", 0, PAGE).articles
    kept = Path(listed.path or "")
    assert kept.name == "Halifax talks.txt"
    assert kept.is_relative_to(corpus.home.resolve() / "uploads")
    article = corpus.store.article(listed.id)
    assert article is not None
    (passage,) = corpus.store.passages_of(article.id)
    assert passage.span.of(kept.read_bytes().decode()) == passage.text == NEWS


def test_the_lines_begin_with_waiting_and_end_with_what_came_of_each(
    library: CorpusLibrary, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    targets = [
        upload(folder, "a.txt"),
        upload(folder, "same again.txt"),
        upload(folder, "b.zip"),
        upload(folder, "empty.md", ""),
    ]
    views = list(library.add(targets))
    assert {line.state for line in views[0]} == {State.WAITING}
    assert [line.said for line in views[-1]] == [
        "1 added",
        "1 already here, unchanged",
        "rejected",
        "rejected",
    ]
    assert "only files that end in" in views[-1][2].reasons[0][1]
    assert views[-1][3].reasons == (("", "it is empty"),)


def test_a_rejected_file_is_not_kept(
    library: CorpusLibrary, corpus: Corpus, tmp_path: Path
) -> None:
    added(library, upload(tmp_path / "in", "b.zip"))
    assert not list((corpus.home / "uploads").rglob("*.zip"))
    assert library.holdings().articles == 0


def test_a_record_that_is_rejected_is_named_by_its_key(
    library: CorpusLibrary, tmp_path: Path
) -> None:
    lines = f'{{"id": "one", "body": "{NEWS}"}}\n{{"id": "two", "body": ""}}\n'
    (line,) = added(library, upload(tmp_path / "in", "wire.jsonl", lines))
    assert line.said == "1 added, 1 rejected"
    assert [record for record, _ in line.reasons] == ["two"]


def test_another_ingest_is_told_in_one_sentence(
    library: CorpusLibrary, corpus: Corpus, tmp_path: Path
) -> None:
    with FileLock(corpus.home / "ingest.lock"):
        (line,) = added(library, upload(tmp_path / "in", "a.txt"))
    assert (line.state, line.said) == (State.REJECTED, BUSY)
    assert str(corpus.home) not in line.said
    assert not list((corpus.home / "uploads").rglob("*.txt"))


def test_what_nobody_watches_is_finished_all_the_same(
    library: CorpusLibrary, tmp_path: Path
) -> None:
    views = library.add([upload(tmp_path / "in", "a.txt")])
    next(views), next(views)
    views.close()  # type: ignore[attr-defined]
    added(library, upload(tmp_path / "in", "b.txt", f"{NEWS} Again."))  # after the first
    assert library.holdings().articles == 2


@pytest.mark.parametrize(
    "typed",
    [
        "/etc/passwd",
        "file:///etc/passwd",
        "example.org/news",
        "ftp://example.org/a",
        "http:/a",
        "https://",
        "http://a b",
        "javascript:alert(1)",
        "../a.txt",
        "",
    ],
)
def test_only_a_web_address_can_be_typed(typed: str) -> None:
    with pytest.raises(UsageError, match="http://"):
        Address(typed)


def test_an_address_inside_the_house_is_refused(library: CorpusLibrary) -> None:
    (line,) = added(library, Address("http://127.0.0.1:9/feed"))
    assert line.state is State.REJECTED
    assert len(line.reasons) == 1


@given(name=st.one_of(st.text(), st.sampled_from([*HOSTILE, "../../x.txt", "..", "a/b\\c.txt"])))
def test_any_name_becomes_a_safe_one(name: str) -> None:
    from index.uploads import safe_name

    safe = safe_name(name)
    assert safe
    assert safe == Path(safe).name
    assert not safe.startswith(".")
    assert safe.isprintable()
    assert len(safe.encode()) <= 180


# Removing


def test_removing_takes_the_article_and_the_kept_file(
    library: CorpusLibrary, corpus: Corpus, tmp_path: Path
) -> None:
    added(library, upload(tmp_path / "in", "a.txt"))
    (listed,) = library.listed("", 0, PAGE).articles
    assert library.remove(listed.id)
    assert library.holdings() == Holdings(0, 0, 0, None)
    assert not list((corpus.home / "uploads").rglob("*.txt"))
    assert not library.remove(listed.id)


def test_a_file_that_was_not_uploaded_is_never_deleted(
    library: CorpusLibrary, corpus: Corpus, tmp_path: Path
) -> None:
    from index.ingest import ingest

    own = tmp_path / "own.txt"
    own.write_text(NEWS)
    ingest(corpus, [str(own)])
    (listed,) = library.listed("", 0, PAGE).articles
    assert library.remove(listed.id)
    assert own.exists()


@pytest.mark.parametrize("name", ["/", "", "uploads", "%", "art_"])
def test_only_an_id_removes(library: CorpusLibrary, tmp_path: Path, name: str) -> None:
    added(library, upload(tmp_path / "in", "a.txt"))
    assert not library.remove(name)
    (listed,) = library.listed("", 0, PAGE).articles
    assert not library.remove(listed.path or "")
    assert library.holdings().articles == 1


# The list


def test_a_large_corpus_is_listed_by_pages(library: CorpusLibrary, corpus: Corpus) -> None:
    first = datetime(2025, 1, 1, tzinfo=UTC)
    entries = []
    for number in range(250):
        fields = {"title": f"Story {number}", "published": first + timedelta(hours=number)}
        body = f"{NEWS} It was round {number}."
        id_ = article_id(body=body, outlet=None, author=None, url=None, **fields)  # type: ignore[arg-type]
        article = Article(id_, body, published_basis=Basis.STATED, **fields)  # type: ignore[arg-type]
        entries.append((f"/wire#{number}", "/wire", article))
    corpus.store.write(entries, passages)
    page = library.listed("", 200, PAGE)
    assert [each.title for each in page.articles] == [f"Story {n}" for n in range(49, -1, -1)]
    assert (page.offset, page.found) == (200, 250)
    assert library.listed("", 10_000, PAGE) == page
    assert [each.title for each in library.listed("sTORY 24", 0, 1).articles] == ["Story 249"]
    assert library.listed("story 24", 0, PAGE).found == 13
    assert library.listed("%", 0, PAGE).found == 0
    assert library.holdings().pending == 250
    html = listing_html(page)
    assert html.count("<li>") == 50
    assert "201 to 250 of 250" in html
    assert "being embedded, 1 of 1 to go" in html


def test_a_path_is_searched_for_its_file_alone(library: CorpusLibrary, tmp_path: Path) -> None:
    added(library, upload(tmp_path / "in", "harbour.txt"))
    assert library.listed("harbour", 0, PAGE).found == 1
    assert library.listed("uploads", 0, PAGE).found == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_the_list_contains_only_its_own_elements(text: str) -> None:
    article = ListedArticle(
        text, text, text, f"javascript:{text}", f"/{text}", None, Basis.UNKNOWN, 1, 1
    )
    line = Line(text, State.REJECTED, text, ((text, text),))
    html = listing_html(Listing((article,), 0, 1000), text) + adding_html([line])
    html += told_html(text) + listing_html(Listing((), 0, 0), text)
    page = Page(html)
    own = {"nav", "button", "span", "ol", "ul", "li", "div", "a", "p", "details", "summary", "b"}
    assert {tag for tag, _ in page.elements} <= own
    names = {"class", "href", "data-article", "data-action", "data-id", "data-offset", "type"}
    names |= {"aria-label", "role", "start", "disabled"}
    for tag, attrs in page.elements:
        assert set(attrs) <= names
        if tag == "a":
            assert (attrs["href"] or "").startswith("/articles/")
            assert attrs["class"] == "open-article"


def test_holdings_are_counted() -> None:
    assert "1 article, 1 passage, all searchable" in holdings_html(Holdings(1, 1, 0, None))
    assert "2 of them being embedded" in holdings_html(Holdings(1, 9, 2, None))
    assert "no articles yet" in holdings_html(Holdings(0, 0, 0, None))


# The banner


def test_an_old_corpus_says_so() -> None:
    newest = datetime(2025, 3, 28, 11, 9, tzinfo=UTC)
    assert (
        "The newest article is of 28 March 2025, 604 days ago; what happened since is not known"
        " here." in stale_banner(newest, NOW, timedelta(days=7))
    )
    assert "says when it was published" in stale_banner(None, NOW, timedelta(days=7))


@given(age=st.integers(-100, 100), limit=st.integers(0, 50))
def test_a_corpus_is_old_after_the_limit_and_not_before(age: int, limit: int) -> None:
    banner = stale_banner(NOW - timedelta(days=age), NOW, timedelta(days=limit))
    assert bool(banner) == (age > limit)


def test_the_tab_is_built_with_nothing_a_program_could_call(library: CorpusLibrary) -> None:
    import gradio as gr

    from ui.page.corpus_tab import corpus_tab

    with gr.Blocks() as page, gr.Tab("Articles") as tab:
        corpus_tab(tab, library)
    assert {each.api_visibility for each in page.fns.values()} == {"private"}


def test_a_file_of_the_machine_cannot_be_named_as_an_upload(
    library: CorpusLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gradio as gr
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    from ui.page.corpus_tab import corpus_tab

    cache = tmp_path / "cache"
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(cache))
    secret = tmp_path / "secret.txt"
    secret.write_text("The minister’s own diary.")
    with gr.Blocks() as page, gr.Tab("Articles") as tab:
        corpus_tab(tab, library)
    search = next(
        number for number, each in page.fns.items() if [t[1] for t in each.targets] == ["change"]
    )
    app = gr.mount_gradio_app(FastAPI(), page, path="/", ssr_mode=False)
    fetched: list[str] = []
    monkeypatch.setattr("socket.getaddrinfo", lambda host, *more, **most: fetched.append(host))
    named, elsewhere = (
        {"path": path, "meta": {"_type": "gradio.FileData"}}
        for path in (str(secret), "https://paper.example/notes.txt")
    )
    with TestClient(app) as client:
        for value, fine in (("minister", True), (named, False), (elsewhere, False)):
            answer = client.post(
                "/gradio_api/run/predict",
                json={"data": [value], "fn_index": search, "session_hash": "a"},
            )
            assert (answer.status_code == 200) == fine
    assert not list(cache.rglob("secret*"))
    assert fetched == []
