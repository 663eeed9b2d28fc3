"""The nouns of answering. Stages return new values; nothing is filled in later."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from index.article import Article, Span
from rag.filters import NO_FILTERS, Filters
from rag.written import Written


class Support(StrEnum):
    """How far a claim's citations carry it."""

    VERBATIM = "verbatim"  # the claim is the cited text itself
    SUPPORTED = "supported"  # reworded, and checked against the cited text
    UNSUPPORTED = "unsupported"  # nothing cited says it; shown only with that label


class Kind(StrEnum):
    """What a question asks for, so that a sentence that can hold such an answer wins."""

    WHEN = "when"
    WHO = "who"
    HOW_MUCH = "how_much"
    WHERE = "where"
    QUOTE = "quote"
    WHY = "why"
    TIMELINE = "timeline"  # dated events, in their order
    OVERVIEW = "overview"  # what happened
    OUTLETS = "outlets"  # how the outlets differ
    WHAT = "what"  # and everything else


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asks; `history` holds their earlier questions, oldest first."""

    text: str
    id: str | int | None = None  # whatever the asker numbers questions by; comes back as it was
    history: tuple[str, ...] = ()
    filters: Filters = NO_FILTERS  # which articles the answer may use
    extractive: bool = False  # whether it is answered in the articles' words, also with a model


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words of an article that carry a claim."""

    number: int  # what the [1] in the answer refers to; 1 is the first
    article: Article
    span: Span  # of the quote in article.body
    passage: Span  # of the passage around it

    @property
    def quote(self) -> str:
        return self.span.of(self.article.body)


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of the answer."""

    text: str
    citations: tuple[int, ...]  # numbers of Answer.citations
    support: Support
    label: str | None = None  # shown before it and no part of it: "28 March 2025", in a timeline


@dataclass(frozen=True, slots=True)
class Position:
    """What some of the articles say where articles disagree."""

    value: str  # comparable: "2025-04-03"
    words: str  # the article's own: "April 3"
    citations: tuple[int, ...]

    @property
    def day(self) -> str | None:
        """The day that words like "Wednesday" stand for: "2 April 2025"."""
        try:
            day = date.fromisoformat(self.value)
        except ValueError:
            return None
        named = f"{day.day} {day:%B %Y}"
        return None if any(each.isdigit() for each in self.words) else named


@dataclass(frozen=True, slots=True)
class Conflict:
    """A disagreement between articles."""

    about: str
    positions: tuple[Position, ...]

    @property
    def text(self) -> str:
        """One sentence that says who says what, in the articles' own words."""
        said = (
            f"“{each.words}”{f' ({each.day})' if each.day else ''}{_marks(each.citations)}"
            for each in self.positions
        )
        return f"The articles disagree on {self.about}: {'; '.join(said)}."


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds of wall time per stage."""

    retrieve: float = 0.0
    read: float = 0.0
    compose: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """A cited answer, or the reason why there is none."""

    question: Question
    standalone_question: str  # the question with what its history supplies
    claims: tuple[Claim, ...] = ()  # best first
    citations: tuple[Citation, ...] = ()  # numbered 1, 2, 3 in order
    conflicts: tuple[Conflict, ...] = ()
    short_answer: str | None = None
    abstained: str | None = None  # why nothing is answered; None when something is
    nearest: Citation | None = None  # when abstained: the closest passage, which does not answer
    notes: tuple[str, ...] = ()  # about the sources, never about the news
    origins: tuple[tuple[int, ...], ...] = ()  # numbers of citations of near-copies of one story
    mode: str = "extractive"  # or the name of the model that wrote the claims
    written: Written | None = None  # what became of a model's sentences, where one was asked
    timings: Timings = field(default_factory=Timings)

    @property
    def text(self) -> str:
        """Where the articles disagree, then the claims, with [1] markers; or why there are none."""
        if self.abstained is not None:
            return self.abstained
        said = [conflict.text for conflict in self.conflicts]
        said.extend(claim.text + _marks(claim.citations) for claim in self.claims)
        return " ".join(said)


def _marks(citations: tuple[int, ...]) -> str:
    return "".join(f" [{number}]" for number in citations)
