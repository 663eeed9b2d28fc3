"""PDF files: paragraphs out of lines, and reasons for what cannot be read."""

import io
import logging
from pathlib import Path

import pytest

from index.formats import paper
from index.formats.paper import joined
from index.load import Loaded, Rejected, load
from tests.index.articles_on_disk import SENTENCES, pdf, write

WRAPPED = [
    "The two ministers spoke by phone on Friday and agreed to",
    "begin talks in the spring, and their offices called it a",
    "friendly conversation that both sides had long hoped for.",
]


def outcome(folder: Path, content: bytes) -> Loaded | Rejected:
    (only,) = load(write(folder, "a.pdf", content))
    return only


def test_pages_become_one_article(tmp_path: Path) -> None:
    content = pdf(
        [["Ministers agree to talk", *WRAPPED, "1"], [SENTENCES[1], SENTENCES[2], "2"]],
        info="/Title (Ministers agree to talk) /Author (Alex Example)",
    )
    found = outcome(tmp_path, content)
    assert isinstance(found, Loaded)
    assert " ".join(WRAPPED) in found.article.body
    assert found.article.title == "Ministers agree to talk"
    assert found.article.author == "Alex Example"
    assert found.article.body.endswith(SENTENCES[2])


@pytest.mark.parametrize("title", ["Microsoft Word - draft 7.docx", "untitled", "report.pdf", "x"])
def test_a_title_that_is_none_is_not_taken(tmp_path: Path, title: str) -> None:
    found = outcome(tmp_path, pdf([list(SENTENCES)], info=f"/Title ({title}) /Author (user42)"))
    assert isinstance(found, Loaded)
    assert found.article.title is None and found.article.author is None


def test_an_encrypted_file(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([list(SENTENCES)]))))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    found = outcome(tmp_path, locked.getvalue())
    assert isinstance(found, Rejected) and "encrypted" in found.reason


def test_a_truncated_file(tmp_path: Path) -> None:
    whole = pdf([list(SENTENCES)] * 3)
    found = outcome(tmp_path, whole[: len(whole) // 2])
    assert isinstance(found, Rejected) and "breaks off" in found.reason


def test_a_scan(tmp_path: Path) -> None:
    found = outcome(tmp_path, pdf([[]]))
    assert isinstance(found, Rejected) and "no text layer" in found.reason


def test_a_book(tmp_path: Path) -> None:
    found = outcome(tmp_path, pdf([["word"]] * (paper.MAX_PAGES + 1)))
    assert isinstance(found, Rejected) and "501 pages" in found.reason


def test_nothing_reaches_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="pypdf"):
        outcome(tmp_path, pdf([list(SENTENCES)]).replace(b"endobj", b"endobb"))
        outcome(tmp_path, pdf([list(SENTENCES)]).replace(b"startxref", b"startxxxx"))
    assert capfd.readouterr() == ("", "")
    assert not caplog.records


def test_line_breaks_and_hyphens() -> None:
    page = (
        "The ministers agreed to nego-\n"
        "tiate a long-\n"
        "term treaty. A long-term treaty would\n"
        "end it.\n\n"
        "A new paragraph follows here and goes\n"
        "on."
    )
    assert joined([page]) == (
        "The ministers agreed to negotiate a long-term treaty. A long-term treaty would end it."
        "\n\nA new paragraph follows here and goes on."
    )
