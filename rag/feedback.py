"""What people said of answers: one JSON object a line in the home folder, only ever added to."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from filelock import FileLock, Timeout
from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StrictStr,
    ValidationError,
)

from index.errors import StoreError, UsageError

Mark = Literal["right", "wrong", "missing"]  # missing: the articles say more, or do say it
Face = Literal["chat", "slack", "command line"]
_LOCK_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Feedback:
    """One person's mark on one answer."""

    time: datetime  # always aware
    verdict: Mark
    answer: Mapping[str, Any]  # by the contract, see `rag.wire.answer_as_dict`
    history: tuple[str, ...] = ()  # the questions before it, oldest first
    comment: str | None = None
    face: Face = "command line"  # where it was given


class _CitationFields(BaseModel):
    article_id: StrictStr


class _AnswerFields(BaseModel):
    """What the record relies on in an answer; the rest is kept as it is."""

    question: StrictStr
    standalone_question: StrictStr
    answer: StrictStr
    citations: list[_CitationFields]


def _checked(answer: Any) -> Any:
    _AnswerFields.model_validate(answer)
    return answer


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore")

    time: AwareDatetime
    verdict: Mark
    answer: Annotated[dict[str, Any], BeforeValidator(_checked)]
    history: list[StrictStr]
    comment: StrictStr | None
    face: Face


def feedback_path(home: Path) -> Path:
    return home / "feedback.jsonl"


def record(home: Path, feedback: Feedback) -> None:
    """Adds one line to the record, on the disk when this returns; several processes may.

    Raises UsageError for feedback that could not be read back, StoreError when the record cannot
    be written; then it is as it was.
    """
    line = _as_line(feedback)
    path = feedback_path(home)
    try:
        home.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)  # it holds what people asked, wherever they did
        with (
            FileLock(path.with_suffix(".lock"), timeout=_LOCK_SECONDS),
            path.open("a+b", buffering=0) as file,
        ):
            size = file.seek(0, os.SEEK_END)
            try:
                _append(file.fileno(), line if _ends_a_line(path, size) else b"\n" + line)
            except OSError:
                file.truncate(size)
                raise
    except Timeout:
        raise StoreError(
            f"{path} is being written by another process for {_LOCK_SECONDS} seconds; try again"
        ) from None
    except OSError as error:
        raise StoreError(
            f"the feedback was not recorded in {path} ({error.strerror or error}); free some space"
            " or mend the folder's permissions, and give it again"
        ) from None


def read_feedback(home: Path) -> tuple[list[Feedback], list[int]]:
    """The record in the order it was written, and the numbers of lines that are damaged.

    Lines count from 1. A home without a record has none. Raises StoreError when there is one that
    cannot be read.
    """
    path = feedback_path(home)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return [], []
    except OSError as error:
        raise StoreError(f"{path} cannot be read ({error.strerror or error})") from None
    records: list[Feedback] = []
    damaged: list[int] = []
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            records.append(_from_line(line))
        except (ValueError, RecursionError):
            damaged.append(number)
    return records, damaged


def _as_line(feedback: Feedback) -> bytes:
    fields = {
        "time": feedback.time.isoformat(),
        "verdict": feedback.verdict,
        "answer": dict(feedback.answer),
        "history": list(feedback.history),
        "comment": feedback.comment,
        "face": feedback.face,
    }
    try:
        # Half of a surrogate pair has no bytes in UTF-8.
        line = json.dumps(fields, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
        _from_line(line)
    except ValidationError as error:
        field = ".".join(map(str, error.errors()[0]["loc"]))
        raise UsageError(
            f"this is no feedback on an answer: its field “{field}” is wrong"
        ) from None
    except (TypeError, ValueError, RecursionError) as error:
        raise UsageError(f"this feedback cannot be written as JSON: {error}") from None
    return line + b"\n"


def _from_line(line: bytes) -> Feedback:
    """Raises ValueError or RecursionError for a line that is none of ours."""
    fields = _Line.model_validate(json.loads(line))
    return Feedback(
        time=fields.time,
        verdict=fields.verdict,
        answer=fields.answer,
        history=tuple(fields.history),
        comment=fields.comment,
        face=fields.face,
    )


def _ends_a_line(path: Path, size: int) -> bool:
    """Whether the next line can begin; not after a writer that was killed in the middle."""
    if not size:
        return True
    with path.open("rb") as file:
        file.seek(size - 1)
        return file.read(1) == b"\n"


def _append(descriptor: int, line: bytes) -> None:
    while line:
        line = line[os.write(descriptor, line) :]
    os.fsync(descriptor)
