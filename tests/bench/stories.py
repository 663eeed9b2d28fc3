"""Reuters-21578, read as JSON Lines: how much of it, and slices of it as files."""

import gzip
import json
import random
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stories:
    """Lines of the file, as it has them."""

    lines: tuple[str, ...]

    @classmethod
    def read(cls, file: Path, limit: int) -> "Stories":
        """The first `limit` stories of a .jsonl or .jsonl.gz file."""
        opener = gzip.open if file.suffix == ".gz" else open
        found: list[str] = []
        with opener(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                if len(found) == limit:
                    break
                found.append(line if line.endswith("\n") else line + "\n")
        return cls(tuple(found))

    def write(self, file: Path, count: int | None = None) -> Path:
        """The first `count` stories as a file."""
        file.write_text("".join(self.lines[:count]), encoding="utf-8")
        return file

    def titles(self, count: int) -> list[str]:
        return [str(json.loads(line)["title"]) for line in self.lines[:count]]

    def long_ones(self, count: int) -> "Stories":
        """Stories of 1,500 to 4,000 characters, at random but always the same ones.

        300 of them have enough passages for Chroma to write its index to disk (from 1,000 on).
        """
        fit = [line for line in self.lines if 1_500 <= len(json.loads(line)["text"]) <= 4_000]
        return Stories(tuple(random.Random(0).sample(fit, min(count, len(fit)))))
