"""Chroma, a derived index of the vectors in the store: the only file that imports chromadb.

Embedded by default, in one folder that one process owns (`index/ownership.py` holds the lock); a
server started with `chroma run` by one setting. Everything here can be rebuilt from the store.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from index.errors import StoreError, UsageError

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.api import ClientAPI
    from chromadb.api.collection_configuration import CreateCollectionConfiguration

_BATCH = 1_000  # Chroma 1.5.9 refuses more than 5,461 at once, and pages of some 30,000 ids
_COSINE: "CreateCollectionConfiguration" = {"hnsw": {"space": "cosine", "num_threads": 1}}


class VectorIndex(Protocol):
    """Nearest neighbours by cosine, kept by passage id."""

    def upsert(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Stores one vector of shape (dimension,) an id; known ids are overwritten."""

    def delete(self, ids: Sequence[str]) -> None:
        """Forgets ids; unknown ones are passed over."""

    def query(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """At most `limit` (id, cosine) pairs, best first."""

    def among(self, ids: Sequence[str]) -> set[str]:
        """Those of `ids` that are held."""

    def count(self) -> int:
        """How many ids are held."""

    def ids(self) -> set[str]:
        """Every id that is held."""

    def clear(self) -> None:
        """Forgets everything, the vectors' length too."""

    def close(self) -> None:
        """Lets go of files and connections."""


class ChromaVectors:
    """A Chroma collection as a `VectorIndex`. Raises StoreError where Chroma fails."""

    def __init__(self, client: "ClientAPI", collection: str) -> None:
        self._client = client
        self._name = collection
        self._collection = self._opened()

    def _opened(self) -> "Collection":
        with _told("open"):
            # No embedding function: Chroma would download one, and we embed ourselves.
            return self._client.get_or_create_collection(
                self._name, embedding_function=None, configuration=_COSINE
            )

    @classmethod
    def embedded(cls, folder: Path) -> Self:
        """A collection in a folder of this machine."""
        import chromadb
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.config import Settings

        with _told("open"):
            # _env_file=None: Settings would read a .env of the working directory.
            settings = Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]
            try:
                client = chromadb.PersistentClient(str(folder), settings=settings)
                return cls(client, "passages")
            except Exception:
                # Chroma 1.5.9 would hand the failed client out again for this path.
                SharedSystemClient.clear_system_cache()
                raise

    @classmethod
    def server(cls, url: str, collection: str) -> Self:
        """A collection of a server started with `chroma run`, at http(s)://host:port."""
        import chromadb
        from chromadb.config import Settings

        parts = urlsplit(url)
        try:
            port = parts.port or (443 if parts.scheme == "https" else 8000)
        except ValueError:
            port = 0
        if parts.scheme not in ("http", "https") or not parts.hostname or not port:
            raise UsageError(
                f"READOUT_CHROMA_URL is {url!r}; it must look like http://127.0.0.1:8000"
            )
        try:
            settings = Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]
            client = chromadb.HttpClient(
                parts.hostname, port, ssl=parts.scheme == "https", settings=settings
            )
        except Exception as error:  # chromadb raises ValueError, httpx errors and its own
            raise StoreError(
                f"no Chroma server answers at {url}: start one with `chroma run`,"
                " or unset READOUT_CHROMA_URL"
            ) from error
        return cls(client, collection)

    def upsert(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        for at in range(0, len(ids), _BATCH):
            with _told("write to"):
                self._collection.upsert(
                    ids=list(ids[at : at + _BATCH]), embeddings=vectors[at : at + _BATCH]
                )

    def delete(self, ids: Sequence[str]) -> None:
        for at in range(0, len(ids), _BATCH):
            with _told("write to"):
                self._collection.delete(ids=list(ids[at : at + _BATCH]))

    def query(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        with _told("search"):
            found = self._collection.query(
                query_embeddings=vector[np.newaxis], n_results=limit, include=["distances"]
            )
        distances = (found["distances"] or [[]])[0]
        return [(id_, 1.0 - far) for id_, far in zip(found["ids"][0], distances, strict=True)]

    def among(self, ids: Sequence[str]) -> set[str]:
        held: set[str] = set()
        for at in range(0, len(ids), _BATCH):
            with _told("read"):
                found = self._collection.get(ids=list(ids[at : at + _BATCH]), include=[])
            held.update(found["ids"])
        return held

    def count(self) -> int:
        with _told("read"):
            return self._collection.count()

    def ids(self) -> set[str]:
        return set(self._pages())

    def _pages(self) -> Iterator[str]:
        offset = 0
        while True:
            with _told("read"):
                page = self._collection.get(include=[], limit=_BATCH, offset=offset)["ids"]
            yield from page
            if len(page) < _BATCH:
                return
            offset += _BATCH

    def clear(self) -> None:
        with _told("empty"):
            self._client.delete_collection(self._name)
        self._collection = self._opened()

    def close(self) -> None:
        self._client.close()  # type: ignore[attr-defined]  # all clients of 1.5.9 have it


@contextmanager
def _told(doing: str) -> Iterator[None]:
    """Turns whatever Chroma raises into a StoreError with a sentence."""
    try:
        yield
    except StoreError:
        raise
    except Exception as error:  # its own errors, RuntimeError from its Rust part, httpx errors
        raise StoreError(
            f"Chroma could not {doing} the vectors ({error}); run `readout doctor`,"
            " which rebuilds them from the store"
        ) from error
