"""Text files, and the head of any text: headline, byline, outlet."""

from index.formats import lines
from index.formats.decoding import decode
from index.formats.draft import Draft, Drafts

_HEAD = 12  # lines in which a byline can stand


def read_text(content: bytes) -> Drafts:
    """A text file as one article; its body is the whole file as decoded."""
    yield head(decode(content))


def head(body: str) -> Draft:
    """`body` with the headline, author and outlet that its first lines name."""
    marker = lines.leading_marker(body)
    first = [
        line.strip()
        for line in body[marker[1] if marker else 0 :][:20_000].splitlines()
        if line.strip()
    ][: _HEAD + 1]
    title = None
    if len(first) > 1 and lines.looks_like_headline(first[0]) and not first[1][0].islower():
        title = first[0]
    author, outlet = None, None
    for line, after in zip(first, [*first[1:], ""], strict=True):
        if (named := lines.byline(line)) is not None:
            author, outlet = named
            break
        if lines.is_bare_name(line) and after and lines.is_time_stamp(after[: lines.LONGEST]):
            author = line
            break
    return Draft(body=body, title=title, author=author, outlet=outlet)
