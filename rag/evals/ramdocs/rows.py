"""A file of the RAMDocs format: one question a line, with its documents and what is right.

Only the question and the texts are handed to what answers; the rest is for the score.
"""

import gzip
import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictStr, ValidationError

from index.errors import UsageError


@dataclass(frozen=True, slots=True)
class Row:
    """A question, the texts of its documents, and what its answer must and must not say."""

    question: str
    texts: tuple[str, ...]
    gold: tuple[str, ...]
    wrong: tuple[str, ...]


class _Document(BaseModel):
    model_config = ConfigDict(extra="ignore")

    text: StrictStr


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore")

    question: Annotated[StrictStr, Field(min_length=1, max_length=10_000)]
    documents: list[_Document]
    gold_answers: Annotated[list[StrictStr], Field(min_length=1)]
    wrong_answers: list[StrictStr] = []


def read_rows(path: Path) -> list[Row]:
    """The rows of a .jsonl file, or of one packed by gzip.

    Raises UsageError when it cannot be read, or holds a line that is no row.
    """
    rows = []
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            row = _Line.model_validate_json(line)
        except ValidationError as error:
            problem = error.errors()[0]
            place = ".".join(map(str, problem["loc"])) or "the line"
            raise UsageError(
                f"{path}, line {number} is no RAMDocs row: {place}: {problem['msg']}"
            ) from None
        rows.append(
            Row(
                row.question,
                tuple(each.text for each in row.documents),
                tuple(row.gold_answers),
                tuple(row.wrong_answers),
            )
        )
    if not rows:
        raise UsageError(f"{path} holds no rows")
    return rows


def _lines(path: Path) -> list[str]:
    try:
        content = path.read_bytes()
        if content[:2] == b"\x1f\x8b":
            content = gzip.decompress(content)
        return content.decode("utf-8").split("\n")
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{path} cannot be read: {reason}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8 text") from None


def write_answers(path: Path, rows: list[Row], answers: list[str]) -> None:
    """One JSON object a line: the question and its answer. Raises UsageError when it cannot."""
    lines = [
        json.dumps({"question": row.question, "answer": answer}, ensure_ascii=False) + "\n"
        for row, answer in zip(rows, answers, strict=True)
    ]
    try:
        path.write_text("".join(lines), encoding="utf-8", errors="replace")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from None
