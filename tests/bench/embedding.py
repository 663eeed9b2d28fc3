"""Step of a child: the embedding model alone, readout's form of it beside the published one."""

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ROUNDS = 3
_BATCH = 8  # sentence-transformers' default is 32; on two cores 8 was faster, so it gets 8

Model = Callable[[Sequence[str]], NDArray[np.float32]]


def compare(file: str, count: int) -> dict[str, Any]:
    """Passages a second by model, the median of rounds that take turns; and how they agree.

    The texts are the first `count` passages that readout cuts of the articles in `file`.
    """
    texts = _texts(file, count)
    models = {
        "readout, int8 on ONNX Runtime": _readout(),
        "sentence-transformers, float32 on torch": _torch("float32"),
        "sentence-transformers, bfloat16 on torch": _torch("bfloat16"),
    }
    seconds: dict[str, list[float]] = {name: [] for name in models}
    vectors: dict[str, NDArray[np.float32]] = {}
    for model in models.values():
        model(texts[:16])
    for _ in range(_ROUNDS):
        for name, model in models.items():
            began = time.perf_counter()
            vectors[name] = model(texts)
            seconds[name].append(time.perf_counter() - began)
    ours, published, _ = vectors.values()
    cosines = (ours * published).sum(axis=1)
    return {
        "rates": {name: len(texts) / statistics.median(each) for name, each in seconds.items()},
        "texts": len(texts),
        "cosine": {"mean": float(cosines.mean()), "least": float(cosines.min())},
    }


def _texts(file: str, count: int) -> list[str]:
    from index.load import Loaded, load
    from index.passages import passages

    found: list[str] = []
    for outcome in load(file):
        if len(found) >= count:
            break
        if isinstance(outcome, Loaded):
            found += [passage.text for passage in passages(outcome.article)]
    return found[:count]


def _readout() -> Model:
    from index.embed import open_embedder

    return open_embedder().embed_passages


def _torch(kind: str) -> Model:
    import torch
    from sentence_transformers import SentenceTransformer

    from index.minilm import weights

    model = SentenceTransformer(
        str(weights()), device="cpu", model_kwargs={"dtype": getattr(torch, kind)}
    )

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = model.encode(
            list(texts),
            batch_size=_BATCH,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_tensor=True,
        )
        found: NDArray[np.float32] = vectors.float().numpy()
        return found

    return embed
