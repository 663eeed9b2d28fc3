"""An answer as JSON, its articles apart so that each is kept once, and back, exactly.

Whatever fields an answer gets, they are in it: pydantic reads them off the dataclasses. An answer
that was stored before a field was there comes back with that field's default.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from index.article import Article
from index.errors import StoreError
from rag.answer import Answer
from rag.filters import Filters

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_ARTICLE = "article"  # the field by which a citation holds its article


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article as it was when it was cited, a path and all."""

    key: str  # SHA-256 of `content`: the same article at another path is another
    id: str  # the article's own
    content: str  # JSON


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An answer as it is stored."""

    content: str  # JSON; citations hold the keys of their articles
    articles: tuple[KeptArticle, ...]  # each once


def snapshot(answer: Answer) -> Snapshot:
    """The answer and, apart, the articles that it holds."""
    articles: dict[str, KeptArticle] = {}
    content = _json(_lifted(_adapter(Answer).dump_python(answer, mode="json"), articles))
    return Snapshot(content, tuple(articles.values()))


def restored(content: str, articles: Mapping[str, Article]) -> Answer:
    """The answer of a snapshot; `articles` by key. Raises StoreError for one that is damaged."""
    try:
        answer: Answer = _adapter(Answer).validate_python(_filled(json.loads(content), articles))
    except (ValidationError, ValueError, KeyError) as error:
        raise _damaged(error) from error
    return answer


def restored_article(content: str) -> Article:
    """The article of a `KeptArticle`'s content. Raises StoreError for one that is damaged."""
    try:
        article: Article = _adapter(Article).validate_python(json.loads(content))
    except (ValidationError, ValueError) as error:
        raise _damaged(error) from error
    return article


def filters_as_text(filters: Filters) -> str:
    return _json(_adapter(Filters).dump_python(filters, mode="json"))


def filters_from_text(content: str) -> Filters:
    """Raises StoreError for text that is damaged."""
    try:
        filters: Filters = _adapter(Filters).validate_python(json.loads(content))
    except (ValidationError, ValueError) as error:
        raise _damaged(error) from error
    return filters


@cache
def _adapter(kind: type) -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter  # building one takes milliseconds

    return TypeAdapter(kind)


def _json(value: object) -> str:
    # In ASCII: SQLite keeps no half of a surrogate pair, which a browser can send.
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)


def _lifted(value: Any, articles: dict[str, KeptArticle]) -> Any:
    if isinstance(value, dict):
        return {
            name: _keep(inner, articles)
            if name == _ARTICLE and isinstance(inner, dict)
            else _lifted(inner, articles)
            for name, inner in value.items()
        }
    return [_lifted(inner, articles) for inner in value] if isinstance(value, list) else value


def _keep(article: dict[str, Any], articles: dict[str, KeptArticle]) -> dict[str, str]:
    content = _json(article)
    key = hashlib.sha256(content.encode("ascii")).hexdigest()
    articles[key] = KeptArticle(key, article["id"], content)
    return {"key": key}


def _filled(value: Any, articles: Mapping[str, Article]) -> Any:
    if isinstance(value, dict):
        return {
            name: articles[inner["key"]]
            if name == _ARTICLE and isinstance(inner, dict)
            else _filled(inner, articles)
            for name, inner in value.items()
        }
    return [_filled(inner, articles) for inner in value] if isinstance(value, list) else value


def _damaged(error: Exception) -> StoreError:
    first = str(error).splitlines()[0]
    return StoreError(f"a stored answer cannot be read ({first}); delete its conversation")
