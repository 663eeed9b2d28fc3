"""Exchanges as rows of the database, and what SQLite and Python write differently."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import cast

from index.article import Article
from rag.feedback import Mark
from ui.conversations.model import STOPPED, Exchange
from ui.conversations.snapshot import filters_from_text, restored

EXCHANGE_COLUMNS = (
    "e.id, e.number, e.asked, e.question, e.filters, e.failure, e.mark, e.run, e.answer"
)


def exchange_from(row: Sequence[str | None], articles: Mapping[str, Article], run: str) -> Exchange:
    """The exchange of a row of `EXCHANGE_COLUMNS`; `articles` by key.

    What is still pending from another run than `run` was left by one that ended.
    """
    id_, number, asked, question, filters, failure, mark, its_run, answer = row
    said = json.loads(failure) if failure is not None else None
    stopped = answer is None and failure is None and its_run != run
    return Exchange(
        id=str(id_),
        number=int(number or 0),
        question=json.loads(str(question)),
        asked=moment(str(asked)),
        filters=filters_from_text(str(filters)),
        answer=restored(answer, articles) if answer is not None else None,
        failure=STOPPED if stopped else said,
        mark=cast(Mark | None, mark),
    )


def stamp(at: datetime) -> str:
    """A moment as text that sorts as moments do."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def storable(text: str) -> str:
    """`text` as SQLite can keep it: without halves of surrogate pairs."""
    return text.encode("utf-8", "replace").decode("utf-8")
