"""Tries a home's Chroma folder against the store: `python -m index.chroma_check HOME`.

A process of its own because reading a damaged folder can crash it. Ends with 0 when the folder is
sound, else with 1 and one line that says why.
"""

import sys
from pathlib import Path

import numpy as np

from index.errors import StoreError
from index.store import Store
from index.vectors import ChromaVectors

_TRIES = 64
_FOUND = 0.9  # of the tried vectors that must find themselves; a half-lost index finds half


def check(home: Path) -> str | None:
    """What is wrong, or None: every id that the store calls indexed is there and can be found."""
    store = Store(home)
    try:
        chroma = ChromaVectors.embedded(home / "chroma")
        missing = store.indexed_ids() - chroma.ids()
        if missing:
            return f"{len(missing)} passages are missing from it"
        _, ids, vectors = store.vectors()
        indexed = store.indexed_ids()
        rows = [at for at, id_ in enumerate(ids) if id_ in indexed]
        if not rows:
            return None
        tried = np.random.default_rng(0).choice(rows, size=min(_TRIES, len(rows)), replace=False)
        found = sum(
            any(cosine > 0.999 for _, cosine in chroma.query(vectors[at], 3)) for at in tried
        )
        if found < _FOUND * len(tried):
            return f"only {found} of {len(tried)} passages that were tried could be found in it"
    except StoreError as error:
        return str(error)
    finally:
        store.close()
    return None


def main() -> None:
    reason = check(Path(sys.argv[1]))
    if reason:
        sys.stdout.write(f"{reason}\n")
    sys.exit(1 if reason else 0)


if __name__ == "__main__":
    main()
