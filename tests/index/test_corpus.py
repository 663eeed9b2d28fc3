"""A home folder opened: models that do not match, owners that come and go, a Chroma server."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from index.corpus import Corpus
from index.embed import Embedder
from index.errors import EmbedderMismatch, StoreError
from index.ingest import ingest
from index.ownership import ChromaFolder
from index.passages import passages
from index.vectors import ChromaVectors
from tests.articles import article, story
from tests.doubles import HashingEmbedder
from tests.index.articles_on_disk import write
from tests.index.chroma_server import chroma_server

pytestmark = pytest.mark.usefixtures("warm_check")

ROOT = Path(__file__).parents[2]
SUBJECTS = ["wheat", "steel", "copper", "timber"]


class Short(HashingEmbedder):
    """Another model, with shorter vectors."""

    name = "hashing/short"
    dimension = 96

    def embed_question(self, text: str) -> np.ndarray:
        vector = super().embed_question(text)[:96]
        return vector / np.linalg.norm(vector)


@pytest.fixture
def news(tmp_path: Path) -> str:
    folder = tmp_path / "news"
    for subject in SUBJECTS:
        write(folder, f"{subject}.txt", story(subject, 12))
    return str(folder)


def found(corpus: Corpus, subject: str, embedder: Embedder | None = None) -> str:
    """The text of the passage that is nearest to a subject."""
    question = (embedder or corpus.embedder).embed_question(f"the vote on {subject}")
    ((id_, _),) = corpus.dense.search(question, 1)
    ((_, key),) = corpus.store.keys([id_]).items()
    return corpus.store.passages([key])[key].text


def assert_all_found(corpus: Corpus) -> None:
    for subject in SUBJECTS:
        assert subject in found(corpus, subject)


def until(holds: Callable[[], bool]) -> None:
    """Waits for a background thread; the test's own time limit ends what never holds."""
    while not holds():
        time.sleep(0.02)


def test_ingest_close_open_ask(home: Path, news: str) -> None:
    with Corpus(home, HashingEmbedder()) as corpus:
        assert corpus.owns_vectors
        assert ingest(corpus, [news]).added == 4
        assert_all_found(corpus)
    with Corpus(home, HashingEmbedder(), lasting=False) as corpus:
        assert not corpus.owns_vectors
        assert_all_found(corpus)
    with Corpus(home, HashingEmbedder()) as corpus:
        assert corpus.owns_vectors
        assert corpus.rebuilt is None
        assert_all_found(corpus)


def test_closing_twice(home: Path) -> None:
    corpus = Corpus(home, HashingEmbedder())
    corpus.keep_up(0.01)
    corpus.close()
    corpus.close()
    assert (home / "chroma.sealed").exists()
    with Corpus(home, HashingEmbedder()) as again:
        assert again.owns_vectors


# Embedding models


def test_another_model_is_refused_with_what_to_do(home: Path, news: str) -> None:
    with Corpus(home, HashingEmbedder()) as corpus:
        ingest(corpus, [news])
    with pytest.raises(
        EmbedderMismatch,
        match=r"built with the embedding model hashing/1, not with hashing/short: set "
        r"READOUT_EMBEDDER back, or run `readout doctor --reembed`",
    ):
        Corpus(home, Short())
    with Corpus(home, HashingEmbedder()) as corpus:  # the refusal let go of everything
        assert corpus.owns_vectors
        assert_all_found(corpus)


def test_reembedding_with_another_dimension(home: Path, news: str) -> None:
    with Corpus(home, HashingEmbedder()) as corpus:
        ingest(corpus, [news])
        total = corpus.store.counts()[1]
    with Corpus(home, Short(), reembed=True) as corpus:
        assert corpus.finish() == total
        assert corpus.owns_vectors
        assert corpus.store.vectors()[2].shape == (total, 96)
        assert_all_found(corpus)
    with Corpus(home, Short()) as corpus:
        assert corpus.store.unfinished() == (0, 0, 0)
        assert corpus.owns_vectors
        assert_all_found(corpus)
    with pytest.raises(EmbedderMismatch):
        Corpus(home, HashingEmbedder())


