"""Markdown files, with the YAML block at their top when there is one."""

import re
from dataclasses import replace

import yaml

from index.formats.decoding import decode
from index.formats.draft import Draft, Drafts, with_fallback
from index.formats.fields import draft_of
from index.formats.plain import head

_BLOCK = re.compile(
    r"\s{0,4}---[^\S\n]*\r?\n(.{0,64000}?)^(?:---|\.\.\.)[^\S\n]*$", re.DOTALL | re.MULTILINE
)
_HEADING = re.compile(r"^#\s+(.{2,300}?)\s*#*\s*$", re.MULTILINE)


def read_markdown(content: bytes) -> Drafts:
    """A Markdown file as one article; its body is the whole file, front matter included."""
    body = decode(content)
    block = _BLOCK.match(body)
    after = block.end() if block else 0
    heading = _HEADING.search(body, after, after + 20_000)
    top = head(body[after:])
    own = Draft(
        body=body,
        title=heading[1] if heading else top.title,
        author=top.author,
        outlet=top.outlet,
    )
    stated = draft_of(_front_matter(block[1]), body) if block else Draft(body)
    yield replace(with_fallback(stated, own), key=None)


def _front_matter(block: str) -> dict[object, object]:
    """The fields of a YAML block; none when it is broken, for the article is still there."""
    # Aliases let a few lines stand for gigabytes, and no front matter needs them.
    if re.search(r"(?:^|[\s\[{,:-])[&*]\w", block):
        return {}
    try:
        fields = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}
