"""Which processes are alive: each holds a lock that the system takes back when it ends."""

import contextlib
import secrets
from collections.abc import Iterable
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import StoreError


class Run:
    """This process, for as long as it lives or until `end`."""

    def __init__(self, home: Path) -> None:
        """Raises StoreError when the folder cannot be written to."""
        self.id = secrets.token_hex(8)
        self._folder = home / "slack-runs"
        self._lock = FileLock(self._path(self.id))
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(blocking=False)
        except OSError as error:
            raise StoreError(f"{self._folder} cannot be used: {error.strerror or error}") from error
        self.ended(path.stem for path in self._folder.glob("*.lock"))  # whose files go with that

    def end(self) -> None:
        self._lock.release()
        self._path(self.id).unlink(missing_ok=True)

    def ended(self, runs: Iterable[str]) -> list[str]:
        """Those of `runs` whose process is no more."""
        return [run for run in runs if run != self.id and self._is_over(run)]

    def _is_over(self, run: str) -> bool:
        if not self._path(run).exists():
            return True
        lock = FileLock(self._path(run))
        try:
            lock.acquire(blocking=False)
        except Timeout:
            return False
        lock.release()
        with contextlib.suppress(OSError):
            self._path(run).unlink()
        return True

    def _path(self, run: str) -> Path:
        return self._folder / f"{run}.lock"
