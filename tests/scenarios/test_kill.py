"""kill -9 during an ingest, at random times and at every seam; and two processes on one home."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from index.corpus import Corpus
from index.embed import Embedder, MiniLM
from index.ingest import IngestReport, ingest
from index.load import Outcome
from rag.answer import Question
from rag.chatbot import Chatbot
from tests.bench import checks, generated, kills
from tests.bench.checks import Contents
from tests.bench.children import ROOT, environment
from tests.doubles import HashingEmbedder
from tests.scenarios.command import Warm, pipe

pytestmark = pytest.mark.usefixtures("warm_check")

SEEDS = ROOT / "seeds" / "articles"
NEWS = (
    "The glass bridge of Osterwick was closed on Monday after inspectors had found a crack."
    " Engineers from Marrow County will replace eleven panels before the winter fair."
)


@pytest.fixture(scope="module")
def targets(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The samples and sixty articles of our own, which no test changes."""
    folder = tmp_path_factory.mktemp("articles")
    return [generated.write(folder / "own.jsonl", generated.articles(60)), SEEDS]


@pytest.fixture(scope="module")
def whole(targets: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Contents:
    """What a home holds that was never killed."""
    home = tmp_path_factory.mktemp("whole")
    report = ingested(home, targets, HashingEmbedder())
    assert (report.added, report.rejected) == (65, ())
    assert checks.problems(home, None) == []
    return checks.contents(home)


class Step:
    """A step of the benchmark's `child.py` in a warm process."""

    returncode = 0

    def __init__(self, step: str, **arguments: object) -> None:
        (self.stdout, out), (self._told, err) = pipe(), pipe()
        with out, err, TemporaryFile() as nothing:
            self._process = Warm(
                [step, json.dumps(arguments)], [nothing, out, err], entry="tests.bench.child:main"
            )

    def kill(self) -> None:
        with suppress(ProcessLookupError):  # it was quicker
            self._process.signal(signal.SIGKILL)

    def communicate(self) -> tuple[str, str]:
        with self.stdout, self._told:
            said = self.stdout.read(), self._told.read()
        self.returncode = self._process.wait()
        return said


killed = partial(kills.ingest, start=Step)


def ingested(home: Path, targets: list[Path], embedder: Embedder) -> IngestReport:
    with Corpus(home, embedder) as corpus:
        return ingest(corpus, [str(target) for target in targets])


@pytest.fixture(scope="module")
def work_seconds(
    targets: list[Path], minilm: MiniLM, tmp_path_factory: pytest.TempPathFactory
) -> float:
    """How long the ingest takes here, so that kills fall inside it on any machine."""
    began = time.perf_counter()
    ingested(tmp_path_factory.mktemp("timed"), targets, minilm)
    return time.perf_counter() - began


@pytest.mark.parametrize("seed", range(6))
def test_an_ingest_killed_at_any_time_is_finished_by_the_next(
    seed: int,
    home: Path,
    targets: list[Path],
    whole: Contents,
    minilm: MiniLM,
    work_seconds: float,
) -> None:
    after = random.Random(seed).uniform(0.05, 1.0) * work_seconds
    killed(home, targets, after=after)
    ingested(home, targets, minilm)
    assert checks.problems(home, whole) == []
    assert ingested(home, targets, minilm) == IngestReport(unchanged=65)


@pytest.mark.parametrize(
    "point",
    [
        "before:Store.write:1",
        "after:Store.write:1",
        "after:Store.write:2",
        "before:Store.set_vectors:1",
        "after:Store.set_vectors:1",
        "after:ChromaVectors.upsert:1",
        "after:Store.set_indexed:1",
    ],
)
def test_an_ingest_killed_between_two_steps_is_finished_by_the_next(
    point: str, home: Path, targets: list[Path], whole: Contents
) -> None:
    assert killed(home, targets, hashing=True, die=point)
    ingested(home, targets, HashingEmbedder())
    assert checks.problems(home, whole) == []


@pytest.mark.parametrize(
    "point",
    [
        "after:Store.write:1",
        "before:ChromaVectors.delete:1",
        "after:ChromaVectors.delete:1",
        "after:Store.forget_removed:1",
    ],
)
def test_a_replacement_killed_half_way_leaves_nothing_of_the_old_article(
    point: str, home: Path, tmp_path: Path
) -> None:
    records = generated.articles(12)
    file = generated.write(tmp_path / "own.jsonl", records)
    ingested(home, [file], HashingEmbedder())
    newer = [{**record, "text": NEWS + f" Note {at}."} for at, record in enumerate(records[:4])]
    generated.write(file, newer + records[6:])  # four are replaced, two are gone
    assert killed(home, [file], hashing=True, die=point)
    ingested(home, [file], HashingEmbedder())
    ingested(tmp_path / "fresh", [file], HashingEmbedder())
    assert checks.problems(home, checks.contents(tmp_path / "fresh")) == []


def test_killed_again_and_again_it_still_gets_there(
    home: Path, targets: list[Path], whole: Contents
) -> None:
    for point in ("after:Store.write:1", "after:ChromaVectors.upsert:1", "after:Store.write:1"):
        killed(home, targets, hashing=True, die=point)
    ingested(home, targets, HashingEmbedder())
    assert checks.problems(home, whole) == []


def test_the_checks_of_this_file_can_fail(home: Path, targets: list[Path], whole: Contents) -> None:
    ingested(home, targets[:1], HashingEmbedder())
    with Corpus(home, HashingEmbedder()) as corpus:
        keys, ids, _ = corpus.store.vectors()
        corpus.store.remove_sources(corpus.store.sources(next(corpus.store.articles())[0].id))
    shutil.rmtree(home / "chroma")
    found = " ".join(checks.problems(home, whole))
    assert "sources are lost" in found and "passages are lost" in found
    assert "removed passages wait for their deletion" in found
    assert "missing from Chroma" in found and "not found by their own vectors" in found
    assert len(keys) == len(ids) > 0


def test_a_replaced_file_and_a_removed_source_leave_both_stores(home: Path, tmp_path: Path) -> None:
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for file, record in zip(files, generated.articles(2), strict=True):
        file.write_text(record["text"])
    with Corpus(home, HashingEmbedder()) as corpus:
        ingest(corpus, [str(tmp_path / file.name) for file in files])
        _, old, _ = corpus.store.vectors()
        files[0].write_text(NEWS)
        report = ingest(corpus, [str(file) for file in files])
        assert (report.replaced, report.unchanged) == (1, 1)
        corpus.store.remove_sources(corpus.store.matching_sources(str(files[1])))
        corpus.dense.synchronise()
        (article, _), *more = corpus.store.articles()
        assert article.body == NEWS and not more
        _, kept, _ = corpus.store.vectors()
        assert kept and not set(kept) & set(old)
    assert checks.problems(home, None) == []


def test_what_a_second_process_ingests_the_first_answers_from(
    home: Path, tmp_path: Path, minilm: MiniLM
) -> None:
    news = tmp_path / "bridge.txt"
    news.write_text(NEWS)
    question = Question("Why was the glass bridge of Osterwick closed?")
    with Corpus(home, minilm) as corpus:
        chatbot = Chatbot(corpus)
        ingest(corpus, [str(SEEDS)])
        assert all(cited.article.path != str(news) for cited in chatbot.ask(question).citations)
        assert not kills.ingest(home, [news])
        assert corpus.owns_vectors and corpus.store.unfinished()[1] > 0, "Chroma lacks it"
        answer = chatbot.ask(question)
        assert answer.citations[0].article.path == str(news)
        assert "crack" in answer.citations[0].quote
        corpus.keep_up(0.05)
        wait_until_finished(corpus)
        assert chatbot.ask(question).claims == answer.claims
        # and what it removes is gone
        news.write_text("The harbour of Osterwick was dredged. It took nine days in all.")
        assert not kills.ingest(home, [news])
        assert "crack" not in chatbot.ask(question).text
        wait_until_finished(corpus)
    assert checks.problems(home, None) == []


def wait_until_finished(corpus: Corpus) -> None:
    end = time.monotonic() + 60
    while corpus.store.unfinished() != (0, 0, 0):
        assert time.monotonic() < end, corpus.store.unfinished()
        time.sleep(0.05)


def test_a_second_ingest_is_refused_while_one_is_running(home: Path, minilm: MiniLM) -> None:
    class Meanwhile:
        """Starts a second ingest when the first has read its first article."""

        second: "subprocess.CompletedProcess[str] | None" = None

        def read(self, outcome: Outcome) -> None:
            self.second = self.second or readout("ingest", str(SEEDS), "--home", str(home))

        def embedded(self, passages: int) -> None:
            return None

    meanwhile = Meanwhile()
    with Corpus(home, minilm) as corpus:
        report = ingest(corpus, [str(SEEDS)], progress=meanwhile)
    assert report.added == 5
    second = meanwhile.second
    assert second is not None and (second.returncode, second.stdout) == (1, "")
    *_, last = second.stderr.strip().splitlines()
    assert f"another ingest is running in {home}; try again when it has ended" in last
    assert "Traceback" not in second.stderr
    assert checks.problems(home, None) == []


def readout(*words: str) -> "subprocess.CompletedProcess[str]":
    """The command line, as a process of its own."""
    command = [str(Path(sys.executable).parent / "readout"), *words]
    wide = environment() | {"COLUMNS": "1000", "NO_COLOR": "1"}
    return subprocess.run(
        command, cwd=os.sep, env=wide, capture_output=True, text=True, check=False
    )
