"""What a system under test said, by the answer contract, read with lenience.

Another system may leave fields out, or number citations that it does not give; that lowers its
score and stops nothing.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from index.article import Passage
from index.sentences import sentences
from rag.written import Written

_MARKERS = re.compile(r"(?:\s*\[\d{1,6}(?:\s*,\s*\d{1,6})*\])+")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as given; None where the system leaves a field out."""

    number: int
    article_id: str | None
    quote: str
    start: int | None
    end: int | None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer, with the numbers that it cites."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """What a system that can be looked into found and read on the way to its answer."""

    hits: tuple[Passage, ...]  # retrieved, best first
    read: tuple[str, ...]  # sentences read as candidates, best first


@dataclass(frozen=True, slots=True)
class Reply:
    """What a system answered, or how it failed to."""

    text: str = ""  # the answer with its [1] markers
    short_answer: str | None = None
    abstained: str | None = None
    statements: tuple[Statement, ...] = ()
    citations: tuple[Cited, ...] = ()
    conflicts: tuple[tuple[tuple[str, ...], ...], ...] = ()  # conflict, position, its wordings
    confidence: float | None = None  # larger is surer; compares within one system
    milliseconds: float | None = None  # from question to answer
    error: str | None = None  # one sentence; nothing was answered
    trace: Trace | None = None
    refused: str | None = None  # when abstained: what it would have answered
    written: Written | None = None  # a language model's part in it, where one was asked

    @property
    def plain(self) -> str:
        """The answer without its markers."""
        return _MARKERS.sub("", self.text)

    @property
    def answered(self) -> bool:
        return self.error is None and self.abstained is None


class _Lenient(BaseModel):
    """A part of an answer; a field that is null is one that is left out."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        return {name: each for name, each in value.items() if each is not None}


def _sound(value: Any) -> Any:
    """A measurement, or None for one that is none: JSON as Python reads it has NaN, too."""
    return value if not isinstance(value, float) or math.isfinite(value) else None


Measured = Annotated[float | None, BeforeValidator(_sound)]


class _Claim(_Lenient):
    text: str
    citations: list[int] = []


class _Citation(_Lenient):
    n: int
    article_id: str | None = None
    quote: str = ""
    start: int | None = None
    end: int | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    path: str | None = None


class _Position(_Lenient):
    value: str | None = None
    words: str | None = None


class _Conflict(_Lenient):
    positions: list[_Position] = []


class _Timings(_Lenient):
    total: Measured = None


Count = Annotated[int, Field(ge=0)]


class _Written(_Lenient):
    model: str = ""
    shown: Count = 0
    replaced: Count = 0
    dropped: Count = 0
    labels_removed: Count = 0
    labels_mended: Count = 0
    quotes_unmarked: Count = 0
    tokens_in: Count = 0
    tokens_out: Count = 0
    cost: Measured = None
    milliseconds: Measured = None
    cached: bool = False
    put_aside: str | None = None

    def written(self) -> Written:
        return Written(**(self.model_dump() | {"milliseconds": _time(self.milliseconds) or 0.0}))


class _AnswerLine(_Lenient):
    answer: str | None = None
    short_answer: str | None = None
    abstained: str | bool | None = None
    claims: list[_Claim] = []
    citations: list[_Citation] = []
    conflicts: list[_Conflict] = []
    timings_ms: _Timings = _Timings()
    confidence: Measured = None
    written: _Written | None = None


def reply_from(
    answer: Any,
    *,
    milliseconds: float | None = None,
    trace: Trace | None = None,
    confidence: float | None = None,
    refused: str | None = None,
) -> Reply:
    """An answer by the contract as a reply; one that is not by the contract as an error.

    `milliseconds`, where given, comes before what the answer says of itself.
    """
    if not isinstance(answer, Mapping):
        return Reply(error="the answer is not a JSON object", milliseconds=milliseconds)
    try:
        parsed = _AnswerLine.model_validate(dict(answer))
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(map(str, problem["loc"]))
        message = f"the answer's field “{where}” is wrong: {problem['msg']}"
        return Reply(error=message, milliseconds=milliseconds)
    abstained = parsed.abstained
    if isinstance(abstained, bool):
        abstained = (parsed.answer or "refused") if abstained else None
    if parsed.answer is None and not parsed.claims and not abstained:
        return Reply(error="the answer has no field “answer”", milliseconds=milliseconds)
    text = parsed.answer if parsed.answer is not None else abstained or _joined(parsed.claims)
    return Reply(
        text=text,
        short_answer=parsed.short_answer or None,
        abstained=abstained or None,
        statements=() if abstained else _statements(text, parsed.claims),
        citations=tuple(
            Cited(
                number=each.n,
                article_id=each.article_id,
                quote=each.quote,
                start=each.start,
                end=each.end,
                title=each.title,
                outlet=each.outlet,
                published=each.published,
                path=each.path,
            )
            for each in parsed.citations
        ),
        conflicts=()
        if abstained
        else tuple(
            tuple(
                tuple(said for said in (position.words, position.value) if said)
                for position in each.positions
            )
            for each in parsed.conflicts
        ),
        confidence=confidence if confidence is not None else parsed.confidence,
        milliseconds=milliseconds if milliseconds is not None else _time(parsed.timings_ms.total),
        trace=trace,
        refused=refused,
        written=parsed.written.written() if parsed.written else None,
    )


def _time(milliseconds: float | None) -> float | None:
    return milliseconds if milliseconds is not None and milliseconds >= 0 else None


def _joined(claims: Sequence[_Claim]) -> str:
    return " ".join(
        claim.text + "".join(f" [{number}]" for number in claim.citations) for claim in claims
    )


def _statements(text: str, claims: Sequence[_Claim]) -> tuple[Statement, ...]:
    """The claims; where they are not just what the answer says, what the answer says as well.

    So nothing that a reader sees goes unjudged because no claim was made of it, no word and no
    marker; and no claim because the answer says otherwise.
    """
    claimed = tuple(Statement(claim.text, tuple(claim.citations)) for claim in claims)
    words = _words(" ".join(claim.text for claim in claims))
    cited = [number for claim in claims for number in claim.citations]
    if words == _words(text) and _numbers(text) == cited:
        return claimed
    return claimed + _said(text)


def _said(text: str) -> tuple[Statement, ...]:
    """The sentences of an answer, each with the numbers in the markers behind it."""
    found: list[Statement] = []
    at = 0
    for marks in (*_MARKERS.finditer(text), None):
        part = text[at : marks.start() if marks else len(text)]
        own = [span.of(part) for span in sentences(part) if any(map(str.isalnum, span.of(part)))]
        numbers = tuple(_numbers(marks[0])) if marks else ()
        found += [Statement(sentence, ()) for sentence in own[:-1]]
        if own:
            found.append(Statement(own[-1], numbers))
        elif found and numbers:
            found[-1] = Statement(found[-1].text, found[-1].citations + numbers)
        at = marks.end() if marks else len(text)
    return tuple(found)


def _words(text: str) -> list[str]:
    return _MARKERS.sub("", text).casefold().split()


def _numbers(text: str) -> list[int]:
    """The numbers in the markers of a text, in order."""
    return [int(each) for marks in _MARKERS.findall(text) for each in _NUMBER.findall(marks)]
