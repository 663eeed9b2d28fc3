"""Files and addresses into a corpus, told line by line while it happens.

The work has a thread of its own, so a visitor who leaves does not cut it off, and questions are
answered meanwhile. One file or address at a time, whoever adds it.
"""

import logging
import queue
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from index.corpus import Corpus
from index.errors import Busy, LoadError, ReadoutError, UsageError
from index.fetch import FetchPolicy
from index.ingest import IngestReport, ingest
from index.load import Outcome
from index.uploads import forget_unused, keep

BUSY = "Another ingest is running here; try again when it has ended."
FAILED = "Something failed while adding it; the details are in the terminal."
NO_ADDRESS = (
    "Write the address of a page or a feed, beginning with http:// or https://. A file on your own"
    " computer is added by dropping it above."
)

_ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_PAUSE = 0.15  # seconds between two views of the same work
_logger = logging.getLogger(__name__)
_one_at_a_time = threading.Lock()


class State(StrEnum):
    """How far one file or address is."""

    WAITING = "waiting"
    READING = "reading"
    DONE = "done"
    REJECTED = "rejected"  # wholly, or some of it


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that a visitor handed over; it is copied, and then deleted where it lies."""

    file: Path
    name: str  # as the visitor's computer calls it


@dataclass(frozen=True, slots=True)
class Address:
    """A page or a feed. Never a path: what a visitor types must not name a file of this machine."""

    url: str

    def __post_init__(self) -> None:
        if not _ADDRESS.fullmatch(self.url):
            raise UsageError(NO_ADDRESS)

    @property
    def name(self) -> str:
        return self.url


Target = Upload | Address


@dataclass(frozen=True, slots=True)
class Line:
    """What there is to say of one file or address."""

    name: str
    state: State = State.WAITING
    said: str = ""
    reasons: tuple[tuple[str, str], ...] = ()  # (record, why it was rejected); "" is all of it


def add(
    corpus: Corpus, targets: Sequence[Target], policy: FetchPolicy
) -> Iterator[tuple[Line, ...]]:
    """Takes in `targets`, and gives a line for each, again whenever something has changed."""
    lines = [Line(target.name) for target in targets]
    changes: queue.SimpleQueue[tuple[int, Line] | None] = queue.SimpleQueue()

    def work() -> None:
        try:
            for at, target in enumerate(targets):
                with _one_at_a_time:
                    changes.put((at, _added(corpus, target, policy, _Told(at, changes))))
        finally:
            changes.put(None)

    yield tuple(lines)
    threading.Thread(target=work, name="adding", daemon=True).start()
    change = changes.get()
    while change is not None:
        lines[change[0]] = change[1]
        with suppress(queue.Empty):  # gather what follows at once into one view
            while (change := changes.get(timeout=_PAUSE)) is not None:
                lines[change[0]] = change[1]
        yield tuple(lines)
        if change is not None:
            change = changes.get()


def _added(corpus: Corpus, target: Target, policy: FetchPolicy, told: "_Told") -> Line:
    """Takes in one target; what came of it. Never raises."""
    told.begin(target.name)
    line = Line(target.name, State.REJECTED)
    try:
        if isinstance(target, Address):
            return _line(line, ingest(corpus, [target.url], policy, told), target.url)
        kept = str(keep(corpus.home, target.file, target.name))
        target.file.unlink(missing_ok=True)
        try:
            return _line(line, ingest(corpus, [kept], policy, told), kept)
        finally:
            forget_unused(corpus.home, corpus.store, kept)
    except Busy:
        return replace(line, said=BUSY)
    except LoadError as error:
        return replace(line, said="rejected", reasons=(("", str(error)),))
    except ReadoutError as error:
        return replace(line, said=str(error))
    except Exception:
        _logger.exception("adding failed")
        return replace(line, said=FAILED)


def _line(line: Line, report: IngestReport, source: str) -> Line:
    reasons = tuple(
        (_record(each.source, each.container, source), each.reason) for each in report.rejected
    )
    counts = (
        (report.added, "added"),
        (report.replaced, "replaced"),
        (report.unchanged, "already here, unchanged"),
        (report.removed, "gone from it and removed"),
        (len(reasons), "rejected"),
    )
    said = ", ".join(f"{count:,} {what}" for count, what in counts if count)
    if reasons and not (report.added or report.replaced or report.unchanged):
        said = "rejected" if len(reasons) == 1 else said
    state = State.REJECTED if reasons else State.DONE
    return replace(line, state=state, said=said or "nothing in it", reasons=reasons)


def _record(source: str, container: str, whole: str) -> str:
    """What to call a rejected record: its key, or "" for the file or page as a whole."""
    if container and source.startswith(f"{container}#"):
        return source[len(container) + 1 :]
    return "" if source == whole or Path(source).is_absolute() else source


class _Told:
    """A progress of one target that becomes lines."""

    def __init__(self, at: int, changes: "queue.SimpleQueue[tuple[int, Line] | None]") -> None:
        self._at = at
        self._changes = changes
        self._line = Line("")
        self._articles = self._passages = 0

    def begin(self, name: str) -> None:
        self._line = Line(name, State.READING)
        self._tell("reading")

    def read(self, outcome: Outcome) -> None:
        self._articles += 1
        if self._articles > 1:
            self._tell(f"reading, {self._articles:,} so far")

    def embedded(self, passages: int) -> None:
        self._passages += passages
        self._tell(f"embedding, {self._passages:,} passages so far")

    def _tell(self, said: str) -> None:
        self._changes.put((self._at, replace(self._line, said=said)))