def test_reembedding_while_another_owns_the_folder_changes_nothing(home: Path, news: str) -> None:
    with Corpus(home, HashingEmbedder()) as owner:
        ingest(owner, [news])
        with pytest.raises(StoreError, match=r"another readout is using .* stop it"):
            Corpus(home, Short(), reembed=True)
        assert owner.store.unfinished() == (0, 0, 0)
        assert_all_found(owner)


# Owners


def test_only_one_owns_and_both_find_everything(home: Path, news: str) -> None:
    with Corpus(home, HashingEmbedder()) as owner, Corpus(home, HashingEmbedder()) as other:
        assert (owner.owns_vectors, other.owns_vectors) == (True, False)
        ingest(other, [news])
        assert_all_found(other)
        assert_all_found(owner)  # before it has moved them into Chroma
        assert owner.store.unfinished()[1] > 0
        owner.dense.synchronise()
        assert owner.store.unfinished() == (0, 0, 0)
        assert_all_found(owner)


def test_keep_up_moves_what_another_process_ingests(home: Path, news: str) -> None:
    with Corpus(home, HashingEmbedder()) as owner, Corpus(home, HashingEmbedder()) as other:
        owner.keep_up(0.02)
        ingest(other, [news])
        until(lambda: owner.store.unfinished() == (0, 0, 0))
        assert_all_found(owner)


def test_keep_up_takes_over_when_the_owner_ends(home: Path, news: str) -> None:
    owner = Corpus(home, HashingEmbedder())
    with Corpus(home, HashingEmbedder()) as other:
        other.keep_up(0.02)
        ingest(owner, [news])
        assert not other.owns_vectors
        owner.close()
        until(lambda: other.owns_vectors)
        assert_all_found(other)
        assert not (home / "chroma.sealed").exists()
    assert (home / "chroma.sealed").exists()


def test_keep_up_takes_chroma_up_for_a_face_that_opened_without(home: Path, news: str) -> None:
    with Corpus(home, HashingEmbedder(), lasting=False) as corpus:
        ingest(corpus, [news])
        assert not corpus.owns_vectors
        corpus.keep_up(0.02)
        until(lambda: corpus.owns_vectors and corpus.store.unfinished() == (0, 0, 0))
        assert_all_found(corpus)


