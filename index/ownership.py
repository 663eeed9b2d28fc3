"""Owning a home's embedded Chroma folder: the lock, the seal, the check, the rebuild.

Chroma 1.5.9 was seen to stay broken after some kills, to answer wrongly from a damaged file without
an error, and to crash the process that reads one. So an owner that closes the folder in order
seals it: notes the names, sizes and times of its files. A folder without a seal, or with one it
does not fit, is tried in a child process first, and is built anew from the store when it fails.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

from index.store import Store
from index.vectors import ChromaVectors

_CHECK_SECONDS = 300


class ChromaFolder:
    """The right to use `home/chroma`, held by at most one process at a time."""

    def __init__(self, home: Path, lock: FileLock) -> None:
        self._lock = lock
        self._seal = home / "chroma.sealed"
        self.folder = home / "chroma"

    @classmethod
    def take(cls, home: Path) -> Self | None:
        """The right to the folder, or None when another process has it."""
        lock = FileLock(home / "chroma.lock", thread_local=False)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return None
        return cls(home, lock)

    def look_over(self, store: Store, *, always: bool = False) -> str | None:
        """Discards a damaged folder; why, or None. Must come before `open`.

        What is in the folder is tried where its seal is missing or broken, or `always`.
        """
        if self.folder.exists():
            problem = self.problem() if always or not self._is_sealed() else None
        else:
            problem = "its folder is gone" if store.indexed_ids() else None
        if problem:
            self.discard(store)
        return problem

    def open(self) -> ChromaVectors:
        """The collection. The folder has no seal until `release`."""
        self._seal.unlink(missing_ok=True)
        return ChromaVectors.embedded(self.folder)

    def problem(self) -> str | None:
        """What is wrong with the folder, found by a child process; None when it is sound."""
        # -P: a file of the working directory must not be taken for a module. A session of its own:
        # Ctrl-C is for us, and not a crash of the check.
        command = [sys.executable, "-P", "-m", "index.chroma_check", str(self.folder.parent)]
        try:
            done = subprocess.run(
                command,
                capture_output=True,
                text=True,
                timeout=_CHECK_SECONDS,
                check=False,
                start_new_session=True,
            )
        except subprocess.TimeoutExpired:
            return f"its check did not end within {_CHECK_SECONDS} seconds"
        if done.returncode == 0:
            return None
        if done.returncode < 0:
            return f"reading it crashed with signal {-done.returncode}"
        return (done.stdout.strip().splitlines() or ["it cannot be read"])[-1]

    def discard(self, store: Store) -> None:
        """Puts the folder aside as `chroma.damaged`, and has the store fill a new one."""
        aside = self.folder.with_name("chroma.damaged")
        shutil.rmtree(aside, ignore_errors=True)
        if self.folder.exists():
            self.folder.rename(aside)
        store.reset_index()

    def release(self, *, sound: bool) -> None:
        """Gives the right back, after the collection was closed.

        Unless it worked to the end, there is no seal, and the next owner looks the folder over.
        """
        if sound:
            self._seal.write_text(self._fingerprint(), encoding="utf-8")
        self._lock.release()

    def _is_sealed(self) -> bool:
        try:
            return self._seal.read_text(encoding="utf-8") == self._fingerprint()
        except (OSError, UnicodeDecodeError):
            return False

    def _fingerprint(self) -> str:
        """A line a file of the folder: its name, its size in bytes, its time of change."""
        files = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return "".join(
            f"{path.relative_to(self.folder)}\t{stat.st_size}\t{stat.st_mtime_ns}\n"
            for path in files
            for stat in [path.stat()]
        )
