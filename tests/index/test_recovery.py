"""Damaged, lost and failing vector indexes: found out, built anew, and never answered from."""

import logging
import random
import shutil
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from index.corpus import Corpus
from index.dense import DenseIndex
from index.errors import EmbedderMismatch
from index.ingest import ingest
from index.ownership import ChromaFolder
from index.store import Store
from index.vectors import ChromaVectors, VectorIndex
from tests.bench import checks, generated
from tests.bench.checks import Contents
from tests.doubles import HashingEmbedder

pytestmark = pytest.mark.usefixtures("warm_check")

ARTICLES = 1_500  # above 1,000 vectors Chroma writes its index to files
GARBAGE = random.Random(0).randbytes(200_000)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an index on disk, closed in order. Copied by each test that changes it."""
    folder = tmp_path_factory.mktemp("large")
    file = generated.write(folder / "own.jsonl", generated.articles(ARTICLES, sentences=2))
    with Corpus(folder / "home", HashingEmbedder()) as corpus:
        assert ingest(corpus, [str(file)]).added == ARTICLES
    assert one(folder / "home", "data_level0.bin").stat().st_size > 1_000 * 384 * 4
    assert checks.problems(folder / "home", None) == []
    return folder / "home"


@pytest.fixture(scope="module")
def contents(large: Path) -> Contents:
    return checks.contents(large)


@pytest.fixture
def copy(large: Path, home: Path) -> Path:
    shutil.copytree(large, home)
    return home


def one(home: Path, name: str) -> Path:
    (found,) = (home / "chroma").glob(f"*/{name}")
    return found


def halve_the_vectors(home: Path) -> None:
    path = one(home, "data_level0.bin")
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def overwrite_the_vectors(home: Path) -> None:
    with one(home, "data_level0.bin").open("r+b") as file:
        file.seek(100_000)
        file.write(GARBAGE)


def overwrite_the_header(home: Path) -> None:
    path = one(home, "header.bin")
    path.write_bytes(GARBAGE[: path.stat().st_size])


def empty_the_header(home: Path) -> None:
    one(home, "header.bin").write_bytes(b"")


def delete_the_index(home: Path) -> None:
    shutil.rmtree(one(home, "data_level0.bin").parent)


def delete_the_folder(home: Path) -> None:
    shutil.rmtree(home / "chroma")


def overwrite_the_database(home: Path) -> None:
    with (home / "chroma" / "chroma.sqlite3").open("r+b") as file:
        for page in range(2, 22):
            file.seek(page * 4_096)
            file.write(GARBAGE[page * 4_096 :][:4_096])


DAMAGES = [
    halve_the_vectors,
    overwrite_the_vectors,
    overwrite_the_header,
    empty_the_header,
    delete_the_index,
    delete_the_folder,
    overwrite_the_database,
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_after_a_crash_a_damaged_index_is_built_anew(
    damage: Callable[[Path], None], copy: Path, contents: Contents
) -> None:
    damage(copy)
    (copy / "chroma.sealed").unlink(missing_ok=True)
    with Corpus(copy, HashingEmbedder()) as corpus:
        assert corpus.rebuilt and corpus.owns_vectors
    assert checks.problems(copy, contents) == []
    assert (copy / "chroma.sealed").exists()


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_check_finds_damage_that_left_no_mark(
    damage: Callable[[Path], None], copy: Path
) -> None:
    damage(copy)
    folder = taken(copy)
    assert folder.problem()
    folder.release(sound=True)


def test_a_sound_index_is_kept_after_a_crash(copy: Path, contents: Contents) -> None:
    (copy / "chroma.sealed").unlink(missing_ok=True)
    with Corpus(copy, HashingEmbedder()) as corpus:
        assert corpus.rebuilt is None and corpus.owns_vectors
    assert not (copy / "chroma.damaged").exists()
    assert checks.problems(copy, contents) == []


def test_a_lost_folder_and_lost_vectors_come_back_without_a_mark(
    copy: Path, contents: Contents
) -> None:
    delete_the_folder(copy)
    with Corpus(copy, HashingEmbedder()) as corpus:
        assert corpus.rebuilt
    assert checks.problems(copy, contents) == []
    chroma = ChromaVectors.embedded(copy / "chroma")
    chroma.delete(sorted(chroma.ids())[::2])
    chroma.close()
    assert "750 passages are missing from Chroma" in checks.problems(copy, contents)
    with Corpus(copy, HashingEmbedder()):
        pass
    assert checks.problems(copy, contents) == []


def test_a_database_that_cannot_be_opened_is_built_anew_at_once(
    copy: Path, contents: Contents
) -> None:
    overwrite_the_database(copy)
    with Corpus(copy, HashingEmbedder()) as corpus:
        assert corpus.rebuilt and corpus.owns_vectors
    assert checks.problems(copy, contents) == []


@pytest.mark.parametrize("damage", [halve_the_vectors, delete_the_index])
def test_files_that_were_changed_after_a_clean_end_are_not_answered_from(
    damage: Callable[[Path], None], copy: Path
) -> None:
    damage(copy)
    with Corpus(copy, HashingEmbedder()) as corpus:
        _, ids, vectors = corpus.store.vectors()
        asked = range(0, len(ids), 25)
        assert [corpus.dense.search(vectors[at], 1)[0][0] for at in asked] == [
            ids[at] for at in asked
        ]


def taken(home: Path) -> ChromaFolder:
    folder = ChromaFolder.take(home)
    assert folder is not None
    assert ChromaFolder.take(home) is None, "one owner at a time"
    return folder


class Other(HashingEmbedder):
    name = "other/1"


def test_another_embedder_is_refused_with_the_command_that_mends_it(
    home: Path, tmp_path: Path
) -> None:
    file = generated.write(tmp_path / "own.jsonl", generated.articles(3))
    with Corpus(home, HashingEmbedder()) as corpus:
        ingest(corpus, [str(file)])
    with pytest.raises(EmbedderMismatch) as refused:
        Corpus(home, Other())
    for part in (str(home), "hashing/1", "other/1", "`readout doctor --reembed`"):
        assert part in str(refused.value)
    with Corpus(home, HashingEmbedder()):
        pass  # the refusal changed nothing and holds nothing
    with Corpus(home, Other(), reembed=True) as corpus:
        corpus.finish()
    with Corpus(home, Other()):
        pass
    assert checks.problems(home, None) == []


def test_when_chroma_fails_in_a_session_the_exact_scan_answers(
    copy: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with Corpus(copy, HashingEmbedder(), lasting=False) as exact:
        _, ids, vectors = exact.store.vectors()
        asked = range(0, len(ids), 100)
        expected = [exact.dense.search(vectors[at], 5) for at in asked]
    assert [found[0][0] for found in expected] == [ids[at] for at in asked]
    with Corpus(copy, HashingEmbedder()) as corpus, caplog.at_level(logging.WARNING):
        assert corpus.dense.search(vectors[0], 5)[0][0] == ids[0]
        fail(monkeypatch, "query")
        assert [corpus.dense.search(vectors[at], 5) for at in asked] == expected
        assert not corpus.owns_vectors
    assert "answering from an exact scan" in caplog.text
    assert not (copy / "chroma.sealed").exists(), "the next owner looks the folder over"
    monkeypatch.undo()
    with Corpus(copy, HashingEmbedder()) as corpus:
        assert corpus.rebuilt is None and corpus.owns_vectors


def test_when_chroma_fails_in_an_ingest_the_next_owner_looks_it_over(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    file = generated.write(tmp_path / "own.jsonl", generated.articles(3))
    fail(monkeypatch, "upsert")
    with Corpus(home, HashingEmbedder()) as corpus, caplog.at_level(logging.WARNING):
        assert ingest(corpus, [str(file)]).added == 3
        _, ids, vectors = corpus.store.vectors()
        assert corpus.dense.search(vectors[0], 1)[0][0] == ids[0]
    assert "answering from an exact scan" in caplog.text
    assert not (home / "chroma.sealed").exists()
    monkeypatch.undo()
    with Corpus(home, HashingEmbedder()) as corpus:
        assert corpus.owns_vectors
        assert corpus.store.unfinished() == (0, 0, 0)


def fail(monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    """Makes a method of Chroma's own collection fail as its Rust part does."""
    from chromadb.api.models.Collection import Collection

    def failing(*values: object, **named: object) -> None:
        raise RuntimeError("Error creating hnsw segment reader: Nothing found on disk")

    monkeypatch.setattr(Collection, method, failing)