def test_no_thread_stays_behind(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing waits for one that is at work, which would find the store closed under it."""
    corpus = Corpus(home, HashingEmbedder())
    at_work = threading.Event()

    def slowly() -> None:
        at_work.set()
        time.sleep(0.3)

    monkeypatch.setattr(corpus.dense, "synchronise", slowly)
    corpus.keep_up(0.01)
    at_work.wait()
    corpus.close()
    assert "keep-up" not in [thread.name for thread in threading.enumerate()]


# Damage


@pytest.mark.parametrize("sealed", [True, False])
def test_a_damaged_folder_is_built_anew(home: Path, news: str, sealed: bool) -> None:
    with Corpus(home, HashingEmbedder()) as corpus:
        ingest(corpus, [news])
    (home / "chroma" / "chroma.sqlite3").write_bytes(b"not a database" * 1_000)
    if not sealed:
        (home / "chroma.sealed").unlink()
    with Corpus(home, HashingEmbedder()) as corpus:
        assert corpus.rebuilt
        assert corpus.owns_vectors
        assert corpus.store.unfinished() == (0, 0, 0)
        assert_all_found(corpus)
    assert (home / "chroma.damaged").exists()


def test_a_folder_that_was_deleted_is_filled_again(home: Path, news: str) -> None:
    with Corpus(home, HashingEmbedder()) as corpus:
        ingest(corpus, [news])
    (home / "chroma").rename(home / "elsewhere")
    with Corpus(home, HashingEmbedder()) as corpus:
        assert corpus.rebuilt == "its folder is gone"
        assert corpus.owns_vectors
        assert_all_found(corpus)


def test_an_interrupted_check_seals_nothing(
    home: Path, news: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Corpus(home, HashingEmbedder()) as corpus:
        ingest(corpus, [news])
    (home / "chroma.sealed").unlink()  # as a kill leaves it

    def interrupted(folder: ChromaFolder) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ChromaFolder, "problem", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Corpus(home, HashingEmbedder())
    assert not (home / "chroma.sealed").exists()


# A server

ASK = """
import sys
from pathlib import Path
from index.corpus import Corpus
from index.ingest import ingest
from tests.doubles import HashingEmbedder
home, url, target = sys.argv[1:]
with Corpus(Path(home), HashingEmbedder(), chroma_url=url) as corpus:
    report = ingest(corpus, [target])
    print(report.added, corpus.owns_vectors, corpus.store.unfinished(), flush=True)
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma_server(tmp_path_factory.mktemp("server")) as url:
        yield url


def test_a_server_serves_two_processes(home: Path, news: str, url: str, tmp_path: Path) -> None:
    more = write(tmp_path, "more/lobsters.txt", story("lobsters", 12))
    with Corpus(home, HashingEmbedder(), chroma_url=url) as corpus:
        assert corpus.owns_vectors
        assert ingest(corpus, [news]).added == 4
        assert_all_found(corpus)
        done = subprocess.run(
            [sys.executable, "-c", ASK, str(home), url, more],
            cwd=ROOT, capture_output=True, text=True, check=True, timeout=200,
        )  # fmt: skip
        assert done.stdout == "1 True (0, 0, 0)\n"
        assert "lobsters" in found(corpus, "lobsters")
        assert_all_found(corpus)
        assert not (home / "chroma").exists()


def test_homes_on_one_server_are_apart(home: Path, news: str, url: str, tmp_path: Path) -> None:
    with Corpus(home, HashingEmbedder(), chroma_url=url) as corpus:
        ingest(corpus, [news])
    with Corpus(tmp_path / "other", Short(), chroma_url=url) as other:
        assert other.dense.search(Short().embed_question("wheat"), 5) == []


def test_moving_to_a_server_and_back(home: Path, news: str, url: str) -> None:
    with Corpus(home, HashingEmbedder()) as corpus:
        ingest(corpus, [news])
    with Corpus(home, HashingEmbedder(), chroma_url=url) as corpus:
        assert corpus.owns_vectors
        assert_all_found(corpus)
        assert corpus.store.unfinished() == (0, 0, 0)
    with Corpus(home, HashingEmbedder()) as corpus:
        assert corpus.owns_vectors
        assert_all_found(corpus)


def test_what_changed_on_a_server_is_known_to_the_folder(home: Path, news: str, url: str) -> None:
    """Equal counts: the folder holds a passage that is gone, and lacks one that came."""
    with Corpus(home, HashingEmbedder()) as corpus:
        ingest(corpus, [news])
    with Corpus(home, HashingEmbedder(), chroma_url=url) as corpus:
        source = str(Path(news, "timber.txt"))
        new = article(story("sugar", 12))
        corpus.store.write([(source, source, new)], passages)
        corpus.finish()
    with Corpus(home, HashingEmbedder()) as corpus:
        assert "sugar" in found(corpus, "sugar")


def test_a_server_that_is_not_there_is_a_sentence(home: Path) -> None:
    with pytest.raises(StoreError, match=r"no Chroma server answers"):
        Corpus(home, HashingEmbedder(), chroma_url="http://127.0.0.1:1")


def test_a_server_that_ends_leaves_the_scan(home: Path, news: str, tmp_path: Path) -> None:
    with chroma_server(tmp_path / "brief") as brief:
        corpus = Corpus(home, HashingEmbedder(), chroma_url=brief)
        ingest(corpus, [news])
    assert_all_found(corpus)
    assert not corpus.owns_vectors
    corpus.close()


def test_reembedding_on_a_server(home: Path, news: str, url: str) -> None:
    with Corpus(home, HashingEmbedder(), chroma_url=url) as corpus:
        ingest(corpus, [news])
    with Corpus(home, Short(), chroma_url=url, reembed=True) as corpus:
        corpus.finish()
        assert isinstance(corpus.dense._vectors, ChromaVectors)
        assert corpus.dense._vectors.count() == corpus.store.counts()[1]
        assert_all_found(corpus)
