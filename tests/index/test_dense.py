"""An index and a scan together give what comparing with every vector gives."""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dense import DenseIndex
from index.embed import Vectors
from index.errors import StoreError
from index.passages import passages
from index.store import Store
from tests.articles import article, story
from tests.doubles import HashingEmbedder, MemoryVectors

SUBJECTS = ["wheat", "steel", "copper", "timber", "oil", "gas", "coal", "potash", "ferries"]
EMBEDDER = HashingEmbedder()
QUESTION = EMBEDDER.embed_question("What did the council say about timber and wheat?")


class Broken(MemoryVectors):
    """Fails from the moment it is told to, and counts how often it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.fails = False
        self.asked = 0

    def query(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        self.asked += 1
        if self.fails:
            raise StoreError("the index is broken")
        return super().query(vector, limit)

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        if self.fails:
            raise StoreError("the index is broken")
        super().upsert(ids, vectors)


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    opened = Store(home)
    for subject in SUBJECTS:
        add(opened, subject)
    yield opened
    opened.close()


def add(store: Store, subject: str) -> None:
    whole = article(story(subject, 12), subject)
    store.write([(f"/{subject}", f"/{subject}", whole)], passages)
    todo = store.unembedded(1_000)
    store.set_vectors([key for key, _ in todo], EMBEDDER.embed_passages([text for _, text in todo]))


def by_hand(store: Store, question: Vectors, limit: int) -> list[tuple[str, float]]:
    """Every passage of the store, embedded anew, compared and sorted."""
    found = store.passages(store.vectors()[0]).values()
    scored = [(each.id, float(EMBEDDER.embed_question(each.text) @ question)) for each in found]
    return sorted(scored, key=lambda pair: -pair[1])[:limit]


def assert_same(found: list[tuple[str, float]], wanted: list[tuple[str, float]]) -> None:
    """The same cosines in the same order; passages whose cosines are equal may change places."""
    assert [cosine for _, cosine in found] == pytest.approx(
        [cosine for _, cosine in wanted], abs=2e-3
    )
    certain = {id_ for id_, cosine in wanted if cosine > wanted[-1][1] + 4e-3}
    assert certain <= {id_ for id_, _ in found}
    assert len({id_ for id_, _ in found}) == len(found)


@pytest.mark.parametrize("limit", [1, 3, 7, 1_000])
@pytest.mark.parametrize("held", ["nothing", "a part", "all"])
def test_same_as_by_hand(store: Store, limit: int, held: str) -> None:
    index = MemoryVectors()
    if held == "a part":
        keys, ids, vectors = store.vectors()
        index.upsert(ids[::2], vectors[::2])
        store.set_indexed(keys[::2])
    dense = DenseIndex(store)
    if held == "all":
        dense.adopt(index)
        assert index.count() == store.counts()[1] > 9
    elif held == "a part":
        dense._vectors = index  # without the synchronising of `adopt`
    assert_same(dense.search(QUESTION, limit), by_hand(store, QUESTION, limit))


@given(st.integers(1, 40), st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_same_as_numpy(count: int, limit: int, seed: int) -> None:
    """Random vectors, a random part of them in the index."""
    random = np.random.default_rng(seed)
    drawn = random.normal(size=(count + 1, 16)).astype(np.float32)
    drawn = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float16)
    vectors = drawn.astype(np.float32)
    in_index = random.random(count) < 0.5
    index = MemoryVectors()
    names = [f"p{n:02}" for n in range(count)]
    index.upsert([names[n] for n in np.flatnonzero(in_index)], vectors[:-1][in_index])

    class Rows:
        def generation(self) -> int:
            return 1

        def vectors(self, *, unindexed_only: bool = False) -> tuple[list[int], list[str], Vectors]:
            rows = np.flatnonzero(~in_index) if unindexed_only else np.arange(count)
            return list(rows), [names[n] for n in rows], vectors[:-1][rows]

    dense = DenseIndex(Rows())  # type: ignore[arg-type]
    wanted = np.sort(vectors[:-1] @ vectors[-1])[::-1][:limit]
    scanned = dense.search(vectors[-1], limit)
    dense._vectors = index
    found = dense.search(vectors[-1], limit)
    for each in (scanned, found):
        assert [cosine for _, cosine in each] == pytest.approx(list(wanted), abs=1e-3)
        assert len({id_ for id_, _ in each}) == len(each) == min(limit, count)


def test_an_empty_store(home: Path) -> None:
    empty = Store(home)
    dense = DenseIndex(empty)
    assert dense.search(QUESTION, 5) == []
    dense.adopt(MemoryVectors())
    assert dense.search(QUESTION, 5) == []
    empty.close()


def test_what_another_process_adds_is_found_next(store: Store, home: Path) -> None:
    dense = DenseIndex(store)
    dense.adopt(MemoryVectors())
    scan = DenseIndex(store)
    scan.search(QUESTION, 3)
    other = Store(home)
    add(other, "lobsters")
    other.close()
    question = EMBEDDER.embed_question("lobsters")
    for each in (dense, scan):
        best, _ = each.search(question, 1)[0]
        (key,) = store.keys([best]).values()
        assert "lobsters" in store.passages([key])[key].text


def test_a_failing_index_is_left_for_the_scan(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    index = Broken()
    dense = DenseIndex(store)
    dense.adopt(index)
    assert dense.has_index
    assert_same(dense.search(QUESTION, 5), by_hand(store, QUESTION, 5))
    index.fails = True
    with caplog.at_level(logging.WARNING):
        assert_same(dense.search(QUESTION, 5), by_hand(store, QUESTION, 5))
    assert "the index is broken; answering from an exact scan" in caplog.text
    assert not dense.has_index
    asked = index.asked
    dense.search(QUESTION, 5)
    assert index.asked == asked, "an index that failed is not asked again"


def test_an_index_that_cannot_be_filled_is_left_alone(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    index = Broken()
    index.fails = True
    dense = DenseIndex(store)
    with caplog.at_level(logging.WARNING):
        dense.adopt(index)
    assert "the index is broken" in caplog.text
    assert not dense.has_index
    assert index.asked == 0
    assert store.indexed_count() == 0
    assert_same(dense.search(QUESTION, 5), by_hand(store, QUESTION, 5))


def test_synchronise_counts_what_it_moves(store: Store) -> None:
    index = MemoryVectors()
    dense = DenseIndex(store)
    assert dense.synchronise() == 0  # nothing to move to
    dense.adopt(index)
    assert dense.synchronise() == 0
    before = store.counts()[1]
    add(store, "lobsters")
    assert dense.synchronise() == store.counts()[1] - before > 0
    assert index.ids() == set(store.vectors()[1])
    assert store.unfinished() == (0, 0, 0)


class Recording(MemoryVectors):
    """Remembers which ids were written."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        self.written.extend(ids)
        super().upsert(ids, vectors)


