"""JSON files and JSON Lines, also compressed: one article a record."""

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from index.errors import LoadError
from index.formats.draft import Draft, Drafts, Flaw
from index.formats.fields import draft_of, record_key

MAX_LINE_BYTES = 10 * 1024 * 1024
MAX_JSON_BYTES = 50 * 1024 * 1024  # of an inflated .json.gz
MAX_INFLATED_BYTES = 4 * 1024**3  # of a compressed JSON Lines file, which streams
_LISTS = ("articles", "items", "results", "docs", "data")


def read_json(content: bytes) -> Drafts:
    """One object, a list of them, or an object with a list under a usual name."""
    try:
        value = _parsed(content)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and error.lineno > 1:  # JSON Lines under another name
            yield from read_json_lines(io.BytesIO(content), False)
            return
        raise LoadError(_broken(error)) from None
    records = _records(value)
    if not records:
        raise LoadError("it holds an empty list of articles")
    for ordinal, record in enumerate(records, 1):
        yield _draft(record, str(ordinal) if len(records) > 1 or record is not value else None)


def read_json_gz(content: bytes) -> Drafts:
    """The same, compressed by gzip."""
    with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
        try:
            inflated = file.read(MAX_JSON_BYTES + 1)
        except (OSError, EOFError, zlib.error):
            raise LoadError("its compressed content is damaged or breaks off") from None
    if len(inflated) > MAX_JSON_BYTES:
        raise LoadError(f"it has more than {MAX_JSON_BYTES / 1e6:.0f} MB when it is unpacked")
    yield from read_json(inflated)


def read_json_lines(file: BinaryIO, compressed: bool) -> Drafts:
    """One record a line, read line by line. A bad line is a flaw; the rest goes on."""
    found = False
    with gzip.GzipFile(fileobj=file) if compressed else file as stream:
        for number, line in _numbered(stream):
            if isinstance(line, Flaw):
                found = True
                yield line
            elif line.strip(b"\xef\xbb\xbf \t\r\n"):
                found = True
                yield _of_line(number, line)
    if not found:
        raise LoadError("it is empty")


def _numbered(stream: BinaryIO | gzip.GzipFile) -> Iterator[tuple[int, bytes | Flaw]]:
    number, total = 0, 0
    while True:
        number += 1
        try:
            line = stream.readline(MAX_LINE_BYTES + 1)
            size = len(line)
            while len(line) > MAX_LINE_BYTES and not line.endswith(b"\n"):
                rest = stream.readline(MAX_LINE_BYTES)
                size += len(rest)
                if not rest or rest.endswith(b"\n") or size + total > MAX_INFLATED_BYTES:
                    break
        except (OSError, EOFError, zlib.error):
            yield (
                number,
                Flaw(f"line {number}: the file is damaged or breaks off here", str(number)),
            )
            return
        if not line:
            return
        total += size
        if total > MAX_INFLATED_BYTES:
            yield number, Flaw(f"line {number}: the file is too large from here on", str(number))
            return
        if size > MAX_LINE_BYTES:
            most = f"{MAX_LINE_BYTES / 1e6:.0f} MB"
            reason = f"line {number} has {size / 1e6:.0f} MB; at most {most} are read"
            yield number, Flaw(reason, str(number))
        else:
            yield number, line


def _of_line(number: int, line: bytes) -> Draft | Flaw:
    try:
        value = _parsed(line)
    except json.JSONDecodeError as error:
        return Flaw(f"line {number} is not JSON: {error.msg}, column {error.colno}", str(number))
    except LoadError as error:
        return Flaw(f"line {number}: {error}", str(number))
    draft = _draft(value, str(number))
    return Flaw(f"line {number}: {draft.reason}", draft.key) if isinstance(draft, Flaw) else draft


def _parsed(content: bytes) -> object:
    """The JSON value. Raises JSONDecodeError or LoadError."""
    try:
        return json.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except json.JSONDecodeError:
        raise
    except RecursionError:
        raise LoadError("its JSON is nested too deeply") from None
    except UnicodeDecodeError:
        raise LoadError("it is not text in UTF-8, as JSON must be") from None
    except ValueError:  # a number of more than 4,300 digits
        raise LoadError("it holds a number that is too long") from None


def _broken(error: json.JSONDecodeError) -> str:
    if error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated"):
        return f"its JSON breaks off on line {error.lineno}"
    return f"it is not JSON: {error.msg}, line {error.lineno}, column {error.colno}"


def _records(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        named = {name.lower(): each for name, each in value.items()}
        for name in _LISTS:
            each = named.get(name)
            # A list of strings is the text of one article, in paragraphs.
            if isinstance(each, list) and not any(isinstance(item, str) for item in each):
                return each
    return [value]


def _draft(record: object, ordinal: str | None) -> Draft | Flaw:
    """The record's draft under its own key, else under its ordinal, else under none."""
    if not isinstance(record, dict):
        return Flaw("it is no JSON object with an article's fields", ordinal)
    key = (record_key(record) or ordinal) if ordinal is not None else None
    try:
        return replace(draft_of(record), key=key)
    except LoadError as error:
        return Flaw(str(error), key)
