"""One outcome a file or record, whatever the file."""

import os
import random
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.article import Article, Basis
from index.boilerplate import prose
from index.formats.endings import ENDINGS
from index.load import Loaded, Outcome, Rejected, count, load
from tests.index.articles_on_disk import (
    PROSE,
    SENTENCES,
    compressed,
    json_lines,
    page,
    pdf,
    rss,
    write,
)


def article(outcome: Outcome) -> Article:
    assert isinstance(outcome, Loaded), outcome
    return outcome.article


def reason(outcome: Outcome) -> str:
    assert isinstance(outcome, Rejected), outcome
    return outcome.reason


def only(path: str) -> Outcome:
    (outcome,) = load(path)
    return outcome


def test_a_text_file_is_its_own_body(tmp_path: Path) -> None:
    head = "\ufeffMinisters agree to talk\r\n\r\nBy Alex Example, The Example Press"
    text = f"{head}\r\n\r\n{PROSE}\r\n"
    path = write(tmp_path, "a.txt", text)
    outcome = only(path)
    found = article(outcome)
    assert found.body == text[1:]
    assert (found.title, found.author, found.outlet) == (
        *("Ministers agree to talk", "Alex Example"),
        "The Example Press",
    )
    assert found.path == path and outcome.source == path
    assert isinstance(outcome, Loaded) and outcome.container == path
    assert [span.of(found.body) for span in prose(found.body)] == list(SENTENCES)


def test_every_kind_of_file_gives_its_article(tmp_path: Path) -> None:
    record = {"title": "Ministers agree", "text": PROSE}
    write(tmp_path, "a.txt", PROSE)
    write(tmp_path, "b.markdown", PROSE)
    write(tmp_path, "c.html", page())
    write(tmp_path, "d.pdf", pdf([list(SENTENCES)]))
    write(tmp_path, "e.json", json_lines([record]))
    write(tmp_path, "f.jsonl", json_lines([record, record]))
    write(tmp_path, "g.jsonl.gz", compressed(json_lines([record])))
    write(tmp_path, "h.xml", rss(f"<title>One</title><description>{PROSE}</description>"))
    outcomes = list(load(str(tmp_path)))
    assert [Path(outcome.source.split("#")[0]).name for outcome in outcomes] == [
        *("a.txt", "b.markdown", "c.html", "d.pdf", "e.json", "f.jsonl", "f.jsonl"),
        *("g.jsonl.gz", "h.xml"),
    ]
    for outcome in outcomes:
        assert SENTENCES[0] in article(outcome).body
    assert len({outcome.source for outcome in outcomes}) == len(outcomes)
    assert count(str(tmp_path)) == 8
    assert [outcome.source for outcome in load(str(tmp_path))] == [o.source for o in outcomes]


def test_a_target_that_is_not_there() -> None:
    assert reason(only("/no/such/place")).startswith("no such file or folder: ")
    assert reason(only("bad\x00name")).startswith("no such file or folder: ")
    assert reason(only("")).startswith("no such file or folder: ")
    assert count("/no/such/place") is None
    assert count("https://news.example/") is None


MALFORMED: dict[str, bytes] = {
    "README": b"Words of an unknown kind.",
    "notes.docx": b"PK\x03\x04",
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "nul.txt": b"some words\x00 and more words of text",
    "binary.md": bytes(range(256)) * 40,
    "digits.txt": b"1234 5678\n90",
    "empty.html": b"<html><body></body></html>",
    "broken.pdf": b"%PDF-1.4 and then nothing",
    "false.pdf": b"GIF89a",
    "cut.json": b'{"title": "A", "text": "half of',
    "empty_list.json": b"[]",
    "deep.json": b"[" * 100_000,
    "number.json": b"12",
    "no_text.json": b'{"title": "only a title"}',
    "latin.json": '{"text": "caf\u00e9"}'.encode("latin-1"),
    "cut.jsonl": b'{"text": "half',
    "blank.jsonl": b"\n\n",
    "cut.jsonl.gz": compressed(json_lines([{"text": PROSE}] * 50))[:60],
    "false.json.gz": b"no gzip",
    "news.xml": b"<?xml version='1.0'?><newsItem><p>Words</p></newsItem>",
    "broken.xml": b"<rss",
    "path.xml": b"/etc/passwd",
    "empty.rss": rss(),
    "bomb.atom": b"<!DOCTYPE a [<!ENTITY b 'cccccccccc'>]><feed>&b;</feed>",
}


def test_each_malformed_file_is_rejected_once_and_the_rest_goes_on(tmp_path: Path) -> None:
    for name, content in MALFORMED.items():
        write(tmp_path, name, content)
    write(tmp_path, "good.txt", PROSE)
    outcomes = {Path(o.source.split("#")[0]).name: o for o in load(str(tmp_path))}
    assert len(list(load(str(tmp_path)))) == len(MALFORMED) + 1
    assert article(outcomes.pop("good.txt")).body == PROSE
    reasons = {name: reason(outcome) for name, outcome in outcomes.items()}
    assert reasons.keys() == MALFORMED.keys()
    assert all("\n" not in text and text for text in reasons.values())
    assert ".jsonl.gz" in reasons["README"] and ".pdf" in reasons["notes.docx"]
    assert reasons["empty.txt"] == "it is empty" == reasons["blank.txt"] == reasons["blank.jsonl"]
    assert "not text" in reasons["nul.txt"] and "not text" in reasons["binary.md"]
    assert "breaks off" in reasons["cut.json"] and "breaks off" in reasons["broken.pdf"]
    assert "line 1" in reasons["cut.jsonl"]
    assert "not an RSS or Atom feed" in reasons["news.xml"]
    assert not any("understood" in text for text in reasons.values())


