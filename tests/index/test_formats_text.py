"""Text and Markdown: what stands in the file, and what it says about itself."""

from datetime import UTC, datetime

import pytest

from index.article import Basis
from index.errors import LoadError
from index.formats.decoding import decode
from index.formats.draft import Draft, finish
from index.formats.front_matter import read_markdown
from index.formats.lines import byline
from index.formats.plain import read_text
from tests.index.articles_on_disk import PROSE, SENTENCES


def draft(content: str, markdown: bool = False) -> Draft:
    (found,) = (read_markdown if markdown else read_text)(content.encode())
    assert isinstance(found, Draft)
    return found


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("café\r\nau lait\r".encode(), "café\r\nau lait\r"),
        ("\ufeffcafé".encode(), "café"),
        ("\ufeffcafé".encode("utf-16-le"), "café"),
        ("\ufeffcafé".encode("utf-16-be"), "café"),
        ("It’s “so” – he said in a café, and they all went home".encode("cp1252"),) * 2,
        ("<|endoftext|> \u202eabc".encode(), "<|endoftext|> \u202eabc"),
    ],
)
def test_decoding_keeps_every_character(content: bytes, text: str | bytes) -> None:
    expected = text.decode("cp1252") if isinstance(text, bytes) else text
    assert decode(content) == expected


def test_an_east_asian_encoding_is_guessed() -> None:
    text = "新华社北京电两国部长星期五通电话，同意在春天开始会谈。双方都没有透露细节。" * 5
    assert decode(text.encode("gb18030")) == text


@pytest.mark.parametrize("content", [b"a\x00b", b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(256))])
def test_what_is_not_text(content: bytes) -> None:
    with pytest.raises(LoadError, match="not text"):
        decode(content)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Alex Example, The Example Press", ("Alex Example", "The Example Press")),
        ("By Alex Example and Jo van der Doe", ("Alex Example and Jo van der Doe", None)),
        ("By ALEX EXAMPLE | Example News", ("ALEX EXAMPLE", "Example News")),
        ("By Alex Example, Staff Writer", ("Alex Example", None)),
        ("By Jean-Luc Ö. Exämple", ("Jean-Luc Ö. Exämple", None)),
        ("By Friday the ministers had agreed", None),
        ("By Friday, the ministers had agreed to meet in the spring.", None),
        ("By the book", None),
        ("By " + "Alex " * 200, None),
    ],
)
def test_bylines(line: str, expected: object) -> None:
    assert byline(line) == expected


def test_a_text_without_a_headline_has_none() -> None:
    assert draft(PROSE).title is None
    assert draft("One line and nothing else").title is None
    assert draft(f"half a line that goes\non here\n{PROSE}").title is None


def test_a_name_above_a_time_stamp_is_the_author() -> None:
    assert draft(f"Ministers agree\n\nAlex Example\nUpdated:\n{PROSE}").author == "Alex Example"
    assert draft(f"Ministers agree\n\nNew Brunswick\n{PROSE}").author is None


def test_front_matter() -> None:
    content = (
        "---\ntitle: 'Ministers: agreed'\nsource: {name: Example Times}\nbyline: By Alex Example\n"
        "date: 2025-03-28\nlink: https://news.example/a\nid: 7\n---\n\n# Other\n\n" + PROSE
    )
    found = draft(content, markdown=True)
    article = finish(found, "/a.md")
    assert article.body == content
    assert (article.title, article.outlet, article.author) == (
        *("Ministers: agreed", "Example Times"),
        "Alex Example",
    )
    assert article.url == "https://news.example/a"
    assert article.published == datetime(2025, 3, 28, tzinfo=UTC)
    assert article.published_basis is Basis.STATED
    assert found.key is None  # the file is one article, not a record


@pytest.mark.parametrize(
    "block",
    [
        "title: [broken",
        "a: &a [x]\nb: *a",
        "!!python/object/apply:os.system ['true']",
        "- a\n- list",
        "title: " + "[" * 3000,
        "date: 2025-99-99",
    ],
)
def test_broken_front_matter_leaves_the_article(block: str) -> None:
    found = draft(f"---\n{block}\n---\n\n# Ministers agree\n\n{PROSE}", markdown=True)
    assert found.title == "Ministers agree"
    assert found.body.endswith(SENTENCES[-1])


def test_an_address_that_is_none_is_left_out() -> None:
    for url in ("javascript:alert(1)", "file:///etc/passwd", "http://", "https://a b", "//x"):
        assert finish(Draft(PROSE, url=url)).url is None


def test_lone_surrogates_are_replaced() -> None:
    article = finish(Draft(f"\ud800 {PROSE}", title="a \udfff b", url="https://a.example/\ud800"))
    assert article.body == f"\ufffd {PROSE}"
    assert article.title == "a \ufffd b"