def test_what_a_killed_process_added_is_not_written_again(store: Store) -> None:
    """Chroma 1.5.9 can lose the neighbours of an id that is written twice."""
    index = Recording()
    _, ids, vectors = store.vectors()
    index.upsert(ids[:4], vectors[:4])  # and the process ended before it noted that down
    DenseIndex(store).adopt(index)
    assert sorted(index.written) == sorted(ids)
    assert store.unfinished() == (0, 0, 0)


def test_removed_passages_leave_the_index(store: Store) -> None:
    index = MemoryVectors()
    dense = DenseIndex(store)
    dense.adopt(index)
    store.remove_sources(["/timber"])
    dense.synchronise()
    assert index.ids() == set(store.vectors()[1])
    assert store.removed() == []
    found = [id_ for id_, _ in dense.search(QUESTION, 1_000)]
    assert set(store.keys(found)) == set(found)


def test_removed_passages_leave_a_scan_too(store: Store) -> None:
    scan = DenseIndex(store)
    assert len(scan.search(QUESTION, 1_000)) == store.counts()[1]
    store.remove_sources(["/timber"])
    assert len(scan.search(QUESTION, 1_000)) == store.counts()[1]


def test_repair_counts_and_mends(store: Store) -> None:
    index = MemoryVectors()
    dense = DenseIndex(store)
    assert dense.repair() == (0, 0)
    dense.adopt(index)
    assert dense.repair() == (0, 0)
    lost = sorted(index.ids())[:4]
    index.delete(lost)
    index.upsert(["psg_of_nobody"], QUESTION[np.newaxis])
    assert dense.repair() == (4, 1)
    assert index.ids() == set(store.vectors()[1])
    assert dense.repair() == (0, 0)
    assert_same(dense.search(QUESTION, 5), by_hand(store, QUESTION, 5))


