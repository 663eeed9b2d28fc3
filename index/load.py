"""Files, folders, web pages and feeds to articles: exactly one outcome a file or record.

Nothing is loaded before it is asked for, so a folder of any size streams. What cannot be read
becomes a `Rejected` with its reason; bad content never raises.
"""

import logging
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from index.article import Article
from index.errors import LoadError
from index.fetch import PUBLIC_ONLY, FetchPolicy
from index.formats.draft import Drafts, Flaw, finish
from index.formats.endings import ENDINGS, JSON_LINES, ending, reader
from index.formats.records import read_json_lines
from index.formats.web import read_address

MAX_FILE_BYTES = 50 * 1024 * 1024  # of any file but JSON Lines, which are read line by line

_log = logging.getLogger(__name__)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|(?:https?|ftp|file|data|javascript):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Loaded:
    """An article and where it came from."""

    source: str  # the file, page, or record (`path#key`) that holds just this article
    container: str  # the file, page or feed that held it
    article: Article


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file, page or record that gave no article, and why, in words for a person."""

    source: str
    reason: str
    container: str = ""  # the file, page or feed that held it, when it was a record of one


Outcome = Loaded | Rejected


def load(target: str, policy: FetchPolicy = PUBLIC_ONLY) -> Iterator[Outcome]:
    """The articles of a file, of a folder and all below it, of a web page, or of a feed."""
    target = target.strip() if _ADDRESS.match(target.strip()) else target
    if _ADDRESS.match(target):
        try:
            address, drafts = read_address(target, policy)
        except LoadError as error:
            yield Rejected(_printable(target), str(error))
            return
        yield from _outcomes(drafts, address, None)
        return
    try:
        mode = os.stat(target).st_mode  # noqa: PTH116 - Path("") would be the current folder
    except (OSError, ValueError) as error:
        yield Rejected(_printable(target), _why_not_found(target, error))
        return
    root = Path(target).resolve()
    if not stat.S_ISDIR(mode):
        yield from _file(root)
        return
    for path, flaw in _walk(root):
        if flaw:
            yield Rejected(_printable(path), flaw)
        else:
            yield from _file(path.resolve())


def count(target: str) -> int | None:
    """How many files `load` will go through; None when that is not known beforehand."""
    path = Path(target)
    if not target or _ADDRESS.match(target.strip()):
        return None
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return None
    return sum(1 for _ in _walk(path.resolve())) if is_folder else 1


def _why_not_found(target: str, error: OSError | ValueError) -> str:
    if isinstance(error, PermissionError):
        return f"it may not be read: {_printable(target)}"
    return f"no such file or folder: {_printable(target)}"


def _walk(root: Path) -> Iterator[tuple[Path, str | None]]:
    """Every visible file below `root`, sorted, each with a reason not to read it or None."""
    pending = [root]
    while pending:
        path = pending.pop()
        if path.is_symlink():
            yield path, _link_flaw(path, root)
        elif _is_folder(path):
            try:
                found = [each for each in path.iterdir() if not each.name.startswith(".")]
            except OSError as error:
                yield path, f"the folder cannot be read: {error.strerror}"
                continue
            pending.extend(sorted(found, reverse=True))
        else:
            yield path, None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # what may not be looked at is rejected as the file it seems to be
        return False


def _link_flaw(path: Path, root: Path) -> str | None:
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):  # a loop of links is a RuntimeError before Python 3.13
        return "it is a link to nothing"
    if not real.is_relative_to(root):
        return "it is a link that leads out of the folder"
    return "it is a link to a folder that is read where it is" if real.is_dir() else None


def _file(path: Path) -> Iterator[Outcome]:
    """The outcomes of one file, whose path is absolute and real."""
    source = _printable(path)
    try:
        with _opened(path) as file:
            known = ending(path.name)
            if known is None:
                raise LoadError(f"only files that end in {', '.join(ENDINGS)} are read")
            size = os.fstat(file.fileno()).st_size
            if size == 0:
                raise LoadError("it is empty")
            if known in JSON_LINES:
                drafts = read_json_lines(file, known.endswith(".gz"))
                yield from _outcomes(drafts, source, source)
                return
            if size > MAX_FILE_BYTES:
                most = f"{MAX_FILE_BYTES / 1e6:.0f} MB"
                raise LoadError(f"it has {size / 1e6:.0f} MB; at most {most} are read")
            content = file.read(MAX_FILE_BYTES + 1)
        if not content.strip():
            raise LoadError("it is empty")
        yield from _outcomes(reader(known)(content), source, source)
    except LoadError as error:
        yield Rejected(source, str(error))
    except OSError as error:
        yield Rejected(source, f"it cannot be read: {error.strerror or error}")


def _opened(path: Path) -> BinaryIO:
    """The regular file at `path`. A pipe or device is refused without being opened."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise LoadError("it is not a regular file but a pipe, socket or device")
    # Not to block, should a pipe take the file's place in between.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise LoadError("it is not a regular file but a pipe, socket or device")
    return os.fdopen(descriptor, "rb")


def _outcomes(drafts: Drafts, container: str, path: str | None) -> Iterator[Outcome]:
    """One outcome a draft. Records get `container#key`, a lone article the container itself."""
    seen: set[int] = set()  # hashes, for a file of millions of records
    for ordinal, draft in enumerate(_guarded(drafts), 1):
        source = container
        if draft.key is not None:
            source = f"{container}#{_printable(draft.key)}"
            if hash(source) in seen:  # two records with one id stay two records
                source = f"{source} ({ordinal})"
            seen.add(hash(source))
        if isinstance(draft, Flaw):
            yield Rejected(source, draft.reason, container)
            continue
        try:
            yield Loaded(source, container, finish(draft, path))
        except LoadError as error:
            yield Rejected(source, str(error), container)


def _guarded(drafts: Drafts) -> Drafts:
    """`drafts`, with an error on the way as the last flaw: one bad file never ends a run."""
    try:
        yield from drafts
    except LoadError as error:
        yield Flaw(str(error))
    except OSError as error:
        yield Flaw(f"it cannot be read: {error.strerror or error}")
    except Exception as error:  # noqa: BLE001 - a parser's own defect, met by untrusted bytes
        _log.debug("a parser failed", exc_info=True)
        yield Flaw(f"it cannot be understood ({type(error).__name__})")


def _printable(text: str | Path) -> str:
    """`text` without the lone surrogates that a file name of broken encoding gives."""
    return str(text).encode("utf-8", "backslashreplace").decode("utf-8")
