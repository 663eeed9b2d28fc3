"""Files that came through the page: kept in the home folder, so that a citation fits a file.

`uploads/<hash of the content>/<the name it had>`: two files of one name never meet, and one content
of one name is one file. A file that no article comes from any more is deleted.
"""

import hashlib
import os
import re
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from index.errors import LoadError
from index.store import Store

_FOLDER = "uploads"
_BYTES = 120  # of a name; file systems take 255
_ALLOWED = re.compile(r"[^\w .,()\[\]'’&+=@~-]+")


def keep(home: Path, file: Path, name: str) -> Path:
    """Copies `file` into the home folder under a safe form of `name`; where it is now.

    Raises LoadError when it cannot be read or there is no room.
    """
    try:
        with file.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()[:32]
        folder = home.resolve() / _FOLDER / digest
        folder.mkdir(parents=True, exist_ok=True)
        kept = folder / safe_name(name)
        if not kept.is_file():
            handle, partial = tempfile.mkstemp(prefix=".", dir=folder)
            os.close(handle)
            try:
                shutil.copyfile(file, partial)
                Path(partial).replace(kept)
            except BaseException:
                Path(partial).unlink(missing_ok=True)
                raise
        return kept
    except OSError as error:
        raise LoadError(f"it cannot be kept: {error.strerror or error}") from None


def forget_unused(home: Path, store: Store, kept: str) -> None:
    """Deletes a file of `keep`, unless an article comes from it. Any other file is left alone."""
    path = Path(kept)
    folder = path.parent
    if folder.parent != home.resolve() / _FOLDER or store.matching_sources(kept):
        return
    with suppress(OSError):
        path.unlink(missing_ok=True)
        folder.rmdir()  # refused where the same content stands there under another name


def safe_name(name: str) -> str:
    """`name` without folders and without what a file system or a terminal could take amiss."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = " ".join(_ALLOWED.sub("_", last).split()).lstrip(". ") or "file"
    stem, dot, end = clean.rpartition(".")
    if not dot:
        stem, end = clean, ""
    end = dot + end[:12]
    short = stem.encode()[: _BYTES - len(end.encode())].decode("utf-8", "ignore").strip()
    return (short or "file") + end
