"""What composing gives: claims with their citations, or why there are none."""

from collections.abc import Callable
from dataclasses import dataclass, field

from index.article import Article, Span
from rag.answer import Citation, Claim, Conflict, Support

Articles = Callable[[str], Article | None]  # by id; an article removed meanwhile is None


@dataclass(frozen=True, slots=True)
class Composed:
    """An answer's words: the claims and their citations, or the reason why there are none."""

    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    short_answer: str | None = None
    abstained: str | None = None
    nearest: Citation | None = None
    notes: tuple[str, ...] = ()  # about the sources, never about the news: "2 origins"


@dataclass(slots=True)
class Citations:
    """Numbers citations 1, 2, 3 in the order of their first use; the same words have one number."""

    _all: dict[tuple[str, Span], Citation] = field(default_factory=dict)

    def number(self, article: Article, span: Span, passage: Span) -> int:
        """The number of `article.body[span]`, which stands in `passage`."""
        known = self._all.get((article.id, span))
        if known is None:
            known = Citation(len(self._all) + 1, article, span, passage)
            self._all[article.id, span] = known
        return known.number

    def known(self, article: Article, span: Span) -> int | None:
        """The number of those words, where they have one."""
        found = self._all.get((article.id, span))
        return found.number if found else None

    def verbatim(self, article: Article, span: Span, passage: Span) -> Claim:
        """A claim that is those words of the article themselves."""
        number = self.number(article, span, passage)
        return Claim(span.of(article.body), (number,), Support.VERBATIM)

    def all(self) -> tuple[Citation, ...]:
        """In order of their numbers."""
        return tuple(self._all.values())
