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
from typing import BinaryIO

from index.article import Article
from index.errors import LoadError
from index.fetch import PUBLIC_ONLY, FetchPolicy
from index.formats.draft import Drafts, Flaw, finish
from index.formats.endings import ENDINGS, JSON_LINES, ending, reader

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


Outcome = Loaded | Rejected


def load(target: str, policy: FetchPolicy = PUBLIC_ONLY) -> Iterator[Outcome]:
    """The articles of a file, of a folder and all below it, of a web page, or of a feed."""
    if _ADDRESS.match(target.strip()):
        from index.formats.web import read_address

        address, path = target.strip(), None
        try:
            address, drafts = read_address(address, policy)
        except LoadError as error:
            yield Rejected(_printable(address), str(error))
            return
        yield from _outcomes(drafts, address, path)
        return
    try:
        mode = os.stat(target).st_mode
    except (OSError, ValueError) as error:
        yield Rejected(_printable(target), _why_not_found(target, error))
        return
    root = os.path.realpath(target)
    if not stat.S_ISDIR(mode):
        yield from _file(root)
        return
    for path, flaw in _walk(root):
        if flaw:
            yield Rejected(_printable(path), flaw)
        else:
            yield from _file(os.path.realpath(path))


def count(target: str) -> int | None:
    """How many files `load` will go through; None when that is not known beforehand."""
    if _ADDRESS.match(target.strip()):
        return None
    try:
        is_folder = stat.S_ISDIR(os.stat(target).st_mode)
    except (OSError, ValueError):
        return None
    return sum(1 for _ in _walk(os.path.realpath(target))) if is_folder else 1


def _why_not_found(target: str, error: OSError | ValueError) -> str:
    if isinstance(error, PermissionError):
        return f"it may not be read: {_printable(target)}"
    return f"no such file or folder: {_printable(target)}"


def _walk(root: str) -> Iterator[tuple[str, str | None]]:
    """Every visible file below `root`, sorted by name, each with a reason not to read it or None."""
    pending = [root]
    while pending:
        path = pending.pop()
        if path == root or (os.path.isdir(path) and not os.path.islink(path)):
            try:
                names = sorted(name for name in os.listdir(path) if not name.startswith("."))
            except OSError as error:
                yield path, f"the folder cannot be read: {error.strerror}"
                continue
            pending.extend(os.path.join(path, name) for name in reversed(names))
        else:
            yield path, _link_flaw(path, root) if os.path.islink(path) else None


def _link_flaw(path: str, root: str) -> str | None:
    real = os.path.realpath(path)
    if not os.path.exists(real):
        return "it is a link to nothing"
    if os.path.commonpath([real, root]) != root:
        return "it is a link that leads out of the folder"
    if os.path.isdir(real):
        return "it is a link to a folder that is read where it is"
    return None


def _file(path: str) -> Iterator[Outcome]:
    """The outcomes of one file, whose path is absolute and real."""
    source = _printable(path)
    try:
        with _opened(path) as file:
            known = ending(os.path.basename(path))
            if known is None:
                raise LoadError(f"only files that end in {', '.join(ENDINGS)} are read")
            size = os.fstat(file.fileno()).st_size
            if size == 0:
                raise LoadError("it is empty")
            if known in JSON_LINES:
                from index.formats.records import read_json_lines

                yield from _outcomes(read_json_lines(file, known.endswith(".gz")), source, source)
                return
            if size > MAX_FILE_BYTES:
                raise LoadError(
                    f"it has {size / 1e6:.0f} MB; at most {MAX_FILE_BYTES / 1e6:.0f} MB are read"
                )
            content = file.read(MAX_FILE_BYTES + 1)
        if not content.strip():
            raise LoadError("it is empty")
        yield from _outcomes(reader(known)(content), source, source)
    except LoadError as error:
        yield Rejected(source, str(error))
    except OSError as error:
        yield Rejected(source, f"it cannot be read: {error.strerror or error}")


def _opened(path: str) -> BinaryIO:
    """The regular file at `path`. A pipe or device is refused without being opened."""
    if not stat.S_ISREG(os.stat(path).st_mode):
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
            yield Rejected(source, draft.reason)
            continue
        try:
            yield Loaded(source, container, finish(draft, path))
        except LoadError as error:
            yield Rejected(source, str(error))


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


def _printable(text: str) -> str:
    """`text` without the lone surrogates that a file name of broken encoding gives."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
