"""A home folder, opened: the store, the dense index and the embedder that belong together."""

import logging
import sqlite3
import threading
import uuid
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from index.dense import DenseIndex
from index.embed import Embedder
from index.errors import EmbedderMismatch, StoreError
from index.ownership import ChromaFolder
from index.store import Store
from index.vectors import ChromaVectors

log = logging.getLogger(__name__)
_PATIENCE = 60.0  # seconds before what failed in the background is tried again
STEP = 256  # passages embedded between two commits


class Corpus:
    """Everything that is searched. Use as a context manager, or call `close`."""

    def __init__(
        self,
        home: Path,
        embedder: Embedder,
        *,
        lasting: bool = True,
        chroma_url: str | None = None,
        check: bool = False,
        reembed: bool = False,
    ) -> None:
        """Opens or creates the home folder.

        `lasting` is for a process that stays or writes: it owns Chroma where it can. A process
        that asks one question does without, since importing Chroma takes longer than an exact
        scan of a hundred thousand passages. `check` looks an embedded Chroma over even where the
        last owner closed it; `reembed` forgets all vectors, for `finish` to make them anew.
        Raises EmbedderMismatch and StoreError.
        """
        self.home = home
        self.rebuilt: str | None = None  # why the vector index is being built anew
        self.embedder = embedder
        self.store = Store(home)
        self._lasting = lasting
        self._chroma_url = chroma_url
        self._folder: ChromaFolder | None = None
        self._stop = threading.Event()
        self._keeper: threading.Thread | None = None
        self.dense = DenseIndex(self.store)
        try:
            if not reembed:
                self._check_embedder()
            while self.store.complete_origins(STEP):
                pass
            vectors = self._vectors(check=check)
            if reembed:
                self._forget_vectors(vectors)
            self._adopt(vectors, check=check)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the folder. Safe to call twice."""
        self._stop.set()
        if self._keeper is not None:
            self._keeper.join()
        self.dense.close()
        self._let_go()
        self.store.close()

    def _let_go(self) -> None:
        if self._folder is not None:
            self._folder.release(sound=self.dense.has_index)
            self._folder = None

    def keep_up(self, seconds: float = 2.0) -> None:
        """In the background, until closed: moves what other processes ingest into Chroma.

        Where Chroma is not used yet, or another process owned it and has ended, takes it over.
        """
        self._lasting = True

        def run() -> None:
            seen, pause = -1, 0.0
            while not self._stop.wait(pause):
                pause = seconds
                try:
                    if not self.owns_vectors:
                        self._let_go()  # of an index that was given up
                        self._adopt(self._vectors(check=False), check=False)
                    if (now := self.store.generation()) != seen:
                        self.dense.synchronise()
                        seen = now
                except (StoreError, OSError, sqlite3.Error) as error:
                    log.warning("%s", error)
                if self._folder is not None and not self.owns_vectors:
                    pause = _PATIENCE

        self._keeper = threading.Thread(target=run, name="keep-up", daemon=True)
        self._keeper.start()

    def finish(self, progress: Callable[[int], None] = lambda count: None) -> int:
        """Embeds and indexes what has not been yet; how many passages were embedded."""
        done = 0
        while batch := self.store.unembedded(STEP):
            vectors = self.embedder.embed_passages([text for _, text in batch])
            self.store.set_vectors([key for key, _ in batch], vectors)
            self.dense.synchronise()
            done += len(batch)
            progress(len(batch))
        self.dense.synchronise()
        return done

    @property
    def owns_vectors(self) -> bool:
        """Whether this process reads and writes the vector index; another may own it."""
        return self.dense.has_index

    def _vectors(self, *, check: bool) -> ChromaVectors | None:
        """The vector index, if this process is to have one and can."""
        if self._chroma_url:
            return ChromaVectors.server(self._chroma_url, f"readout-{self._identity()}")
        if not self._lasting or self._folder is not None:
            return None
        folder = ChromaFolder.take(self.home)
        if folder is None:
            return None
        self._folder = folder
        self.rebuilt = folder.look_over(self.store, always=check)
        try:
            return folder.open()
        except StoreError as error:
            self.rebuilt = str(error)
            folder.discard(self.store)
            return folder.open()

    def _adopt(self, vectors: ChromaVectors | None, *, check: bool) -> None:
        """Uses `vectors`; with `check`, they are left for the doctor to compare."""
        if vectors is None:
            return
        place = self._chroma_url or "folder"
        # What the store calls indexed is so in the index it was used with last.
        before = self.store.meta("vectors")
        moved = before is not None and before != place
        # On a server, another process may be between an upsert and its note of it, so the counts
        # differ for a moment; only an empty collection is filled again.
        shared = self._chroma_url is not None and vectors.count() > 0
        self.dense.adopt(vectors, compare=True if moved else False if check or shared else None)
        if before != place:
            self.store.set_meta("vectors", place)

    def _identity(self) -> str:
        """A name of this folder's own, for its collection on a shared server."""
        found = self.store.meta("identity")
        if found is None:
            found = uuid.uuid4().hex
            self.store.set_meta("identity", found)
        return found

    def _check_embedder(self) -> None:
        built_with = self.store.meta("embedder")
        if built_with is None:
            self.store.set_meta("embedder", self.embedder.name)
        elif built_with != self.embedder.name:
            raise EmbedderMismatch(
                f"{self.home} was built with the embedding model {built_with}, not with"
                f" {self.embedder.name}: set READOUT_EMBEDDER back, or run"
                " `readout doctor --reembed` to build it anew with this one"
            )

    def _forget_vectors(self, vectors: ChromaVectors | None) -> None:
        if vectors is None:
            raise StoreError(
                f"another readout is using {self.home}: stop it (the chat page, say), then"
                " embed anew"
            )
        vectors.clear()
        self.store.reset_index(vectors=True)
        self.store.set_meta("embedder", self.embedder.name)