def test_hidden_files_are_skipped_and_the_order_is_by_name(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".git/x.txt", ".hidden.txt", "c.txt"):
        write(tmp_path, name, PROSE + name)
    names = [outcome.source.removeprefix(f"{tmp_path}/") for outcome in load(str(tmp_path))]
    assert names == ["a.txt", "b/1.txt", "b/2.txt", "c.txt"]
    assert count(str(tmp_path)) == 4


def test_links_out_of_the_folder_are_rejected(tmp_path: Path) -> None:
    outside = write(tmp_path, "secret/secret.txt", PROSE)
    folder = tmp_path / "news"
    write(folder, "a.txt", PROSE)
    (folder / "file.txt").symlink_to(outside)
    (folder / "folder").symlink_to(tmp_path / "secret")
    (folder / "loop").symlink_to(folder)
    (folder / "nothing.txt").symlink_to(folder / "gone.txt")
    outcomes = {Path(o.source).name: o for o in load(str(folder))}
    assert article(outcomes.pop("a.txt")).body == PROSE
    assert "out of the folder" in reason(outcomes.pop("file.txt"))
    assert "out of the folder" in reason(outcomes.pop("folder"))
    assert "link to a folder" in reason(outcomes.pop("loop"))
    assert "link to nothing" in reason(outcomes.pop("nothing.txt"))
    assert not outcomes


def test_the_source_is_the_real_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "a.txt", PROSE)
    (tmp_path / "link.txt").symlink_to(path)
    monkeypatch.chdir(tmp_path)
    assert {only("a.txt").source, only("link.txt").source, only("./a.txt").source} == {path}


def test_pipes_and_sockets_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket.txt"))
        for outcome in load(str(tmp_path)):
            assert "not a regular file" in reason(outcome)
    assert "not a regular file" in reason(only("/dev/zero"))


def test_a_folder_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "locked/a.txt", PROSE)
    write(tmp_path, "open.txt", PROSE)
    listing = Path.iterdir

    def refuse(path: Path) -> Iterator[Path]:
        if path.name == "locked":
            raise PermissionError(13, "Permission denied")
        return listing(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    locked, free = load(str(tmp_path))
    assert "Permission denied" in reason(locked)
    assert article(free).body == PROSE


def test_a_file_that_may_not_be_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt", PROSE)
    write(tmp_path, "b.txt", PROSE)
    real = Path.stat

    def refuse(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path.name == "a.txt" and follow_symlinks:
            raise PermissionError(13, "Permission denied")
        return real(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", refuse)
    locked, free = load(str(tmp_path))
    assert "Permission denied" in reason(locked)
    assert article(free).body == PROSE


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    assert "210 MB; at most 52 MB" in reason(only(str(path)))


def test_a_folder_streams(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        write(tmp_path, name, PROSE)
    outcomes = load(str(tmp_path))
    article(next(outcomes))
    write(tmp_path, "b.txt", PROSE + "\n\nThis was added later.")
    assert "added later" in article(next(outcomes)).body


def test_a_name_of_broken_encoding(tmp_path: Path) -> None:
    write(tmp_path, os.fsdecode(b"caf\xe9.txt"), PROSE)
    outcome = only(str(tmp_path))
    assert article(outcome).body == PROSE
    outcome.source.encode()
    assert "caf" in outcome.source


def test_same_content_same_id(tmp_path: Path) -> None:
    first, second = (article(only(write(tmp_path, name, PROSE))) for name in ("a.txt", "b.md"))
    assert first.id == second.id
    assert first.published is None and first.published_basis is Basis.UNKNOWN


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None
)
@given(
    ending=st.sampled_from([each for each in ENDINGS if each != ".pdf"]),
    content=st.one_of(
        st.binary(max_size=400),
        st.text(max_size=400).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.binary(max_size=200).map(lambda rest: page()[:300] + rest),
        st.binary(max_size=200).map(lambda rest: b'{"text": "Words of text.", "a": ' + rest),
    ),
)
def test_arbitrary_bytes_never_raise(tmp_path: Path, ending: str, content: bytes) -> None:
    outcomes = list(load(write(tmp_path, f"a{ending}", content)))
    assert outcomes
    for outcome in outcomes:
        outcome.source.encode()
        if isinstance(outcome, Loaded):
            outcome.article.body.encode()
            assert prose(outcome.article.body)
    if ending in (".txt", ".md", ".html"):
        assert len(outcomes) == 1


def test_damaged_pdf_bytes_never_raise(tmp_path: Path) -> None:
    whole = pdf([list(SENTENCES)])
    chance = random.Random(7)
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 30)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        only(write(tmp_path, "a.pdf", bytes(damaged)))
        only(write(tmp_path, "a.pdf", whole[: chance.randrange(1, len(whole))]))
