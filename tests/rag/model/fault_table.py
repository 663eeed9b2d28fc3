"""Twenty faults of an endpoint, each so many times: what came of it, and after how long.

`python -m tests.rag.model.fault_table 20` prints the table.
"""

import sys
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import SecretStr

from rag.model.endpoint import open_model, warm
from rag.model.model import Fault, ModelFailure, Prompt
from rag.model.settings import Kind, Limits, ModelSettings
from tests.fake_model import FakeModel, faults

# What is seen at once must not be taken for late on a machine that is busy.
LIMITS = Limits(
    connect_seconds=10.0,
    first_token_seconds=10.0,
    total_seconds=10.0,
    reply_tokens=60,
    reply_bytes=500_000,
)
SHORT = replace(LIMITS, connect_seconds=0.3, first_token_seconds=0.3, total_seconds=0.5)
LATE = {Fault.SILENT, Fault.SLOW, Fault.UNREACHABLE}  # by when the machine let it begin
EXPECTED: Mapping[str, set[Fault]] = {
    "accepts and never reads": LATE,
    "headers for ever": LATE,
    "no first token": LATE,
    "comments for ever": LATE,
    "silence in the middle": LATE,
    "tokens for ever, slowly": LATE,
    "connection refused": {Fault.UNREACHABLE},
    "endless headers": {Fault.GARBAGE},
    "cut in a word, FIN": {Fault.CUT},
    "cut in a word, RST": {Fault.CUT},
    "401": {Fault.REFUSED_KEY},
    "404": {Fault.NO_MODEL},
    "429, an hour": {Fault.BUSY},
    "500": {Fault.BROKEN},
    "redirect": {Fault.REDIRECTED},
    "invalid JSON": {Fault.GARBAGE},
    "gzip bomb": {Fault.GARBAGE},
    "endless line": {Fault.ENDLESS},
    "repeats for ever": {Fault.ENDLESS},
    "empty": {Fault.EMPTY},
}


@dataclass(frozen=True, slots=True)
class Try:
    """One request that met a fault."""

    name: str
    fault: Fault | None  # None: there was an answer
    said: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Left:
    """What is open in this process."""

    threads: int
    files: int

    @classmethod
    def now(cls) -> "Left":
        threads = sum(each.name.startswith("readout-model") for each in threading.enumerate())
        return cls(threads, len(list(Path("/proc/self/fd").iterdir())))


def tried(times: int, at_once: int = 1) -> tuple[list[Try], Left, Left]:
    """Every fault so many times, and what was open before and after.

    Each try has a model of its own, since one that failed three times would not be asked again.
    """
    found: list[Try] = []
    with FakeModel("The mayor resigned on Monday. [S1] " * 2) as fake:
        settings = ModelSettings(
            Kind.OPENAI_LIKE, fake.url, "fake-model", SecretStr(fake.key or ""), limits=LIMITS
        )
        hurried = replace(settings, limits=SHORT)
        warm(settings).join()
        _once(settings, "none")
        fake.wait_until_alone()
        before = _settled(0)
        for name, expected in EXPECTED.items():
            fake.recover()
            fake.fail(faults.ALL[name], times=None)
            with ThreadPoolExecutor(at_once) as pool:
                found += pool.map(
                    _once, [hurried if expected is LATE else settings] * times, [name] * times
                )
        fake.wait_until_alone()
        fake.recover()
        after = _settled(before.files)
    return found, before, after


def _once(settings: ModelSettings, name: str) -> Try:
    fault, said = None, ""
    started = time.monotonic()
    with open_model(settings).stream(Prompt("Answer.", "Who resigned?"), started + 60) as stream:
        try:
            list(stream)
        except ModelFailure as failure:
            fault, said = failure.fault, str(failure)
    return Try(name, fault, said, time.monotonic() - started)


def _settled(files: int) -> Left:
    """What is open once threads that were told to end had the time to; 10 seconds at most."""
    until = time.monotonic() + 10
    while (left := Left.now()) and time.monotonic() < until:
        if not left.threads and left.files <= (files or left.files):
            break
        time.sleep(0.01)
    return left


def main() -> None:
    """Prints the table; the limit of each is the longest that its fault may take."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    found, before, after = tried(times)
    over: list[float] = []
    print(f"{'fault':26} {'tries':>5} {'came to':22} {'median':>7} {'longest':>8} {'limit':>6}")
    for name, expected in EXPECTED.items():
        tries = [each for each in found if each.name == name]
        seconds = sorted(each.seconds for each in tries)
        came = ", ".join(sorted({each.fault or "answered" for each in tries}))
        limit = SHORT.first_token_seconds if Fault.SILENT in {each.fault for each in tries} else 0
        limit = limit or (SHORT if expected is LATE else LIMITS).total_seconds
        over += [max(0.0, each - limit) for each in seconds]
        median = seconds[len(seconds) // 2]
        print(f"{name:26} {len(tries):5} {came:22} {median:7.3f} {seconds[-1]:8.3f} {limit:6.1f}")
    over.sort()
    print(
        f"past the limit: p95 {over[int(len(over) * 0.95)] * 1e3:.0f} ms, most {over[-1] * 1e3:.0f}"
    )
    print(f"open before: {before}, after: {after}")


if __name__ == "__main__":
    main()
