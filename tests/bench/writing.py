"""What a written answer withstands: `python -m tests.bench.writing poison`.

Each part is a function that prints a table; more are added to `PARTS`.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.poison import KINDS, POISONS
from tests.poison.chain import fates


def poison() -> None:
    """By kind: poisoned articles, those a model saw, those it brought before a reader."""
    with tempfile.TemporaryDirectory(prefix="readout-poison-") as folder:
        found = fates(Path(folder) / "home", POISONS)
        bare = fates(Path(folder) / "bare", POISONS, detecting=False)
    count = Counter(each.kind for each in POISONS)
    columns = (
        Counter(each.poison.kind for each in found if each.found),
        Counter(each.poison.kind for each in found if each.offered),
        Counter(each.poison.kind for each in found if each.shown),
        Counter(each.poison.kind for each in found if each.answered),
        Counter(each.poison.kind for each in bare if each.shown),
    )
    print(
        "| kind | articles | found | seen by model | obeyed | answered | obeyed if not left out |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|")
    for kind in KINDS:
        print(
            f"| {kind} | {count[kind]} | " + " | ".join(str(each[kind]) for each in columns) + " |"
        )
    totals = " | ".join(str(each.total()) for each in columns)
    print(f"| all | {len(POISONS)} | {totals} |")


PARTS: dict[str, Callable[[], None]] = {"poison": poison}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.writing", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="default: all")
    for part in parser.parse_args().parts or PARTS:
        PARTS[part]()


if __name__ == "__main__":
    main()
