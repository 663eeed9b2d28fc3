"""Questions and answers as JSON: the contract that bots, scripts and gates rely on.

`answer.schema.json` beside this file is the same contract as a JSON Schema.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from index.article import Article
from index.errors import UsageError
from rag.answer import Answer, Citation, Question
from rag.filters import NO_FILTERS, Filters, filters_from
from rag.search import MOST_PASSAGES, Found, Search
from rag.written import Written

SCHEMA = Path(__file__).with_name("answer.schema.json")

Content: TypeAlias = str | bytes | Mapping[str, Any]  # JSON, or what it was read to


class _Limits(BaseModel):
    """The filters, as whoever asks writes them; fields that are not known are passed over."""

    model_config = ConfigDict(extra="ignore")

    as_of: StrictStr | None = None
    since: StrictStr | None = None
    until: StrictStr | None = None
    outlets: list[StrictStr] | None = None
    articles: list[StrictStr] | None = None

    def filters(self, called: Callable[[str], str]) -> Filters:
        return filters_from(
            as_of=self.as_of,
            since=self.since,
            until=self.until,
            outlets=self.outlets or (),
            articles=self.articles or (),
            called=called,
        )


class _Question(_Limits):
    id: StrictStr | StrictInt | None = None
    question: Annotated[StrictStr, Field(max_length=10_000)]
    history: list[StrictStr] = []
    mode: Literal["extractive"] | None = None


class _Search(_Limits):
    query: Annotated[StrictStr, Field(max_length=10_000)]
    limit: Annotated[StrictInt, Field(ge=1, le=MOST_PASSAGES)] = 10


_Read = TypeVar("_Read", bound=_Limits)


def read_question(line: str, number: int, filters: Filters = NO_FILTERS) -> Question:
    """One line of JSON Lines as a question; where it sets no filter, `filters` does.

    Raises UsageError naming the line and the field.
    """
    question = question_from(line, f"line {number}")
    return replace(question, filters=question.filters.over(filters))


def question_from(content: Content, where: str = "") -> Question:
    """A question from JSON, or from what JSON was read to.

    Raises UsageError naming the field, after `where`.
    """
    parsed = _read(_Question, content, where)
    return Question(
        parsed.question,
        id=parsed.id,
        history=tuple(parsed.history),
        filters=parsed.filters(lambda field: _place(where, field)),
        extractive=parsed.mode is not None,
    )


def search_from(content: Content) -> Search:
    """The same for a search: its fields are `query`, `limit` and the filters'."""
    parsed = _read(_Search, content, "")
    return Search(parsed.query, parsed.limit, parsed.filters(lambda field: _place("", field)))


def _read(model: type[_Read], content: Content, where: str) -> _Read:
    try:
        if isinstance(content, str | bytes):
            return model.model_validate_json(content)
        return model.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            raise UsageError(f"{where or 'the request'}: it is not JSON") from None
        # For a union, pydantic adds which of its types was tried.
        path = first["loc"][:1] if first["loc"][:1] == ("id",) else first["loc"]
        place = _place(where, ".".join(map(str, path))) or "the request"
        raise UsageError(f"{place}: {first['msg']}") from None


def _place(where: str, field: str) -> str:
    """ "line 3, field “since”": whichever of the two there is."""
    return ", ".join(part for part in (where, f"field “{field}”" if field else "") if part)


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
    written = _written(answer.written) if answer.written is not None else None
    optional = {"notes": list(answer.notes), "filters": filters, "written": written}
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


def article_as_dict(article: Article) -> dict[str, Any]:
    """What is known of an article, without its body."""
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "published": article.published.isoformat() if article.published else None,
        "published_basis": article.published_basis.value,
        "url": article.url,
        "path": article.path,
    }


def found_as_dict(search: Search, found: Found) -> dict[str, Any]:
    """What a search found; `text` is byte for byte `body[start:end]` of its article."""
    return {
        "query": search.query,
        "passages": [
            {
                "rank": hit.rank,
                "found_by": list(hit.found_by),
                "passage_id": hit.passage.id,
                "article": article_as_dict(found.articles[hit.passage.article_id]),
                "text": hit.passage.text,
                "start": hit.passage.span.start,
                "end": hit.passage.span.end,
            }
            for hit in found.hits
        ],
        "notes": list(found.notes),
        "filters": filters_as_dict(search.filters),
    }


def _written(written: Written) -> dict[str, Any]:
    return asdict(written) | {"milliseconds": round(written.milliseconds, 3)}


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
