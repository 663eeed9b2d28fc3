"""What a written answer withstands: `python -m tests.bench.writing poison`.

Each part is a function that prints a table; more are added to `PARTS`.
"""

import argparse
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from index.corpus import Corpus
from index.ingest import ingest
from tests.doubles import HashingEmbedder
from tests.poison import KINDS, POISONS
from tests.poison.chain import fates
from tests.rag.conftest import SAMPLES
from tests.rag.writing.faulty_desk import fallen
from tests.rag.writing.planted_answers import planted
from tests.rag.writing.test_planted import FILES


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


def caught() -> None:
    """By kind, how many planted errors are caught; and what becomes of true sentences."""
    milliseconds = []
    fates: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for each in planted(*FILES):
        began = time.process_time()
        held = each.held  # kept from now on
        milliseconds.append(1000 * (time.process_time() - began))
        if each.error is None:
            fates[held.fate.value] += 1
        for name in (each.error or "", *([f"all of {each.file}", "all"] if each.error else [])):
            seen[name] += 1
            right[name] += each.is_right(held)
    print("| error | planted | caught | |\n|---|--:|--:|--:|")
    for name in sorted(seen, key=lambda name: (name.startswith("all"), name)):
        if name:
            share = right[name] / seen[name]
            print(f"| {name} | {seen[name]} | {right[name]} | {share:.0%} |")
    true = ", ".join(f"{count} {fate}" for fate, count in fates.most_common())
    print(f"\nTrue sentences: {seen['']}, of them {true}.")
    middle, most = statistics.median(milliseconds), statistics.quantiles(milliseconds, n=20)[-1]
    print(f"Verification: {statistics.mean(milliseconds):.1f} ms of CPU a sentence on average,")
    print(f"{middle:.1f} in the median, {most:.1f} for one in twenty.")


def failing(times: int = 20) -> None:
    """Twenty faults of an endpoint, each 20 times: what the person gets, and how late."""
    with (
        tempfile.TemporaryDirectory(prefix="readout-faults-") as folder,
        Corpus(Path(folder), HashingEmbedder(), lasting=False) as corpus,
    ):
        ingest(corpus, [str(SAMPLES)])
        found = list(fallen(corpus, times))
    print("| fault | asked | answered | with a reason | longest, s | allowed, s |")
    print("|---|--:|--:|--:|--:|--:|")
    for name in dict.fromkeys(each.fault for each in found):
        its = [each for each in found if each.fault == name]
        answered = sum(bool(each.answer.claims) for each in its)
        reasons = sum(bool(each.answer.written and each.answer.written.put_aside) for each in its)
        longest = max(each.seconds for each in its)
        row = (name, len(its), answered, reasons, f"{longest:.2f}", its[0].allowed)
        print(f"| {' | '.join(map(str, row))} |")
    late = sorted(1000 * (each.seconds - each.allowed) for each in found)
    print(f"\nAfter the time allowed, p95: {late[int(0.95 * len(late))]:.0f} ms of {len(late)}.")


PARTS: dict[str, Callable[[], None]] = {"poison": poison, "caught": caught, "failing": failing}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.writing", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="default: all")
    for part in parser.parse_args().parts or PARTS:
        PARTS[part]()


if __name__ == "__main__":
    main()