class Scripted:
    """An empty `VectorIndex` that does something of our choice when it is used."""

    def __init__(
        self, on_query: Callable[[], object] = int, on_upsert: Callable[[], object] = int
    ) -> None:
        self._on_query = on_query
        self._on_upsert = on_upsert

    def upsert(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        self._on_upsert()

    def query(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        self._on_query()
        return []

    def delete(self, ids: Sequence[str]) -> None: ...
    def clear(self) -> None: ...
    def close(self) -> None: ...
    def count(self) -> int:
        return 0

    def ids(self) -> set[str]:
        return set()

    def among(self, ids: Sequence[str]) -> set[str]:
        return set()


@pytest.fixture
def embedded(home: Path, tmp_path: Path) -> Store:
    """A store whose passages have vectors that no index has yet."""
    file = generated.write(tmp_path / "own.jsonl", generated.articles(3))
    with Corpus(home, HashingEmbedder(), lasting=False) as corpus:
        ingest(corpus, [str(file)])
    return Store(home)


def with_index(store: Store, vectors: VectorIndex) -> DenseIndex:
    dense = DenseIndex(store)
    dense._vectors = vectors  # adopt() would bring it in step first
    return dense


def test_what_moves_into_the_index_during_a_question_is_still_found(embedded: Store) -> None:
    keys, ids, vectors = embedded.vectors()
    # another thread has just moved everything, right after the index looked
    dense = with_index(embedded, Scripted(on_query=lambda: embedded.set_indexed(keys)))
    found = dense.search(vectors[0], 1)
    embedded.close()
    assert [id_ for id_, _ in found] == ids[:1]


def test_a_question_does_not_wait_for_what_is_being_moved_into_the_index(embedded: Store) -> None:
    _, _, vectors = embedded.vectors()
    moving, may_end = threading.Event(), threading.Event()

    def upsert() -> None:
        moving.set()
        may_end.wait(30)

    dense = with_index(embedded, Scripted(on_upsert=upsert))
    found: list[Any] = []
    mover = threading.Thread(target=dense.synchronise)
    asker = threading.Thread(target=lambda: found.extend(dense.search(vectors[0], 1)))
    mover.start()
    try:
        assert moving.wait(30)
        asker.start()
        asker.join(3)  # only a failure takes that long
        answered = bool(found)
    finally:
        may_end.set()
        mover.join()
        asker.join()
        embedded.close()
    assert answered


def test_the_fake_embedder_ranks_texts_that_share_words_first() -> None:
    records = generated.articles(200, sentences=2)
    embedder = HashingEmbedder()
    vectors = embedder.embed_passages([record["text"] for record in records])
    for at in range(0, 200, 20):
        asked = embedder.embed_question(records[at]["text"].rpartition(",")[0])
        assert int(np.argmax(vectors @ asked)) == at
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    strange = embedder.embed_question("Zebras quarrel about Antarctic umbrellas")
    assert float(np.max(vectors @ strange)) < 0.3
    assert embedder.embed_passages([]).shape == (0, embedder.dimension)
