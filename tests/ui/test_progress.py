"""Progress is for a person who watches, and silent for everything else."""

import io
import sys
from pathlib import Path

import pytest

from index.article import Article, article_id
from index.ingest import Silent
from index.load import Loaded, Rejected
from ui.progress import watched


class Terminal(io.StringIO):
    """A standard error that says that someone is watching."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def watching(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Called in the test itself: pytest sets its own standard error after the fixtures."""
    found = Terminal()
    monkeypatch.setattr(sys, "stderr", found)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    return found


def loaded(path: str, text: str = "It rained.") -> Loaded:
    ident = article_id(body=text, title=None, outlet=None, author=None, url=None, published=None)
    return Loaded(path, path, Article(ident, text))


def test_nobody_watches_a_pipe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    with watched([str(tmp_path)]) as progress:
        assert isinstance(progress, Silent)
        progress.read(loaded("/a"))
        progress.embedded(3)
    assert pipe.getvalue() == ""


def test_a_person_sees_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = watching(monkeypatch)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("It rained.", "utf-8")
    with watched([str(tmp_path)]) as progress:
        assert not isinstance(progress, Silent)
        progress.read(loaded(str(tmp_path / "a.txt")))
        progress.read(Rejected(str(tmp_path / "b.txt"), "it is empty"))
        progress.embedded(5)
    shown = terminal.getvalue()
    assert "reading" in shown
    assert "2/2" in shown
    assert "embedding passages" in shown
    assert capsys.readouterr().out == ""  # standard output is for answers


def test_a_file_of_many_records_has_no_known_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    terminal = watching(monkeypatch)
    path = tmp_path / "many.jsonl"
    path.write_text("{}\n" * 3, "utf-8")
    with watched([str(path)]) as progress:
        for number in range(3):
            progress.read(loaded(f"{path}#{number}"))
    assert "3/" in terminal.getvalue()
    assert "3/1" not in terminal.getvalue()


@pytest.mark.parametrize("target", ["https://example.org/feed", "/no/such/file", ""])
def test_what_cannot_be_counted_is_still_watched(
    monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    terminal = watching(monkeypatch)
    with watched([target]) as progress:
        progress.read(Rejected(target, "no such file or folder"))
    assert "1/?" in terminal.getvalue()


def test_an_error_goes_through_and_the_terminal_is_put_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = watching(monkeypatch)
    with pytest.raises(KeyboardInterrupt), watched(["/no/such/file"]):
        raise KeyboardInterrupt
    assert terminal.getvalue().rfind("\x1b[?25h") > terminal.getvalue().rfind("\x1b[?25l") >= 0
