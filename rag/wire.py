"""Questions and answers as JSON: the contract that bots, scripts and gates rely on.

`answer.schema.json` beside this file is the same contract as a JSON Schema.
"""

import json
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from index.errors import UsageError
from rag.answer import Answer, Citation, Question
from rag.filters import NO_FILTERS, Filters, filters_from

SCHEMA = Path(__file__).with_name("answer.schema.json")


class _QuestionLine(BaseModel):
    """One line of a file of questions; fields it does not know are passed over."""

    model_config = ConfigDict(extra="ignore")

    id: StrictStr | StrictInt | None = None
    question: Annotated[StrictStr, Field(max_length=10_000)]
    history: list[StrictStr] = []
    as_of: StrictStr | None = None
    since: StrictStr | None = None
    until: StrictStr | None = None
    outlets: list[StrictStr] | None = None
    articles: list[StrictStr] | None = None


def read_question(line: str, number: int, filters: Filters = NO_FILTERS) -> Question:
    """One line of JSON Lines as a question; where it sets no filter, `filters` does.

    Raises UsageError naming the line and the field.
    """
    try:
        parsed = _QuestionLine.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            raise UsageError(f"line {number}: it is not JSON") from None
        # For a union, pydantic adds which of its types was tried.
        path = first["loc"][:1] if first["loc"][:1] == ("id",) else first["loc"]
        field = ".".join(map(str, path))
        where = f"line {number}, field “{field}”" if field else f"line {number}"
        raise UsageError(f"{where}: {first['msg']}") from None
    own = filters_from(
        as_of=parsed.as_of,
        since=parsed.since,
        until=parsed.until,
        outlets=parsed.outlets or (),
        articles=parsed.articles or (),
        called=lambda field: f"line {number}, field “{field}”",
    )
    return Question(
        parsed.question,
        id=parsed.id,
        history=tuple(parsed.history),
        filters=own.over(filters),
    )


def filters_as_dict(filters: Filters) -> dict[str, Any]:
    """The filters that are set, as a question line has them; moments in ISO 8601."""
    moments = {"as_of": filters.as_of, "since": filters.since, "until": filters.until}
    set_ones: dict[str, Any] = {
        name: moment.isoformat() for name, moment in moments.items() if moment is not None
    }
    lists = {"outlets": list(filters.outlets), "articles": list(filters.articles)}
    return set_ones | {name: values for name, values in lists.items() if values}


def answer_as_dict(answer: Answer) -> dict[str, Any]:
    """The answer by the contract, of values that JSON has."""
    timings = answer.timings
    filters = filters_as_dict(answer.question.filters)
    optional = {"notes": list(answer.notes), "filters": filters}
    return {
        "id": answer.question.id,
        "question": answer.question.text,
        "standalone_question": answer.standalone_question,
        "answer": answer.text,
        "short_answer": answer.short_answer,
        "abstained": answer.abstained,
        "claims": [
            {
                "text": claim.text,
                "citations": list(claim.citations),
                "support": claim.support.value,
            }
            for claim in answer.claims
        ],
        "citations": [_citation(citation) for citation in answer.citations],
        "conflicts": [
            {
                "about": conflict.about,
                "positions": [
                    {
                        "value": position.value,
                        "words": position.words,
                        "citations": list(position.citations),
                    }
                    for position in conflict.positions
                ],
            }
            for conflict in answer.conflicts
        ],
        "mode": answer.mode,
        "timings_ms": {
            "retrieve": round(timings.retrieve, 3),
            "read": round(timings.read, 3),
            "compose": round(timings.compose, 3),
            "total": round(timings.total, 3),
        },
        **{name: value for name, value in optional.items() if value},
    }


def answer_as_json(answer: Answer) -> str:
    """The answer by the contract, on one line."""
    line = json.dumps(answer_as_dict(answer), ensure_ascii=False)
    # A question from a terminal of another encoding holds what UTF-8 has no bytes for.
    return line.encode("utf-8", "replace").decode("utf-8")


def _citation(citation: Citation) -> dict[str, Any]:
    article = citation.article
    return {
        "n": citation.number,
        "article_id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published.isoformat() if article.published else None,
        "published_basis": article.published_basis.value,
        "url": article.url,
        "path": article.path,
        "quote": citation.quote,
        "start": citation.span.start,
        "end": citation.span.end,
    }
