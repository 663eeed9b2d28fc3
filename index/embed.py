"""Text into vectors: the seam, the default model, and any sentence-transformers model.

    MiniLM               all-MiniLM-L6-v2, int8, on ONNX Runtime: the default
    SentenceTransformer  any model of that library, by name or folder

`open_embedder` chooses by the setting `READOUT_EMBEDDER`.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.onnx_model import OnnxModel

Vectors = NDArray[np.float32]

DEFAULT = "all-MiniLM-L6-v2"


class Embedder(Protocol):
    """Turns text into vectors of length 1, so that a dot product is a cosine."""

    @property
    def name(self) -> str:
        """What a store remembers; another name means that vectors do not compare."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (texts, dimension), in the order of `texts`."""

    def embed_question(self, text: str) -> Vectors:
        """One vector of shape (dimension,)."""


class MiniLM:
    """all-MiniLM-L6-v2, int8 by output channel, on ONNX Runtime."""

    name = "all-MiniLM-L6-v2/int8"
    dimension = 384

    def __init__(self, folder: Path) -> None:
        """`folder` holds what `minilm.prepared` made."""
        self._model = OnnxModel(folder, longest=256)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        return np.stack(self._model.run(texts))

    def embed_question(self, text: str) -> Vectors:
        return self._model.run([text])[0]


class SentenceTransformer:
    """Any model of the sentence-transformers library, by name or local folder."""

    def __init__(self, model: str) -> None:
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        try:
            from sentence_transformers import SentenceTransformer as Model
        except ImportError as error:
            raise ModelError(
                f"the embedding model {model!r} needs sentence-transformers: run `make install`"
            ) from error
        try:
            self._model = Model(model, device="cpu")
        except Exception as error:  # the library raises many kinds for a model it cannot find
            raise ModelError(
                f"the embedding model {model!r} cannot be loaded"
                f" ({type(error).__name__}); name a local folder or a model that is cached here"
            ) from error
        folder = Path(model)
        self.name = f"sentence-transformers/{folder.resolve() if folder.is_dir() else model}"
        self.dimension = int(self._model.get_embedding_dimension() or 0)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        # Batches of 8: on two cores small batches were the fastest measured.
        vectors = self._model.encode_document(
            list(texts), batch_size=8, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), self.dimension)

    def embed_question(self, text: str) -> Vectors:
        vector = self._model.encode_query(text, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vector, dtype=np.float32)


def open_embedder(model: str = DEFAULT) -> Embedder:
    """The embedder for a model's name or folder. Raises ModelError when it cannot be had."""
    if model == DEFAULT:
        from index.minilm import prepared

        return MiniLM(prepared())
    return SentenceTransformer(model)
