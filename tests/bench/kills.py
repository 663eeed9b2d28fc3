"""kill -9 in the middle of an ingest, a second ingest after it, and what is left then."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from tests.bench import children
from tests.bench.children import READY, ChildFailed, run


class Child(Protocol):
    """As much of a `subprocess.Popen` as is needed here."""

    @property
    def stdout(self) -> IO[str] | None: ...
    @property
    def returncode(self) -> int: ...
    def kill(self) -> None: ...
    def communicate(self) -> tuple[str, str]: ...


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill and what followed."""

    point: str  # "1.25 s", or where in the code
    died: bool  # whether the process was still at work then
    rebuilt: bool  # whether the next ingest built the vector index anew
    seconds: float  # that the next ingest took, from opening the home folder
    problems: tuple[str, ...]  # that were left after it


def ingest(
    home: Path,
    targets: list[Path],
    *,
    hashing: bool = False,
    after: float = 0.0,
    die: str = "",
    start: Callable[..., Child] = children.start,
) -> bool:
    """Ingests in a child; whether it died, `after` that many seconds of work or at point `die`.

    `start` starts a step of `child.py`. Raises ChildFailed when the child ends by an error of its
    own.
    """
    child = start(
        "ingest",
        home=str(home),
        targets=[str(target) for target in targets],
        hashing=hashing,
        die=die or None,
    )
    assert child.stdout is not None
    ready = child.stdout.readline().strip() == READY
    if after and ready:
        time.sleep(after)
        child.kill()
    _, said = child.communicate()
    expected = (0, -9) if after else (0, 9) if die else (0,)
    if not ready or child.returncode not in expected:
        last = (said.strip().splitlines() or ["it said nothing"])[-1]
        raise ChildFailed(f"an ingest ended with {child.returncode}: {last}")
    return child.returncode != 0


def recover(
    home: Path, targets: list[Path], expected: Path, point: str, died: bool, *, hashing: bool
) -> Kill:
    """Ingests again what a killed ingest of `home` left; a third process checks the home.

    `expected` is the file that `checks.save` wrote.
    """
    try:
        again = run("ingest", home=str(home), targets=[str(t) for t in targets], hashing=hashing)
        found = run("check", home=str(home), expected=str(expected))["problems"]
        seconds = float(again["seconds"])
    except ChildFailed as error:
        found, seconds = [str(error)], 0.0
    rebuilt = (home / "chroma.damaged").exists()
    return Kill(point, died, rebuilt, seconds, tuple(found))


def kill(
    folder: Path, targets: list[Path], expected: Path, after: float, *, hashing: bool = False
) -> Kill:
    """One kill of a first ingest `after` so many seconds of work, in a new home in `folder`."""
    home = folder / "killed"
    shutil.rmtree(home, ignore_errors=True)
    died = ingest(home, targets, hashing=hashing, after=after)
    result = recover(home, targets, expected, f"{after:.2f} s", died, hashing=hashing)
    shutil.rmtree(home, ignore_errors=True)
    return result
