"""One owner at a time, and a look at what the last one left."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.dense import DenseIndex
from index.ownership import ChromaFolder
from index.passages import passages
from index.store import Store
from tests.articles import article, story
from tests.doubles import HashingEmbedder

ROOT = Path(__file__).parents[2]
OWNER = """
import sys
from pathlib import Path
from index.ownership import ChromaFolder
folder = ChromaFolder.take(Path(sys.argv[1]))
vectors = folder.open()
print("owned", flush=True)
sys.stdin.readline()
vectors.close()
folder.release(sound=True)
"""


@contextmanager
def owner_elsewhere(home: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that owns the folder of `home`."""
    child = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(home)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "owned\n"
        yield child
    finally:
        child.kill()
        child.communicate()


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    opened = Store(home)
    for subject in ("wheat", "steel", "copper"):
        whole = article(story(subject, 12))
        opened.write([(f"/{subject}", f"/{subject}", whole)], passages)
    todo = opened.unembedded(1_000)
    embedded = HashingEmbedder().embed_passages([text for _, text in todo])
    opened.set_vectors([key for key, _ in todo], embedded)
    yield opened
    opened.close()


def fill(home: Path, store: Store, *, released: bool = True) -> ChromaFolder:
    """Makes a sound folder; without its seal where it was not `released`."""
    folder = ChromaFolder.take(home)
    assert folder is not None
    dense = DenseIndex(store)
    dense.adopt(folder.open())
    dense.close()
    assert store.unfinished() == (0, 0, 0)
    if released:
        folder.release(sound=True)
    else:
        folder._lock.release()
    return folder


def test_two_processes(home: Path, store: Store) -> None:
    with owner_elsewhere(home) as child:
        assert ChromaFolder.take(home) is None
        assert not (home / "chroma.sealed").exists()
        child.communicate("\n")
        assert child.returncode == 0
    assert (home / "chroma.sealed").exists()
    mine = ChromaFolder.take(home)
    assert mine is not None
    mine.release(sound=True)


def test_a_killed_owner_leaves_no_seal_and_no_lock(home: Path, store: Store) -> None:
    fill(home, store)
    with owner_elsewhere(home) as child:
        child.kill()
        child.wait()
    assert not (home / "chroma.sealed").exists()
    mine = ChromaFolder.take(home)
    assert mine is not None
    assert mine.look_over(store) is None  # it was killed while it did nothing
    mine.open().close()
    mine.release(sound=True)
    assert (home / "chroma.sealed").exists()


def test_a_folder_that_failed_gets_no_seal(home: Path, store: Store) -> None:
    fill(home, store)
    mine = ChromaFolder.take(home)
    assert mine is not None
    mine.open().close()
    mine.release(sound=False)
    assert not (home / "chroma.sealed").exists()
    again = ChromaFolder.take(home)
    assert again is not None
    again.release(sound=False)


@pytest.mark.parametrize("change", ["a byte more", "a file less", "a file more", "a torn seal"])
def test_a_broken_seal(
    home: Path, store: Store, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fill(home, store).folder
    monkeypatch.setattr(ChromaFolder, "problem", lambda self: "it was tried")
    segments = sorted(path for path in folder.rglob("*") if path.is_file())
    if change == "a byte more":
        with segments[-1].open("ab") as file:
            file.write(b"x")
    elif change == "a file less":
        segments[-1].unlink()
    elif change == "a file more":
        (folder / "new").touch()
    else:
        (home / "chroma.sealed").write_bytes(b"\xff\xfe")
    mine = ChromaFolder.take(home)
    assert mine is not None
    assert mine.look_over(store) == "it was tried"
    mine.release(sound=False)


def test_after_a_kill_the_folder_is_tried(
    home: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(home, store, released=False)
    monkeypatch.setattr(ChromaFolder, "problem", lambda self: "it was tried")
    mine = ChromaFolder.take(home)
    assert mine is not None
    assert mine.look_over(store) == "it was tried"
    assert (home / "chroma.damaged").exists()
    assert not (home / "chroma").exists()
    assert store.unfinished() == (0, store.counts()[1], 0)
    mine.release(sound=True)


def test_after_a_release_it_is_tried_only_when_asked(
    home: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(home, store)
    monkeypatch.setattr(ChromaFolder, "problem", lambda self: "it was tried")
    mine = ChromaFolder.take(home)
    assert mine is not None
    assert mine.look_over(store) is None
    assert mine.look_over(store, always=True) == "it was tried"
    mine.release(sound=True)


def test_a_folder_that_is_gone_is_filled_again(home: Path, store: Store) -> None:
    folder = fill(home, store).folder
    folder.rename(home / "elsewhere")
    mine = ChromaFolder.take(home)
    assert mine is not None
    assert mine.look_over(store) == "its folder is gone"
    dense = DenseIndex(store)
    dense.adopt(mine.open())
    assert dense._vectors is not None
    assert dense._vectors.ids() == set(store.vectors()[1])
    dense.close()
    mine.release(sound=True)


def test_a_new_home_has_no_problem(home: Path) -> None:
    empty = Store(home)
    mine = ChromaFolder.take(home)
    assert mine is not None
    assert mine.look_over(empty, always=True) is None
    mine.release(sound=True)
    empty.close()


def test_the_check_finds_what_is_missing(home: Path, store: Store) -> None:
    fill(home, store)
    mine = ChromaFolder.take(home)
    assert mine is not None
    assert mine.problem() is None
    vectors = mine.open()
    vectors.delete(sorted(vectors.ids())[:2])
    vectors.close()
    assert mine.problem() == "2 passages are missing from it"
    mine.release(sound=True)


def test_the_check_finds_a_file_that_is_none(home: Path, store: Store) -> None:
    mine = fill(home, store)
    (mine.folder / "chroma.sqlite3").write_bytes(b"not a database" * 1_000)
    assert mine.problem() is not None


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "crashed with signal 11"),
        ("print('first'); print('it is torn'); raise SystemExit(1)", "it is torn"),
        ("raise SystemExit(1)", "it cannot be read"),
        ("import time; time.sleep(60)", "did not end within 1 seconds"),
    ],
)
def test_a_check_that_does_not_end_well(
    home: Path, store: Store, script: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = fill(home, store)
    run = subprocess.run
    monkeypatch.setattr("index.ownership._CHECK_SECONDS", 1)
    monkeypatch.setattr(
        "index.ownership.subprocess.run",
        lambda command, **options: run([sys.executable, "-c", script],
                                       **options | {"timeout": 1 if "sleep" in script else 60}),
    )  # fmt: skip
    assert said in str(mine.problem())
