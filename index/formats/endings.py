"""Which file endings are read, and by what. A reader is imported when its first file comes."""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from index.formats.draft import Drafts

Reader = Callable[[bytes], Drafts]

JSON_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_READERS = {
    **dict.fromkeys((".txt", ".text"), "plain:read_text"),
    **dict.fromkeys((".md", ".markdown"), "front_matter:read_markdown"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "page:read_page"),
    ".pdf": "paper:read_pdf",
    ".json": "records:read_json",
    ".json.gz": "records:read_json_gz",
    **dict.fromkeys((".xml", ".rss", ".atom"), "feed:read_feed"),
}
ENDINGS = (*_READERS, *JSON_LINES)


def ending(name: str) -> str | None:
    """The known ending of a file name, or None."""
    name = name.lower()
    return next(
        (known for known in sorted(ENDINGS, key=len, reverse=True) if name.endswith(known)), None
    )


def reader(known: str) -> Reader:
    """What reads the bytes of a file with that ending."""
    module, function = _READERS[known].split(":")
    return cast(Reader, getattr(import_module(f"index.formats.{module}"), function))
