"""Looks a corpus over, compares its two stores, and mends what a crash left."""

from dataclasses import dataclass

from index.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was found, and what was done about it."""

    articles: int
    passages: int
    embedder: str
    database: str  # SQLite's own check: "ok", or what is wrong
    embedded: int  # passages that had no vector, and have one now
    missing: int  # passages that the vector index had lost, and has again
    surplus: int  # passages that the vector index held beyond the store's, deleted
    rebuilt: str | None  # why the vector index was built anew; None when it was sound
    compared: bool  # False when another process owns the vector index

    @property
    def sound(self) -> bool:
        """Whether nothing needed mending, and nothing is left that could not be."""
        return (
            self.database == "ok"
            and not (self.embedded or self.missing or self.surplus)
            and self.rebuilt is None
        )


def examine(corpus: Corpus) -> Diagnosis:
    """Checks and mends `corpus`, which must have been opened with `lasting` and `check`."""
    database = corpus.store.integrity()
    embedded = corpus.finish()
    missing, surplus = corpus.dense.repair()
    articles, passages = corpus.store.counts()
    return Diagnosis(
        articles=articles,
        passages=passages,
        embedder=corpus.embedder.name,
        database=database,
        embedded=embedded,
        missing=missing,
        surplus=surplus,
        rebuilt=corpus.rebuilt,
        compared=corpus.owns_vectors,
    )
