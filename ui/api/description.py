"""The API described as OpenAPI 3.1, from which /api is written as well."""

from typing import Any

from rag.search import MOST_PASSAGES

_MOMENT = "A day (2025-03-28), or a moment (2025-03-28T18:00, UTC, or with a zone)."
_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_FILTERS: dict[str, Any] = {
    "as_of": _TEXT_OR_NULL | {"description": f"Only articles published by then. {_MOMENT}"},
    "since": _TEXT_OR_NULL | {"description": f"Only articles published then or later. {_MOMENT}"},
    "until": _TEXT_OR_NULL
    | {"description": f"Only articles published by then; a day counts to its end. {_MOMENT}"},
    "outlets": {
        "type": ["array", "null"],
        "items": _TEXT,
        "description": "Only articles of these outlets: a name, its beginning, or a word of it.",
    },
    "articles": {
        "type": ["array", "null"],
        "items": _TEXT,
        "description": "Only these articles, by id.",
    },
}
_METADATA: dict[str, Any] = {
    "id": _TEXT,
    "title": _TEXT_OR_NULL,
    "outlet": _TEXT_OR_NULL,
    "author": _TEXT_OR_NULL,
    "published": {"type": ["string", "null"], "format": "date-time"},
    "published_basis": {"enum": ["stated", "inferred", "unknown"]},
    "url": _TEXT_OR_NULL,
    "path": _TEXT_OR_NULL,
}
_SCHEMAS: dict[str, Any] = {
    "Question": {
        "type": "object",
        "required": ["question"],
        "properties": {
            "question": {"type": "string", "maxLength": 10_000},
            "history": {
                "type": "array",
                "items": _TEXT,
                "description": "Earlier questions of the same conversation, oldest first.",
            },
            "id": {
                "type": ["string", "integer", "null"],
                "description": "Comes back with the answer.",
            },
            "mode": {
                "enum": ["extractive", None],
                "type": ["string", "null"],
                "description": "“extractive”: in the articles' words, also where a language model"
                " is set.",
            },
            **_FILTERS,
        },
    },
    "Search": {
        "type": "object",
        "required": ["query"],
        "properties": {
            "query": {"type": "string", "maxLength": 10_000},
            "limit": {"type": "integer", "minimum": 1, "maximum": MOST_PASSAGES, "default": 10},
            **_FILTERS,
        },
    },
    "Metadata": {"type": "object", "properties": _METADATA},
    "Article": {"type": "object", "properties": _METADATA | {"body": _TEXT}},
    "Found": {
        "type": "object",
        "properties": {
            "query": _TEXT,
            "passages": {
                "type": "array",
                "description": "Best first, near-copies dropped.",
                "items": {
                    "type": "object",
                    "properties": {
                        "rank": {"type": "integer", "minimum": 1},
                        "found_by": {"type": "array", "items": {"enum": ["dense", "keyword"]}},
                        "passage_id": _TEXT,
                        "article": {"$ref": "#/components/schemas/Metadata"},
                        "text": _TEXT
                        | {"description": "Byte for byte body[start:end] of the article."},
                        "start": {"type": "integer"},
                        "end": {"type": "integer"},
                    },
                },
            },
            "notes": {"type": "array", "items": _TEXT},
            "filters": {"type": "object", "description": "Those that were set."},
        },
    },
    "Articles": {
        "type": "object",
        "properties": {
            "total": {"type": "integer"},
            "offset": {"type": "integer"},
            "articles": {
                "type": "array",
                "description": "Newest first, unknown dates last.",
                "items": {
                    "type": "object",
                    "properties": _METADATA | {"passages": {"type": "integer"}},
                },
            },
        },
    },
    "Error": {
        "type": "object",
        "required": ["error"],
        "properties": {"error": {"type": "string", "description": "One sentence for a person."}},
    },
}
_ERRORS = {
    "400": "A field is wrong, or an outlet is not known.",
    "401": "There are accounts, and nobody is signed in.",
    "404": "There is no article of that id.",
    "413": "The request is larger than 64 KB.",
    "415": "The request does not say that it is JSON.",
    "500": "The desk failed; the details are in its terminal.",
    "503": "Too many are asking at once.",
}


def description() -> dict[str, Any]:
    """The API as an OpenAPI document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "readout",
            "version": "1",
            "description": "Ask what the articles say. Every sentence of an answer is word for word"
            " in an article, or, where a language model is set, in its words and held against the"
            " article (“support”); its citation gives that article and the exact place.",
        },
        "paths": {
            "/api/ask": {
                "post": _operation(
                    "ask",
                    "Ask a question. An abstention is an answer, too: “abstained” says why.",
                    {"$ref": "/api/answer.schema.json"},
                    ("400", "401", "413", "415", "500", "503"),
                    body="Question",
                )
            },
            "/api/search": {
                "post": _operation(
                    "search",
                    "Find the passages nearest to some words, by meaning and by words.",
                    _schema("Found"),
                    ("400", "401", "413", "415", "500", "503"),
                    body="Search",
                ),
                "get": _operation(
                    "searchByAddress",
                    "The same; “outlets” and “articles” may be repeated.",
                    _schema("Found"),
                    ("400", "401", "500", "503"),
                    _SCHEMAS["Search"]["properties"],
                    required=("query",),
                ),
            },
            "/api/articles": {
                "get": _operation(
                    "articles",
                    "List the articles, without their bodies.",
                    _schema("Articles"),
                    ("400", "401", "500", "503"),
                    {
                        "limit": {"type": "integer", "minimum": 1, "maximum": 500, "default": 100},
                        "offset": {"type": "integer", "minimum": 0, "default": 0},
                    },
                )
            },
            "/api/articles/{article_id}": {
                "get": _operation(
                    "article",
                    "Read one article, with its body, into which all offsets point.",
                    _schema("Article"),
                    ("401", "404", "500", "503"),
                    {"article_id": _TEXT},
                    place="path",
                    required=("article_id",),
                )
            },
        },
        "components": {"schemas": _SCHEMAS},
    }


def _operation(
    name: str,
    summary: str,
    answer: dict[str, Any],
    errors: tuple[str, ...],
    parameters: dict[str, Any] | None = None,
    *,
    place: str = "query",
    required: tuple[str, ...] = (),
    body: str | None = None,
) -> dict[str, Any]:
    found: dict[str, Any] = {"operationId": name, "summary": summary}
    if parameters:
        found["parameters"] = [
            {"name": each, "in": place, "required": each in required, "schema": schema}
            for each, schema in parameters.items()
        ]
    if body:
        found["requestBody"] = {"required": True, "content": _content(_schema(body))}
    found["responses"] = {"200": {"description": "Done.", "content": _content(answer)}} | {
        status: {"description": _ERRORS[status], "content": _content(_schema("Error"))}
        for status in errors
    }
    return found


def _schema(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _content(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
