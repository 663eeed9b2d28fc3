"""What a language model once judged, kept so that a second run asks nothing.

A file of JSON Lines with the key of a question, the verdict and the reason. It holds neither the
prompts nor the key of the model's server, and may be deleted at any time.
"""

import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, field_validator

Verdict = Literal["right", "wrong", "unclear"]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a model thinks of an answer."""

    verdict: Verdict
    reason: str  # one line; untrusted, for a model wrote it


class OpinionFields(BaseModel):
    """An opinion as bytes bring it: these fields and no others."""

    model_config = ConfigDict(extra="forbid", strict=True)

    verdict: Verdict
    reason: Annotated[str, StringConstraints(max_length=2_000)]

    @field_validator("reason")
    @classmethod
    def _one_line(cls, reason: str) -> str:
        line = "".join(each for each in " ".join(reason.split()) if each.isprintable()).strip()
        if not line:
            raise ValueError("it says nothing")
        return line

    def as_opinion(self) -> Opinion:
        return Opinion(self.verdict, self.reason)


class _Line(OpinionFields):
    key: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class JudgeCache:
    """Opinions by key. A cache that cannot be used costs requests and stops nothing."""

    def __init__(self, folder: Path) -> None:
        """Reads the file of `folder`, and writes it anew without the lines that are damaged."""
        self._path = folder / "judged.jsonl"
        self._known: dict[str, Opinion] = {}
        self.problem: str | None = None  # why opinions are not kept, in one sentence
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not self._path.exists():
                return
            content = self._path.read_bytes()
            kept = b"".join(line + b"\n" for line in content.split(b"\n") if self._take(line))
            if kept != content:
                fresh = self._path.with_suffix(f".{os.getpid()}")
                fresh.write_bytes(kept)
                fresh.replace(self._path)
        except OSError as error:
            self._give_up(error)

    def get(self, key: str) -> Opinion | None:
        return self._known.get(key)

    def keep(self, key: str, opinion: Opinion) -> None:
        self._known[key] = opinion
        if self.problem is not None:
            return
        line = _Line(key=key, **asdict(opinion)).model_dump_json()
        try:
            with self._path.open("ab", buffering=0) as file:
                file.write(line.encode() + b"\n")
        except OSError as error:
            self._give_up(error)

    def _take(self, line: bytes) -> bool:
        try:
            fields = _Line.model_validate_json(line)
        except ValidationError:
            return False
        self._known[fields.key] = fields.as_opinion()
        return True

    def _give_up(self, error: OSError) -> None:
        self.problem = (
            f"the model's verdicts cannot be kept in {self._path} ({error.strerror or error}),"
            " so the next run asks for them again; free some space or mend the folder's permissions"
        )
