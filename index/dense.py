"""Nearest passages by meaning: Chroma where this process owns it, an exact scan for the rest.

Chroma's folder must have one owner: a second process would search a stale copy. So the owner holds
a lock, keeps Chroma in step with the store, and scans only the few vectors that Chroma does not
have yet; any other process scans all vectors of the store, which gives the same passages. Whatever
one process ingests, every other one finds with its next question.
"""

import logging
import threading
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.errors import StoreError
from index.selection import Keys
from index.store import Store
from index.vectors import VectorIndex

log = logging.getLogger(__name__)
_Ranked = list[tuple[str, float]]  # (passage id, cosine), best first
_STEP = 1_000  # passages moved into Chroma at a time
_FEW = 500  # passages whose vectors are read from the store rather than kept at hand


@dataclass(frozen=True, slots=True)
class _Scan:
    """Vectors (n, dimension) of passages, read from the store at one generation of it."""

    generation: int
    keys: Keys  # ascending
    ids: list[str]
    vectors: NDArray[np.float32]

    def nearest(self, vector: NDArray[np.float32], limit: int, among: Keys | None) -> _Ranked:
        """The best `limit` by cosine, of those `among`; in no order."""
        rows = np.arange(len(self.ids))
        if among is not None:
            rows = np.flatnonzero(np.isin(self.keys, among, assume_unique=True))
        if not len(rows):
            return []
        cosines = (self.vectors @ vector)[rows]
        best = np.argpartition(-cosines, min(limit, len(rows)) - 1)[:limit]
        return [(self.ids[rows[at]], float(cosines[at])) for at in best]


class DenseIndex:
    """Searches the vectors of a store, see the module. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        """Scans exactly, until it is given an index to use with `adopt`."""
        self._store = store
        self._vectors: VectorIndex | None = None
        self._writing = threading.RLock()
        self._scanning = threading.Lock()
        self._scans: dict[bool, _Scan] = {}  # of the vectors that no index has; of all

    def adopt(self, vectors: VectorIndex | None, *, compare: bool | None = None) -> None:
        """Uses an index that this process owns, brought in step first.

        Its ids are compared with the store's when `compare` is true, when it is None only if there
        are more or fewer. One that fails is left alone, and the exact scan goes on.
        """
        if vectors is None:
            return
        with self._writing:
            self._vectors = vectors
            if compare is not False:
                self.repair(only_if_counts_differ=not compare)

    @property
    def has_index(self) -> bool:
        """Whether there is an index beside the exact scan."""
        return self._vectors is not None

    def search(self, vector: NDArray[np.float32], limit: int, keys: Keys | None = None) -> _Ranked:
        """At most `limit` (passage id, cosine) pairs, best first; ids may just have gone.

        With `keys`, only of those passages, and by an exact scan: no index is asked for its best
        and then found to hold none of them.
        """
        if keys is not None:
            scan = self._few(keys) if len(keys) <= _FEW else self._rest(owner=False)
            return _best(scan.nearest(vector, limit, keys), limit)
        vectors = self._vectors
        # What the index lacks is read first: a passage that moves in between is then in both.
        scan = self._rest(owner=vectors is not None)
        found: dict[str, float] = {}
        if vectors is not None:
            try:
                found.update(vectors.query(vector, limit))
            except StoreError as error:
                self._give_up(error)
                scan = self._rest(owner=False)
        found.update(scan.nearest(vector, limit, None))
        return _best(found.items(), limit)

    def synchronise(self) -> int:
        """Brings the index in step with the store, if there is one; how many passages moved."""
        moved = 0
        with self._writing:
            vectors = self._vectors  # a search in another thread may give it up
            if vectors is None:
                return 0
            try:
                if removed := self._store.removed():
                    vectors.delete(removed)
                    self._store.forget_removed(removed)
                while True:
                    keys, ids, matrix = self._store.vectors(unindexed_only=True, limit=_STEP)
                    if not keys:
                        return moved
                    _upsert(vectors, ids, matrix)
                    self._store.set_indexed(keys)
                    moved += len(keys)
            except StoreError as error:
                self._give_up(error)
        return moved

    def repair(self, *, only_if_counts_differ: bool = False) -> tuple[int, int]:
        """Compares the index with the store and mends it: how many were missing, and too many."""
        with self._writing:
            self.synchronise()
            vectors = self._vectors
            if vectors is None:
                return 0, 0
            try:
                if only_if_counts_differ and vectors.count() == self._store.indexed_count():
                    return 0, 0
                held, wanted = vectors.ids(), self._store.indexed_ids()
                missing, surplus = wanted - held, held - wanted
                if surplus:
                    vectors.delete(sorted(surplus))
                if missing:
                    self._store.reset_index()
                self.synchronise()
            except StoreError as error:
                self._give_up(error)
                return 0, 0
        return len(missing), len(surplus)

    def close(self) -> None:
        if self._vectors is not None:
            self._vectors.close()

    def _give_up(self, error: StoreError) -> None:
        log.warning("%s; answering from an exact scan meanwhile", error)
        self._vectors = None

    def _rest(self, *, owner: bool) -> _Scan:
        """Vectors that the index does not have, read again when the store has changed.

        Without `owner`, all of them.
        """
        with self._scanning:
            generation = self._store.generation()
            scan = self._scans.get(owner)
            if scan is None or scan.generation != generation:
                keys, ids, matrix = self._store.vectors(unindexed_only=owner)
                scan = _Scan(generation, np.array(keys, np.int64), ids, matrix)
                self._scans[owner] = scan
            return scan

    def _few(self, keys: Keys) -> _Scan:
        found, ids, matrix = self._store.vectors(among=keys.tolist())
        return _Scan(0, np.array(found, np.int64), ids, matrix)


def _best(found: Iterable[tuple[str, float]], limit: int) -> _Ranked:
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]


def _upsert(vectors: VectorIndex, ids: list[str], matrix: NDArray[np.float32]) -> None:
    """Adds what is not there yet: what a killed process had added and not noted down.

    In Chroma 1.5.9 an upsert of an id that it holds can make its neighbours unreachable. An id
    stands for the same vector for ever, so there is nothing to overwrite.
    """
    held = vectors.among(ids)
    new = [at for at, id_ in enumerate(ids) if id_ not in held]
    if new:
        vectors.upsert([ids[at] for at in new], matrix[new])
