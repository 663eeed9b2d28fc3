"""What every `VectorIndex` does, proven for each: in memory, embedded Chroma, a Chroma server."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from index.embed import Vectors
from index.errors import StoreError, UsageError
from index.vectors import ChromaVectors, VectorIndex
from tests.doubles import MemoryVectors
from tests.index.chroma_server import chroma_server


def unit_vectors(count: int, dimension: int = 8, seed: int = 1) -> Vectors:
    drawn = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    result: Vectors = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    return result


class Contract:
    """Inherited by one class an implementation, which gives the fixture `index`."""

    def test_empty(self, index: VectorIndex) -> None:
        assert index.count() == 0
        assert index.ids() == set()
        index.upsert([], np.zeros((0, 8), np.float32))
        index.delete([])
        assert index.among([]) == index.among(["unknown"]) == set()
        assert index.count() == 0

    def test_nearest_first_with_their_cosines(self, index: VectorIndex) -> None:
        vectors = unit_vectors(50)
        index.upsert([f"p{n}" for n in range(50)], vectors)
        question = unit_vectors(1, seed=2)[0]
        cosines = vectors @ question
        wanted = [f"p{n}" for n in np.argsort(-cosines)[:5]]
        found = index.query(question, 5)
        assert [id_ for id_, _ in found] == wanted
        for id_, cosine in found:
            assert cosine == pytest.approx(float(cosines[int(id_[1:])]), abs=1e-5)

    def test_opposite_and_same(self, index: VectorIndex) -> None:
        one = unit_vectors(1)
        index.upsert(["same", "opposite"], np.concatenate([one, -one]))
        found = index.query(one[0], 2)
        assert [id_ for id_, _ in found] == ["same", "opposite"]
        assert [cosine for _, cosine in found] == pytest.approx([1, -1], abs=1e-5)

    def test_asking_for_more_than_there_are(self, index: VectorIndex) -> None:
        index.upsert(["a", "b"], unit_vectors(2))
        assert {id_ for id_, _ in index.query(unit_vectors(1)[0], 10)} == {"a", "b"}

    def test_upsert_overwrites(self, index: VectorIndex) -> None:
        index.upsert(["a", "b"], unit_vectors(2))
        moved = unit_vectors(1, seed=3)
        index.upsert(["a"], moved)
        assert index.count() == 2
        assert index.query(moved[0], 1)[0] == ("a", pytest.approx(1, abs=1e-5))

    def test_delete(self, index: VectorIndex) -> None:
        vectors = unit_vectors(3)
        index.upsert(["a", "b", "c"], vectors)
        index.delete(["b", "unknown"])
        assert index.ids() == {"a", "c"}
        assert index.count() == 2
        assert "b" not in [id_ for id_, _ in index.query(vectors[1], 3)]
        index.delete(["unknown"])
        assert index.count() == 2

    def test_more_than_a_page(self, index: VectorIndex) -> None:
        ids = [f"p{n}" for n in range(2_500)]
        index.upsert(ids, unit_vectors(2_500))
        assert index.count() == 2_500
        assert index.ids() == set(ids)
        assert index.among([*ids[:2_000], "unknown"]) == set(ids[:2_000])
        index.delete(ids[:1_500])
        assert index.ids() == set(ids[1_500:])

    def test_exactly_a_page(self, index: VectorIndex) -> None:
        ids = [f"p{n}" for n in range(1_000)]
        index.upsert(ids, unit_vectors(1_000))
        assert index.ids() == set(ids)

    def test_clear_forgets_the_dimension_too(self, index: VectorIndex) -> None:
        index.upsert(["a"], unit_vectors(1))
        index.clear()
        assert index.count() == 0
        index.upsert(["b"], unit_vectors(1, dimension=5))
        assert [id_ for id_, _ in index.query(unit_vectors(1, dimension=5)[0], 3)] == ["b"]


class Lasting(Contract):
    """Also for what outlives the process; gives the fixture `reopened`."""

    def test_survives_reopening(
        self, index: VectorIndex, reopened: Callable[[], VectorIndex]
    ) -> None:
        vectors = unit_vectors(1_200)
        index.upsert([f"p{n}" for n in range(1_200)], vectors)
        index.delete(["p7"])
        index.close()
        again = reopened()
        assert again.count() == 1_199
        assert "p7" not in again.ids()
        assert again.query(vectors[5], 1)[0] == ("p5", pytest.approx(1, abs=1e-5))

    def test_another_dimension_is_a_sentence(self, index: VectorIndex) -> None:
        index.upsert(["a"], unit_vectors(1))
        with pytest.raises(StoreError, match=r"could not write to .*readout doctor"):
            index.upsert(["b"], unit_vectors(1, dimension=5))
        with pytest.raises(StoreError, match=r"could not search .*readout doctor"):
            index.query(unit_vectors(1, dimension=5)[0], 1)


class TestMemory(Contract):
    @pytest.fixture
    def index(self) -> VectorIndex:
        return MemoryVectors()


class TestEmbedded(Lasting):
    @pytest.fixture
    def opened(self) -> Iterator[list[VectorIndex]]:
        opened: list[VectorIndex] = []
        yield opened
        for index in opened:
            index.close()

    @pytest.fixture
    def reopened(self, tmp_path: Path, opened: list[VectorIndex]) -> Callable[[], VectorIndex]:
        def reopen() -> VectorIndex:
            opened.append(ChromaVectors.embedded(tmp_path / "chroma"))
            return opened[-1]

        return reopen

    @pytest.fixture
    def index(self, reopened: Callable[[], VectorIndex]) -> VectorIndex:
        return reopened()

    def test_a_file_in_its_place_is_a_sentence(self, tmp_path: Path) -> None:
        (tmp_path / "chroma").write_text("in the way")
        with pytest.raises(StoreError, match=r"could not open .*readout doctor"):
            ChromaVectors.embedded(tmp_path / "chroma")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma_server(tmp_path_factory.mktemp("server")) as url:
        yield url


class TestServer(Lasting):
    @pytest.fixture
    def reopened(self, url: str) -> Callable[[], VectorIndex]:
        collection = f"test-{uuid.uuid4().hex}"
        return lambda: ChromaVectors.server(url, collection)

    @pytest.fixture
    def index(self, reopened: Callable[[], VectorIndex]) -> Iterator[VectorIndex]:
        opened = reopened()
        yield opened
        opened.close()

    def test_two_clients_see_each_other(self, reopened: Callable[[], VectorIndex]) -> None:
        one, two = reopened(), reopened()
        one.upsert(["a"], unit_vectors(1))
        assert two.query(unit_vectors(1)[0], 1)[0][0] == "a"
        two.delete(["a"])
        assert one.count() == 0

    def test_collections_are_apart(self, url: str) -> None:
        one, two = (ChromaVectors.server(url, f"test-{uuid.uuid4().hex}") for _ in range(2))
        one.upsert(["a"], unit_vectors(1))
        assert two.count() == 0


@pytest.mark.parametrize(
    "url", ["127.0.0.1:8000", "ftp://127.0.0.1:8000", "http://", "http://a:99999", "http://a:b"]
)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(UsageError, match=r"must look like http://127\.0\.0\.1:8000"):
        ChromaVectors.server(url, "passages")


def test_nobody_listens() -> None:
    with pytest.raises(StoreError, match=r"no Chroma server answers at .*chroma run"):
        ChromaVectors.server("http://127.0.0.1:1", "passages")
