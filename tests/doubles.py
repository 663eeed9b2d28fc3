"""Stand-ins for the slow parts, which behave sensibly: good enough to rank by."""

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from index.embed import Vectors

_WORD = re.compile(r"\w{3,}")


class HashingEmbedder:
    """An `Embedder` without a model: texts that share words are near each other, others are not.

    Each word has a fixed direction of 384 signs, from its hash; a text is the sum of its words.
    Directions of different words are nearly orthogonal (the cosine's deviation is 1/sqrt(384)).
    """

    name = "hashing/1"
    dimension = 384

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        return np.stack([self.embed_question(text) for text in texts])

    def embed_question(self, text: str) -> Vectors:
        words = _WORD.findall(text.lower()) or [""]
        total = np.stack([_direction(word) for word in words]).sum(axis=0)
        vector: Vectors = (total / np.linalg.norm(total)).astype(np.float32)
        return vector


@lru_cache(maxsize=50_000)
def _direction(word: str) -> Vectors:
    bits = np.unpackbits(np.frombuffer(hashlib.shake_128(word.encode()).digest(48), np.uint8))
    return bits.astype(np.float32) * 2 - 1


class MemoryVectors:
    """A `VectorIndex` in memory: every query compares with every vector."""

    def __init__(self) -> None:
        self._held: dict[str, Vectors] = {}

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        self._held.update(zip(ids, np.array(vectors, np.float32), strict=True))

    def delete(self, ids: Sequence[str]) -> None:
        for id_ in ids:
            self._held.pop(id_, None)

    def query(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        length = np.linalg.norm(vector)
        found = [
            (id_, float(held @ vector / (np.linalg.norm(held) * length)))
            for id_, held in self._held.items()
        ]
        return sorted(found, key=lambda pair: -pair[1])[:limit]

    def among(self, ids: Sequence[str]) -> set[str]:
        return self._held.keys() & set(ids)

    def count(self) -> int:
        return len(self._held)

    def ids(self) -> set[str]:
        return set(self._held)

    def clear(self) -> None:
        self._held.clear()

    def close(self) -> None:
        return None
