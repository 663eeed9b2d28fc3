"""The doctor finds what a crash left, mends it, and says what it did."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from index.corpus import Corpus
from index.doctor import Diagnosis, examine
from index.passages import passages
from index.vectors import ChromaVectors
from tests.articles import article, story
from tests.doubles import HashingEmbedder

pytestmark = pytest.mark.usefixtures("warm_check")

SUBJECTS = ["wheat", "steel", "copper", "timber"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder in which everything is in order."""
    folder = tmp_path / "home"
    with Corpus(folder, HashingEmbedder()) as corpus:
        add(corpus, *SUBJECTS)
        corpus.finish()
    return folder


def add(corpus: Corpus, *subjects: str) -> None:
    for subject in subjects:
        written = article(story(subject, 12))
        corpus.store.write([(f"/{subject}", f"/{subject}", written)], passages)


@contextmanager
def chroma(home: Path) -> Iterator[ChromaVectors]:
    vectors = ChromaVectors.embedded(home / "chroma")
    yield vectors
    vectors.close()


def examined(home: Path) -> Diagnosis:
    with Corpus(home, HashingEmbedder(), check=True) as corpus:
        return examine(corpus)


def assert_sound(diagnosis: Diagnosis) -> None:
    assert diagnosis.sound
    assert diagnosis.database == "ok"
    assert (diagnosis.embedded, diagnosis.missing, diagnosis.surplus) == (0, 0, 0)
    assert diagnosis.rebuilt is None


def test_sound(home: Path) -> None:
    found = examined(home)
    assert_sound(found)
    assert found.compared
    assert found.articles == 4
    assert found.passages >= 8
    assert found.embedder == "hashing/1"


def test_left_over_embeddings(home: Path) -> None:
    with Corpus(home, HashingEmbedder(), lasting=False) as corpus:
        add(corpus, "lobsters")
    found = examined(home)
    assert not found.sound
    assert found.embedded > 0
    assert_sound(examined(home))


def test_missing(home: Path) -> None:
    with chroma(home) as vectors:
        vectors.delete(sorted(vectors.ids())[:2])
    found = examined(home)
    assert not found.sound
    assert found.rebuilt == "2 passages are missing from it"
    assert_sound(examined(home))
    with chroma(home) as vectors:
        assert vectors.count() == found.passages


def test_missing_meanwhile(home: Path) -> None:
    """What goes while the folder is open is found by the comparison."""
    with Corpus(home, HashingEmbedder(), check=True) as corpus:
        vectors = corpus.dense._vectors
        assert vectors is not None
        vectors.delete(sorted(vectors.ids())[:2])
        vectors.upsert(["psg_of_nobody"], np.ones((1, 384), np.float32))
        found = examine(corpus)
        assert (found.missing, found.surplus) == (2, 1)
        assert not found.sound
        assert_sound(examine(corpus))


def test_surplus_is_deleted(home: Path) -> None:
    with chroma(home) as vectors:
        vectors.upsert(["psg_of_nobody"], np.ones((1, 384), np.float32))
    found = examined(home)
    with chroma(home) as vectors:
        assert "psg_of_nobody" not in vectors.ids()
        assert vectors.count() == found.passages


def test_surplus_is_said(home: Path) -> None:
    with chroma(home) as vectors:
        vectors.upsert(["psg_of_nobody"], np.ones((1, 384), np.float32))
    found = examined(home)
    assert found.surplus == 1
    assert not found.sound


def test_a_damaged_folder(home: Path) -> None:
    (home / "chroma" / "chroma.sqlite3").write_bytes(b"not a database" * 1_000)
    found = examined(home)
    assert found.rebuilt
    assert not found.sound
    assert_sound(examined(home))


def test_while_another_process_owns_the_index(home: Path) -> None:
    with Corpus(home, HashingEmbedder()):
        found = examined(home)
        assert not found.compared
        assert found.passages >= 8
