"""The names under which articles keep their title, text, outlet, author, address and date.

Names are compared without case, underscores and dashes: `publishedAt` is `published_at`.
"""

import re
from collections.abc import Iterable, Mapping

from index.errors import LoadError
from index.formats.draft import Draft, label, web_address
from index.formats.visible import fragment_text

_TITLE = ("title", "headline", "name")
_BODY = ("bodytext", "body", "text", "maintext", "fulltext", "content", "article", "articlebody")
_BODY_HTML = ("bodyhtml", "bodyxhtml", "contenthtml")
_OUTLET = ("outlet", "source", "publisher", "site", "sitename", "provider")
_AUTHOR = ("author", "byline", "authors", "creator")
_URL = ("url", "link", "canonicalurl", "uri")
_DATES = (
    *("published", "publishedat", "datepublished", "pubdate", "publicationdate", "publishdate"),
    *("firstpublished", "firstcreated", "date", "versioncreated", "timestamp", "createdat"),
)
_UPDATED = ("updated", "updatedat", "datemodified", "modified", "lastmodified", "lastupdated")
_KEY = ("id", "guid", "articleid", "docid", "uri", "url", "link")
_MARKUP = re.compile(r"</(?:p|div|a|strong|em|b|i|span|ul|h[1-6])>|<br\s*/?>", re.IGNORECASE)
_KEY_LIMIT = 500


def draft_of(record: Mapping[object, object], body: str | None = None) -> Draft:
    """The article in a record; `body` overrides the record's own text.

    Raises LoadError when the record has no text under any known name.
    """
    fields = {
        re.sub(r"[\s_-]", "", name.lower()): value
        for name, value in record.items()
        if isinstance(name, str) and value not in (None, "", [], {})
    }
    return Draft(
        body=_body(fields) if body is None else body,
        title=_first(fields, _TITLE),
        outlet=_first(fields, _OUTLET),
        author=_author(fields),
        url=next((url for name in _URL if (url := web_address(fields.get(name)))), None),
        dates=tuple(fields[name] for name in _DATES if name in fields),
        updated=tuple(fields[name] for name in _UPDATED if name in fields),
        key=record_key(record),
    )


def record_key(record: Mapping[object, object]) -> str | None:
    """The id or address by which a record calls itself."""
    fields = {
        name.lower().strip("_"): value for name, value in record.items() if isinstance(name, str)
    }
    for name in _KEY:
        value = fields.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**40:
            return str(value)
        if isinstance(value, str) and len(value) <= _KEY_LIMIT and (key := label(value)):
            return key
    return None


def _body(fields: Mapping[str, object]) -> str:
    for name in _BODY:
        if name in fields and (text := _text(fields[name])):
            return text
    for name in _BODY_HTML:
        value = fields.get(name)
        if isinstance(value, str) and (text := _plain(value)):
            return text
    raise LoadError("it has no text in a field called body, text, content or article")


def _text(value: object) -> str | None:
    if isinstance(value, str):
        return _plain(value) if _MARKUP.search(value) else value
    if isinstance(value, list):
        parts = [text for part in value if (text := _text(part)) and text.strip()]
        return "\n\n".join(parts) or None
    if isinstance(value, dict):
        return next(
            (t for name in ("text", "content", "body") if (t := _text(value.get(name)))), None
        )
    return None


def _plain(markup: str) -> str:
    return fragment_text(markup)


def _first(fields: Mapping[str, object], names: Iterable[str]) -> str | None:
    return next((text for name in names if (text := _named(fields.get(name)))), None)


def _named(value: object) -> str | None:
    """A string, or the name in an object like `{"id": 1, "name": "The Canadian Press"}`."""
    if isinstance(value, dict):
        return next((text for key in ("name", "title") if (text := label(value.get(key)))), None)
    if isinstance(value, list):
        return ", ".join(text for part in value[:20] if (text := _named(part))) or None
    return None if web_address(value) else label(value)


def _author(fields: Mapping[str, object]) -> str | None:
    author = _first(fields, _AUTHOR)
    return re.sub(r"^by\s+", "", author, flags=re.IGNORECASE) if author else None
