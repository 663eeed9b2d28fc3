"""A child program whose three streams are attended to, so that none of them blocks another."""

import os
import queue
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import IO

LONGEST = 10_000_000  # bytes of a line
_TAIL = 5  # lines of its last words
_SLICE = 0.5  # seconds between two looks at whether it still runs
_GRACE = 2.0  # seconds in which a program that has ended may still be read


class Attended:
    """Writes lines to a program, reads its lines, keeps its last words. Use as a context manager.

    The program is the leader of a process group of its own, and the whole group ends with it: a
    child that it leaves behind would keep the streams open.
    """

    def __init__(self, words: Sequence[str], lines: Iterable[bytes]) -> None:
        """Raises OSError when the program cannot be started."""
        self._process = subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        self._lines: queue.Queue[tuple[bytes | None, float]] = queue.Queue()
        self._last_words: deque[str] = deque(maxlen=_TAIL)
        self._began = time.perf_counter()
        for attend in (lambda: self._write(lines), self._read, self._listen):
            threading.Thread(target=attend, daemon=True).start()

    def __enter__(self) -> "Attended":
        return self

    def __exit__(self, *_: object) -> None:
        # The threads close the streams: closing them here would wait for whoever reads.
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def next_line(self, patience: float) -> tuple[bytes | None, float]:
        """A line and the milliseconds since the one before; None at the end or after too long."""
        waited, ended = 0.0, 0.0
        while waited < patience and ended < _GRACE:
            try:
                line, at = self._lines.get(timeout=min(_SLICE, patience))
            except queue.Empty:
                waited += _SLICE
                ended += _SLICE if self._process.poll() is not None else 0.0
                continue
            elapsed, self._began = 1000 * (at - self._began), at
            return line, elapsed
        return None, 0.0

    def note(self, words: str) -> None:
        """Remembers what is to be shown should an answer be missing."""
        self._last_words.append(words.strip()[:200])

    def how_it_ended(self, patience: float) -> str:
        """Why there are no more lines, with the program's last words."""
        try:
            code = self._process.wait(timeout=1.0)
            how = f"the program ended with exit code {code}"
        except subprocess.TimeoutExpired:
            how = f"the program said nothing for {patience:g} seconds"
        words = " / ".join(word for word in self._last_words if word)
        return f"{how}, its last words: {words}" if words else how

    def _write(self, lines: Iterable[bytes]) -> None:
        try:
            with _stream(self._process.stdin) as stream:
                for line in lines:
                    stream.write(line)
        except OSError:
            return  # it ended, or reads no further; what it answered tells

    def _read(self) -> None:
        with _stream(self._process.stdout) as stream:
            while line := stream.readline(LONGEST):
                if line.strip():
                    self._lines.put((line, time.perf_counter()))
        self._lines.put((None, time.perf_counter()))

    def _listen(self) -> None:
        with _stream(self._process.stderr) as stream:
            while line := stream.readline(LONGEST):
                self.note(line.decode("utf-8", "replace"))


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # all three are pipes
    return stream
