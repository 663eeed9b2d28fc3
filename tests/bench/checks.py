"""Whether a home folder is whole: both of its stores hold the same, all of it, and once.

Reads `readout.db` with plain SQL, so that a mistake in the product's own store is not shared.
"""

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from index.vectors import ChromaVectors, VectorIndex

PROBES = 20  # passages whose own vectors are searched for
_SAME = 0.999  # the cosine from which another passage counts as a copy of the one looked for

Contents = dict[str, list[Any]]


def contents(home: Path) -> Contents:
    """What the store holds, comparable between homes: sources, articles and passages."""
    with _opened(home) as database:
        return {
            "sources": _rows(database, "SELECT source, article_id FROM sources"),
            "articles": _rows(database, "SELECT id, body FROM articles"),
            "passages": _rows(database, "SELECT id, article_id, start, end FROM passages"),
        }


def problems(home: Path, expected: Contents | None, chroma: VectorIndex | None = None) -> list[str]:
    """What is wrong with a home that should hold `expected`; an empty list when nothing is.

    `chroma` is the index, where the caller owns it; else the home's folder is opened.
    """
    own = chroma or ChromaVectors.embedded(home / "chroma")
    try:
        return [*_store_problems(home, expected), *_chroma_problems(home, own)]
    finally:
        if chroma is None:
            own.close()


def check(home: str, expected: str) -> dict[str, Any]:
    """The step of a child: `problems` of a home nobody has open; `expected` is a file of them."""
    return {"problems": problems(Path(home), json.loads(Path(expected).read_bytes()))}


def save(home: Path, file: Path) -> Path:
    """Writes a home's contents to `file`, as what other homes are checked against."""
    file.write_text(json.dumps(contents(home)), encoding="utf-8")
    return file


def _store_problems(home: Path, expected: Contents | None) -> list[str]:
    found = []
    if expected is not None:
        held = contents(home)
        for name, wanted in expected.items():
            have = {tuple(row) for row in held[name]}
            want = {tuple(row) for row in wanted}
            if lost := want - have:
                found.append(f"{len(lost)} {name} are lost")
            if surplus := have - want:
                found.append(f"{len(surplus)} {name} should not be there")
            if len(held[name]) != len(have):
                found.append(f"{len(held[name]) - len(have)} {name} are there twice")
    with _opened(home) as database:
        for fault, query in _FAULTS.items():
            if count := database.execute(query).fetchone()[0]:
                found.append(f"{count} {fault}")
        state = database.execute("PRAGMA integrity_check").fetchone()[0]
        if state != "ok":
            found.append(f"SQLite finds: {state}")
        try:
            database.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as error:
            found.append(f"the keyword index is damaged: {error}")
    return found


_FAULTS = {
    "passages have no vector": "SELECT count(*) FROM passages WHERE vector IS NULL",
    "passages are not marked as indexed": "SELECT count(*) FROM passages WHERE indexed = 0",
    "removed passages wait for their deletion": "SELECT count(*) FROM removed",
    "articles have no source": (
        "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM sources)"
    ),
    "articles have no passage": (
        "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM passages)"
    ),
    "passages are missing from the keyword index": (
        "SELECT count(*) FROM passages WHERE key NOT IN (SELECT id FROM words_docsize)"
    ),
    "rows of the keyword index have no passage": (
        "SELECT count(*) FROM words_docsize WHERE id NOT IN (SELECT key FROM passages)"
    ),
}


def _chroma_problems(home: Path, chroma: VectorIndex) -> list[str]:
    with _opened(home) as database:
        vectors = {
            row[0]: np.frombuffer(row[1], "<f2").astype(np.float32)
            for row in database.execute("SELECT id, vector FROM passages WHERE vector IS NOT NULL")
        }
    found = []
    held = chroma.ids()
    if missing := vectors.keys() - held:
        found.append(f"{len(missing)} passages are missing from Chroma")
    if surplus := held - vectors.keys():
        found.append(f"{len(surplus)} passages in Chroma are not in the store")
    probed = random.Random(0).sample(sorted(vectors), min(PROBES, len(vectors)))
    lost = [id_ for id_ in probed if not _finds(chroma, id_, vectors[id_])]
    if lost:
        found.append(f"{len(lost)} of {len(probed)} passages were not found by their own vectors")
    return found


def _finds(chroma: VectorIndex, id_: str, vector: "np.ndarray[Any, np.dtype[np.float32]]") -> bool:
    near = chroma.query(vector, 5)
    return id_ in dict(near) or (bool(near) and min(cosine for _, cosine in near) > _SAME)


def _rows(database: sqlite3.Connection, query: str) -> list[Any]:
    return sorted(list(row) for row in database.execute(query))


@contextmanager
def _opened(home: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(home / "readout.db")
    try:
        yield connection
    finally:
        connection.close()
