"""Nearest passages by meaning: Chroma where this process owns it, an exact scan for the rest.

Chroma's folder must have one owner: a second process would search a stale copy. So the owner holds
a lock, keeps Chroma in step with the store, and scans only the few vectors that Chroma does not
have yet; any other process scans all vectors of the store, which gives the same passages. Whatever
one process ingests, every other one finds with its next question.
"""

import logging
import threading
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from index.errors import StoreError
from index.store import Store
from index.vectors import VectorIndex

log = logging.getLogger(__name__)
_STEP = 1_000  # passages moved into Chroma at a time


class DenseIndex:
    """Searches the vectors of a store; see the module's docstring."""

    def __init__(self, store: Store) -> None:
        """Scans exactly, until it is given an index to use with `adopt`."""
        self._store = store
        self._vectors: VectorIndex | None = None
        self.failed = False  # whether an index was given up
        self._guard = threading.RLock()
        self._scan: tuple[object, list[str], NDArray[np.float32]] | None = None

    def adopt(self, vectors: VectorIndex | None) -> None:
        """Uses an index that this process owns, brought in step first.

        One that fails is left alone, and the exact scan goes on.
        """
        if vectors is None:
            return
        self._vectors = vectors
        try:
            self.repair(only_if_counts_differ=True)
        except StoreError as error:
            self._give_up(error)

    @property
    def has_index(self) -> bool:
        """Whether there is an index beside the exact scan."""
        return self._vectors is not None

    def search(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """At most `limit` (passage id, cosine) pairs, best first; ids may just have gone."""
        found: dict[str, float] = {}
        if self._vectors is not None:
            try:
                found.update(self._vectors.query(vector, limit))
            except StoreError as error:
                self._give_up(error)
        with self._guard:
            ids, matrix = self._rest()
        if ids:
            cosines = matrix @ vector
            best = np.argpartition(-cosines, min(limit, len(ids)) - 1)[:limit]
            found.update((ids[at], float(cosines[at])) for at in best)
        return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]

    def synchronise(self, progress: Callable[[int], None] = lambda count: None) -> int:
        """Brings Chroma in step with the store, if this process owns it; how many were moved."""
        if self._vectors is None:
            return 0
        with self._guard:
            if removed := self._store.removed():
                self._vectors.delete(removed)
                self._store.forget_removed(removed)
            moved = 0
            while True:
                keys, ids, matrix = self._store.vectors(unindexed_only=True, limit=_STEP)
                if not keys:
                    return moved
                self._vectors.upsert(ids, matrix)
                self._store.set_indexed(keys)
                moved += len(keys)
                progress(len(keys))

    def repair(self, *, only_if_counts_differ: bool = False) -> tuple[int, int]:
        """Compares Chroma with the store and mends it: how many were missing, and too many."""
        if self._vectors is None:
            return 0, 0
        with self._guard:
            self.synchronise()
            if only_if_counts_differ and self._vectors.count() == self._store.indexed_count():
                return 0, 0
            held, wanted = self._vectors.ids(), self._store.indexed_ids()
            missing, surplus = wanted - held, held - wanted
            if surplus:
                self._vectors.delete(sorted(surplus))
            if missing:
                self._store.reset_index()
            self.synchronise()
        return len(missing), len(surplus)

    def close(self) -> None:
        if self._vectors is not None:
            self._vectors.close()

    def _give_up(self, error: StoreError) -> None:
        log.warning("%s; answering from an exact scan meanwhile", error)
        self._vectors, self.failed = None, True

    def _rest(self) -> tuple[list[str], NDArray[np.float32]]:
        """Ids and vectors that Chroma does not have, read again when the store has changed."""
        owner = self._vectors is not None
        state = (owner, self._store.generation())
        if self._scan is None or self._scan[0] != state:
            _, ids, matrix = self._store.vectors(unindexed_only=owner)
            self._scan = (state, ids, matrix)
        return self._scan[1], self._scan[2]
