"""The nouns of the index: what an article is, and which part of it is meant.

A span is the truth. For every passage and every citation
`article.body[span.start:span.end]` is the text that is shown, byte for byte.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, `start` to `end`, in an article's body."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, body: str) -> str:
        """The text that this span covers in `body`."""
        return body[self.start : self.end]


class Basis(StrEnum):
    """How the date of publication is known."""

    STATED = "stated"  # the source says it: front matter, meta tag, "Posted March 28, 2025"
    INFERRED = "inferred"  # worked out from the text by the rule in `published.py`
    UNKNOWN = "unknown"  # neither; `published` is None


@dataclass(frozen=True, slots=True)
class Article:
    """One news article. None means that the source does not state it."""

    id: str  # from the content, see `article_id`
    body: str  # for text and Markdown files, the whole file as decoded, so offsets fit the file
    title: str | None = None
    outlet: str | None = None  # who published it: "The Canadian Press"
    author: str | None = None
    url: str | None = None  # http or https only
    path: str | None = None  # the file it was read from, absolute
    published: datetime | None = None  # always aware
    published_basis: Basis = Basis.UNKNOWN

    def __post_init__(self) -> None:
        if "\0" in self.body:  # SQLite counts characters up to the first NUL only
            raise ValueError("Article.body must not hold a NUL")
        if self.published is not None and self.published.tzinfo is None:
            raise ValueError("Article.published must be aware of its time zone")
        if (self.published is None) != (self.published_basis is Basis.UNKNOWN):
            raise ValueError("Article.published and its basis contradict each other")


@dataclass(frozen=True, slots=True)
class Passage:
    """Some whole sentences of one article, in order: what is embedded and searched."""

    id: str  # from the article's id and the span, see `passage_id`
    article_id: str
    span: Span
    sentences: tuple[Span, ...]  # offsets into the article's body, inside `span`
    text: str  # body[span.start:span.end]

    @property
    def sentence_texts(self) -> list[str]:
        """What each of the sentences says, in order."""
        first = self.span.start
        return [self.text[span.start - first : span.end - first] for span in self.sentences]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a retriever found. Ranks compare between retrievers; scores do not."""

    passage: Passage
    score: float  # larger is better; its unit is the retriever's own
    rank: int  # 1 is the best
    found_by: tuple[str, ...]  # names of the retrievers, such as "dense" and "keyword"


def article_id(
    *,
    body: str,
    title: str | None,
    outlet: str | None,
    author: str | None,
    url: str | None,
    published: datetime | None,
) -> str:
    """An id that changes when any content does: `art_` and 16 hexadecimal digits of SHA-256.

    The path is left out on purpose: the same article in two files is one article.
    """
    parts = (body, title, outlet, author, url, published.isoformat() if published else None)
    return "art_" + _digest(*("\x00" if part is None else "\x01" + part for part in parts))


def passage_id(article: str, span: Span) -> str:
    """An id for a passage: `psg_` and 16 hexadecimal digits of SHA-256."""
    return "psg_" + _digest(article, str(span.start), str(span.end))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
