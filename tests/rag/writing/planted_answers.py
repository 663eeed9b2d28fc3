"""Answers as a model might write them, with planted errors, and what the desk makes of each.

A line of `planted/*.jsonl` has evidence sentences with outlet and date, and an answer's sentences
with the labels they name; `error` is the kind of the planted error, null for a true sentence.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from index.article import Article, Basis, Passage, Span, article_id, passage_id
from rag.writing.draft import Draft
from rag.writing.evidence import Evidence, Offered
from rag.writing.holding import Held, hold
from rag.written import Fate

FOLDER = Path(__file__).with_name("planted")


@dataclass(frozen=True)
class Planted:
    """A sentence of an answer."""

    file: str  # "a"
    answer: str  # "a-001"
    error: str | None  # the kind; None where it is true
    draft: Draft
    evidence: Evidence

    @cached_property
    def held(self) -> Held:
        return hold(self.draft, self.evidence)

    def is_right(self, held: Held) -> bool:
        """Whether a true sentence is shown, or a false one is not shown as it was written."""
        shown = held.fate is Fate.SHOWN
        if self.error is None:
            return shown
        if self.error == "label":
            return not shown or held.mended
        if self.error == "quote":
            return not shown or held.text != self.draft.text
        return not shown


@cache
def planted(*files: str) -> tuple[Planted, ...]:
    """The sentences of those files: `planted("a", "c")`."""
    return tuple(each for file in files for each in _read(file))


def _read(file: str) -> Iterator[Planted]:
    for line in (FOLDER / f"{file}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        evidence = _evidence(row["evidence"])
        for each in row["sentences"]:
            draft = Draft(each["text"], tuple(each["labels"]))
            yield Planted(file, row["id"], each["error"], draft, evidence)


def _evidence(rows: list[Mapping[str, Any]]) -> Evidence:
    """The sentences as articles: those of one outlet and day are one, a paragraph each."""
    articles: dict[tuple[str | None, str | None], list[Mapping[str, Any]]] = {}
    for row in rows:
        articles.setdefault((row.get("outlet"), row.get("published")), []).append(row)
    offered: dict[str, Offered] = {}
    for (outlet, day), its in articles.items():
        paragraphs = [" ".join(filter(None, (row.get("before"), row["text"]))) for row in its]
        body = "\n\n".join(paragraphs)
        published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
        id_ = article_id(
            body=body, title=None, outlet=outlet, author=None, url=None, published=published
        )
        basis = Basis.STATED if published else Basis.UNKNOWN
        article = Article(id_, body, None, outlet, published=published, published_basis=basis)
        start = 0
        for row, paragraph in zip(its, paragraphs, strict=True):
            span = Span(start, start + len(paragraph))
            own = Span(span.end - len(row["text"]), span.end)
            before = [Span(span.start, own.start - 1)] if row.get("before") else []
            passage = Passage(passage_id(id_, span), id_, span, (*before, own), span.of(body))
            offered[row["label"]] = Offered(row["label"], article, passage, len(before))
            start = span.end + 2
    return Evidence(tuple(offered[row["label"]] for row in rows))