def test_adopt_mends_an_index_of_another_size(store: Store) -> None:
    index = MemoryVectors()
    DenseIndex(store).adopt(index)
    index.delete(sorted(index.ids())[:1])
    DenseIndex(store).adopt(index)
    assert index.ids() == set(store.vectors()[1])


class Meanwhile(MemoryVectors):
    """Does something once, after its next query has read and before it answers."""

    def __init__(self) -> None:
        super().__init__()
        self.then = lambda: None

    def query(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        found = super().query(vector, limit)
        self.then()
        return found


def test_what_moves_into_the_index_during_a_search_is_found(store: Store) -> None:
    index = Meanwhile()
    dense = DenseIndex(store)
    dense.adopt(index)
    add(store, "lobsters")
    index.then = lambda: dense.synchronise() and None
    question = EMBEDDER.embed_question("lobsters")
    wanted = by_hand(store, question, 1)
    assert_same(dense.search(question, 1), wanted)


class FailsMeanwhile(Broken):
    """Another thread's search fails, and drops the index, while this one is being filled."""

    dense: DenseIndex

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        super().upsert(ids, vectors)
        self.fails = True
        self.dense.search(QUESTION, 1)
        self.fails = False


def test_an_index_dropped_while_it_is_filled(store: Store) -> None:
    index = FailsMeanwhile()
    dense = DenseIndex(store)
    index.dense = dense
    dense.adopt(index)
    assert not dense.has_index
    assert_same(dense.search(QUESTION, 5), by_hand(store, QUESTION, 5))


@pytest.mark.parametrize("few", [0, 10_000], ids=["kept at hand", "read each time"])
@pytest.mark.parametrize("indexed", [True, False])
@pytest.mark.parametrize("limit", [1, 5, 1_000])
def test_a_search_within_finds_the_best_of_those_allowed(
    store: Store, monkeypatch: pytest.MonkeyPatch, few: int, indexed: bool, limit: int
) -> None:
    monkeypatch.setattr("index.dense._FEW", few)
    dense = DenseIndex(store)
    if indexed:
        dense.adopt(MemoryVectors())
    everything = by_hand(store, QUESTION, 1_000)
    for step in (2, 3, len(everything)):
        allowed = dict(everything[::-1][::step])  # the worst among them
        keys = np.array(sorted(store.keys(list(allowed)).values()), np.int64)
        wanted = [pair for pair in everything if pair[0] in allowed][:limit]
        assert_same(dense.search(QUESTION, limit, keys), wanted)
    assert dense.search(QUESTION, limit, np.array([], np.int64)) == []
    assert_same(dense.search(QUESTION, limit), everything[:limit])


def test_a_search_within_sees_what_was_added_and_removed(store: Store, home: Path) -> None:
    dense = DenseIndex(store)
    dense.adopt(MemoryVectors())
    before = np.array(store.vectors()[0], np.int64)
    assert len(dense.search(QUESTION, 1_000, before)) == len(before)
    store.remove_sources(["/timber"])
    add(store, "lobsters")
    keys = np.array(store.vectors()[0], np.int64)
    assert set(dict(dense.search(QUESTION, 1_000, keys))) == set(store.vectors()[1])
    assert len(dense.search(QUESTION, 1_000, before)) < len(before)
