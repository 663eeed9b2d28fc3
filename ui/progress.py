"""Progress bars, on stderr and only when a person is watching."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.ingest import Progress, Silent
from index.load import Outcome, count

if TYPE_CHECKING:
    from rich.progress import Progress as Bars


@contextmanager
def watched(targets: Sequence[str]) -> Iterator[Progress]:
    """A progress for `ingest`; silent where stderr is not a terminal."""
    if not sys.stderr.isatty():
        yield Silent()
        return
    counts = [count(target) for target in targets]
    known = sum(each or 0 for each in counts) if None not in counts else None
    with _bars() as bars:
        yield _Bars(bars, known)


@contextmanager
def counted(what: str, total: int) -> Iterator[Callable[[], None]]:
    """A bar of `total` steps, each told by a call."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    with _bars() as bars:
        task = bars.add_task(what, total=total)
        yield lambda: bars.advance(task)


def _bars() -> "Bars":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    return Bars(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )


class _Bars:
    def __init__(self, bars: "Bars", files: int | None) -> None:
        self._bars = bars
        self._files = files
        self._read = bars.add_task("reading", total=files)
        self._embedded = bars.add_task("embedding passages", total=None)

    def read(self, outcome: Outcome) -> None:
        done = self._bars.tasks[self._read].completed
        if self._files is not None and done >= self._files:  # a file of many records
            self._bars.tasks[self._read].total = None  # `update` takes None for "as it was"
        self._bars.advance(self._read)

    def embedded(self, passages: int) -> None:
        self._bars.advance(self._embedded, passages)
