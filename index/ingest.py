"""Articles into a corpus. Idempotent, and safe to kill at any instant.

An article and its passages are one transaction; embedding and Chroma come after it and are taken
up again by the next ingest, so a run that is killed and repeated ends as if it had not been.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout

from index.article import Article
from index.corpus import STEP, Corpus
from index.errors import Busy
from index.fetch import PUBLIC_ONLY, FetchPolicy
from index.load import Outcome, Rejected, load
from index.passages import passages
from index.rows import Change

_ARTICLES = 64  # articles a transaction
_CHARACTERS = 4_000_000  # or fewer, when they are long


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did with each article, and why some were rejected."""

    added: int = 0
    unchanged: int = 0
    replaced: int = 0
    removed: int = 0  # records that a file no longer holds
    rejected: tuple[Rejected, ...] = ()


class Progress(Protocol):
    """Is told how far an ingest is."""

    def read(self, outcome: Outcome) -> None:
        """One file or record was read."""

    def embedded(self, passages: int) -> None:
        """So many more passages are searchable by meaning."""


class Silent:
    """A progress that nobody watches."""

    def read(self, outcome: Outcome) -> None:
        return None

    def embedded(self, passages: int) -> None:
        return None


def ingest(
    corpus: Corpus,
    targets: Iterable[str],
    policy: FetchPolicy = PUBLIC_ONLY,
    progress: Progress | None = None,
) -> IngestReport:
    """Loads files, folders, pages and feeds into `corpus`.

    What cannot be read is rejected with its reason; the rest goes in. Raises Busy when
    another ingest is running, StoreError when the folder cannot be written.
    """
    told = progress or Silent()
    lock = FileLock(corpus.home / "ingest.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Busy(
            f"another ingest is running in {corpus.home}; try again when it has ended"
        ) from None
    try:
        corpus.finish(told.embedded)  # what a killed run left
        run = _Run(corpus, told)
        for target in targets:
            for outcome in load(target, policy):
                run.take(outcome)
        return run.end()
    finally:
        lock.release()


class _Run:
    """Writes articles in batches, and knows when a file of records has ended."""

    def __init__(self, corpus: Corpus, told: Progress) -> None:
        self._corpus = corpus
        self._told = told
        self._batch: list[tuple[str, str, Article]] = []
        self._characters = 0
        self._changes: Counter[Change] = Counter()
        self._rejected: list[Rejected] = []
        self._removed = 0
        self._container = ""
        self._records: set[str] = set()
        self._whole = True  # whether nothing of the container was rejected

    def take(self, outcome: Outcome) -> None:
        self._told.read(outcome)
        if outcome.container != self._container:
            self._end_container()
            self._container, self._records, self._whole = outcome.container, set(), True
        if isinstance(outcome, Rejected):
            if self._corpus.store.knows(outcome.source):
                kept = "; what was ingested from it earlier is kept"
                outcome = replace(outcome, reason=outcome.reason + kept)
            self._rejected.append(outcome)
            self._whole = False
            return
        self._records.add(outcome.source)
        self._batch.append((outcome.source, outcome.container, outcome.article))
        self._characters += len(outcome.article.body)
        if len(self._batch) >= _ARTICLES or self._characters >= _CHARACTERS:
            self._flush()

    def end(self) -> IngestReport:
        self._end_container()
        self._flush()
        self._corpus.finish(self._told.embedded)
        return IngestReport(
            added=self._changes[Change.ADDED],
            unchanged=self._changes[Change.UNCHANGED],
            replaced=self._changes[Change.REPLACED],
            removed=self._removed,
            rejected=tuple(self._rejected),
        )

    def _flush(self) -> None:
        self._changes.update(self._corpus.store.write(self._batch, passages))
        self._batch, self._characters = [], 0
        if self._corpus.store.unfinished()[0] >= STEP:
            self._corpus.finish(self._told.embedded)

    def _end_container(self) -> None:
        """Drops what a whole, sound file no longer holds. What an address holds rolls on."""
        if not (self._whole and self._records and Path(self._container).is_absolute()):
            return
        if gone := self._corpus.store.sources_besides(self._container, self._records):
            self._flush()
            self._corpus.store.remove_sources(gone)
            self._removed += len(gone)
