"""Steps of a child: readout's own ingest, timed by part or killed at a chosen point."""

import os
import time
from pathlib import Path
from typing import Any

from tests.bench.children import READY
from tests.bench.stopwatch import Stopwatch


def prepare() -> dict[str, Any]:
    """Makes the embedding model's graph, which the first use on a machine would pay for."""
    from index.minilm import prepared

    began = time.perf_counter()
    prepared()
    return {"seconds": time.perf_counter() - began}


def readout(
    home: str, targets: list[str], *, hashing: bool = False, die: str | None = None
) -> dict[str, Any]:
    """Ingests `targets`; the clock runs from opening the home folder until it is closed again.

    `hashing` embeds with `tests.doubles.HashingEmbedder`. `die` is a point as in `_die_at`.
    """
    import chromadb  # noqa: F401 - imported before the clock starts, as torch is for the other

    from index.corpus import Corpus
    from index.embed import open_embedder
    from index.ingest import ingest
    from tests.doubles import HashingEmbedder

    embedder = HashingEmbedder() if hashing else open_embedder()
    embedder.embed_passages(["Warmed up."])
    watch = _watched(type(embedder))
    if die:
        _die_at(die)
    print(READY, flush=True)
    began = time.perf_counter()
    with Corpus(Path(home), embedder) as corpus:
        report = ingest(corpus, targets)
        articles, passages = corpus.store.counts()
    return {
        "seconds": time.perf_counter() - began,
        "articles": articles,
        "passages": passages,
        "added": report.added,
        "unchanged": report.unchanged,
        "replaced": report.replaced,
        "removed": report.removed,
        "rejected": [f"{each.source}: {each.reason}" for each in report.rejected],
        "parts": dict(watch.seconds),
    }


def _watched(embedder: type) -> Stopwatch:
    import index.ingest
    from index.store import Store
    from index.vectors import ChromaVectors

    watch = Stopwatch()
    watch.watch_iterator(index.ingest, "load", "loading")
    watch.watch(index.ingest, "passages", "splitting")
    watch.watch(embedder, "embed_passages", "embedding")
    for name in ("upsert", "delete", "ids", "query", "close"):
        watch.watch(ChromaVectors, name, "Chroma")
    for name, method in list(vars(Store).items()):
        if callable(method) and not name.startswith("_"):
            watch.watch(Store, name, "storing")
    return watch


def _die_at(point: str) -> None:
    """Ends this process, as kill -9 would, at "before:Class.method:2": the second such call."""
    from index.store import Store
    from index.vectors import ChromaVectors

    when, name, count = point.split(":")
    owner, method = name.split(".")
    kind: Any = {"Store": Store, "ChromaVectors": ChromaVectors}[owner]
    original = getattr(kind, method)
    left = int(count)

    def dying(*values: Any, **named: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0 and when == "before":
            os._exit(9)
        result = original(*values, **named)
        if left == 0:
            os._exit(9)
        return result

    setattr(kind, method, dying)
